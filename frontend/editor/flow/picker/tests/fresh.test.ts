import { describe, expect, it } from "vitest";
import { readCatalogue, stepTypeIn } from "../../document/catalogue";
import { PARTS } from "../../document/tests/sample";
import { freshRow, freshStep } from "../fresh";

const TYPES = readCatalogue([
  { type: "split", schema: { required: ["ways"], properties: { ways: { type: "array", minItems: 1 } } } },
  { type: "dropdown", schema: { required: ["message"], properties: { message: { "x-widget": "message" }, options: { "x-widget": "options" } } } },
  {
    type: "start_flow",
    schema: { required: ["flow"], anyOf: [{ required: ["user"] }, { required: ["conversation"] }], properties: { flow: { "x-widget": "flow" }, user: {} } },
    examples: [{ config: { flow: "x", user: "{{ customer }}" } }],
  },
  { type: "update", schema: { required: ["values"], properties: { values: { type: "object", minProperties: 1 } } }, examples: [{ config: { values: { item: "tea" } } }] },
  { type: "detect_language", schema: { required: ["languages"], properties: { languages: { type: "array" } } } },
]);

function fresh(type: string) {
  return freshStep(PARTS, "main", stepTypeIn(TYPES, type));
}

describe("a new step", () => {
  it("can be saved: what must be there is there", () => {
    expect(fresh("split").config).toEqual({ ways: [{ id: "a", title: "Way A", weight: 1 }, { id: "b", title: "Way B", weight: 1 }] });
    expect(fresh("dropdown").config["options"]).toHaveLength(2);
    expect(fresh("start_flow").config).toEqual({ flow: "order", user: "{{ customer }}" });
    expect(fresh("update").config).toEqual({ values: { item: "tea" } });
  });

  it("knows the languages of the bot", () => {
    expect(fresh("detect_language").config).toEqual({ languages: [{ id: "fr", title: "French" }] });
  });

  it("has an id that tells what it is, and no two the same", () => {
    expect(fresh("detect_language").id).toMatch(/^detect-language-[a-z0-9]{4}$/);
    expect(fresh("split").id).not.toBe(fresh("split").id);
  });
});

describe("a new row", () => {
  it("gets a name and an id of its own", () => {
    const way = { required: ["id"], properties: { id: { type: "string" }, title: { type: "string" }, weight: { type: "number", default: 1 } } };
    expect(freshRow(PARTS, way, [{ id: "a" }, { id: "b" }], "Way")).toEqual({ id: "way-3", title: "Way C" });
    const card = { required: ["title"], properties: { title: { "x-widget": "text" } } };
    expect(freshRow(PARTS, card, [{}], "Card")).toEqual({ title: "Card 2" });
  });

  it("takes the next language that is free", () => {
    const language = { required: ["id"], properties: { id: { "x-suggest": "languages" }, title: {} } };
    expect(freshRow(PARTS, language, [{ id: "en" }], "Language")).toEqual({ id: "fr", title: "French" });
  });
});
