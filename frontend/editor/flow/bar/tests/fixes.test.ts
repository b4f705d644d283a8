import { describe, expect, it } from "vitest";
import type { Finding } from "../../../api/types";
import { PARTS } from "../../document/tests/sample";
import { EMPTY_HISTORY, perform, undo } from "../../document/history";
import { valueAt } from "../../document/pointer";
import { fixOf } from "../fixes";

function finding(fix?: Finding["fix"]): Finding {
  const place = { pointer: "/flows/0/nodes/1", flow: "order", node: "size", step: null };
  return { severity: "warning", code: "unreachable-node", message: "No path leads to this node.", ...place, ...(fix === undefined ? {} : { fix }) };
}

const REMOVE = { op: "remove", part: "flow:order", path: "/nodes/size" };
const FIX = { title: "Remove the node", operations: [{ op: "set", part: "flow:order", path: "/start", value: "hello" }, REMOVE] };

describe("repairs that lint offers", () => {
  it("become one edit that can be undone", () => {
    const fix = fixOf(finding(FIX));
    expect(fix?.title).toBe("Remove the node");
    const change = fix && perform(PARTS, EMPTY_HISTORY, fix.command);
    expect(change?.operations).toHaveLength(2);
    const after = change?.parts ?? PARTS;
    expect(valueAt(after.get("flow:order"), "/nodes/size")).toBeUndefined();
    expect(valueAt(after.get("flow:order"), "/start")).toBe("hello");
    const back = change && undo(after, change.history);
    expect(back?.parts.get("flow:order")).toEqual(PARTS.get("flow:order"));
  });

  it("are not offered where there is none, or where it cannot be read whole", () => {
    expect(fixOf(finding())).toBeUndefined();
    expect(fixOf(finding({ title: "Nothing", operations: [] }))).toBeUndefined();
    expect(fixOf(finding({ title: "New", operations: [REMOVE, { op: "rename", part: "flow:order", path: "/title" }] }))).toBeUndefined();
    expect(fixOf(finding("do it"))).toBeUndefined();
  });

  it("keep an empty value apart from no value", () => {
    const operations = [{ op: "set", part: "flow:order", path: "/start", value: null }];
    expect(fixOf(finding({ title: "No start", operations }))?.command.operations).toEqual(operations);
  });
});
