import { describe, expect, it } from "vitest";
import { initialConfig, stepTypeIn } from "../catalogue";
import { flowIn, nodeIn } from "../model";
import { conditionText, outputsOf, transitionsByNode, waysOf } from "../outputs";
import { CATALOGUE, OPTIONS, PARTS } from "./sample";

const choice = stepTypeIn(CATALOGUE, "choice");

describe("ways out of a step", () => {
  it("has one per option in the language shown, then the fixed ones", () => {
    expect(outputsOf(choice, { options: OPTIONS }, "fr")).toEqual([
      { id: "l", title: "Large" },
      { id: "s", title: "Petite" },
      { id: "else", title: "Anything else" },
    ]);
  });

  it("has a time-out only while one is set", () => {
    expect(outputsOf(choice, { options: [], timeout: 60 }, "en").map((output) => output.id)).toEqual(["else", "timeout"]);
  });

  it("names the ways of a branch by their conditions", () => {
    const rules = [{ id: "r1", when: { variable: "size", op: "==", value: "large" } }, { id: "r2", when: { expression: "count > 3" } }];
    const titles = outputsOf(stepTypeIn(CATALOGUE, "branch"), { rules }, "en").map((output) => output.title);
    expect(titles).toEqual(["size is large", "count > 3", "Else"]);
    expect(conditionText({ any: [{ intent: "order" }, { not: { variable: "size", op: "set" } }] })).toBe("says order or not (size is set)");
  });

  it("tells connected, open and ending ways apart", () => {
    const flow = flowIn(PARTS, "order");
    const byNode = flow && transitionsByNode(flow);
    const ways = (id: string) => {
      const node = nodeIn(flow, id);
      return node && waysOf(node, byNode?.get(id) ?? [], CATALOGUE, "en");
    };
    expect(ways("size")?.steps[1]?.ways.map((way) => way.state)).toEqual(["connected", "connected", "open"]);
    expect(ways("hello")?.next?.state).toBe("connected");
    expect(ways("done")?.next).toBeUndefined();
  });
});

describe("a new step", () => {
  it("begins with its required fields", () => {
    expect(initialConfig(choice, (widget) => (widget === "message" ? "" : undefined))).toEqual({ message: "", options: [] });
  });
});
