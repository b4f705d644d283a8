import type { Catalogue } from "../document/catalogue";
import type { Call, ChatMessage, Turn, TryOutAnswer } from "./answers";
import { orderOf, type Run } from "./run";

/** A message with its place in the talk: which turn it belongs to, and the order number of the node that said it. */
export type Placed = { readonly message: ChatMessage; readonly turn: number | null; readonly order: number };

export type TurnOf = ReadonlyMap<number, number>;

/** Which turn each message came with. An answer brings one turn, or a few when time passed meanwhile. */
export function turnsOf(known: TurnOf, answer: TryOutAnswer): TurnOf {
  const [first, last] = [answer.turns[0], answer.turns[answer.turns.length - 1]];
  const next = new Map(known);
  if (first === undefined || last === undefined) return next;
  for (const message of answer.messages) {
    if (!known.has(message.seq)) next.set(message.seq, message.from === "user" ? first.turn : last.turn);
  }
  return next;
}

/** Steps of a turn that speak, in order. */
function speakers(turn: Turn | undefined, catalogue: Catalogue): Turn["steps"] {
  return (turn?.steps ?? []).filter((step) => {
    const category = catalogue.get(step.type)?.category;
    return category === "say" || category === "ask" || category === "human";
  });
}

/** The trace names steps and the log has messages; they are matched from the end of each turn, where the newest step spoke last. */
export function place(messages: readonly ChatMessage[], turns: readonly Turn[], turnOf: TurnOf, run: Run | null, catalogue: Catalogue): readonly Placed[] {
  const byNumber = new Map(turns.map((turn) => [turn.turn, turn]));
  const said = new Map<number, ChatMessage[]>();
  for (const message of messages) {
    const turn = turnOf.get(message.seq) ?? -1;
    if (message.from !== "user") said.set(turn, [...(said.get(turn) ?? []), message]);
  }
  return messages.map((message): Placed => {
    const number = turnOf.get(message.seq);
    const steps = speakers(byNumber.get(number ?? -1), catalogue);
    const bots = said.get(number ?? -1) ?? [];
    const step = message.from === "user" || run === null ? undefined : steps[steps.length - (bots.length - bots.indexOf(message))];
    return { message, turn: number ?? null, order: step && run ? orderOf(run, step.flow, step.node) : 0 };
  });
}

/** The calls of a turn, each with what it is and how it went: a call is told twice, when it is made and when it is back. */
export function callsUpTo(turns: readonly Turn[], turn: Turn): readonly Call[] {
  const made = new Map(turns.flatMap((one) => one.calls.filter((call) => call.kind !== "").map((call) => [call.id, call])));
  const back = new Map(turns.filter((one) => one.turn <= turn.turn).flatMap((one) => one.calls.filter((call) => call.outcome !== "").map((call) => [call.id, call])));
  const ids = new Set(turn.calls.map((call) => call.id));
  return [...ids].map((id): Call => ({ id, kind: made.get(id)?.kind ?? "", step: made.get(id)?.step ?? "", outcome: back.get(id)?.outcome ?? "", took: back.get(id)?.took ?? null }));
}
