/** The queue as one agent sees it. */
import { ApiProblem } from "../../api/client";
import type { Parts } from "../../api/draftParts";
import type { AgentQueue, Handoff } from "../../api/talkTypes";
import { objectOf, textOf } from "../../flow/document/json";
import { flowsOf } from "../../flow/document/model";

export interface Queue {
  readonly mine: readonly Handoff[];
  readonly waiting: readonly Handoff[];
  readonly colleagues: readonly Handoff[];
}

export function queueOf(handoffs: readonly Handoff[], me: string): Queue {
  const taken = handoffs.filter((one) => one.state === "taken");
  return {
    mine: taken.filter((one) => one.agent === me),
    waiting: handoffs.filter((one) => one.state === "waiting"),
    colleagues: taken.filter((one) => one.agent !== me),
  };
}

/** Who should be looked at where nobody was chosen: one's own first, then the longest waiting. */
export function firstOf(queue: Queue): Handoff | undefined {
  return queue.mine[0] ?? queue.waiting[0] ?? queue.colleagues[0];
}

const GOAL_MS = 2 * 60_000;

/** Waits longer than it should. */
export function isLate(handoff: Handoff, now: number): boolean {
  return now - new Date(handoff.requested_at).getTime() > GOAL_MS;
}

/** Whether an act was refused because of what somebody else did in between. */
export function wasFaster(error: Error | null): boolean {
  return error instanceof ApiProblem && ["taken", "not-yours", "control-moved", "not-taken"].includes(error.code);
}

/** Who has it now, as the refusal says or the queue shows. */
export function fasterOne(error: Error | null, handoff: Handoff | undefined): string | null {
  if (handoff?.agent) return handoff.agent;
  const said = error === null ? null : /^(\S+@\S+) has this/.exec(error.message);
  return said?.[1] ?? null;
}

/** Where hand-overs go that name no queue. */
export const DEFAULT_QUEUE = "default";

export interface QueueState extends AgentQueue {
  readonly waiting: number;
}

/** Every queue that the draft hands over to, that somebody waits in, or that somebody has set. */
export function queuesOf(parts: Parts, known: readonly AgentQueue[], handoffs: readonly Handoff[]): QueueState[] {
  const steps = flowsOf(parts).flatMap((flow) => flow.nodes.flatMap((node) => node.steps));
  const named = steps.filter((step) => step.type === "handoff").map((step) => textOf(step.config["queue"]) || DEFAULT_QUEUE);
  const settings = objectOf(objectOf(parts.get("settings"))["settings"]);
  const given = settings["handoff_after"] === undefined ? [] : [textOf(settings["handoff_queue"]) || DEFAULT_QUEUE];
  const rows = new Map(known.map((queue) => [queue.name, queue]));
  const names = new Set([...named, ...given, ...rows.keys(), ...handoffs.map((one) => one.queue)]);
  return [...names].sort().map((name) => ({
    ...(rows.get(name) ?? { name, open: true, hours: null, answers: true }),
    waiting: handoffs.filter((one) => one.queue === name && one.state === "waiting").length,
  }));
}
