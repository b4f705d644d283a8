import type { IdSource } from "../ids";
import { isObject, objectsOf, parseJson, textOf, type Json, type JsonObject } from "../json";
import { flowKey, readFlow, type Flow } from "../model";
import type { Operation } from "../operations";
import type { Command } from "./command";
import { nodeJson, type Point } from "./nodes";

const FORMAT = "botbuilder/nodes";

/** Nodes and the transitions among them, as text that other flows, bots and tabs can paste. */
export function copyNodes(flow: Flow, nodes: readonly string[]): string {
  const chosen = new Set(nodes);
  const copied = flow.nodes.filter((node) => chosen.has(node.id)).map(nodeJson);
  const transitions = flow.transitions
    .filter((t) => chosen.has(t.node) && chosen.has(t.target))
    .map((t) => ({ id: t.id, node: t.node, step: t.step, output: t.output, target: t.target }));
  return JSON.stringify({ format: FORMAT, version: 1, nodes: copied, transitions });
}

export type Pasted = { readonly nodes: readonly string[]; readonly command: Command };

function freshStep(step: JsonObject, ids: IdSource, renamed: Map<string, string>): Json {
  const id = ids("s");
  renamed.set(textOf(step["id"]), id);
  return { ...step, id };
}

/** Adds copies with new ids, the top left one at `at`; undefined when the text is not ours. */
export function pasteNodes(flow: Flow, source: string, at: Point, ids: IdSource): Pasted | undefined {
  const clip = parseJson(source);
  if (!isObject(clip) || clip["format"] !== FORMAT) return undefined;
  const copied = readFlow({ id: flow.id, nodes: clip["nodes"] ?? [], transitions: clip["transitions"] ?? [] });
  if (copied.nodes.length === 0) return undefined;
  const left = Math.min(...copied.nodes.map((node) => node.x));
  const top = Math.min(...copied.nodes.map((node) => node.y));
  const part = flowKey(flow.id);
  const nodeIds = new Map(copied.nodes.map((node) => [node.id, ids("n")]));
  const stepIds = new Map<string, string>();
  const operations: Operation[] = copied.nodes.map((node) => {
    const json = nodeJson(node);
    const steps = objectsOf(json["steps"]).map((step) => freshStep(step, ids, stepIds));
    const place = { x: Math.round(node.x - left + at.x), y: Math.round(node.y - top + at.y) };
    return { op: "add", part, path: "/nodes/-", value: { ...json, id: nodeIds.get(node.id) ?? "", ...place, steps } };
  });
  for (const transition of copied.transitions) {
    const [node, target] = [nodeIds.get(transition.node), nodeIds.get(transition.target)];
    const step = transition.step === null ? null : stepIds.get(transition.step);
    if (node === undefined || target === undefined || step === undefined) continue;
    operations.push({ op: "add", part, path: "/transitions/-", value: { id: ids("t"), node, step, output: transition.output, target } });
  }
  return { nodes: [...nodeIds.values()], command: { label: "paste", operations } };
}

export function duplicateNodes(flow: Flow, nodes: readonly string[], ids: IdSource): Pasted | undefined {
  const chosen = flow.nodes.filter((node) => nodes.includes(node.id));
  if (chosen.length === 0) return undefined;
  const at = { x: Math.min(...chosen.map((node) => node.x)) + 40, y: Math.min(...chosen.map((node) => node.y)) + 40 };
  const pasted = pasteNodes(flow, copyNodes(flow, nodes), at, ids);
  return pasted && { nodes: pasted.nodes, command: { ...pasted.command, label: "duplicate" } };
}
