import type { Json, JsonObject } from "../../../api/json";
import type { Decision, Happened, Said } from "../../../api/talkTypes";

const BEGAN = Date.parse("2026-11-22T12:00:00Z");

function at(seconds: number): string {
  return new Date(BEGAN + seconds * 1000).toISOString();
}

export function said(seq: number, from: Said["from"], content: Json, turn: number, seconds = seq): Said {
  return { seq, from, content: typeof content === "string" ? { type: "text", text: content } : content, turn, at: at(seconds) };
}

export function happened(kind: string, seq: number, turn: number, body: JsonObject = {}, decision: Decision | null = null, seconds = seq): Happened {
  return { id: `${kind}-${String(turn)}`, kind, body, status: "done", seq, turn, decision, at: at(seconds) };
}

export function decided(by: string, what: string): Decision {
  return { by, what, why: "", confidence: 1 };
}

/** A visitor greets, orders, is not understood once, and waits for a minute. */
export const EVENTS: readonly Happened[] = [
  happened("start", 0, 1, {}, decided("start", "main")),
  happened("say", 2, 2, { text: "hi", understanding: { language: "en", intent: "greet", intents: [] } }, decided("rule", "always greet")),
  happened("say", 4, 3, { text: "a pizza", understanding: { language: "en", intent: "order_pizza", intents: [] } }, decided("trigger", "order")),
  happened("say", 6, 4, { text: "blue", understanding: { language: "en", intent: null, intents: [] } }, decided("no match", "size")),
  happened("timer", 7, 5, { timer: "1/1" }, null, 67),
];

export const SAID: readonly Said[] = [
  said(1, "bot", "Welcome.", 1),
  said(2, "user", "hi", 2),
  said(3, "bot", "Hello!", 2),
  said(4, "user", "a pizza", 3),
  said(5, "bot", { type: "choice", text: "What size?", options: [{ kind: "reply", title: "Large", option: "l" }] }, 3),
  said(6, "user", "blue", 4),
  said(7, "bot", "What size?", 4),
  said(8, "bot", "Are you there?", 5, 67),
];
