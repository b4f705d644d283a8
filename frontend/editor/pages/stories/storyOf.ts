/** A story made of a conversation: what was meant, and what the bot did about it. */
import { bodiesOf, type Parts } from "../../api/draftParts";
import { isJsonObject, type JsonObject } from "../../api/json";
import { localText } from "../../flow/document/outputs";
import { wordsOf } from "../talk/names";
import type { Row } from "../talk/rows";

/** Content ids by what they say in one language. */
function contentByWords(parts: Parts, language: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const body of bodiesOf(parts, "content")) {
    if (!isJsonObject(body) || typeof body["id"] !== "string") continue;
    const words = localText(body["message"], language);
    if (words !== "") found.set(words, body["id"]);
  }
  return found;
}

function meant(row: Extract<Row, { kind: "said" }>): JsonObject[] {
  const understanding = row.event?.body["understanding"];
  const intent = isJsonObject(understanding) ? understanding["intent"] : null;
  const words = wordsOf(row.said.content);
  const step: JsonObject[] = typeof intent === "string" ? [{ user: intent }] : words === "" ? [] : [{ said: words }];
  const decision = row.event?.decision;
  const began = decision?.by === "trigger" || decision?.by === "global";
  return began ? [...step, { flow: decision.what }] : step;
}

/** Steps of a story. What a flow says is the flow's business; only pieces of content stand for themselves. */
export function storySteps(rows: readonly Row[], parts: Parts, language: string): JsonObject[] {
  const content = contentByWords(parts, language);
  const steps: JsonObject[] = [];
  for (const row of rows) {
    if (row.kind === "note") continue;
    if (row.said.from === "agent") break;
    if (row.said.from === "user") steps.push(...meant(row));
    const id = row.said.from === "bot" ? content.get(wordsOf(row.said.content)) : undefined;
    if (id !== undefined && steps.length > 0) steps.push({ bot: id });
  }
  return steps;
}
