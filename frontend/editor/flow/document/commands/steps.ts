import { stepTypeIn, type Catalogue } from "../catalogue";
import type { IdSource } from "../ids";
import { objectOf, same, type Json, type JsonObject } from "../json";
import { flowKey, nodeIn, type Flow, type FlowNode, type Step } from "../model";
import { apply, type Operation } from "../operations";
import { outputsOf } from "../outputs";
import { pointerOf, segmentsOf, valueAt } from "../pointer";
import { NOTHING, type Command } from "./command";
import { stepJson } from "./nodes";
import { removeTransition } from "./transitions";

export function stepIn(node: FlowNode | undefined, id: string): Step | undefined {
  return node?.steps.find((step) => step.id === id);
}

export function newStep(type: string, config: JsonObject, ids: IdSource): Step {
  return { id: ids("s"), type, config, interruptions: undefined };
}

export function addStep(flow: Flow, node: string, step: Step, index?: number): Command {
  const path = pointerOf(["nodes", node, "steps", index ?? "-"]);
  return { label: "addStep", operations: [{ op: "add", part: flowKey(flow.id), path, value: stepJson(step) }] };
}

function outgoing(flow: Flow, step: string): readonly Operation[] {
  return flow.transitions.filter((t) => t.step === step).map((t) => removeTransition(flow, t.id));
}

export function deleteStep(flow: Flow, node: string, step: string): Command {
  if (!stepIn(nodeIn(flow, node), step)) return { label: "deleteStep", operations: NOTHING };
  const remove: Operation = { op: "remove", part: flowKey(flow.id), path: pointerOf(["nodes", node, "steps", step]) };
  return { label: "deleteStep", operations: [...outgoing(flow, step), remove] };
}

/** Moves a step to `index` of a node (counted without the step itself); its transitions come along. */
export function moveStep(flow: Flow, from: string, step: string, to: string, index: number): Command {
  const part = flowKey(flow.id);
  const current = nodeIn(flow, from)?.steps.findIndex((other) => other.id === step) ?? -1;
  if (current < 0 || index < 0 || (from === to && current === index)) return { label: "moveStep", operations: NOTHING };
  const operations: Operation[] = [
    { op: "move", part, path: pointerOf(["nodes", from, "steps", step]), value: { to: pointerOf(["nodes", to, "steps"]), index } },
  ];
  if (from !== to) {
    for (const transition of flow.transitions.filter((t) => t.step === step)) {
      operations.push({ op: "set", part, path: pointerOf(["transitions", transition.id, "node"]), value: to });
    }
  }
  return { label: "moveStep", operations };
}

export type FieldEdit = {
  readonly node: string;
  readonly step: string;
  /** Pointer inside the config. */
  readonly path: string;
  /** Undefined takes the field away. */
  readonly value: Json | undefined;
  readonly gesture?: string;
};

/** Edits one field of a step; transitions of ways out that the edit takes away go with it. */
export function editField(flow: Flow, edit: FieldEdit, catalogue: Catalogue, language: string): Command {
  const step = stepIn(nodeIn(flow, edit.node), edit.step);
  const gesture = edit.gesture === undefined ? {} : { gesture: edit.gesture };
  if (!step || same(valueAt(step.config, edit.path), edit.value)) return { label: "edit", operations: NOTHING, ...gesture };
  const path = pointerOf(["nodes", edit.node, "steps", edit.step, "config", ...segmentsOf(edit.path)]);
  const part = flowKey(flow.id);
  const change: Operation = edit.value === undefined ? { op: "remove", part, path } : { op: "set", part, path, value: edit.value };
  const config = configAfter(step.config, edit);
  const type = stepTypeIn(catalogue, step.type);
  const left = new Set(outputsOf(type, config, language).map((output) => output.id));
  const lost = outputsOf(type, step.config, language).filter((output) => !left.has(output.id));
  const dangling = flow.transitions.filter((t) => t.step === step.id && lost.some((output) => output.id === t.output));
  return { label: "edit", operations: [change, ...dangling.map((t) => removeTransition(flow, t.id))], ...gesture };
}

function configAfter(config: JsonObject, edit: FieldEdit): JsonObject {
  const parts = new Map<string, Json>([["config", config]]);
  const operation: Operation =
    edit.value === undefined
      ? { op: "remove", part: "config", path: edit.path }
      : { op: "set", part: "config", path: edit.path, value: edit.value };
  return objectOf(apply(parts, [operation]).parts.get("config"));
}

export function setInterruptions(flow: Flow, node: string, step: string, value: string | undefined): Command {
  const part = flowKey(flow.id);
  const path = pointerOf(["nodes", node, "steps", step, "interruptions"]);
  const before = stepIn(nodeIn(flow, node), step)?.interruptions;
  if (before === value) return { label: "edit", operations: NOTHING };
  return { label: "edit", operations: [value === undefined ? { op: "remove", part, path } : { op: "set", part, path, value }] };
}

