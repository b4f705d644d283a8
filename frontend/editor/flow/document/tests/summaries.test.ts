import { describe, expect, it } from "vitest";
import { stepTypeIn } from "../catalogue";
import type { JsonObject } from "../json";
import { summaryOf, summaryWords } from "../summary";
import { CATALOGUE } from "./sample";

function told(type: string, config: JsonObject): string {
  return summaryWords(summaryOf({ ...stepTypeIn(CATALOGUE, "say"), type }, config, "en"));
}

describe("one line of a step", () => {
  it.each<readonly [string, JsonObject, string]>([
    ["card", { title: "Earl Grey", subtitle: "hot", actions: [{ title: "Yes" }] }, "Earl Grey · hot 1 button"],
    ["carousel", { items: [{ title: "Tea" }, { title: { en: "Coffee" } }] }, "Tea · Coffee 2 cards"],
    ["image", { url: "https://example.org/a.png", alt: "A cup" }, "A cup"],
    ["loop", { list: "cart", item: "thing" }, "each thing of cart"],
    ["split", { ways: [{ id: "a", weight: 3 }, { id: "b" }] }, "75 % · 25 %"],
    ["change_list", { variable: "cart", do: "append", value: "tea" }, "cart Add at the end tea"],
    ["read_list", { variable: "cart", what: "length", save_as: "count" }, "cart How many there are into count"],
    ["find_records", { table: "orders", where: [{ column: "item", value: "tea" }], save_as: "found" }, "orders where item is tea into found"],
    ["detect_language", { languages: [{ id: "fr" }, { id: "de" }] }, "French · German"],
    ["forget", { everything: true }, "Everything that is known"],
    ["emit_event", { name: "paid", data: { amount: 3 } }, "paid amount"],
    ["dropdown", { message: "Which?", options: [{ id: "a", title: "A" }], variable: "size" }, "Which? size 1 option"],
    ["send_email", { subject: "Hello", to: "{{ email }}" }, "Hello to {{ email }}"],
  ])("%s", (type, config, words) => {
    expect(told(type, config)).toBe(words);
  });
});
