import { isArray, isObject, listOf, numberOf, objectOf, objectsOf, textOf, textsOf, type Json, type JsonObject } from "./json";
import type { Parts } from "./operations";

export type Step = {
  readonly id: string;
  readonly type: string;
  readonly config: JsonObject;
  readonly interruptions: string | undefined;
};

export type FlowNode = {
  readonly id: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly steps: readonly Step[];
};

/** `step` is null for the `next` that leaves a node. */
export type Transition = {
  readonly id: string;
  readonly node: string;
  readonly step: string | null;
  readonly output: string;
  readonly target: string;
};

export type Flow = {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** Its triggers count everywhere, whatever is going on: a command. */
  readonly global: boolean;
  readonly start: string | undefined;
  readonly triggers: readonly JsonObject[];
  /** What it takes from the flow that runs it and gives back: names, or objects with name and type. */
  readonly inputs: readonly Json[];
  readonly outputs: readonly Json[];
  readonly nodes: readonly FlowNode[];
  readonly transitions: readonly Transition[];
};

/** Reads each JSON object once, so that what an edit did not touch stays the same object and is not drawn again. */
function remembered<T>(read: (object: JsonObject) => T): (object: JsonObject) => T {
  const known = new WeakMap<JsonObject, T>();
  return (object) => {
    const found = known.get(object);
    if (found !== undefined) return found;
    const made = read(object);
    known.set(object, made);
    return made;
  };
}

/** Lists, too: transitions stay the same list while only a text changes. */
function rememberedList<T>(read: (object: JsonObject) => T): (list: Json | undefined) => readonly T[] {
  const known = new WeakMap<readonly Json[], readonly T[]>();
  return (list) => {
    if (!isArray(list)) return [];
    const found = known.get(list);
    if (found !== undefined) return found;
    const made = objectsOf(list).map(read);
    known.set(list, made);
    return made;
  };
}

const readStep = remembered((step): Step => ({
  id: textOf(step["id"]),
  type: textOf(step["type"]),
  config: objectOf(step["config"]),
  interruptions: typeof step["interruptions"] === "string" ? step["interruptions"] : undefined,
}));

const readNode = remembered((node): FlowNode => ({
  id: textOf(node["id"]),
  title: textOf(node["title"]),
  x: numberOf(node["x"]),
  y: numberOf(node["y"]),
  steps: objectsOf(node["steps"]).map(readStep),
}));

const readTransition = remembered((transition): Transition => ({
  id: textOf(transition["id"]),
  node: textOf(transition["node"]),
  step: typeof transition["step"] === "string" ? transition["step"] : null,
  output: textOf(transition["output"]),
  target: textOf(transition["target"]),
}));

const readNodes = rememberedList(readNode);
const readTransitions = rememberedList(readTransition);
const readTriggers = rememberedList((trigger) => trigger);

export const readFlow = remembered((flow): Flow => ({
  id: textOf(flow["id"]),
  title: textOf(flow["title"], textOf(flow["id"])),
  kind: textOf(flow["kind"], "normal"),
  global: flow["global"] === true,
  start: typeof flow["start"] === "string" ? flow["start"] : undefined,
  triggers: readTriggers(flow["triggers"]),
  inputs: listOf(flow["inputs"]),
  outputs: listOf(flow["outputs"]),
  nodes: readNodes(flow["nodes"]),
  transitions: readTransitions(flow["transitions"]),
}));

export function flowKey(flow: string): string {
  return `flow:${flow}`;
}

export function flowIn(parts: Parts, id: string): Flow | undefined {
  const body = parts.get(flowKey(id));
  return isObject(body) ? readFlow(body) : undefined;
}

export function flowsOf(parts: Parts): readonly Flow[] {
  return bodiesOf(parts, "flow").map(readFlow);
}

export function bodiesOf(parts: Parts, kind: string): readonly JsonObject[] {
  const bodies: JsonObject[] = [];
  for (const [key, body] of parts) if (key.startsWith(`${kind}:`) && isObject(body)) bodies.push(body);
  return bodies;
}

export function namesOf(parts: Parts, kind: string): readonly string[] {
  return bodiesOf(parts, kind).map((body) => textOf(body["name"], textOf(body["id"])));
}

export function languagesOf(parts: Parts): { readonly all: readonly string[]; readonly first: string } {
  const settings = objectOf(parts.get("settings"));
  const first = textOf(settings["default_language"], "en");
  const all = textsOf(settings["languages"]);
  return { all: all.length > 0 ? all : [first], first };
}

/** Where a flow begins: its `start`, else its first node. */
export function startOf(flow: Flow): string | undefined {
  return flow.start ?? flow.nodes[0]?.id;
}

export function nodeIn(flow: Flow | undefined, id: string): FlowNode | undefined {
  return flow?.nodes.find((node) => node.id === id);
}

const LISTS: readonly (readonly [string, string, string])[] = [
  ["variables", "variable", "name"],
  ["entities", "entity", "name"],
  ["intents", "intent", "name"],
  ["answers", "answer", "id"],
  ["content", "content", "id"],
  ["stories", "story", "name"],
  ["tests", "test", "name"],
  ["tables", "table", "name"],
  ["flows", "flow", "id"],
];

/** Takes a bot document apart into the parts that draft operations name. */
export function partsOf(document: JsonObject): Parts {
  const parts = new Map<string, Json>();
  const settings = ["name", "languages", "default_language", "settings"];
  parts.set("settings", Object.fromEntries(Object.entries(document).filter(([key]) => settings.includes(key))));
  for (const [list, kind, key] of LISTS) {
    for (const body of objectsOf(document[list])) parts.set(`${kind}:${textOf(body[key])}`, body);
  }
  return parts;
}
