import { handleOf } from "../document/outputs";

/** Where a try-out has been, as the canvas and the outline show it. */
export type Visit = { readonly flow: string; readonly node: string };

export type Run = {
  /** Nodes in the order they were first visited: order number = index + 1. */
  readonly visits: readonly Visit[];
  /** Ways out that were taken, as `flow node handle`. */
  readonly taken: ReadonlySet<string>;
  /** Steps that ran, as `flow node step`. */
  readonly steps: ReadonlySet<string>;
  /** Where the conversation waits now. */
  readonly waiting: { readonly flow: string; readonly node: string; readonly step: string } | null;
};

export type TraceStep = {
  readonly flow: string;
  readonly node: string;
  readonly step: string | null;
  readonly type: string;
  readonly output: string | null;
};

export function visitKey(flow: string, node: string, rest: string): string {
  return `${flow} ${node} ${rest}`;
}

export function runOf(steps: readonly TraceStep[], waiting: Run["waiting"]): Run {
  const visits = new Map<string, Visit>();
  const taken = new Set<string>();
  const ran = new Set<string>();
  for (const [index, step] of steps.entries()) {
    visits.set(`${step.flow} ${step.node}`, { flow: step.flow, node: step.node });
    ran.add(visitKey(step.flow, step.node, step.step ?? ""));
    if (step.output !== null && !staysInside(step, steps[index + 1] ?? waiting)) taken.add(visitKey(step.flow, step.node, wayKey(step)));
  }
  if (waiting) {
    visits.set(`${waiting.flow} ${waiting.node}`, { flow: waiting.flow, node: waiting.node });
    ran.add(visitKey(waiting.flow, waiting.node, waiting.step));
  }
  return { visits: [...visits.values()], taken, steps: ran, waiting };
}

/** `next` of a step that another of its node follows is the thread inside; only of the last one does it leave. */
function staysInside(step: TraceStep, after: Run["waiting"] | TraceStep): boolean {
  return step.output === "next" && after !== null && after.flow === step.flow && after.node === step.node && after.step !== step.step;
}

function wayKey(step: TraceStep): string {
  const output = step.output ?? "";
  return handleOf({ step: output === "next" ? null : step.step, output });
}

export function orderOf(run: Run, flow: string, node: string): number {
  return run.visits.findIndex((visit) => visit.flow === flow && visit.node === node) + 1;
}
