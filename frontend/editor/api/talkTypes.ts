/** Shapes of what runs: conversations, their turns, the queue of agents, replays. */
import type { Json, JsonObject } from "./json";

export type HandoffState = "waiting" | "taken" | "resolved" | "timeout" | "unavailable" | "left";

/** When agents answer: for each day from Monday spans like ["09:00", "17:30"], and days on which nobody does. */
export interface QueueHours {
  readonly timezone: string;
  readonly days: readonly (readonly (readonly string[])[])[];
  readonly closed: readonly string[];
}

/** Whether and when agents answer in it. */
export interface AgentQueue {
  name: string;
  /** As set by hand. */
  open: boolean;
  /** Null is always. */
  hours: QueueHours | null;
  /** At this moment. */
  answers: boolean;
}

/** Hours that are left out stay. */
export interface QueueChange {
  name: string;
  open: boolean;
  hours?: QueueHours | null;
}

export interface Conversation {
  id: string;
  channel: string;
  language: string;
  version: number | null;
  waiting: string | null;
  control: number;
  last_seq: number;
  created_at: string;
  last_event_at: string;
  /** Null: known in this conversation only. */
  visitor: string | null;
  turns: number;
  /** What the visitor said last. */
  said: string | null;
  /** Utterances that nobody understood. */
  misses: number;
  handoff: HandoffState | null;
  /** A turn failed for good. */
  broke: boolean;
}

export interface Place {
  flow: string;
  node: string;
  step: string;
}

export interface ConversationDetail extends Conversation {
  place: Place | null;
  variables: JsonObject;
}

export interface Said {
  seq: number;
  from: "user" | "bot" | "agent";
  content: Json;
  turn: number;
  at: string;
}

export interface Decision {
  by: string;
  what: string;
  why: string;
  confidence: number | null;
  bids?: Bid[];
}

export interface Bid {
  who: string;
  what: string;
  confidence: number | null;
  why: string;
}

export interface Happened {
  id: string;
  kind: string;
  body: JsonObject;
  status: "done" | "held" | "late" | "quarantined";
  seq: number;
  turn: number;
  decision: Decision | null;
  at: string;
}

export interface WalkedStep {
  flow: string;
  node: string;
  step: string | null;
  type: string;
  output: string | null;
}

export interface Trace {
  decision: Decision | null;
  alternatives?: Bid[];
  steps: WalkedStep[];
  variables?: JsonObject;
  waiting?: Place | null;
  problem?: { code?: string; detail?: string } | null;
  /** The trace was too long to be kept whole. */
  cut?: boolean;
}

export interface TracedEvent extends Happened {
  trace: Trace | null;
}

export interface TurnEvents {
  turn: number;
  events: TracedEvent[];
}

export interface ReplayedTurn {
  turn: number;
  event: { id: string; kind: string; text: string };
  same: boolean;
  messages_same: boolean;
  state_same: boolean | null;
  build: string | null;
  said: Json[];
  replayed?: Json[];
  trace: Trace;
  understanding?: { same: boolean; then: Json; now: Json };
}

export interface Replay {
  same: boolean;
  build: string;
  turns: ReplayedTurn[];
  next: number | null;
}

export interface Handoff {
  id: number;
  conversation: string;
  queue: string;
  message: string;
  state: HandoffState;
  agent: string | null;
  visitor: string | null;
  said: string | null;
  control: number;
  requested_at: string;
  taken_at: string | null;
  ended_at: string | null;
}

export interface AgentActed {
  conversation: string;
  control: number;
  agent: string | null;
  waiting: string | null;
  last_seq: number;
  seq?: number;
  duplicate?: boolean;
}

export interface NodeProblem {
  id: number;
  version: number | null;
  flow: string;
  node: string;
  step: string;
  code: string;
  detail: string;
  count: number;
  first_at: string;
  last_at: string;
  read: boolean;
}

export interface TableRow {
  id: number;
  values: JsonObject;
  created_at: string;
  updated_at: string;
}
