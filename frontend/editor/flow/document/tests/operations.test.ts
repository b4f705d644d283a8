import { describe, expect, it } from "vitest";
import { apply, MisfitError, type Operation } from "../operations";
import { segmentsOf, valueAt } from "../pointer";
import { BOT, PARTS } from "./sample";

const flow = "flow:order";

describe("operations on the draft", () => {
  it("names elements by id, by name and by index", () => {
    const order = PARTS.get(flow);
    expect(valueAt(order, "/nodes/size/title")).toBe("Size");
    expect(valueAt(order, "/nodes/1/title")).toBe("Size");
    expect(valueAt(order, "/nodes/nobody/title")).toBeUndefined();
    expect(segmentsOf("/a~1b/~0c")).toEqual(["a/b", "~c"]);
  });

  it("shares everything an edit does not touch", () => {
    const { parts } = apply(PARTS, [{ op: "set", part: flow, path: "/nodes/hello/title", value: "Hi" }]);
    expect(valueAt(parts.get(flow), "/nodes/hello/title")).toBe("Hi");
    expect(valueAt(parts.get(flow), "/nodes/size")).toBe(valueAt(PARTS.get(flow), "/nodes/size"));
    expect(parts.get("intent:order")).toBe(PARTS.get("intent:order"));
    expect(valueAt(PARTS.get(flow), "/nodes/hello/title")).toBe("Hello");
  });

  it("inserts at an index and moves a step to another node", () => {
    const { parts } = apply(PARTS, [
      { op: "add", part: flow, path: "/nodes/0", value: { id: "first", title: "First", steps: [] } },
      { op: "move", part: flow, path: "/nodes/size/steps/s2", value: { to: "/nodes/first/steps", index: 0 } },
    ]);
    expect(valueAt(parts.get(flow), "/nodes/0/id")).toBe("first");
    expect(valueAt(parts.get(flow), "/nodes/first/steps/0/id")).toBe("s2");
    expect(valueAt(parts.get(flow), "/nodes/size/steps/0/id")).toBe("s3");
  });

  it("applies all or nothing, and says so when a place is gone", () => {
    const operations: readonly Operation[] = [
      { op: "set", part: flow, path: "/title", value: "Changed" },
      { op: "set", part: flow, path: "/nodes/nobody/title", value: "Nobody" },
    ];
    expect(() => apply(PARTS, operations)).toThrow(MisfitError);
    expect(valueAt(PARTS.get(flow), "/title")).toBe(BOT.flows[0]?.title);
  });
});

/** A small repeatable source of chance, so that a failure can be run again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * below);
  };
}

const VALUES = ["text", 7, null, true, ["a", "b"], { deep: { list: [1, 2] } }];
const FIELDS = ["/title", "/start", "/new", "/nodes/hello/title", "/nodes/size/steps/s3/config/message", "/nodes/size/x"];
const ELEMENTS = ["/nodes/hello", "/nodes/1", "/nodes/size/steps/s2", "/nodes/size/steps/s3/config/options/l", "/transitions/t2", "/triggers/0"];
const LISTS = ["/nodes/size/steps", "/nodes/hello/steps", "/nodes", "/nodes/size/steps/s3/config/options"];

function anyOperation(next: (below: number) => number, id: string): Operation {
  const one = (places: readonly string[]) => places[next(places.length)] ?? "";
  const value = VALUES[next(VALUES.length)] ?? null;
  const kind = next(6);
  if (kind === 0) return { op: "add", part: flow, path: `${one(LISTS)}/${["-", "0", "1"][next(3)] ?? "-"}`, value: { id, title: "New" } };
  if (kind === 1) return { op: "set", part: flow, path: one(FIELDS), value };
  if (kind === 2) return { op: "remove", part: flow, path: one([...FIELDS, ...ELEMENTS]) };
  if (kind === 3) return { op: "move", part: flow, path: one(ELEMENTS), value: { to: one(LISTS), index: next(4) } };
  const name = next(2) === 0 ? "size" : id;
  const body = { name, type: one(["text", "number"]) };
  return kind === 4 ? { op: "set", part: `variable:${name}`, path: "", value: body } : { op: next(2) === 0 ? "remove" : "add", part: `variable:${name}`, path: "", value: body };
}

describe("the inverse of operations", () => {
  it("brings back exactly the same draft, whatever was done", () => {
    let applied = 0;
    for (let seed = 1; seed <= 1500; seed += 1) {
      const next = chance(seed);
      let [parts, inverse] = [PARTS, new Array<Operation>()];
      for (let count = 0; count < 6; count += 1) {
        try {
          const done = apply(parts, [anyOperation(next, `x${String(count)}`)]);
          parts = done.parts;
          inverse = [...done.inverse, ...inverse];
          applied += 1;
        } catch (error) {
          if (!(error instanceof MisfitError)) throw error;
        }
      }
      const back = apply(parts, inverse).parts;
      expect(Object.fromEntries(back), `seed ${seed}`).toEqual(Object.fromEntries(PARTS));
    }
    expect(applied).toBeGreaterThan(2000);
  });
});
