import { describe, expect, it } from "vitest";
import { enumTitle } from "../form/enumWords";
import { addressIn, applies, fieldName, nextId, rowTitle, sharesOf, singular } from "../form/rows";
import { unitOf } from "../widgets/SecondsWidget";

describe("a form of fields", () => {
  const schema = {
    properties: {
      do: { enum: ["append", "clear"], default: "append" },
      value: { "x-if": { do: ["append"] } },
    },
  };

  it("shows a field only beside the choices it goes with", () => {
    expect(applies(schema, schema.properties.value, {})).toBe(true);
    expect(applies(schema, schema.properties.value, { do: "clear" })).toBe(false);
    expect(applies(schema, schema.properties.do, { do: "clear" })).toBe(true);
  });

  it("knows the field at the end of a path, also of an element", () => {
    expect(fieldName("/ways/a/weight")).toBe("weight");
    expect(fieldName("/accept/0")).toBe("accept");
  });

  it("says fixed choices in words", () => {
    expect(enumTitle("do", "append_all")).toBe("Add all values of a list");
    expect(enumTitle("method", "GET")).toBe("GET");
    expect(enumTitle("unheard", "of_this")).toBe("Of this");
  });

  it("gives times in the largest unit that says them whole", () => {
    expect([5, 60, 90, 7200, 172800].map(unitOf)).toEqual([1, 60, 1, 3600, 86400]);
  });
});

describe("a list of forms", () => {
  it("calls its rows by what is in them", () => {
    expect(rowTitle({ title: { en: "Tea", fr: "Thé" } }, "fr")).toBe("Thé");
    expect(rowTitle({ column: "count", op: ">", value: { literal: 2 } }, "en")).toBe("count is more than 2");
    expect(rowTitle({ variable: "names", path: "$.items" }, "en")).toBe("names");
    expect([singular("Cards"), singular("Address"), singular("Take from the reply")]).toEqual(["Card", "Address", "Take from the reply"]);
  });

  it("gives ids that can be read and are not taken", () => {
    expect(nextId("option", [{ id: "option-1" }, { id: "option-3" }])).toBe("option-4");
    expect(nextId("way", [])).toBe("way-1");
  });

  it("shares visitors out by weight", () => {
    expect(sharesOf([{ weight: 3 }, { weight: 1 }])).toEqual([75, 25]);
    expect(sharesOf([{}, {}])).toEqual([50, 50]);
    expect(sharesOf([{ weight: 0 }, { weight: 0 }])).toEqual([50, 50]);
  });
});

describe("what lint found", () => {
  it("stands at the field, whose place the form names by ids", () => {
    const config = { options: [{ id: "tea", title: "Tea" }], items: [{ title: "A" }] };
    expect(addressIn(config, "/options/0/title")).toBe("/options/tea/title");
    expect(addressIn(config, "/items/0/title")).toBe("/items/0/title");
    expect(addressIn(config, "/message")).toBe("/message");
  });
});
