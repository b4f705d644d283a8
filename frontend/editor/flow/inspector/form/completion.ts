import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/client";
import { objectOf, objectsOf, textOf, type Json } from "../../document/json";

/** Something that can be put into an expression: a name, or a function with its brackets. */
export interface Suggestion {
  readonly kind: "variable" | "function";
  /** What is searched and shown: `said.text`, `round`. */
  readonly name: string;
  /** `round(number, digits?)`, or the type of a name. */
  readonly note: string;
  readonly help: string;
}

function engineNames(body: Json): readonly Suggestion[] {
  const { name, type, help, fields } = objectOf(body);
  const own: Suggestion = { kind: "variable", name: textOf(name), note: textOf(type), help: textOf(help) };
  const inside = objectsOf(fields).map((field): Suggestion => ({ ...own, name: `${own.name}.${textOf(field["name"])}`, note: textOf(field["type"]) }));
  return inside.length > 0 ? inside : [own];
}

/** What the server says about the language, as suggestions: names of the engine first, then functions. */
export function readLanguage(catalogue: Json): readonly Suggestion[] {
  const { variables, functions } = objectOf(catalogue);
  const called = objectsOf(functions).map((one): Suggestion => ({
    kind: "function",
    name: textOf(one["name"]),
    note: textOf(one["signature"]),
    help: textOf(one["help"]),
  }));
  return [...objectsOf(variables).flatMap(engineNames), ...called];
}

/** The suggestions for a few letters: names that begin with them come first. */
export function matching(variables: readonly string[], language: readonly Suggestion[], query: string): readonly Suggestion[] {
  const wanted = query.trim().toLowerCase();
  const own = variables.map((name): Suggestion => ({ kind: "variable", name, note: "", help: "" }));
  const found = [...own, ...language].filter((one) => one.name.toLowerCase().includes(wanted));
  const first = found.filter((one) => one.name.toLowerCase().startsWith(wanted));
  return [...first, ...found.filter((one) => !first.includes(one))];
}

/** The word that is being written at the caret, where an expression may stand. */
export interface Word {
  readonly from: number;
  readonly text: string;
  /** After a bar: only functions can follow. */
  readonly filter: boolean;
}

/** Whether a place is inside of a text between quotes. */
function quoted(source: string): boolean {
  let open = "";
  for (const letter of source) {
    if (open === "") open = letter === "'" || letter === '"' ? letter : "";
    else if (letter === open) open = "";
  }
  return open !== "";
}

/** The word before the caret; undefined in plain text and between quotes. */
export function wordAt(text: string, caret: number, expression: boolean): Word | undefined {
  const before = text.slice(0, caret);
  const start = expression ? 0 : Math.max(before.lastIndexOf("{{"), before.lastIndexOf("{%")) + 2;
  if (!expression && start === 1) return undefined;
  const inside = before.slice(start);
  if (!expression && /\}\}|%\}/.test(inside)) return undefined;
  if (quoted(inside)) return undefined;
  const word = /[A-Za-z_][\w.]*$/.exec(inside)?.[0] ?? "";
  if (word === "" && /\d$/.test(inside)) return undefined;
  const lead = inside.slice(0, inside.length - word.length).trimEnd();
  return { from: caret - word.length, text: word, filter: lead.endsWith("|") };
}

export interface Written {
  readonly text: string;
  readonly caret: number;
}

/** The text with a suggestion in the place of the word; a tag that is not closed is closed. */
export function completed(text: string, caret: number, word: Word, chosen: Suggestion, expression: boolean): Written {
  const call = chosen.kind === "function" && !word.filter;
  const put = call ? `${chosen.name}()` : chosen.name;
  const after = text.slice(caret);
  const open = !expression && text.slice(0, word.from).lastIndexOf("{{") >= 0 && !/^[^{]*\}\}/.test(after);
  const close = open ? " }}" : "";
  const end = word.from + put.length;
  // A name is whole: writing goes on after its tag. A function wants something between its brackets.
  const tag = expression ? 0 : (/^\s*\}\}/.exec(close + after)?.[0].length ?? 0);
  return { text: `${text.slice(0, word.from)}${put}${close}${after}`, caret: call ? end - 1 : end + tag };
}

/** The language of expressions, once per visit. */
export function useLanguage(): readonly Suggestion[] {
  const query = useQuery({
    queryKey: ["expression-language"],
    queryFn: async () => readLanguage((await api.get<Json>("expression-language/")).data),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return query.data ?? [];
}
