/** Answers of the draft, and the operations that change them. */
import { bodiesOf, pointer, type Operation, type Parts } from "../../api/draftParts";
import { isJsonArray, isJsonObject, type Json } from "../../api/json";
import { texts } from "../understanding/draftView";

export interface AnswerRow {
  readonly id: string;
  readonly questions: ReadonlyMap<string, readonly string[]>;
  /** Messages as stored: a text, or an object that holds more. */
  readonly answers: ReadonlyMap<string, readonly Json[]>;
  readonly enabled: boolean;
  readonly thenFlow: string | null;
}

export function answersOf(parts: Parts): AnswerRow[] {
  return bodiesOf(parts, "answer").flatMap((body): AnswerRow[] => {
    if (!isJsonObject(body) || typeof body["id"] !== "string") return [];
    const questions = isJsonObject(body["questions"]) ? Object.entries(body["questions"]) : [];
    const answers = isJsonObject(body["answers"]) ? Object.entries(body["answers"]) : [];
    const then = body["then"];
    return [
      {
        id: body["id"],
        questions: new Map(questions.map(([language, list]): [string, string[]] => [language, texts(list)])),
        answers: new Map(answers.map(([language, list]): [string, readonly Json[]] => [language, isJsonArray(list) ? list : []])),
        enabled: body["enabled"] !== false,
        thenFlow: isJsonObject(then) && typeof then["flow"] === "string" ? then["flow"] : null,
      },
    ];
  });
}

/** What people call an answer: its first question, in this language or any. */
export function titleOf(row: AnswerRow, language: string): string {
  return row.questions.get(language)?.[0] ?? [...row.questions.values()].flat()[0] ?? "";
}

/** Sets one language of `questions` or `answers`, making the map where there is none. */
function setLanguage(row: AnswerRow, key: "questions" | "answers", language: string, list: readonly Json[]): Operation[] {
  const part = `answer:${row.id}`;
  if (row[key].size === 0) return [{ op: "set", part, path: pointer(key), value: { [language]: list } }];
  return [{ op: "set", part, path: pointer(key, language), value: list }];
}

export function setQuestions(row: AnswerRow, language: string, list: readonly string[]): Operation[] {
  return setLanguage(row, "questions", language, list);
}

/** Changes one message in place, so that two people may edit two of them. */
export function setMessage(row: AnswerRow, language: string, index: number, text: string): Operation[] {
  const list = row.answers.get(language) ?? [];
  if (index >= list.length) return setLanguage(row, "answers", language, [...list, text]);
  return [{ op: "set", part: `answer:${row.id}`, path: pointer("answers", language, index), value: text }];
}

export function removeMessage(row: AnswerRow, language: string, index: number): Operation[] {
  return [{ op: "remove", part: `answer:${row.id}`, path: pointer("answers", language, index) }];
}

export function setEnabled(row: AnswerRow, enabled: boolean): Operation[] {
  return [{ op: "set", part: `answer:${row.id}`, path: "/enabled", value: enabled }];
}

export function newAnswer(taken: readonly string[], languages: readonly string[]): { id: string; operations: Operation[] } {
  let number = taken.length + 1;
  while (taken.includes(`answer-${String(number)}`)) number += 1;
  const id = `answer-${String(number)}`;
  const empty = Object.fromEntries(languages.map((language) => [language, []]));
  return { id, operations: [{ op: "add", part: `answer:${id}`, path: "", value: { id, questions: empty, answers: empty } }] };
}
