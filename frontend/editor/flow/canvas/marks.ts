import type { Way } from "../document/outputs";
import { handleOf } from "../document/outputs";
import { orderOf, visitKey, type Run } from "../tryout/run";

/** How a node stands on the path of the try-out. */
export type NodeMark = { readonly order: number; readonly live: boolean; readonly dim: boolean };

export const UNMARKED: NodeMark = { order: 0, live: false, dim: false };

export function markOf(run: Run | null, flow: string, node: string): NodeMark {
  if (run === null) return UNMARKED;
  const order = orderOf(run, flow, node);
  const live = run.waiting?.flow === flow && run.waiting.node === node;
  return { order, live, dim: order === 0 };
}

export function isTaken(run: Run | null, flow: string, node: string, way: Pick<Way, "step" | "output">): boolean {
  return run !== null && run.taken.has(visitKey(flow, node, handleOf(way)));
}

export function hasRun(run: Run | null, flow: string, node: string, step: string): boolean {
  return run !== null && run.steps.has(visitKey(flow, node, step));
}
