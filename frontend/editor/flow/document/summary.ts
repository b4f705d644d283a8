import type { StepType } from "./catalogue";
import { isObject, listOf, objectOf, objectsOf, textOf, type Json, type JsonObject } from "./json";
import { conditionText, localText } from "./outputs";
import { toldBy } from "./summaries";

/** What a step shows of itself on the canvas. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "flow"; readonly id: string }
  | { readonly kind: "content"; readonly id: string }
  | { readonly kind: "condition"; readonly text: string }
  | { readonly kind: "slots"; readonly rows: readonly { readonly variable: string; readonly text: string }[] };

export function messageText(value: Json | undefined, language: string): string {
  const message = objectOf(value);
  if (message["content"] !== undefined) return textOf(message["content"]);
  if (message["type"] === undefined) return localText(value, language);
  const told = [message["text"], message["title"], message["caption"], message["alt"], message["url"]].map((part) => localText(part, language));
  return told.find((text) => text !== "") ?? textOf(message["type"]);
}

function valueText(value: Json | undefined): string {
  if (isObject(value)) {
    if (typeof value["expression"] === "string") return value["expression"];
    if ("literal" in value) return JSON.stringify(value["literal"]);
  }
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

function shortTime(seconds: Json | undefined): string {
  if (typeof seconds !== "number") return textOf(seconds);
  if (seconds < 120) return `${String(seconds)} s`;
  return seconds < 7200 ? `${String(Math.round(seconds / 60))} min` : `${String(Math.round(seconds / 3600))} h`;
}

function slotRows(value: Json | undefined, language: string): Piece {
  const rows = objectsOf(value).map((slot) => ({ variable: textOf(slot["variable"]), text: messageText(slot["ask"], language) }));
  return { kind: "slots", rows };
}

function pieceOf(widget: string, value: Json | undefined, language: string): Piece | undefined {
  switch (widget) {
    case "message":
      return contentId(value) === undefined ? { kind: "text", text: messageText(value, language) } : { kind: "content", id: contentId(value) ?? "" };
    case "text":
    case "template":
      return { kind: "text", text: messageText(value, language) };
    case "variable":
      return { kind: "variable", name: textOf(value) };
    case "flow":
      return { kind: "flow", id: textOf(value) };
    case "slots":
      return slotRows(value, language);
    case "rules":
      return { kind: "condition", text: conditionText(objectOf(listOf(value)[0])["when"]) };
    case "condition":
      return { kind: "condition", text: conditionText(value) };
    case "value":
      return { kind: "code", text: `= ${valueText(value)}` };
    case "seconds":
      return { kind: "text", text: shortTime(value) };
    case "expression":
    case "code":
      return { kind: "code", text: textOf(value).trim().split("\n")[0] ?? "" };
    case "intent":
    case "entity":
      return { kind: "code", text: textOf(value) };
    default:
      return undefined;
  }
}

function contentId(value: Json | undefined): string | undefined {
  const id = objectOf(value)["content"];
  return typeof id === "string" ? id : undefined;
}

function isEmpty(piece: Piece): boolean {
  if (piece.kind === "slots") return piece.rows.length === 0;
  if (piece.kind === "variable") return piece.name === "";
  return piece.kind === "flow" || piece.kind === "content" ? piece.id === "" : piece.text.trim() === "";
}

/** The most telling fields of a step, in the order of its schema: required ones, and the variable it fills. */
export function summaryOf(type: StepType, config: JsonObject, language: string): readonly Piece[] {
  const told = toldBy(type.type, config, language);
  if (told) return told.filter((piece) => !isEmpty(piece));
  const required = new Set(listOf(type.schema["required"]));
  const pieces: Piece[] = [];
  for (const [name, schema] of Object.entries(objectOf(type.schema["properties"]))) {
    const widget = textOf(objectOf(schema)["x-widget"]);
    if (config[name] === undefined || (!required.has(name) && widget !== "variable" && pieces.length > 0)) continue;
    const piece = pieceOf(widget, config[name], language);
    if (piece && !isEmpty(piece)) pieces.push(piece);
  }
  return pieces.slice(0, 3);
}

/** The pieces in one line, for lists and labels. */
export function summaryWords(pieces: readonly Piece[]): string {
  const words = pieces.map((piece) => {
    if (piece.kind === "variable") return piece.name;
    if (piece.kind === "flow" || piece.kind === "content") return piece.id;
    return piece.kind === "slots" ? piece.rows.map((row) => row.variable).join(", ") : piece.text;
  });
  return words.filter((word) => word !== "").join(" ");
}

/** A template in runs of plain text and the expressions between braces. */
export function templateRuns(text: string): readonly { readonly text: string; readonly variable: boolean }[] {
  return text
    .split(/(\{\{.*?\}\})/s)
    .filter((run) => run !== "")
    .map((run) => (run.startsWith("{{") && run.endsWith("}}") ? { text: run.slice(2, -2).trim(), variable: true } : { text: run, variable: false }));
}

/** Where the text that people edit in place lives: pointer inside the config, or undefined when the step has none. */
export function editableText(type: StepType, config: JsonObject, language: string, defaultLanguage: string): { readonly path: string; readonly text: string } | undefined {
  for (const [name, schema] of Object.entries(objectOf(type.schema["properties"]))) {
    if (!["message", "text", "template"].includes(textOf(objectOf(schema)["x-widget"]))) continue;
    const value = config[name];
    if (value === undefined || typeof value === "string") {
      return language === defaultLanguage ? { path: `/${name}`, text: textOf(value) } : undefined;
    }
    const text = objectOf(value)["text"];
    if (typeof text === "string" && language === defaultLanguage) return { path: `/${name}/text`, text };
    if (isObject(text)) return { path: `/${name}/text/${language}`, text: textOf(text[language]) };
    return undefined;
  }
  return undefined;
}
