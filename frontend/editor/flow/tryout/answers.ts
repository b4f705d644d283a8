import { isArray, isObject, listOf, numberOf, objectOf, objectsOf, textOf, type Json, type JsonObject } from "../document/json";
import type { TraceStep } from "./run";

/** What the server answers about a try-out, read into shapes that the panel can trust. */
export type ChatMessage = { readonly seq: number; readonly from: "user" | "bot" | "agent"; readonly content: JsonObject };

export type Ranked = { readonly name: string; readonly confidence: number };

export type FoundEntity = {
  readonly entity: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: string;
};

export type Bid = { readonly who: string; readonly what: string; readonly confidence: number | null; readonly why: string };

/** A call that this turn made, or that came back in it; `took` in seconds. */
export type Call = { readonly id: string; readonly kind: string; readonly step: string; readonly outcome: string; readonly took: number | null };

export type Turn = {
  readonly turn: number;
  readonly steps: readonly TraceStep[];
  readonly decision: { readonly by: string; readonly what: string; readonly why: string; readonly confidence: number | null };
  /** What else was bid for the utterance, best first. */
  readonly alternatives: readonly Bid[];
  readonly calls: readonly Call[];
  readonly changed: JsonObject;
  readonly problem: string;
  readonly intents: readonly Ranked[];
  readonly entities: readonly FoundEntity[];
  readonly milliseconds: number | null;
  readonly raw: JsonObject;
};

export type Waiting = { readonly flow: string; readonly node: string; readonly step: string };

export type Variable = { readonly name: string; readonly value: Json; readonly scope: string };

export type TryOutAnswer = {
  readonly conversation: string | null;
  readonly messages: readonly ChatMessage[];
  readonly turns: readonly Turn[];
  readonly variables: readonly Variable[] | null;
  readonly waiting: Waiting | null;
  readonly pending: boolean;
  readonly lastSeq: number;
};

function readMessage(message: JsonObject): ChatMessage {
  const from = textOf(message["from"]);
  return {
    seq: numberOf(message["seq"]),
    from: from === "user" || from === "agent" ? from : "bot",
    content: objectOf(message["content"]),
  };
}

function readStep(step: JsonObject): TraceStep {
  return {
    flow: textOf(step["flow"]),
    node: textOf(step["node"]),
    step: typeof step["step"] === "string" ? step["step"] : null,
    type: textOf(step["type"]),
    output: typeof step["output"] === "string" ? step["output"] : null,
  };
}

export function shownValue(value: Json | undefined): string {
  if (value === null || value === undefined) return "—";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readEntity(entity: JsonObject): FoundEntity {
  return {
    entity: textOf(entity["entity"]),
    start: numberOf(entity["start"]),
    end: numberOf(entity["end"]),
    text: textOf(entity["text"]),
    value: shownValue(entity["value"]),
  };
}

function wordsOf(value: Json | undefined): string {
  if (typeof value === "string") return value;
  if (!isObject(value)) return "";
  return [value["kind"], value["name"] ?? value["intent"] ?? value["flow"] ?? value["step"]].filter((part) => typeof part === "string").join(" ");
}

function measured(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function readBid(bid: JsonObject): Bid {
  return { who: wordsOf(bid["who"]), what: wordsOf(bid["what"]), confidence: measured(bid["confidence"]), why: wordsOf(bid["why"]) };
}

function readCall(call: JsonObject): Call {
  return { id: textOf(call["id"]), kind: textOf(call["kind"]), step: textOf(call["step"]), outcome: wordsOf(call["outcome"]), took: measured(call["took"]) };
}

function readTurn(turn: JsonObject): Turn {
  const trace = objectOf(turn["trace"]);
  const understanding = objectOf(turn["understanding"]);
  const decision = objectOf(trace["decision"]);
  const problem = trace["problem"];
  const took = turn["milliseconds"] ?? trace["milliseconds"];
  return {
    turn: numberOf(turn["turn"]),
    steps: objectsOf(trace["steps"]).map(readStep),
    decision: { by: wordsOf(decision["by"]), what: wordsOf(decision["what"]), why: wordsOf(decision["why"]), confidence: measured(decision["confidence"]) },
    alternatives: objectsOf(trace["alternatives"]).map(readBid),
    calls: objectsOf(trace["calls"]).map(readCall),
    changed: objectOf(trace["variables"]),
    problem: isObject(problem) ? textOf(problem["detail"], textOf(problem["message"], textOf(problem["code"]))) : textOf(problem),
    intents: objectsOf(understanding["intents"]).map((intent) => ({ name: textOf(intent["name"]), confidence: numberOf(intent["confidence"]) })),
    entities: objectsOf(understanding["entities"]).map(readEntity),
    milliseconds: measured(took),
    raw: turn,
  };
}

function readWaiting(value: Json | undefined): Waiting | null {
  if (!isObject(value) || typeof value["node"] !== "string") return null;
  return { flow: textOf(value["flow"]), node: value["node"], step: textOf(value["step"]) };
}

/** The value of one variable, told with its scope or bare. */
function readVariable(name: string, value: Json): Variable {
  if (isObject(value) && "value" in value && "scope" in value) return { name, value: value["value"] ?? null, scope: textOf(value["scope"]) };
  return { name, value, scope: "conversation" };
}

/** Reads an answer, or a `tryout` frame of the editor socket. */
export function readAnswer(answer: Json): TryOutAnswer {
  const body = objectOf(answer);
  const turns = isArray(body["turns"]) ? objectsOf(body["turns"]) : [];
  const only = turns.length === 0 && isObject(body["trace"]) ? [{ turn: 0, trace: body["trace"], understanding: null }] : turns;
  const read = only.map(readTurn);
  const trace = objectOf(objectOf(only[only.length - 1])["trace"]);
  return {
    conversation: typeof body["conversation"] === "string" ? body["conversation"] : null,
    messages: objectsOf(listOf(body["messages"])).map(readMessage),
    turns: read,
    variables: isObject(body["variables"]) ? Object.entries(body["variables"]).map(([name, value]) => readVariable(name, value)) : null,
    waiting: readWaiting(body["waiting"]) ?? readWaiting(trace["waiting"]),
    pending: body["pending"] === true,
    lastSeq: numberOf(body["last_seq"]),
  };
}
