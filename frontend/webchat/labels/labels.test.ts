import { describe, expect, it } from "vitest";
import { labels as en } from "./en.ts";
import { fill, isRightToLeft, loadLabels } from "./index.ts";

const LANGUAGES = ["fr", "de", "es", "it", "pt", "nl"];
const blanks = (label: string): string[] => [...label.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();

describe.each(LANGUAGES)("the words in %s", (language) => {
  it("are all there, are not the English ones, and have the same blanks", async () => {
    const labels = await loadLabels(language);
    expect(Object.keys(labels)).toEqual(Object.keys(en));
    expect(labels.send).not.toBe(en.send);
    for (const [key, label] of Object.entries(en))
      expect(blanks(Object.entries(labels).find(([name]) => name === key)?.[1] ?? "")).toEqual(blanks(label));
  });
});

describe("a language", () => {
  it("with a region counts as itself, an unknown one as English", async () => {
    expect((await loadLabels("pt-BR")).send).toBe("Enviar");
    expect(await loadLabels("tlh")).toBe(en);
    expect(await loadLabels("")).toBe(en);
  });

  it("may run from right to left", () => {
    expect(["ar", "he-IL", "en", "arn"].map(isRightToLeft)).toEqual([true, true, false, false]);
  });

  it("fills blanks and leaves those it has nothing for", () => {
    expect(fill("{name} and {other}", { name: "Ada" })).toBe("Ada and {other}");
  });
});
