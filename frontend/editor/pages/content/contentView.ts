/** The content library of the draft, and the operations that change it. */
import { bodiesOf, pointer, type Operation, type Parts } from "../../api/draftParts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../api/json";
import { localText } from "../../flow/document/outputs";
import { wordsOf } from "../talk/names";

export interface ContentRow {
  readonly id: string;
  readonly title: string;
  readonly message: Json;
  readonly variations: readonly Json[];
}

export function contentOf(parts: Parts): ContentRow[] {
  return bodiesOf(parts, "content").flatMap((body): ContentRow[] => {
    if (!isJsonObject(body) || typeof body["id"] !== "string") return [];
    return [
      {
        id: body["id"],
        title: typeof body["title"] === "string" ? body["title"] : "",
        message: body["message"] ?? "",
        variations: isJsonArray(body["variations"]) ? body["variations"] : [],
      },
    ];
  });
}

/** A message in one line. */
export function shortWords(message: Json, language: string): string {
  return isText(message) ? localText(message, language) : wordsOf(message);
}

/** What people call it: its title, else its words, else its id. */
export function contentTitle(row: ContentRow, language: string): string {
  return row.title || shortWords(row.message, language) || row.id;
}

/** Whether a message is words and nothing that this page could lose. */
export function isText(message: Json): boolean {
  if (typeof message === "string") return true;
  if (!isJsonObject(message) || (message["type"] !== undefined && message["type"] !== "text")) return false;
  return Object.keys(message).every((key) => key === "text" || key === "type");
}

/** The words in one language, without falling back to another. */
export function textIn(message: Json, language: string, fallback: string): string {
  if (typeof message === "string") return language === fallback ? message : "";
  const text = isJsonObject(message) ? message["text"] : undefined;
  if (typeof text === "string") return language === fallback ? text : "";
  const own = isJsonObject(text) ? text[language] : undefined;
  return typeof own === "string" ? own : "";
}

/** Languages in which nothing is written. */
export function missingIn(row: ContentRow, languages: readonly string[], fallback: string): string[] {
  if (!isText(row.message)) return [];
  return languages.filter((language) => textIn(row.message, language, fallback) === "");
}

/** Sets the words of one language, at the smallest place that changes. `path` leads to the message. */
export function setText(row: ContentRow, path: string, message: Json, language: string, fallback: string, text: string): Operation[] {
  const part = `content:${row.id}`;
  const rest: JsonObject = isJsonObject(message) ? message : {};
  const before = isJsonObject(rest["text"]) ? rest["text"] : null;
  if (before === null) {
    const old = textIn(message, fallback, fallback);
    const words = language === fallback ? text : { ...(old === "" ? {} : { [fallback]: old }), [language]: text };
    if (typeof message === "string") return [{ op: "set", part, path, value: typeof words === "string" ? words : { text: words } }];
    return [{ op: "set", part, path: `${path}/text`, value: words }];
  }
  if (text === "" && language !== fallback) {
    return before[language] === undefined ? [] : [{ op: "remove", part, path: path + pointer("text", language) }];
  }
  return [{ op: "set", part, path: path + pointer("text", language), value: text }];
}

export function setTitle(row: ContentRow, title: string): Operation[] {
  const part = `content:${row.id}`;
  return title === "" ? [{ op: "remove", part, path: "/title" }] : [{ op: "set", part, path: "/title", value: title }];
}

export function addVariation(row: ContentRow, fallback: string): Operation[] {
  const part = `content:${row.id}`;
  const fresh = { text: { [fallback]: "" } };
  if (row.variations.length === 0) return [{ op: "set", part, path: "/variations", value: [fresh] }];
  return [{ op: "add", part, path: "/variations/-", value: fresh }];
}

export function removeVariation(row: ContentRow, index: number): Operation[] {
  return [{ op: "remove", part: `content:${row.id}`, path: row.variations.length === 1 ? "/variations" : pointer("variations", index) }];
}

export function newContent(taken: readonly string[], fallback: string): { id: string; operations: Operation[] } {
  let number = taken.length + 1;
  while (taken.includes(`content-${String(number)}`)) number += 1;
  const id = `content-${String(number)}`;
  return { id, operations: [{ op: "add", part: `content:${id}`, path: "", value: { id, message: { text: { [fallback]: "" } } } }] };
}
