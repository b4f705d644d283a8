// @vitest-environment jsdom
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { catalogues, format, LANGUAGES, type Message } from "../../../ui/i18n";

const ROOT = join(import.meta.dirname, "../../..");

/** Every module that may hold words: importing it registers its catalogue. */
beforeAll(async () => {
  for (const folder of ["ui", "editor"]) {
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf-8" })) {
      if (/(^|\/)([wW]ords|useEdits)\.tsx?$/.test(file)) await import(/* @vite-ignore */ join(ROOT, folder, file));
    }
  }
});

function names(message: Message): string[] {
  const texts = typeof message === "string" ? [message] : [message.one, message.other];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "")))].sort();
}

it("has every message in every language, with the same blanks to fill", () => {
  expect(catalogues().length).toBeGreaterThan(6);
  for (const catalogue of catalogues()) {
    for (const [key, message] of Object.entries(catalogue.en)) {
      for (const language of LANGUAGES) {
        const other = catalogue[language === "fr" ? "fr" : "en"][key];
        expect(other, `${key} in ${language}`).toBeTruthy();
        const fewer = names(other ?? "").filter((name) => !names(message).includes(name));
        expect(fewer, `${key} in ${language} fills what English does not know`).toEqual([]);
      }
    }
  }
});

it("says one and many as the language does", () => {
  const examples = { one: "{count} exemple", other: "{count} exemples" };
  expect(format(examples, { count: 0 }, "fr")).toBe("0 exemple");
  expect(format(examples, { count: 1500 }, "fr")).toMatch(/^1\s500 exemples$/u);
  expect(format({ one: "{count} example", other: "{count} examples" }, { count: 0 }, "en")).toBe("0 examples");
});

it("keeps to the house style: no exclamation marks, no please, no oops", () => {
  for (const catalogue of catalogues()) {
    for (const message of Object.values(catalogue.en)) {
      expect(typeof message === "string" ? message : message.other).not.toMatch(/!|please|oops|successfully/i);
    }
  }
});
