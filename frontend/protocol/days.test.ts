import { describe, expect, it } from "vitest";
import { readable, regional } from "./days.ts";

describe("a day that was picked", () => {
  it("is shown as people write it", () => {
    expect(readable("2026-12-24", "en-GB")).toBe("24 December 2026");
    expect(readable("2026-12-24", "fr")).toBe("24 décembre 2026");
    expect(readable("2026-12-24T18:30", "fr")).toBe("24 décembre 2026 à 18:30");
  });

  it.each(["hello", "2026-12", "2026-99-99", "on 2026-12-24", "2026-12-24T99:99", ""])("is nothing else: %s", (text) => {
    expect(readable(text, "en")).toBe(text);
  });
});

describe("a language", () => {
  it("is written as in the visitor's country", () => {
    expect(regional("en", ["fr-FR", "en-GB", "en-US"])).toBe("en-GB");
    expect(regional("en-US", ["en-GB"])).toBe("en-US");
    expect(regional("fr", ["en-GB"])).toBe("fr");
  });
});
