import type { Finding } from "../../api/types";
import { readFlow, flowKey, languagesOf, type Flow, type FlowNode, type Transition } from "../document/model";
import { isObject } from "../document/json";
import { transitionsByNode } from "../document/outputs";
import type { EditorState } from "./state";

/** Remembers what was made of an object for as long as the object lives. */
function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

export function flowOf(state: EditorState): Flow | undefined {
  if (state.flow === null) return undefined;
  const body = state.parts.get(flowKey(state.flow));
  return isObject(body) ? readFlow(body) : undefined;
}

const nodesById = remembered((flow: Flow) => new Map(flow.nodes.map((node) => [node.id, node])));
const transitionsOf = remembered(transitionsByNode);
const incomingOf = remembered((flow: Flow) => {
  const found = new Map<string, Transition[]>();
  for (const transition of flow.transitions) {
    const list = found.get(transition.target);
    if (list) list.push(transition);
    else found.set(transition.target, [transition]);
  }
  return found;
});

const NONE: readonly Transition[] = [];

export function nodeOf(flow: Flow | undefined, id: string): FlowNode | undefined {
  return flow && nodesById(flow).get(id);
}

/** Transitions that start at a node. Compare with `useShallow`: the list is new after each edit, its elements are not. */
export function outgoing(flow: Flow | undefined, node: string): readonly Transition[] {
  return (flow && transitionsOf(flow).get(node)) ?? NONE;
}

export function incoming(flow: Flow | undefined, node: string): readonly Transition[] {
  return (flow && incomingOf(flow).get(node)) ?? NONE;
}

export type Counts = { readonly errors: number; readonly warnings: number };

const NO_COUNTS: Counts = { errors: 0, warnings: 0 };

const countsByPlace = remembered((findings: readonly Finding[]) => {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const finding of findings) {
    for (const key of [finding.flow ?? "", `${finding.flow ?? ""} ${finding.node ?? ""}`]) {
      const count = counts.get(key) ?? { errors: 0, warnings: 0 };
      if (finding.severity === "error") count.errors += 1;
      else if (finding.severity === "warning") count.warnings += 1;
      counts.set(key, count);
    }
  }
  return counts;
});

export function countsAt(findings: readonly Finding[], flow: string, node?: string): Counts {
  return countsByPlace(findings).get(node === undefined ? flow : `${flow} ${node}`) ?? NO_COUNTS;
}

export function defaultLanguage(state: EditorState): string {
  return languagesOf(state.parts).first;
}
