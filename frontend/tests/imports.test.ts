/** Who may import whom: protocol ← ui ← editor | webchat. Nothing of one application may creep into the other. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const FRONTEND = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const LAYERS = ["protocol", "ui", "editor", "webchat"];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  protocol: ["protocol"],
  ui: ["protocol", "ui"],
  editor: ["protocol", "ui", "editor"],
  webchat: ["protocol", "webchat"],
};
// The web chat pays for every byte, and the protocol must serve both.
const BANNED_PACKAGES: Readonly<Record<string, RegExp>> = {
  protocol: /^(?:react|preact|zustand|@tanstack|@xyflow)/,
  webchat: /^(?:react|zustand|@tanstack|@xyflow|wouter)/,
  ui: /^preact/,
  editor: /^preact/,
};
const IMPORT = /(?:\bfrom\s+|\bimport\s*\(?\s*)["']([^"']+)["']/g;

function sources(layer: string): string[] {
  const files = readdirSync(join(FRONTEND, layer), { recursive: true, encoding: "utf8" });
  return files.filter((file) => /\.tsx?$/.test(file)).map((file) => join(FRONTEND, layer, file));
}

function imports(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, target = ""]) => target);
}

describe.each(LAYERS)("%s", (layer) => {
  const files = sources(layer);

  it("imports only what lies below it", () => {
    const strays = files.flatMap((file) =>
      imports(file)
        .filter((target) => target.startsWith("."))
        .map((target) => relative(FRONTEND, resolve(dirname(file), target)).split("/")[0] ?? "")
        .filter((target) => LAYERS.includes(target) && !MAY_IMPORT[layer]?.includes(target))
        .map((target) => `${relative(FRONTEND, file)} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it("keeps to its packages", () => {
    const strays = files.flatMap((file) =>
      imports(file)
        .filter((target) => !target.startsWith(".") && BANNED_PACKAGES[layer]?.test(target))
        .filter((target) => !/\.test\.tsx?$/.test(file) || !target.startsWith("@testing-library"))
        .map((target) => `${relative(FRONTEND, file)} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it("has no any, and asserts types only where data enters", () => {
    const strays = files
      .filter((file) => !file.includes("/generated/"))
      .flatMap((file) => {
        const code = readFileSync(file, "utf8")
          .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
          .replace(/(["'`])(?:\\.|(?!\1).)*\1/g, '""');
        const found = [...code.matchAll(/(?::|<|\bas)\s*any\b|\w\)?!\.\w/g)].map(([text]) => text);
        const asserted =
          layer === "protocol"
            ? []
            : [...code.matchAll(/[\w)\]}"]\s+as\s+(?!const\b)[A-Z{(]\w*/g)]
                .filter((match) => !isRenaming(code, match.index))
                .map(([text]) => text);
        return [...found, ...asserted].map((text) => `${relative(FRONTEND, file)}: ${text}`);
      });
    expect(strays).toEqual([]);
  });
});

/** `import { a as B }` and `export { a as B }` rename; they assert nothing. */
function isRenaming(code: string, at: number): boolean {
  const line = code.slice(code.lastIndexOf("\n", at) + 1, at);
  const statement = code.slice(Math.max(code.lastIndexOf("import", at), code.lastIndexOf("export", at)), at);
  return /^\s*(?:import|export)\b/.test(line) || !statement.includes("}");
}
