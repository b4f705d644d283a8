import { describe, expect, it } from "vitest";
import { editText, markSpan, parseExample, unmark, writeExample } from "../annotations";

describe("an annotated example", () => {
  it("is read as plain text with its marks", () => {
    const example = parseExample("I want a [large](size) [pepperoni](topping:extra#1=P) pizza");
    expect(example.text).toBe("I want a large pepperoni pizza");
    expect(example.spans).toEqual([
      { start: 9, end: 14, entity: "size", detail: "" },
      { start: 15, end: 24, entity: "topping", detail: ":extra#1=P" },
    ]);
  });

  it.each([
    "a [large](size) pizza",
    "[Rome](city:to#1=IT) and [Oslo](city)",
    "nothing marked (really)",
    "a \\[bracket] stays",
    "[a\\]b](odd)",
    "back\\\\slash",
    "at [seven](@time)",
  ])("comes back as it was: %s", (source) => {
    expect(writeExample(parseExample(source))).toBe(source);
  });

  it("takes brackets that mark nothing as text", () => {
    expect(parseExample("[urgent] call me").text).toBe("[urgent] call me");
    expect(parseExample("[urgent] call me").spans).toEqual([]);
  });
});

describe("editing the text", () => {
  const before = parseExample("a [large](size) pizza");
  it("moves the marks after it", () => {
    expect(writeExample(editText(before, "quite a large pizza"))).toBe("quite a [large](size) pizza");
  });
  it("grows a mark that is typed in", () => {
    expect(writeExample(editText(before, "a larger pizza"))).toBe("a [larger](size) pizza");
    expect(writeExample(editText(before, "a laarge pizza"))).toBe("a [laarge](size) pizza");
  });
  it("drops a mark whose text is gone", () => {
    expect(writeExample(editText(before, "a pizza"))).toBe("a pizza");
    expect(writeExample(editText(before, ""))).toBe("");
  });
});

describe("marking", () => {
  it("leaves out the blanks around the selection and replaces what it touches", () => {
    const plain = parseExample("a large pizza");
    const marked = markSpan(plain, 1, 8, "size");
    expect(writeExample(marked)).toBe("a [large](size) pizza");
    expect(writeExample(markSpan(marked, 0, 7, "all"))).toBe("[a large](all) pizza");
    expect(writeExample(unmark(marked, 3, 4))).toBe("a large pizza");
  });
});
