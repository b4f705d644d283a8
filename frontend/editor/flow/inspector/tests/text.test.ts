import { describe, expect, it } from "vitest";
import { isMissing, isWhole, textIn, writeText } from "../form/text";

describe("texts in languages", () => {
  it("are read in exactly one language", () => {
    expect(textIn("Hi", "en", "en")).toBe("Hi");
    expect(textIn("Hi", "fr", "en")).toBe("");
    expect(isMissing({ en: "Hi" }, "fr", "en")).toBe(true);
  });

  it("are written with as little change as possible", () => {
    expect(writeText("Hi", "/message", "Hello", "en", "en")).toEqual({ path: "/message", value: "Hello" });
    expect(writeText("Hi", "/message", "Salut", "fr", "en")).toEqual({ path: "/message", value: { en: "Hi", fr: "Salut" } });
    expect(writeText({ en: "Hi" }, "/message/text", "Salut", "fr", "en")).toEqual({ path: "/message/text/fr", value: "Salut" });
  });

  it("wait with half a template until it is whole", () => {
    expect(isWhole("Hi {{ na")).toBe(false);
    expect(isWhole("Hi {{ name }}{% if a %}")).toBe(true);
  });
});
