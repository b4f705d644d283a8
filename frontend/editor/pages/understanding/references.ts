/** Who mentions an intent or an entity, and the operations that rename it everywhere at once. */
import type { Operation, Parts } from "../../api/draftParts";
import { pointer } from "../../api/draftParts";
import { isJsonArray, isJsonObject, type Json } from "../../api/json";
import { parseExample, writeExample } from "./annotations";

export interface Reference {
  readonly part: string;
  readonly path: string;
  /** What to put there for another name. */
  readonly rename: (name: string) => Json;
}

const KEYS = {
  intent: new Set(["intent", "user", "expect_intent", "intents", "not_intents", "cancel_intents", "ignored_intents"]),
  entity: new Set(["entity"]),
};

function step(element: Json, index: number): string {
  const name = isJsonObject(element) ? (element["id"] ?? element["name"]) : undefined;
  return typeof name === "string" ? name : String(index);
}

function* inBody(body: Json, keys: ReadonlySet<string>, name: string, path: string): Generator<Omit<Reference, "part">> {
  if (isJsonArray(body)) {
    for (const [index, element] of body.entries()) yield* inBody(element, keys, name, path + pointer(step(element, index)));
  }
  if (!isJsonObject(body)) return;
  for (const [key, value] of Object.entries(body)) {
    const here = path + pointer(key);
    if (keys.has(key) && value === name) yield { path: here, rename: (fresh) => fresh };
    else if (keys.has(key) && isJsonArray(value) && value.includes(name)) {
      yield { path: here, rename: (fresh) => value.map((entry) => (entry === name ? fresh : entry)) };
    } else yield* inBody(value, keys, name, here);
  }
}

function* inExamples(body: Json, entity: string): Generator<Omit<Reference, "part">> {
  const examples = isJsonObject(body) ? body["examples"] : undefined;
  if (!isJsonObject(examples)) return;
  for (const [language, list] of Object.entries(examples)) {
    if (!isJsonArray(list)) continue;
    for (const [index, source] of list.entries()) {
      if (typeof source !== "string" || !source.includes("](")) continue;
      const example = parseExample(source);
      if (!example.spans.some((span) => span.entity === entity)) continue;
      const rename = (fresh: string) =>
        writeExample({ ...example, spans: example.spans.map((span) => (span.entity === entity ? { ...span, entity: fresh } : span)) });
      yield { path: pointer("examples", language, index), rename };
    }
  }
}

/** All places that name it. Values of variables are texts of the author's and are left alone. */
export function references(parts: Parts, kind: "intent" | "entity", name: string): Reference[] {
  const found: Reference[] = [];
  for (const [part, body] of parts) {
    const places = [...inBody(body, KEYS[kind], name, "")];
    if (kind === "entity" && part.startsWith("intent:")) places.push(...inExamples(body, name));
    found.push(...places.map((place) => ({ ...place, part })));
  }
  return found;
}

export function renameOperations(parts: Parts, kind: "intent" | "entity", old: string, name: string): Operation[] {
  const others = references(parts, kind, old).map((found): Operation => ({
    op: "set",
    part: found.part,
    path: found.path,
    value: found.rename(name),
  }));
  return [...others, { op: "set", part: `${kind}:${old}`, path: "/name", value: name }];
}

export interface User {
  readonly part: string;
  readonly title: string;
  readonly kind: string;
}

/** The parts that mention it, by the names people know them. */
export function usersOf(parts: Parts, kind: "intent" | "entity", name: string): User[] {
  const seen = new Set(references(parts, kind, name).map((found) => found.part));
  return [...seen]
    .filter((part) => part !== `${kind}:${name}`)
    .map((part) => {
      const body = parts.get(part);
      const key = part.slice(part.indexOf(":") + 1);
      const title = isJsonObject(body) && typeof body["title"] === "string" && body["title"] !== "" ? body["title"] : key;
      return { part, title, kind: part.slice(0, part.indexOf(":")) };
    });
}
