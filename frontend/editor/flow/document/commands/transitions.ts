import type { IdSource } from "../ids";
import { flowKey, type Flow, type Transition } from "../model";
import type { Operation } from "../operations";
import { pointerOf } from "../pointer";
import type { Command } from "./command";

export type Way = { readonly node: string; readonly step: string | null; readonly output: string };

export function transitionAt(flow: Flow, way: Way): Transition | undefined {
  return flow.transitions.find((t) => t.node === way.node && t.step === way.step && t.output === way.output);
}

export function removeTransition(flow: Flow, id: string): Operation {
  return { op: "remove", part: flowKey(flow.id), path: pointerOf(["transitions", id]) };
}

/** Leads a way out to a node; a way out has one target, so a former one is replaced. */
export function connectOperations(flow: Flow, way: Way, target: string, ids: IdSource): readonly Operation[] {
  const part = flowKey(flow.id);
  const existing = transitionAt(flow, way);
  if (existing?.target === target) return [];
  if (existing) return [{ op: "set", part, path: pointerOf(["transitions", existing.id, "target"]), value: target }];
  const value = { id: ids("t"), node: way.node, step: way.step, output: way.output, target };
  return [{ op: "add", part, path: "/transitions/-", value }];
}

export function connect(flow: Flow, way: Way, target: string, ids: IdSource): Command {
  return { label: "connect", operations: connectOperations(flow, way, target, ids) };
}

export function disconnect(flow: Flow, transitions: readonly string[]): Command {
  const known = new Set(flow.transitions.map((transition) => transition.id));
  return { label: "disconnect", operations: transitions.filter((id) => known.has(id)).map((id) => removeTransition(flow, id)) };
}
