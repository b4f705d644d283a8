import { describe, expect, it } from "vitest";
import { applyOperations, foldParts, invert, overlaps, splitDocument, valueAt, type Operation } from "../draftParts";
import { PIZZA } from "./fakeServer";

const parts = splitDocument(PIZZA);
const flow = (operation: Omit<Operation, "part">): Operation => ({ part: "flow:order", ...operation });

describe("the document", () => {
  it("is the fold of its parts", () => {
    expect(foldParts(parts)).toEqual(PIZZA);
  });
});

describe("operations", () => {
  it("address elements by id, by name and by number", () => {
    const next = applyOperations(parts, [
      flow({ op: "set", path: "/nodes/n2/title", value: "End" }),
      { op: "set", part: "intent:greet", path: "/examples/en/1", value: "hey" },
      flow({ op: "add", path: "/nodes/n3", value: { id: "n3", title: "New", steps: [] } }),
      flow({ op: "add", path: "/nodes/0", value: { id: "n0", title: "First", steps: [] } }),
    ]);
    expect(valueAt(next.get("flow:order"), "/nodes/1/id")).toBe("n1");
    expect(valueAt(next.get("flow:order"), "/nodes/n2/title")).toBe("End");
    expect(valueAt(next.get("flow:order"), "/nodes/3/id")).toBe("n3");
    expect(valueAt(next.get("intent:greet"), "/examples/en")).toEqual(["hi", "hey"]);
  });

  it("move a step to another node", () => {
    const next = applyOperations(parts, [flow({ op: "move", path: "/nodes/n1/steps/s1", value: { to: "/nodes/n2/steps", index: 0 } })]);
    expect(valueAt(next.get("flow:order"), "/nodes/n1/steps/0/id")).toBe("s2");
    expect(valueAt(next.get("flow:order"), "/nodes/n2/steps/0/id")).toBe("s1");
  });

  it("rename a part in its place", () => {
    const next = applyOperations(parts, [{ op: "set", part: "intent:order_pizza", path: "/name", value: "order" }]);
    expect([...next.keys()].filter((name) => name.startsWith("intent:"))).toEqual(["intent:order", "intent:greet"]);
  });

  it("leave the state before them untouched", () => {
    applyOperations(parts, [{ op: "remove", part: "intent:greet", path: "" }]);
    expect(parts.has("intent:greet")).toBe(true);
  });

  it("are all or nothing", () => {
    expect(() =>
      applyOperations(parts, [flow({ op: "set", path: "/title", value: "x" }), flow({ op: "set", path: "/nodes/n9/title", value: "y" })]),
    ).toThrow("n9");
  });
});

describe("the inverse", () => {
  const cases: [string, Operation[]][] = [
    ["a set", [flow({ op: "set", path: "/title", value: "x" })]],
    ["a new key", [flow({ op: "set", path: "/notes", value: [] })]],
    ["an appended example", [{ op: "add", part: "intent:greet", path: "/examples/en/-", value: "hey" }]],
    ["a removed example", [{ op: "remove", part: "intent:greet", path: "/examples/en/0" }]],
    ["a removed node", [flow({ op: "remove", path: "/nodes/n1" })]],
    ["a moved step", [flow({ op: "move", path: "/nodes/n1/steps/s1", value: { to: "/nodes/n2/steps", index: 0 } })]],
    ["a removed part", [{ op: "remove", part: "intent:order_pizza", path: "" }]],
    ["a new part", [{ op: "add", part: "intent:bye", path: "", value: { name: "bye" } }]],
    ["a reordered part", [{ op: "move", part: "intent:greet", path: "", value: { index: 0 } }]],
    ["a renamed part", [{ op: "set", part: "intent:greet", path: "/name", value: "hello" }]],
    [
      "several at once",
      [
        flow({ op: "set", path: "/nodes/n1/title", value: "a" }),
        flow({ op: "remove", path: "/nodes/n1" }),
        flow({ op: "set", path: "/title", value: "b" }),
      ],
    ],
  ];
  it.each(cases)("takes back %s", (_name, operations) => {
    const after = applyOperations(parts, operations);
    expect(foldParts(applyOperations(after, invert(parts, operations)))).toEqual(PIZZA);
  });
});

describe("two edits", () => {
  const a = flow({ op: "set", path: "/nodes/n1/title", value: "a" });
  it("of different fields do not touch", () => {
    expect(overlaps(a, flow({ op: "set", path: "/nodes/n1/x", value: 3 }))).toBe(false);
    expect(overlaps(a, flow({ op: "set", path: "/nodes/n2/title", value: "a" }))).toBe(false);
  });
  it("of one field touch, and of a field and what holds it", () => {
    expect(overlaps(a, flow({ op: "set", path: "/nodes/n1/title", value: "b" }))).toBe(true);
    expect(overlaps(a, flow({ op: "remove", path: "/nodes/n1" }))).toBe(true);
  });
  it("to the same text are one", () => {
    expect(overlaps(a, a)).toBe(false);
  });
  it("that both append do not touch; one that removes by number touches its neighbours", () => {
    const append: Operation = { op: "add", part: "intent:greet", path: "/examples/en/-", value: "x" };
    expect(overlaps(append, { ...append, value: "y" })).toBe(false);
    expect(
      overlaps(
        { op: "remove", part: "intent:greet", path: "/examples/en/0" },
        { op: "set", part: "intent:greet", path: "/examples/en/1", value: "z" },
      ),
    ).toBe(true);
  });
});
