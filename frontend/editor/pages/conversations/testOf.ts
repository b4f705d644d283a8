/** A test of the document, made of what was said. */
import type { Operation } from "../../api/draftParts";
import { isJsonObject, type Json, type JsonObject } from "../../api/json";
import { wordsOf } from "../talk/names";
import type { Row } from "../talk/rows";

/** What the bot said, as a test expects it; null for what has no words. */
function expected(content: Json): string | null {
  const words = wordsOf(content).trim();
  return words === "" ? null : words;
}

function actOf(row: Extract<Row, { kind: "said" }>): JsonObject | null {
  const { content } = row.said;
  const payload = isJsonObject(content) && isJsonObject(content["payload"]) ? content["payload"] : null;
  if (payload !== null && typeof payload["option"] === "string") return { choose: payload["option"] };
  const text = wordsOf(content);
  return text === "" ? null : { say: text };
}

function noteAct(row: Extract<Row, { kind: "note" }>, before: number | null): JsonObject | null {
  const { event } = row;
  if (event.kind === "happen" && typeof event.body["name"] === "string") {
    const data = event.body["data"];
    return isJsonObject(data) && Object.keys(data).length > 0 ? { event: event.body["name"], data } : { event: event.body["name"] };
  }
  if (event.kind !== "timer" || before === null) return null;
  const seconds = Math.ceil((new Date(event.at).getTime() - before) / 1000);
  return { advance: Math.max(1, seconds) };
}

/** What a test does, in the order it was done. What a person said is left out: a test has no agents. */
export function testTurns(rows: readonly Row[]): JsonObject[] {
  const turns: JsonObject[] = [];
  let before: number | null = null;
  let begun = false;
  for (const row of rows) {
    if (row.kind === "note") {
      const act = noteAct(row, before);
      if (act !== null) turns.push(act);
      before = new Date(row.event.at).getTime();
      continue;
    }
    before = new Date(row.said.at).getTime();
    if (row.said.from === "agent") break;
    const act = row.said.from === "user" ? actOf(row) : null;
    if (act !== null) {
      turns.push(act);
      begun = true;
    }
    const words = row.said.from === "bot" && begun ? expected(row.said.content) : null;
    if (words !== null) addExpected(turns, words);
  }
  return turns;
}

/** Several messages after one act are expected together. */
function addExpected(turns: JsonObject[], words: string): void {
  const last = turns.at(-1);
  const given = last?.["expect"];
  if (given === undefined) turns.push({ expect: words });
  else turns[turns.length - 1] = { expect: Array.isArray(given) ? [...given, words] : [typeof given === "string" ? given : "", words] };
}

/** A name that says what the conversation was about: what the visitor said first. */
export function testName(turns: readonly JsonObject[], taken: readonly string[]): string {
  const first = turns.find((turn) => typeof turn["say"] === "string")?.["say"];
  const base = (typeof first === "string" ? first : "Conversation").slice(0, 60).trim();
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base} ${String(number)}`)) number += 1;
  return `${base} ${String(number)}`;
}

export function addTest(name: string, language: string, turns: readonly JsonObject[]): Operation[] {
  return [{ op: "add", part: `test:${name}`, path: "", value: { name, language, turns } }];
}
