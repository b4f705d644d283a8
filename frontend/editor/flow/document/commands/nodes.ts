import type { IdSource } from "../ids";
import type { Json, JsonObject } from "../json";
import { flowKey, nodeIn, startOf, type Flow, type FlowNode, type Step } from "../model";
import type { Operation } from "../operations";
import { pointerOf } from "../pointer";
import { NOTHING, type Command } from "./command";
import { connectOperations, removeTransition, type Way } from "./transitions";

export type Point = { readonly x: number; readonly y: number };

export function nodeJson(node: FlowNode): JsonObject {
  return { id: node.id, title: node.title, x: node.x, y: node.y, steps: node.steps.map(stepJson) };
}

export function stepJson(step: Step): JsonObject {
  const json: Record<string, Json> = { id: step.id, type: step.type, config: step.config };
  if (step.interruptions !== undefined) json["interruptions"] = step.interruptions;
  return json;
}

export type NewNode = { readonly title: string; readonly at: Point; readonly steps: readonly Step[]; readonly from?: Way };

/** Adds a node, connected to the way out it was drawn from. */
export function addNode(flow: Flow, wish: NewNode, ids: IdSource): { readonly id: string; readonly command: Command } {
  const id = ids("n");
  const node = { id, title: wish.title, x: Math.round(wish.at.x), y: Math.round(wish.at.y), steps: wish.steps };
  const operations: Operation[] = [{ op: "add", part: flowKey(flow.id), path: "/nodes/-", value: nodeJson(node) }];
  if (wish.from) operations.push(...connectOperations(flow, wish.from, id, ids));
  return { id, command: { label: "addNode", operations } };
}

export type Place = Point & { readonly id: string };

export function moveNodes(flow: Flow, places: readonly Place[], gesture?: string): Command {
  const part = flowKey(flow.id);
  const operations = places.flatMap((place): readonly Operation[] => {
    const node = nodeIn(flow, place.id);
    if (!node) return NOTHING;
    const [x, y] = [Math.round(place.x), Math.round(place.y)];
    const moved: Operation[] = [];
    if (x !== node.x) moved.push({ op: "set", part, path: pointerOf(["nodes", node.id, "x"]), value: x });
    if (y !== node.y) moved.push({ op: "set", part, path: pointerOf(["nodes", node.id, "y"]), value: y });
    return moved;
  });
  return { label: "moveNode", operations, ...(gesture === undefined ? {} : { gesture }) };
}

export function renameNode(flow: Flow, node: string, title: string): Command {
  const value = title.trim();
  const unchanged = value === "" || nodeIn(flow, node)?.title === value;
  const path = pointerOf(["nodes", node, "title"]);
  return { label: "rename", operations: unchanged ? NOTHING : [{ op: "set", part: flowKey(flow.id), path, value }] };
}

export function setStart(flow: Flow, node: string): Command {
  const operations: readonly Operation[] =
    startOf(flow) === node ? NOTHING : [{ op: "set", part: flowKey(flow.id), path: "/start", value: node }];
  return { label: "editFlow", operations };
}

/** Follows `next` from a doomed node to the first one that stays. */
function survivorAfter(flow: Flow, node: string, doomed: ReadonlySet<string>): string | undefined {
  const seen = new Set<string>();
  let current: string | undefined = node;
  while (current !== undefined && doomed.has(current) && !seen.has(current)) {
    seen.add(current);
    const here: string = current;
    current = flow.transitions.find((t) => t.node === here && t.step === null)?.target;
  }
  return current !== undefined && !doomed.has(current) ? current : undefined;
}

/** Deletes nodes with their transitions. With `reconnect`, what led to them leads to where their thread went. */
export function deleteNodes(flow: Flow, nodes: readonly string[], reconnect: boolean): Command {
  const part = flowKey(flow.id);
  const doomed = new Set(nodes.filter((id) => nodeIn(flow, id)));
  const operations: Operation[] = [];
  for (const transition of flow.transitions) {
    if (doomed.has(transition.node)) operations.push(removeTransition(flow, transition.id));
    else if (doomed.has(transition.target)) {
      const target = reconnect ? survivorAfter(flow, transition.target, doomed) : undefined;
      if (target === undefined) operations.push(removeTransition(flow, transition.id));
      else operations.push({ op: "set", part, path: pointerOf(["transitions", transition.id, "target"]), value: target });
    }
  }
  if (flow.start !== undefined && doomed.has(flow.start)) {
    const next = survivorAfter(flow, flow.start, doomed);
    operations.push(next === undefined ? { op: "remove", part, path: "/start" } : { op: "set", part, path: "/start", value: next });
  }
  for (const id of doomed) operations.push({ op: "remove", part, path: pointerOf(["nodes", id]) });
  return { label: "deleteNode", operations };
}
