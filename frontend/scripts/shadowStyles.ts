/**
 * `import css from "shadow:chat.css"` gives the text of webchat/styles/chat.css for a shadow root, led by the design
 * tokens it uses: taken from ui/tokens.css, light, dark and by the system, hung on `:host`. So the web chat has every
 * colour from the one place and carries none that it does not show.
 */

import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "lightningcss";
import type { Plugin } from "vite";

const FRONTEND = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const STYLES = resolve(FRONTEND, "webchat/styles");
const TOKENS = resolve(FRONTEND, "ui/tokens.css");
const REQUEST = /^shadow:(\w+)\.css$/;
// Without the ending: what ends in .css Vite takes for a style sheet of the page.
const RESOLVED = "\0shadow:";

type Values = ReadonlyMap<string, string>;

/** The declarations of the first block that the selector opens. */
function block(css: string, selector: string): Values {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`${TOKENS} has no block for ${selector}`);
  const body = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  return new Map(
    [...body.matchAll(/(--[\w-]+|color-scheme):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value.trim()]),
  );
}

function used(css: string): Set<string> {
  return new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(([, name = ""]) => name));
}

/** Every token that the sheet needs, those that other tokens need included. */
function needed(css: string, tokens: Values): Set<string> {
  const names = new Set<string>(["color-scheme"]);
  const visit = (text: string): void => {
    for (const name of used(text)) {
      const value = tokens.get(name);
      if (value === undefined || names.has(name)) continue;
      names.add(name);
      visit(value);
    }
  };
  visit(css);
  return names;
}

function rule(selector: string, values: Values, names: ReadonlySet<string>): string {
  const body = [...values].filter(([name]) => names.has(name)).map(([name, value]) => `${name}:${value}`);
  return `${selector}{${body.join(";")}}`;
}

export function shadowSheet(css: string, tokens: string): string {
  const light = block(tokens, ":root");
  const dark = block(tokens, '[data-theme="dark"]');
  const names = needed(css, light);
  const own = [...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name = ""]) => name);
  const unknown = [...used(css)].filter((name) => !light.has(name) && !own.includes(name));
  if (unknown.length > 0) throw new Error(`no such design token: ${unknown.join(", ")}`);
  return [
    // The page's own style must not leak in: what inherits is reset before anything is set.
    ":host{all:initial}",
    rule(":host", light, names),
    rule(':host([data-theme="dark"])', dark, names),
    `@media (prefers-color-scheme:dark){${rule(":host(:not([data-theme]))", dark, names)}}`,
    css,
  ].join("\n");
}

/** The file with those it imports put at its end: what they say is more special than the file itself. */
function joined(file: string): string {
  const css = readFileSync(file, "utf8");
  const parts = [...css.matchAll(/^@import "(\.\/[\w-]+\.css)";$/gm)].map(([, name = ""]) =>
    joined(resolve(STYLES, name)),
  );
  return [css.replace(/^@import .*$/gm, ""), ...parts].join("\n");
}

export function shadowStyles(): Plugin {
  return {
    name: "shadow-styles",
    resolveId(id) {
      const name = REQUEST.exec(id)?.[1];
      return name === undefined ? null : RESOLVED + name;
    },
    load(id) {
      if (!id.startsWith(RESOLVED)) return null;
      const file = resolve(STYLES, `${id.slice(RESOLVED.length)}.css`);
      const css = shadowSheet(joined(file), readFileSync(TOKENS, "utf8"));
      const { code } = transform({ filename: file, code: Buffer.from(css), minify: true });
      return `export default ${JSON.stringify(code.toString())};`;
    },
  };
}
