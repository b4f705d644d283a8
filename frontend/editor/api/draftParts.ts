/** The bot document as parts, and draft operations on them: the same rules as the server's, so that
 *  an edit shows before the server has answered. Everything here is pure. */
import { isJsonArray, isJsonObject, sameJson, type Json, type JsonObject } from "./json";

export interface Operation {
  readonly op: "add" | "set" | "remove" | "move";
  /** `settings`, or kind and key: `intent:greet`, `flow:order`. */
  readonly part: string;
  /** JSON pointer inside the part's body; in arrays of objects a segment is the element's id (else name). */
  readonly path: string;
  readonly value?: Json;
  /** Draft revision the author had seen. Stamped by the DraftClient. */
  readonly base?: number;
}

/** Parts in document order: Map keys are part names, values their bodies. */
export type Parts = ReadonlyMap<string, Json>;

/** An operation that does not fit what is there. */
export class DraftError extends Error {
  override readonly name = "DraftError";
}

const KINDS = [
  ["variable", "variables", "name"],
  ["entity", "entities", "name"],
  ["intent", "intents", "name"],
  ["answer", "answers", "id"],
  ["content", "content", "id"],
  ["story", "stories", "name"],
  ["test", "tests", "name"],
  ["table", "tables", "name"],
  ["table", "tables", "name"],
  ["flow", "flows", "id"],
] satisfies readonly (readonly [string, string, string])[];

/** A document leaves it out where it is empty. */
const OPTIONAL = "tables";

const SETTINGS_KEYS = ["name", "languages", "default_language", "settings"];

export function splitDocument(document: JsonObject): Parts {
  const parts = new Map<string, Json>();
  parts.set("settings", Object.fromEntries(SETTINGS_KEYS.filter((key) => key in document).map((key) => [key, document[key] ?? null])));
  for (const [kind, list, key] of KINDS) {
    const bodies = document[list];
    if (!isJsonArray(bodies)) continue;
    for (const body of bodies) {
      if (isJsonObject(body) && typeof body[key] === "string") parts.set(`${kind}:${body[key]}`, body);
    }
  }
  return parts;
}

export function foldParts(parts: Parts): JsonObject {
  const document: Record<string, Json> = { format: "botbuilder/bot", version: 1 };
  const settings = parts.get("settings");
  if (isJsonObject(settings)) Object.assign(document, settings);
  for (const [kind, list] of KINDS) {
    const bodies = bodiesOf(parts, kind);
    if (bodies.length > 0 || list !== OPTIONAL) document[list] = bodies;
  }
  return document;
}

/** The bodies of one kind, in order. */
export function bodiesOf(parts: Parts, kind: string): Json[] {
  return [...parts].filter(([part]) => part.startsWith(`${kind}:`)).map(([, body]) => body);
}

export function pointer(...segments: (string | number)[]): string {
  return segments.map((segment) => `/${String(segment).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}

export function segments(path: string): string[] {
  if (path === "") return [];
  if (!path.startsWith("/")) throw new DraftError(`"${path}" is not a JSON pointer`);
  return path
    .slice(1)
    .split("/")
    .map((segment) => segment.replace(/~1/g, "/").replace(/~0/g, "~"));
}

function identity(element: Json): string | null {
  if (!isJsonObject(element)) return null;
  const id = element["id"] ?? element["name"];
  return typeof id === "string" ? id : null;
}

/** Where a segment points in an array: by id or name, else by number; -1 if nowhere. */
function indexIn(list: readonly Json[], segment: string): number {
  const named = list.findIndex((element) => identity(element) === segment);
  if (named >= 0) return named;
  if (!/^\d+$/.test(segment)) return -1;
  const index = Number(segment);
  return index < list.length ? index : -1;
}

/** The value at a path, or undefined. */
export function valueAt(body: Json | undefined, path: string): Json | undefined {
  let here = body;
  for (const segment of segments(path)) {
    if (isJsonArray(here)) here = here[indexIn(here, segment)];
    else if (isJsonObject(here) && Object.hasOwn(here, segment)) here = here[segment];
    else return undefined;
  }
  return here;
}

/** Rebuilds the containers along `path` around what `change` makes of the innermost one. */
function along(body: Json | undefined, path: readonly string[], change: (holder: Json, last: string) => Json): Json {
  const [segment, ...rest] = path;
  if (segment === undefined || body === undefined) throw new DraftError("The path leads nowhere");
  if (rest.length === 0) return change(body, segment);
  if (isJsonArray(body)) {
    const index = indexIn(body, segment);
    if (index < 0) throw new DraftError(`There is no "${segment}" here any more`);
    return body.map((element, at) => (at === index ? along(element, rest, change) : element));
  }
  if (!isJsonObject(body) || !Object.hasOwn(body, segment)) throw new DraftError(`There is no "${segment}" here any more`);
  return { ...body, [segment]: along(body[segment], rest, change) };
}

function without(holder: Json, last: string): Json {
  if (isJsonArray(holder)) {
    const index = indexIn(holder, last);
    if (index < 0) throw new DraftError(`"${last}" is already gone`);
    return holder.toSpliced(index, 1);
  }
  if (!isJsonObject(holder) || !Object.hasOwn(holder, last)) throw new DraftError(`"${last}" is already gone`);
  return Object.fromEntries(Object.entries(holder).filter(([key]) => key !== last));
}

function added(holder: Json, last: string, value: Json): Json {
  if (isJsonObject(holder)) return { ...holder, [last]: value };
  if (!isJsonArray(holder)) throw new DraftError(`Nothing can be added at "${last}"`);
  if (/^\d+$/.test(last) && identity(value) !== last) return holder.toSpliced(Math.min(Number(last), holder.length), 0, value);
  return [...holder, value];
}

function replaced(holder: Json, last: string, value: Json): Json {
  if (isJsonObject(holder)) return { ...holder, [last]: value };
  if (!isJsonArray(holder)) throw new DraftError(`Nothing can be set at "${last}"`);
  const index = indexIn(holder, last);
  if (index < 0) throw new DraftError(`There is no "${last}" here any more`);
  return holder.with(index, value);
}

function moved(body: Json, path: string, value: Json | undefined): Json {
  if (!isJsonObject(value) || typeof value["to"] !== "string") throw new DraftError("A move says where to");
  const element = valueAt(body, path);
  if (element === undefined) throw new DraftError("What should move is gone");
  const bare = along(body, segments(path), without);
  const index = typeof value["index"] === "number" ? value["index"] : Number.MAX_SAFE_INTEGER;
  const list = valueAt(bare, value["to"]);
  if (!isJsonArray(list)) throw new DraftError("The place to move to is gone");
  return along(bare, [...segments(value["to"]), "-"], () => list.toSpliced(Math.min(index, list.length), 0, element));
}

function movePart(parts: Parts, part: string, index: number): Parts {
  const kind = part.slice(0, part.indexOf(":") + 1);
  const names = [...parts.keys()].filter((name) => name.startsWith(kind) && name !== part);
  names.splice(Math.min(index, names.length), 0, part);
  const others = [...parts].filter(([name]) => !name.startsWith(kind));
  return new Map([...others, ...names.map((name): [string, Json] => [name, parts.get(name) ?? null])]);
}

/** Puts a body in its place; a body that got another name is another part, standing where the old one stood. */
function stored(parts: Parts, part: string, body: Json): Parts {
  const kind = part.slice(0, part.indexOf(":"));
  const key = KINDS.find(([name]) => name === kind)?.[2];
  const name = key !== undefined && isJsonObject(body) ? `${kind}:${String(body[key])}` : part;
  if (name === part) return new Map(parts).set(part, body);
  if (parts.has(name)) throw new DraftError(`${name} is there already`);
  return new Map([...parts].map(([old, value]): [string, Json] => (old === part ? [name, body] : [old, value])));
}

function applyToPart(parts: Parts, operation: Operation): Parts {
  const { op, part, value } = operation;
  const next = new Map(parts);
  if (op === "remove") {
    next.delete(part);
  } else if (op === "move") {
    const index = isJsonObject(value) && typeof value["index"] === "number" ? value["index"] : 0;
    return movePart(parts, part, index);
  } else {
    if (value === undefined) throw new DraftError("A value is missing");
    if (op === "add" && next.has(part)) throw new DraftError(`${part} is there already`);
    return stored(parts, part, value);
  }
  return next;
}

export function applyOperation(parts: Parts, operation: Operation): Parts {
  if (operation.path === "") return applyToPart(parts, operation);
  const body = parts.get(operation.part);
  if (body === undefined) throw new DraftError(`${operation.part} is gone`);
  const { op, path, value } = operation;
  let next: Json;
  if (op === "move") next = moved(body, path, value);
  else if (op === "remove") next = valueAt(body, path) === undefined ? body : along(body, segments(path), without);
  else if (value === undefined) throw new DraftError("A value is missing");
  else next = along(body, segments(path), (holder, last) => (op === "add" ? added(holder, last, value) : replaced(holder, last, value)));
  return stored(parts, operation.part, next);
}

/** All or nothing: throws DraftError and changes nothing where one does not fit. */
export function applyOperations(parts: Parts, operations: readonly Operation[]): Parts {
  return operations.reduce(applyOperation, parts);
}

function objectOf(body: Json): JsonObject {
  return isJsonObject(body) ? body : {};
}

/** The part's name once its body is this one. */
function renamed(part: string, body: Json | undefined): string {
  const [first] = stored(new Map([[part, null]]), part, body ?? null).keys();
  return first ?? part;
}

function indexOfPart(parts: Parts, part: string): number {
  const kind = part.slice(0, part.indexOf(":") + 1);
  return [...parts.keys()].filter((name) => name.startsWith(kind)).indexOf(part);
}

function inverseOfPart(parts: Parts, operation: Operation): Operation[] {
  const { op, part } = operation;
  const before = parts.get(part);
  if (op === "move") return [{ op: "move", part, path: "", value: { index: indexOfPart(parts, part) } }];
  if (before === undefined) return op === "remove" ? [] : [{ op: "remove", part, path: "" }];
  if (op !== "remove") return [{ op: "set", part: renamed(part, operation.value), path: "", value: before }];
  return [
    { op: "add", part, path: "", value: before },
    { op: "move", part, path: "", value: { index: indexOfPart(parts, part) } },
  ];
}

function inverseOfMove(body: Json, operation: Operation): Operation[] {
  const { part, path, value } = operation;
  const at = segments(path);
  const last = at.at(-1) ?? "";
  const home = pointer(...at.slice(0, -1));
  const list = valueAt(body, home);
  const element = valueAt(body, path);
  if (!isJsonArray(list) || element === undefined || !isJsonObject(value) || typeof value["to"] !== "string") return [];
  const target = valueAt(along(body, at, without), value["to"]);
  const length = isJsonArray(target) ? target.length : 0;
  const name = identity(element) ?? String(typeof value["index"] === "number" ? Math.min(value["index"], length) : length);
  return [{ op: "move", part, path: value["to"] + pointer(name), value: { to: home, index: indexIn(list, last) } }];
}

function inverseAt(body: Json, operation: Operation): Operation[] {
  const { op, part, path } = operation;
  if (op === "move") return inverseOfMove(body, operation);
  if (op === "remove" && valueAt(body, path) === undefined) return [];
  const at = segments(path);
  const last = at.at(-1) ?? "";
  const holder = valueAt(body, pointer(...at.slice(0, -1)));
  const before = valueAt(body, path);
  if (op === "add" && isJsonArray(holder)) {
    const name = identity(operation.value ?? null) ?? (/^\d+$/.test(last) ? last : String(holder.length));
    return [{ op: "remove", part, path: pointer(...at.slice(0, -1), name) }];
  }
  if (before === undefined) return [{ op: "remove", part, path }];
  if (op === "set" && at.length === 1)
    return [{ op: "set", part: renamed(part, { ...objectOf(body), [last]: operation.value ?? null }), path, value: before }];
  if (op === "remove" && isJsonArray(holder)) {
    return [{ op: "add", part, path: pointer(...at.slice(0, -1), indexIn(holder, last)), value: before }];
  }
  return [{ op: "set", part, path, value: before }];
}

/** What takes the operations back, in the order to apply them. `parts` is the state before them. */
export function invert(parts: Parts, operations: readonly Operation[]): Operation[] {
  const inverse: Operation[][] = [];
  let here = parts;
  for (const operation of operations) {
    const body = here.get(operation.part);
    inverse.unshift(operation.path === "" ? inverseOfPart(here, operation) : body === undefined ? [] : inverseAt(body, operation));
    here = applyOperation(here, operation);
  }
  return inverse.flat();
}

/** True where the order of two operations could matter: one place leads to the other, or both count
 *  places in an array of which one adds or takes elements. The same change twice is none. */
export function overlaps(a: Operation, b: Operation): boolean {
  if (a.part !== b.part || sameOutcome(a, b)) return false;
  const shifts = a.op !== "set" || b.op !== "set";
  return places(a).some((here) => places(b).some((there) => related(here, there, shifts)));
}

function places(operation: Operation): string[][] {
  const path = segments(operation.path);
  const { value } = operation;
  if (operation.op !== "move" || !isJsonObject(value) || typeof value["to"] !== "string") return [path];
  return [path, [...segments(value["to"]), path.at(-1) ?? "-"]];
}

function related(a: readonly string[], b: readonly string[], shifts: boolean): boolean {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    if (a[index] !== b[index]) return shifts && /^\d+$/.test(a[index] ?? "") && /^\d+$/.test(b[index] ?? "");
  }
  return !(a.length === b.length && a.at(-1) === "-");
}

function sameOutcome(a: Operation, b: Operation): boolean {
  return a.op === b.op && a.path === b.path && a.op !== "add" && sameJson(a.value, b.value);
}
