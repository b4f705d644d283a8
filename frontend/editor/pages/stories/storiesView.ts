/** Stories and rules of the draft, and the operations that change them. */
import { bodiesOf, pointer, type Operation, type Parts } from "../../api/draftParts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../api/json";
import type { Finding } from "../../api/types";
import { flowsOf, languagesOf } from "../../flow/document/model";
import { contentOf, shortWords } from "../content/contentView";

export type StepKind = "user" | "said" | "any" | "bot" | "flow" | "form" | "form_done" | "set" | "checkpoint" | "or";

/** In the order of the menu that adds one. */
export const STEP_KINDS: readonly StepKind[] = ["user", "said", "any", "bot", "flow", "form", "form_done", "set", "checkpoint", "or"];

export interface StoryRow {
  readonly name: string;
  readonly kind: "story" | "rule";
  readonly atStart: boolean;
  readonly thenWait: boolean;
  readonly when: JsonObject | null;
  readonly steps: readonly JsonObject[];
}

export function storiesOf(parts: Parts): StoryRow[] {
  return bodiesOf(parts, "story").flatMap((body): StoryRow[] => {
    if (!isJsonObject(body) || typeof body["name"] !== "string") return [];
    const { when, steps } = body;
    return [
      {
        name: body["name"],
        kind: body["kind"] === "rule" ? "rule" : "story",
        atStart: body["at_start"] === true,
        thenWait: body["then_wait"] !== false,
        when: isJsonObject(when) ? when : null,
        steps: isJsonArray(steps) ? steps.filter(isJsonObject) : [],
      },
    ];
  });
}

/** What kind of step it is; null for one that this page cannot show. */
export function kindOf(step: JsonObject): StepKind | null {
  return STEP_KINDS.find((kind) => Object.hasOwn(step, kind)) ?? null;
}

function part(story: StoryRow): string {
  return `story:${story.name}`;
}

export function freeName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base} ${String(number)}`)) number += 1;
  return `${base} ${String(number)}`;
}

export function newStory(name: string, kind: "story" | "rule", steps: readonly JsonObject[] = []): Operation[] {
  return [{ op: "add", part: `story:${name}`, path: "", value: { name, kind, steps } }];
}

export function removeStory(story: StoryRow): Operation[] {
  return [{ op: "remove", part: part(story), path: "" }];
}

export function setKey(story: StoryRow, key: "name" | "kind" | "at_start" | "then_wait", value: Json): Operation[] {
  return [{ op: "set", part: part(story), path: pointer(key), value }];
}

export function setWhen(story: StoryRow, when: JsonObject | null): Operation[] {
  if (when !== null) return [{ op: "set", part: part(story), path: "/when", value: when }];
  return story.when === null ? [] : [{ op: "remove", part: part(story), path: "/when" }];
}

export function setStep(story: StoryRow, index: number, step: JsonObject): Operation[] {
  return [{ op: "set", part: part(story), path: pointer("steps", index), value: step }];
}

export function addStep(story: StoryRow, step: JsonObject): Operation[] {
  return [{ op: "add", part: part(story), path: "/steps/-", value: step }];
}

export function removeStep(story: StoryRow, index: number): Operation[] {
  return [{ op: "remove", part: part(story), path: pointer("steps", index) }];
}

export function moveStep(story: StoryRow, index: number, to: number): Operation[] {
  if (to < 0 || to >= story.steps.length || to === index) return [];
  return [{ op: "move", part: part(story), path: pointer("steps", index), value: { to: "/steps", index: to } }];
}

export interface Names {
  readonly intents: readonly string[];
  readonly content: readonly string[];
  readonly flows: readonly string[];
  readonly forms: readonly string[];
  readonly variables: readonly string[];
  /** What a flow is called and what a piece of content says, by id. */
  readonly words: ReadonlyMap<string, string>;
}

function keysOf(parts: Parts, kind: string, key: string): string[] {
  return bodiesOf(parts, kind).flatMap((body) => (isJsonObject(body) && typeof body[key] === "string" ? [body[key]] : []));
}

/** All that a step can name. */
export function namesIn(parts: Parts): Names {
  const flows = flowsOf(parts);
  const forms = flows.flatMap((flow) => flow.nodes.flatMap((node) => node.steps.filter((step) => step.type === "form").map((step) => step.id)));
  const { first } = languagesOf(parts);
  const words = new Map(flows.map((flow): [string, string] => [`flow:${flow.id}`, flow.title]));
  for (const row of contentOf(parts)) words.set(`content:${row.id}`, shortWords(row.message, first));
  return {
    words,
    intents: keysOf(parts, "intent", "name"),
    content: keysOf(parts, "content", "id"),
    flows: flows.map((flow) => flow.id),
    forms: [...new Set(forms)],
    variables: keysOf(parts, "variable", "name"),
  };
}

/** A step of a kind as it begins; what must be named takes the first there is. */
export function freshStep(kind: StepKind, names: Names): JsonObject {
  switch (kind) {
    case "user":
      return { user: names.intents[0] ?? "" };
    case "said":
      return { said: "" };
    case "bot":
      return { bot: names.content[0] ?? "" };
    case "flow":
      return { flow: names.flows[0] ?? "" };
    case "form":
      return { form: names.forms[0] ?? null };
    case "set":
      return { set: names.variables[0] === undefined ? {} : { [names.variables[0]]: null } };
    case "checkpoint":
      return { checkpoint: "here" };
    case "or":
      return { or: [{ user: names.intents[0] ?? "" }, { user: names.intents[1] ?? names.intents[0] ?? "" }] };
    default:
      return { [kind]: true };
  }
}

/** Whether there is anything such a step could name. */
export function canAdd(kind: StepKind, names: Names): boolean {
  const needs = { user: names.intents, or: names.intents, bot: names.content, flow: names.flows, form: names.forms, set: names.variables };
  return !(kind in needs) || Object.entries(needs).some(([name, list]) => name === kind && list.length > 0);
}

/** What a value field holds: JSON where it reads as such, else text. */
export function readValue(text: string): Json {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "null") return null;
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : text;
}

export function showValue(value: Json | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

export interface StoryFinding {
  readonly finding: Finding;
  /** Null: about the story as a whole. */
  readonly step: number | null;
}

/** What lint says of each story, by its place in the document. */
export function findingsOf(findings: readonly Finding[], story: number): StoryFinding[] {
  return findings.flatMap((finding) => {
    const [, list, at, , step] = finding.pointer.split("/");
    if (list !== "stories" || Number(at) !== story) return [];
    return [{ finding, step: step === undefined ? null : Number(step) }];
  });
}
