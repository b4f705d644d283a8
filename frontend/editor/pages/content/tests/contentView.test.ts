import { describe, expect, it } from "vitest";
import { applyOperations } from "../../../api/draftParts";
import type { Json } from "../../../api/json";
import { addVariation, contentOf, isText, missingIn, removeVariation, setText, textIn, type ContentRow } from "../contentView";

function row(message: Json, variations: readonly Json[] = []): ContentRow {
  return { id: "c", title: "", message, variations };
}

/** The message after writing in one language; English is the default. */
function written(message: Json, language: string, text: string): Json | undefined {
  const parts = new Map<string, Json>([["content:c", { id: "c", message }]]);
  return contentOf(applyOperations(parts, setText(row(message), "/message", message, language, "en", text)))[0]?.message;
}

describe("writing a translation", () => {
  it("keeps what is there in the other languages", () => {
    expect(written("Hello", "fr", "Bonjour")).toEqual({ text: { en: "Hello", fr: "Bonjour" } });
    expect(written({ text: "Hello" }, "fr", "Bonjour")).toEqual({ text: { en: "Hello", fr: "Bonjour" } });
    expect(written({ text: { en: "Hello" } }, "fr", "Bonjour")).toEqual({ text: { en: "Hello", fr: "Bonjour" } });
  });

  it("leaves a plain text plain while it has one language", () => {
    expect(written("Hello", "en", "Hi")).toBe("Hi");
    expect(written({ text: "Hello" }, "en", "Hi")).toEqual({ text: "Hi" });
  });

  it("takes an emptied translation away, so that the default is said again", () => {
    expect(written({ text: { en: "Hello", fr: "Bonjour" } }, "fr", "")).toEqual({ text: { en: "Hello" } });
  });
});

it("reads each language for itself and tells what is missing", () => {
  expect(textIn({ text: { en: "Hello" } }, "fr", "en")).toBe("");
  expect(textIn("Hello", "en", "en")).toBe("Hello");
  expect(missingIn(row("Hello"), ["en", "fr"], "en")).toEqual(["fr"]);
  expect(missingIn(row({ type: "card", title: "x" }), ["en", "fr"], "en")).toEqual([]);
});

it("does not take a card or buttons for a text", () => {
  expect([{ text: "a" }, { type: "card", title: "a" }, { text: "a", options: [] }].map(isText)).toEqual([true, false, false]);
});

it("variations come and go", () => {
  const parts = new Map<string, Json>([["content:c", { id: "c", message: "a" }]]);
  const one = applyOperations(parts, addVariation(row("a"), "en"));
  expect(contentOf(one)[0]?.variations).toEqual([{ text: { en: "" } }]);
  const none = applyOperations(one, removeVariation(contentOf(one)[0] ?? row("a"), 0));
  expect(contentOf(none)[0]?.variations).toEqual([]);
});
