/**
 * The connection as a state machine: one input in, the next link and the commands out. No socket, clock or chance in here,
 * so that every cut, duplicate and gap can be played in a test.
 */

import type { ChatMessage, Hello, Refusal, ServerFrame, Welcome } from "../../protocol/chat.ts";
import { asMessage, type Command, type Identity, type Link, type Outgoing, type TimerName } from "./link.ts";
import { emptied, store } from "./log.ts";

export type Input =
  | { type: "start" }
  | { type: "opened" }
  | { type: "closed" }
  | { type: "frame"; frame: ServerFrame }
  | { type: "send"; entry: Outgoing }
  | { type: "retry"; id: string }
  | { type: "discard"; id: string }
  | { type: "timer"; name: TimerName }
  /** The server is there and says that this bot is not. */
  | { type: "absent" }
  /** The page is seen again, or the network is back: do not sit out the pause. */
  | { type: "wake" }
  | { type: "adopt"; identity: Identity };

export interface Step {
  link: Link;
  commands: readonly Command[];
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
const ACK_PATIENCE = 15_000;
const GAP_PATIENCE = 2_000;
const RESEND_PAUSE = 2_000;
const TYPING_PATIENCE = 20_000;

/** The server could not store it: the same message, with the same id, may pass a moment later. */
const UNSAVED = "storage";
/** Refusals of the moment. So is any other that says when to come back. */
const CROWDED: ReadonlySet<string> = new Set(["busy", "draining"]);
const GONE = "gone";
/** Everything that would ring while the line is down. */
const QUIET: readonly Command[] = (["ack", "gap", "resend", "typing"] as const).map((name) => ({
  type: "cancel",
  name,
}));

/** Milliseconds until the next attempt: full jitter, doubled per attempt, never over 30 s. `chance` is in 0..1. */
export function pause(attempt: number, chance: number): number {
  return Math.round(chance * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt));
}

export interface Self {
  language?: string;
  user?: string;
  user_jwt?: string;
}

/** `chance` is a random number in 0..1; `self` is what the page says about its visitor. */
export function step(link: Link, input: Input, chance: number, self: Self = {}): Step {
  switch (input.type) {
    case "start":
      return link.phase === "idle" ? reconnect(link) : same(link);
    case "opened":
      return {
        link,
        commands: [
          { type: "frame", frame: hello(link, self) },
          { type: "timer", name: "ack", ms: ACK_PATIENCE },
        ],
      };
    case "closed":
      return link.phase === "stopped" || link.phase === "idle" ? same(link) : paused(link, pause(link.attempt, chance));
    case "frame":
      return received(link, input.frame, chance);
    case "send":
      return pumped({ ...link, outbox: [...link.outbox, input.entry] }, [{ type: "keep" }]);
    case "retry":
      return retried(link, input.id);
    case "discard":
      return {
        link: { ...link, outbox: link.outbox.filter((entry) => entry.id !== input.id) },
        commands: [{ type: "keep" }],
      };
    case "timer":
      return timed(link, input.name, chance);
    case "absent":
      return { link: { ...link, phase: "stopped" }, commands: [{ type: "disconnect" }, ...QUIET] };
    case "wake":
      return link.phase === "waiting" || link.phase === "stopped" ? reconnect(link) : same(link);
    case "adopt":
      return adopted(link, input.identity);
  }
}

function same(link: Link): Step {
  return { link, commands: [] };
}

function hello(link: Link, self: Self): Hello {
  const { id, conversation, token, epoch } = link.identity;
  const frame: Hello = { type: "hello", id, after: link.lastSeq, ...self };
  if (conversation === undefined || token === undefined) return frame;
  return { ...frame, conversation, token, ...(epoch === undefined ? {} : { epoch }) };
}

function reconnect(link: Link): Step {
  return {
    link: { ...link, phase: "connecting" },
    commands: [
      { type: "cancel", name: "connect" },
      { type: "connect" },
      { type: "timer", name: "ack", ms: ACK_PATIENCE },
    ],
  };
}

/** Off the line until a timer rings. What was in flight stays in the outbox and goes out again under its id. */
function paused(link: Link, ms: number): Step {
  return {
    link: {
      ...link,
      phase: "waiting",
      attempt: link.attempt + 1,
      inFlight: null,
      typing: false,
      ahead: [],
      streams: {},
    },
    commands: [{ type: "disconnect" }, ...QUIET, { type: "timer", name: "connect", ms }],
  };
}

/** Sends the oldest message that waits. One at a time: the second must not overtake a first that was refused as busy. */
function pumped(link: Link, before: readonly Command[] = []): Step {
  const head = link.outbox.find((entry) => entry.state !== "failed");
  if (link.phase !== "open" || link.inFlight !== null || !head) return { link, commands: before };
  return {
    link: { ...link, inFlight: head.id },
    commands: [
      ...before,
      { type: "cancel", name: "resend" },
      { type: "frame", frame: { type: "message", id: head.id, ...head.body } },
      { type: "timer", name: "ack", ms: ACK_PATIENCE },
    ],
  };
}

function received(link: Link, frame: ServerFrame, chance: number): Step {
  switch (frame.type) {
    case "welcome":
      return welcomed(link, frame);
    case "ack":
      return acknowledged(link, frame.id, frame.seq);
    case "message":
      return said(link, frame);
    case "stream":
      return { link: { ...link, streams: streamed(link, frame) }, commands: [] };
    case "typing":
      return typing(link, frame.on);
    case "handoff":
      return handedOver(link, frame.state, frame.agent ?? null);
    case "error":
      return refused(link, frame, chance);
    case "bye":
      return paused({ ...link, attempt: 0 }, frame.retry_after * 1000 + pause(0, chance));
  }
}

/** A repeated frame (each new socket may get one) leaves the banner where it is. */
function handedOver(link: Link, state: string, agent: string | null): Step {
  const isSame = link.handoff?.state === state && link.handoff.agent === agent;
  return isSame ? same(link) : { link: { ...link, handoff: { state, agent, after: link.lastSeq } }, commands: [] };
}

function welcomed(link: Link, frame: Welcome): Step {
  const { conversation, token, epoch } = frame;
  const known = link.identity.conversation === conversation && link.identity.epoch === epoch;
  const isHistory = link.lastSeq === 0 && link.identity.conversation !== undefined;
  const opened: Link = {
    ...link,
    phase: "open",
    attempt: 0,
    inFlight: null,
    problem: null,
    bot: frame.bot,
    identity: { id: link.identity.id, conversation, token, epoch },
  };
  const start = known && !frame.reset ? opened : emptied(opened, frame.messages[0], frame.last_seq);
  const next = frame.messages.reduce(store, start);
  const news = next.messages.slice(start.messages.length);
  const commands: Command[] = [{ type: "cancel", name: "ack" }, { type: "keep" }];
  if (news.length > 0 && !isHistory && !frame.reset) commands.push({ type: "arrived", messages: news });
  commands.push(...gap(next, frame.last_seq));
  return pumped(next, commands);
}

function gap(link: Link, promised: number): Command[] {
  const open = link.ahead.length > 0 || promised > link.lastSeq;
  return open ? [{ type: "timer", name: "gap", ms: GAP_PATIENCE }] : [{ type: "cancel", name: "gap" }];
}

function acknowledged(link: Link, id: string, seq: number): Step {
  const entry = link.outbox.find((candidate) => candidate.id === id);
  if (!entry) return same(link);
  const rest = link.outbox.filter((candidate) => candidate.id !== id);
  const freed = { ...link, outbox: rest, inFlight: link.inFlight === id ? null : link.inFlight };
  const next = store(freed, asMessage(entry, seq));
  const news = next.messages.slice(link.messages.length);
  const told: Command[] = news.length > 0 ? [{ type: "arrived", messages: news }] : [];
  return pumped(next, [{ type: "cancel", name: "ack" }, { type: "keep" }, ...gap(next, 0), ...told]);
}

function said(link: Link, message: ChatMessage): Step {
  const next = store(link, message);
  if (next === link) return same(link);
  const news = next.messages.slice(link.messages.length);
  const commands: Command[] = gap(next, 0);
  if (news.length > 0) commands.push({ type: "arrived", messages: news });
  if (next.outbox === link.outbox) return { link: next, commands };
  return pumped(next, [...commands, { type: "cancel", name: "ack" }, { type: "keep" }]);
}

function streamed(link: Link, frame: { id: string; text?: string; reset?: boolean }): Link["streams"] {
  const before = frame.reset ? "" : (link.streams[frame.id] ?? "");
  return { ...link.streams, [frame.id]: before + (frame.text ?? "") };
}

function typing(link: Link, on: boolean): Step {
  const command: Command = on
    ? { type: "timer", name: "typing", ms: TYPING_PATIENCE }
    : { type: "cancel", name: "typing" };
  return { link: { ...link, typing: on }, commands: [command] };
}

/** A frame that was too large comes back without its id: then it was the one in flight. */
function refused(link: Link, frame: Refusal, chance: number): Step {
  if (frame.code === GONE) return forgotten(link, chance);
  const entry = link.outbox.find((candidate) => candidate.id === (frame.id ?? link.inFlight));
  if (!entry) return refusedAltogether(link, frame, chance);
  const seconds = frame.retry_after ?? 0;
  const isUnsaved = frame.code === UNSAVED;
  if (!isUnsaved && !CROWDED.has(frame.code) && seconds === 0) {
    const failed = changed(link, entry.id, { state: "failed", code: frame.code });
    return pumped({ ...failed, inFlight: null }, [{ type: "cancel", name: "ack" }, { type: "keep" }]);
  }
  const waits = changed(link, entry.id, { state: isUnsaved ? "unsaved" : "sending", code: frame.code });
  const ms = Math.max(seconds * 1000, RESEND_PAUSE * 0.5) + Math.round(chance * RESEND_PAUSE);
  return {
    link: waits,
    commands: [
      { type: "cancel", name: "ack" },
      { type: "timer", name: "resend", ms },
    ],
  };
}

function refusedAltogether(link: Link, frame: Refusal, chance: number): Step {
  const shown = { ...link, problem: frame.code };
  if (link.phase === "open") return same(shown);
  return paused(shown, Math.max((frame.retry_after ?? 0) * 1000, FIRST_PAUSE) + pause(link.attempt, chance));
}

/** The conversation was erased. Its successor gets what has not been said yet. */
function forgotten(link: Link, chance: number): Step {
  const { id } = link.identity;
  const off = paused({ ...link, identity: { id } }, FIRST_PAUSE + pause(link.attempt, chance));
  return { link: off.link, commands: [...off.commands, { type: "keep" }] };
}

function changed(link: Link, id: string, change: Partial<Outgoing>): Link {
  return { ...link, outbox: link.outbox.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)) };
}

function retried(link: Link, id: string): Step {
  const again = changed(link, id, { state: "sending" });
  const isWaitingToResend = link.inFlight === id;
  if (link.phase === "waiting") return reconnect(again);
  return pumped(isWaitingToResend ? { ...again, inFlight: null } : again, [{ type: "keep" }]);
}

function timed(link: Link, name: TimerName, chance: number): Step {
  switch (name) {
    case "connect":
      return link.phase === "waiting" ? reconnect(link) : same(link);
    case "ack":
      return paused(link, pause(link.attempt, chance));
    case "gap":
      return link.phase === "open" ? paused(link, pause(0, chance)) : same(link);
    case "resend":
      return pumped({ ...link, inFlight: null });
    case "typing":
      return { link: { ...link, typing: false }, commands: [] };
  }
}

/** Another conversation takes the place of this one: a restart, or another tab of the same visitor made one. */
function adopted(link: Link, identity: Identity): Step {
  const off = paused(link, 0);
  const cleared = emptied({ ...off.link, identity, attempt: 0, outbox: [], problem: null }, undefined, 0);
  return { link: cleared, commands: [...off.commands, { type: "keep" }] };
}
