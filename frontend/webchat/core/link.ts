/** What the chat knows at one moment. Plain data: `connection.ts` moves it, the views draw it. */

import type { BotInfo, ChatMessage, ClientFrame } from "../../protocol/chat.ts";
import type { Payload, SentFile, TextMessage } from "../../protocol/messages.ts";

/** `waiting` = a new attempt is scheduled; `stopped` = the server said that trying again is useless. */
export type Phase = "idle" | "connecting" | "open" | "waiting" | "stopped";

/** Who this visitor is for the server. `id` is chosen here, so that two tabs begin one conversation, not two. */
export interface Identity {
  id: string;
  conversation?: string;
  token?: string;
  epoch?: number;
}

/** `sending` = not acknowledged; `unsaved` = the server could not store it and we try again; `failed` = it is up to the visitor. */
export type OutgoingState = "sending" | "unsaved" | "failed";

export interface Outgoing {
  id: string;
  body: { text: string } | { payload: Payload };
  /** What the bubble shows: the text, or the title of the tapped option. */
  title: string;
  /** What the tokens in the payload stand for. */
  files?: SentFile[];
  state: OutgoingState;
  code?: string;
}

export interface Handoff {
  state: string;
  /** Name of the person, where the server tells it. */
  agent: string | null;
  /** Number of the message after which it happened: there the banner stands in the log. */
  after: number;
}

export interface Link {
  phase: Phase;
  attempt: number;
  identity: Identity;
  /** Everything up to this sequence number is in `messages`, without a gap. */
  lastSeq: number;
  messages: readonly ChatMessage[];
  /** Messages that came before the one they follow. */
  ahead: readonly ChatMessage[];
  outbox: readonly Outgoing[];
  inFlight: string | null;
  streams: Readonly<Record<string, string>>;
  typing: boolean;
  handoff: Handoff | null;
  bot: BotInfo | null;
  /** Code of the error that stopped the chat, or of the last one that belongs to no message. */
  problem: string | null;
}

export type TimerName = "connect" | "ack" | "gap" | "resend" | "typing";

/** What the outside must do after a step; in this order. */
export type Command =
  | { type: "connect" }
  | { type: "disconnect" }
  | { type: "frame"; frame: ClientFrame }
  | { type: "timer"; name: TimerName; ms: number }
  | { type: "cancel"; name: TimerName }
  | { type: "keep" }
  | { type: "arrived"; messages: readonly ChatMessage[] };

export function begin(identity: Identity, outbox: readonly Outgoing[] = []): Link {
  return {
    phase: "idle",
    attempt: 0,
    identity,
    lastSeq: 0,
    messages: [],
    ahead: [],
    outbox,
    inFlight: null,
    streams: {},
    typing: false,
    handoff: null,
    bot: null,
    problem: null,
  };
}

/** The message as it will stand in the log once the server has numbered it. */
export function asMessage(entry: Outgoing, seq: number): ChatMessage {
  const content: TextMessage = { type: "text", text: entry.title };
  if ("payload" in entry.body) {
    const { files: _, ...payload } = entry.body.payload;
    content.payload = entry.files ? { ...payload, files: entry.files } : payload;
  }
  return { seq, from: "user", content, client_id: entry.id };
}
