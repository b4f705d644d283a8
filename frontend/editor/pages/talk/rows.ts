/** A conversation as it is read: what was said, and between it what happened, in order. */
import { sameJson, type Json } from "../../api/json";
import type { Happened, ReplayedTurn, Said } from "../../api/talkTypes";

export type Row =
  | { readonly kind: "said"; readonly turn: number; readonly said: Said; readonly event: Happened | null }
  | { readonly kind: "note"; readonly turn: number; readonly event: Happened };

/** Events that say something to whoever reads; the others show in what was said. */
function isNote(event: Happened): boolean {
  if (event.status === "late" || event.status === "held") return false;
  if (event.kind === "agent") return event.body["action"] === "takeover" || event.body["action"] === "release" || event.body["action"] === "unavailable";
  return event.kind === "start" || event.kind === "happen" || event.kind === "timer" || event.status === "quarantined";
}

/** Each event stands before what it led to; what the visitor said carries the event it was. */
export function rowsOf(events: readonly Happened[], said: readonly Said[]): Row[] {
  const own = new Map(events.filter((event) => event.kind === "say").map((event) => [event.seq, event]));
  const rows: Row[] = [];
  let next = 0;
  const tell = (upTo: number) => {
    for (let message = said[next]; message !== undefined && message.seq <= upTo; message = said[next]) {
      const event = message.from === "user" ? (own.get(message.seq) ?? null) : null;
      rows.push({ kind: "said", turn: event?.turn ?? message.turn, said: message, event });
      next += 1;
    }
  };
  for (const event of events) {
    tell(event.seq);
    if (isNote(event)) rows.push({ kind: "note", turn: event.turn, event });
  }
  tell(Number.POSITIVE_INFINITY);
  return rows;
}

/** The turns that can be looked into, in order. */
export function turnsIn(rows: readonly Row[]): number[] {
  return [...new Set(rows.map((row) => row.turn))].filter((turn) => turn > 0);
}

/** Whether nobody understood what was said in this turn. */
export function isMiss(event: Happened | null): boolean {
  return event?.decision?.by === "fallback" || event?.decision?.by === "no match";
}

function has(list: readonly Json[], content: Json): boolean {
  return list.some((other) => sameJson(other, content));
}

/** Whether the draft would not say this any more. */
export function isGone(turn: ReplayedTurn | undefined, content: Json): boolean {
  return turn?.replayed !== undefined && !has(turn.replayed, content);
}

/** What the draft would say that was not said. */
export function newOnDraft(turn: ReplayedTurn): readonly Json[] {
  return (turn.replayed ?? []).filter((content) => !has(turn.said, content));
}

const PAUSE_MS = 10 * 60_000;

/** Whether so much time passed before a message that its time should be told. */
export function isAfterPause(before: Said | undefined, message: Said): boolean {
  return before !== undefined && new Date(message.at).getTime() - new Date(before.at).getTime() > PAUSE_MS;
}
