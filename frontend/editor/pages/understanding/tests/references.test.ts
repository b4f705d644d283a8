import { describe, expect, it } from "vitest";
import { PIZZA } from "../../../api/tests/fakeServer";
import { applyOperations, splitDocument, valueAt } from "../../../api/draftParts";
import { renameOperations, usersOf } from "../references";

const parts = splitDocument({
  ...PIZZA,
  stories: [{ name: "always greet", steps: [{ user: "greet" }, { bot: "welcome" }] }],
});

describe("renaming an intent", () => {
  it("carries flows and stories along", () => {
    const order = applyOperations(parts, renameOperations(parts, "intent", "order_pizza", "order"));
    expect(valueAt(order.get("flow:order"), "/triggers/0/intent")).toBe("order");
    expect(order.has("intent:order")).toBe(true);
    const greet = applyOperations(parts, renameOperations(parts, "intent", "greet", "hello"));
    expect(valueAt(greet.get("story:always greet"), "/steps/0/user")).toBe("hello");
  });
});

describe("renaming an entity", () => {
  it("carries variables and the marks in examples along", () => {
    const next = applyOperations(parts, renameOperations(parts, "entity", "size", "pizza_size"));
    expect(valueAt(next.get("variable:size"), "/entity")).toBe("pizza_size");
    expect(valueAt(next.get("intent:order_pizza"), "/examples/en/0")).toBe("a [large](pizza_size) pizza");
  });
});

describe("who uses it", () => {
  it("is told by the names people know", () => {
    expect(usersOf(parts, "intent", "order_pizza")).toEqual([{ part: "flow:order", title: "Order a pizza", kind: "flow" }]);
    expect(usersOf(parts, "entity", "size").map((user) => user.part)).toEqual(["variable:size", "intent:order_pizza"]);
  });
});
