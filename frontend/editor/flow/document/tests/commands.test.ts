import { describe, expect, it } from "vitest";
import { copyNodes, duplicateNodes, pasteNodes } from "../commands/clipboard";
import type { Command } from "../commands/command";
import { createFlow, createVariable, deleteFlow, renameFlow } from "../commands/flows";
import { addNode, deleteNodes, moveNodes, renameNode } from "../commands/nodes";
import { addStep, deleteStep, editField, moveStep, newStep } from "../commands/steps";
import { connect, disconnect } from "../commands/transitions";
import { EMPTY_HISTORY, perform, redo, undo } from "../history";
import { countedIds } from "../ids";
import { flowIn, nodeIn, type Flow } from "../model";
import type { Parts } from "../operations";
import { CATALOGUE, OPTIONS, PARTS } from "./sample";

function order(parts: Parts = PARTS): Flow {
  const flow = flowIn(parts, "order");
  if (!flow) throw new Error("the sample has no order flow");
  return flow;
}

/** Does a command, checks that undo brings back the same document and redo the change, and returns the change. */
function done(command: Command, parts: Parts = PARTS): Parts {
  const change = perform(parts, EMPTY_HISTORY, command);
  if (!change) return parts;
  const undone = undo(change.parts, change.history);
  expect(Object.fromEntries(undone?.parts ?? [])).toEqual(Object.fromEntries(parts));
  const redone = undone && redo(undone.parts, undone.history);
  expect(Object.fromEntries(redone?.parts ?? [])).toEqual(Object.fromEntries(change.parts));
  return change.parts;
}

function targets(parts: Parts): readonly string[] {
  return order(parts).transitions.map((t) => `${t.node}.${t.output}>${t.target}`);
}

describe("nodes", () => {
  it("adds one at the pointer, already connected", () => {
    const step = newStep("say", { message: "" }, countedIds());
    const from = { node: "size", step: "s3", output: "else" };
    const { id, command } = addNode(order(), { title: "Sorry", at: { x: 10.6, y: 20 }, steps: [step], from }, countedIds());
    const parts = done(command);
    expect(nodeIn(order(parts), id)).toMatchObject({ title: "Sorry", x: 11, y: 20 });
    expect(targets(parts)).toContain(`size.else>${id}`);
  });

  it("moves and renames, and does nothing when nothing changes", () => {
    expect(nodeIn(order(done(moveNodes(order(), [{ id: "hello", x: 5, y: 6 }]))), "hello")).toMatchObject({ x: 5, y: 6 });
    expect(moveNodes(order(), [{ id: "hello", x: 0, y: 0 }]).operations).toEqual([]);
    expect(renameNode(order(), "hello", " Hello ").operations).toEqual([]);
    expect(nodeIn(order(done(renameNode(order(), "hello", "Welcome"))), "hello")?.title).toBe("Welcome");
  });

  it("deletes one with its transitions", () => {
    const parts = done(deleteNodes(order(), ["size"], false));
    expect(targets(parts)).toEqual([]);
  });

  it("deletes and reconnects along the thread, and hands on the start", () => {
    const parts = done(deleteNodes(order(), ["hello"], true));
    expect(targets(parts)).toEqual(["size.l>done", "size.s>size"]);
    expect(order(parts).start).toBe("size");
  });
});

describe("transitions", () => {
  it("has one target for each way out", () => {
    const parts = done(connect(order(), { node: "size", step: "s3", output: "l" }, "hello", countedIds()));
    expect(targets(parts).filter((t) => t.startsWith("size.l"))).toEqual(["size.l>hello"]);
    expect(connect(order(), { node: "size", step: "s3", output: "l" }, "done", countedIds()).operations).toEqual([]);
    expect(targets(done(disconnect(order(), ["t2", "gone"])))).toEqual(["hello.next>size", "size.s>hello"]);
  });
});

describe("steps", () => {
  it("adds, deletes with transitions, reorders and moves across nodes", () => {
    const added = done(addStep(order(), "size", newStep("say", { message: "Hm" }, countedIds()), 1));
    expect(nodeIn(order(added), "size")?.steps.map((step) => step.id)).toEqual(["s2", "snew1", "s3"]);
    expect(targets(done(deleteStep(order(), "size", "s3")))).toEqual(["hello.next>size"]);
    const swapped = done(moveStep(order(), "size", "s3", "size", 0));
    expect(nodeIn(order(swapped), "size")?.steps.map((step) => step.id)).toEqual(["s3", "s2"]);
    expect(targets(done(moveStep(order(), "size", "s3", "hello", 1)))).toContain("hello.l>done");
    expect(moveStep(order(), "size", "s3", "size", 1).operations).toEqual([]);
  });

  it("edits one field as one operation", () => {
    const edit = { node: "hello", step: "s1", path: "/message", value: "Hello there" };
    const command = editField(order(), edit, CATALOGUE, "en");
    expect(command.operations).toEqual([{ op: "set", part: "flow:order", path: "/nodes/hello/steps/s1/config/message", value: "Hello there" }]);
    done(command);
  });

  it("takes the transition of a deleted option away with it", () => {
    const edit = { node: "size", step: "s3", path: "/options", value: OPTIONS.slice(1) };
    expect(targets(done(editField(order(), edit, CATALOGUE, "en")))).toEqual(["hello.next>size", "size.s>hello"]);
  });

  it("undoes a burst of typing at once", () => {
    let [parts, history] = [PARTS, EMPTY_HISTORY];
    for (const text of ["C", "Ch", "Che"]) {
      const edit = { node: "hello", step: "s1", path: "/message", value: text, gesture: "typing" };
      const change = perform(parts, history, editField(order(parts), edit, CATALOGUE, "en"));
      if (change) [parts, history] = [change.parts, change.history];
    }
    expect(history.undo).toHaveLength(1);
    expect(history.undo[0]?.forward).toHaveLength(1);
    expect(Object.fromEntries(undo(parts, history)?.parts ?? [])).toEqual(Object.fromEntries(PARTS));
  });

  it("drops an undo whose place a colleague removed, and undoes the one before", () => {
    const renamed = perform(PARTS, EMPTY_HISTORY, renameFlow(order(), "Pizza"));
    const edited = renamed && perform(renamed.parts, renamed.history, renameNode(order(renamed.parts), "done", "Bye"));
    if (!edited) throw new Error("nothing was done");
    const remote = done(deleteNodes(order(edited.parts), ["done"], false), edited.parts);
    const undone = undo(remote, edited.history);
    expect(undone?.label).toBe("rename");
    expect(flowIn(undone?.parts ?? remote, "order")?.title).toBe("Order a pizza");
    expect(undone?.history.undo).toHaveLength(0);
  });
});

describe("flows and variables", () => {
  it("creates with a readable id and deletes back in place", () => {
    const { id, command } = createFlow(PARTS, "Order");
    expect(id).toBe("order-2");
    done(command);
    const parts = done(deleteFlow(PARTS, "order"));
    expect(flowIn(parts, "order")).toBeUndefined();
    expect(createVariable(PARTS, "size", "text").operations).toEqual([]);
    expect(done(createVariable(PARTS, "crust", "text")).has("variable:crust")).toBe(true);
  });
});

describe("the clipboard", () => {
  it("pastes copies with ids of their own, connected as the originals", () => {
    const text = copyNodes(order(), ["hello", "size"]);
    const pasted = pasteNodes(order(), text, { x: 100, y: 100 }, countedIds());
    if (!pasted) throw new Error("nothing was pasted");
    const flow = order(done(pasted.command));
    expect(flow.nodes).toHaveLength(5);
    expect(new Set(flow.nodes.flatMap((node) => node.steps.map((step) => step.id))).size).toBe(7);
    const [first, second] = pasted.nodes;
    expect(flow.transitions.slice(3).map((t) => [t.node, t.target])).toEqual([[first, second], [second, first]]);
    expect(nodeIn(flow, first ?? "")).toMatchObject({ x: 100, y: 100 });
  });

  it("leaves other text alone and duplicates beside the original", () => {
    expect(pasteNodes(order(), "hello", { x: 0, y: 0 }, countedIds())).toBeUndefined();
    const copy = duplicateNodes(order(), ["done"], countedIds());
    expect(nodeIn(order(done(copy?.command ?? { label: "edit", operations: [] })), copy?.nodes[0] ?? "")).toMatchObject({ x: 680, y: 40 });
  });
});
