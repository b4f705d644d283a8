/** The operations behind every button of this page. */
import { pointer, type Operation } from "../../api/draftParts";
import type { EntityRow, IntentRow } from "./draftView";

export function addIntent(name: string, languages: readonly string[]): Operation[] {
  const examples = Object.fromEntries(languages.map((language) => [language, []]));
  return [{ op: "add", part: `intent:${name}`, path: "", value: { name, examples } }];
}

export function removePart(part: string): Operation[] {
  return [{ op: "remove", part, path: "" }];
}

/** Appends examples; the language's list is made where there is none. */
export function addExamples(intent: IntentRow, language: string, sources: readonly string[]): Operation[] {
  const part = `intent:${intent.name}`;
  if (intent.examples.has(language)) return sources.map((value) => ({ op: "add", part, path: pointer("examples", language, "-"), value }));
  if (intent.examples.size === 0) return [{ op: "set", part, path: "/examples", value: { [language]: sources } }];
  return [{ op: "set", part, path: pointer("examples", language), value: sources }];
}

export function setExample(intent: IntentRow, language: string, index: number, value: string): Operation[] {
  return [{ op: "set", part: `intent:${intent.name}`, path: pointer("examples", language, index), value }];
}

export function removeExample(intent: IntentRow, language: string, index: number): Operation[] {
  return [{ op: "remove", part: `intent:${intent.name}`, path: pointer("examples", language, index) }];
}

export function moveExample(from: IntentRow, to: IntentRow, language: string, index: number): Operation[] {
  const source = from.examples.get(language)?.[index];
  return source === undefined ? [] : [...removeExample(from, language, index), ...addExamples(to, language, [source])];
}

export function addEntity(name: string, kind: EntityRow["kind"]): Operation[] {
  const body = kind === "list" ? { name, kind, values: [] } : kind === "pattern" ? { name, kind, patterns: [] } : { name, kind };
  return [{ op: "add", part: `entity:${name}`, path: "", value: body }];
}

export function setKind(entity: EntityRow, kind: EntityRow["kind"]): Operation[] {
  return [{ op: "set", part: `entity:${entity.name}`, path: "/kind", value: kind }];
}

/** Appends values; the list is made where there is none. */
export function addValues(entity: EntityRow, values: readonly string[]): Operation[] {
  const part = `entity:${entity.name}`;
  const bodies = values.map((value) => ({ value }));
  if (entity.values.length === 0) return bodies.length === 0 ? [] : [{ op: "set", part, path: "/values", value: bodies }];
  return bodies.map((value) => ({ op: "add", part, path: "/values/-", value }));
}

export function setValue(entity: EntityRow, index: number, value: string): Operation[] {
  return [{ op: "set", part: `entity:${entity.name}`, path: pointer("values", index, "value"), value }];
}

export function removeValue(entity: EntityRow, index: number): Operation[] {
  return [{ op: "remove", part: `entity:${entity.name}`, path: pointer("values", index) }];
}

export function setSynonyms(entity: EntityRow, index: number, language: string, words: readonly string[]): Operation[] {
  const part = `entity:${entity.name}`;
  const has = entity.values[index]?.synonyms ?? new Map<string, readonly string[]>();
  if (has.size === 0)
    return words.length === 0 ? [] : [{ op: "set", part, path: pointer("values", index, "synonyms"), value: { [language]: words } }];
  const path = pointer("values", index, "synonyms", language);
  if (words.length === 0) return has.has(language) ? [{ op: "remove", part, path }] : [];
  return [{ op: "set", part, path, value: words }];
}

export function setPatterns(entity: EntityRow, patterns: readonly string[]): Operation[] {
  return [{ op: "set", part: `entity:${entity.name}`, path: "/patterns", value: patterns }];
}

/** "xl, extra large" → two words. */
export function wordsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(",")
        .map((word) => word.trim())
        .filter((word) => word !== ""),
    ),
  ];
}

/** Lines that people paste: one example each, list marks and repetitions dropped. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\s*[-*•]\s+/, "").trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
