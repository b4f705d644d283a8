import { copyNodes, duplicateNodes, pasteNodes } from "../document/commands/clipboard";
import { deleteNodes, moveNodes } from "../document/commands/nodes";
import { deleteStep } from "../document/commands/steps";
import { connect, disconnect, type Way } from "../document/commands/transitions";
import { randomIds } from "../document/ids";
import { startOf } from "../document/model";
import { waysOf } from "../document/outputs";
import { tidy } from "../document/tidy";
import type { Editor } from "../store/editor";
import { flowOf, nodeOf, outgoing } from "../store/selectors";
import type { Point } from "../store/state";
import { t } from "../words";
import { measure } from "./measure";

/** What keys and menus do to the chosen nodes. Each is one undo. */
export function heightOf(editor: Editor, id: string): number {
  const { state } = editor;
  const flow = flowOf(state);
  const node = nodeOf(flow, id);
  if (!flow || !node) return 100;
  const ways = waysOf(node, outgoing(flow, id), state.catalogue, state.language);
  return measure(ways, startOf(flow) === id ? flow.triggers.length : 0, state.language).height;
}

export function tidyFlow(editor: Editor): void {
  const flow = flowOf(editor.state);
  if (!flow) return;
  const chosen = new Set(editor.state.selection.nodes);
  const places = tidy(flow, (id) => heightOf(editor, id)).filter((place) => chosen.size < 2 || chosen.has(place.id));
  if (!editor.run({ ...moveNodes(flow, places), label: "tidy" })) return;
  editor.say(t("tidied"));
  editor.look("fit");
}

/** Deletes the chosen step, transition or nodes; with `reconnect`, the thread closes over the gap. */
export function deleteChosen(editor: Editor, reconnect: boolean): void {
  const flow = flowOf(editor.state);
  const { nodes, step, transition } = editor.state.selection;
  if (!flow) return;
  if (transition !== null) {
    if (editor.run(disconnect(flow, [transition]))) editor.select({});
    return;
  }
  const [first] = nodes;
  // The only step of a node goes with its node: an empty node says nothing.
  const others = nodeOf(flow, first ?? "")?.steps.length ?? 0;
  if (step !== null && first !== undefined && nodes.length === 1 && others > 1 && !reconnect) {
    if (editor.run(deleteStep(flow, first, step))) editor.select({ nodes });
    return;
  }
  const titles = nodes.map((id) => nodeOf(flow, id)?.title ?? "").join(", ");
  if (nodes.length > 0 && editor.run(deleteNodes(flow, nodes, reconnect))) {
    editor.select({});
    editor.say(t("deletedNodes", { what: titles }));
  }
}

export function nudge(editor: Editor, dx: number, dy: number, gesture: string): void {
  const flow = flowOf(editor.state);
  if (!flow) return;
  const places = editor.state.selection.nodes.flatMap((id) => {
    const node = nodeOf(flow, id);
    return node ? [{ id, x: node.x + dx, y: node.y + dy }] : [];
  });
  if (!editor.run(moveNodes(flow, places, gesture))) return;
  const [first] = places;
  if (first) editor.say(t("movedTo", { x: first.x, y: first.y }));
}

export function connectTo(editor: Editor, way: Way, target: string): void {
  const flow = flowOf(editor.state);
  if (!flow || !editor.run(connect(flow, way, target, randomIds))) return;
  editor.say(t("connected", { from: nodeOf(flow, way.node)?.title ?? "", to: nodeOf(flow, target)?.title ?? "" }));
}

/** The way out that C connects: the thread itself where it is open, else the first open way, else the thread. */
export function likelyWay(editor: Editor, id: string): Way | undefined {
  const { state } = editor;
  const flow = flowOf(state);
  const node = nodeOf(flow, id);
  if (!node) return undefined;
  const ways = waysOf(node, outgoing(flow, id), state.catalogue, state.language);
  const all = ways.steps.flatMap((step) => step.ways);
  const way = (ways.next?.state === "ends" ? ways.next : undefined) ?? all.find((other) => other.state === "open") ?? ways.next ?? all[0];
  return way && { node: id, step: way.step, output: way.output };
}

export function copyChosen(editor: Editor, data: DataTransfer): boolean {
  const flow = flowOf(editor.state);
  const { nodes } = editor.state.selection;
  if (!flow || nodes.length === 0) return false;
  data.setData("text/plain", copyNodes(flow, nodes));
  editor.say(t("copied", { count: nodes.length }));
  return true;
}

export function pasteAt(editor: Editor, text: string, at: Point): boolean {
  const flow = flowOf(editor.state);
  const pasted = flow && pasteNodes(flow, text, at, randomIds);
  if (!pasted || !editor.run(pasted.command)) return false;
  editor.select({ nodes: pasted.nodes });
  return true;
}

export function duplicateChosen(editor: Editor): void {
  const flow = flowOf(editor.state);
  const copy = flow && duplicateNodes(flow, editor.state.selection.nodes, randomIds);
  if (copy && editor.run(copy.command)) editor.select({ nodes: copy.nodes });
}

/** The nearest node in a direction, straight ahead preferred to aside. */
export function nearestNode(editor: Editor, dx: number, dy: number): string | undefined {
  const flow = flowOf(editor.state);
  const focused = document.activeElement?.closest<HTMLElement>(".react-flow__node")?.dataset["id"];
  const from = nodeOf(flow, focused ?? editor.state.selection.nodes[0] ?? "");
  if (!flow || !from) return flow && startOf(flow);
  let best: string | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const node of flow.nodes) {
    const ahead = (node.x - from.x) * dx + (node.y - from.y) * dy;
    if (node.id === from.id || ahead <= 4) continue;
    const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    if (ahead + 2.5 * aside < bestCost) [best, bestCost] = [node.id, ahead + 2.5 * aside];
  }
  return best;
}
