import { stepTypeIn, type Catalogue, type StepType } from "./catalogue";
import { isObject, listOf, textOf, type Json, type JsonObject } from "./json";
import type { Flow, FlowNode, Step, Transition } from "./model";
import { idOf, valueAt } from "./pointer";

export type StepOutput = { readonly id: string; readonly title: string };

function isFilled(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== "";
}

/** The text of a message, option title or other localisable value in one language, else in any. */
export function localText(value: Json | undefined, language: string): string {
  if (typeof value === "string") return value;
  if (!isObject(value)) return "";
  if (typeof value["text"] === "string" || isObject(value["text"])) return localText(value["text"], language);
  if (typeof value[language] === "string") return value[language];
  const first = Object.values(value).find((text) => typeof text === "string");
  return textOf(first);
}

/** A condition in a few words, as pills and summaries show it. */
export function conditionText(condition: Json | undefined): string {
  if (!isObject(condition)) return "";
  if (typeof condition["expression"] === "string") return condition["expression"];
  if (typeof condition["intent"] === "string") return `says ${condition["intent"]}`;
  if (typeof condition["variable"] === "string") return comparisonText(condition["variable"], condition);
  if (isObject(condition["not"])) return `not (${conditionText(condition["not"])})`;
  const all = listOf(condition["all"]).map(conditionText).filter(Boolean);
  if (all.length > 0) return all.join(" and ");
  return listOf(condition["any"]).map(conditionText).filter(Boolean).join(" or ");
}

function comparisonText(variable: string, condition: JsonObject): string {
  const op = textOf(condition["op"], "==");
  if (op === "set") return `${variable} is set`;
  if (op === "unset") return `${variable} is not set`;
  const value = condition["value"];
  const words: Readonly<Record<string, string>> = { "==": "is", "!=": "is not", matches: "matches", contains: "contains", in: "in" };
  return `${variable} ${words[op] ?? op} ${typeof value === "string" ? value : JSON.stringify(value ?? "")}`;
}

function elementTitle(element: Json, titleFrom: string, language: string): string {
  const value = valueAt(element, titleFrom.startsWith("/") ? titleFrom : `/${titleFrom}`);
  const text = conditionText(value) || localText(value, language);
  if (text !== "") return text;
  return isObject(element) ? conditionText(element["when"]) : "";
}

/** The ways out of a step with this config, in the order of the catalogue. */
export function outputsOf(type: StepType, config: JsonObject, language: string): readonly StepOutput[] {
  return type.outputs.flatMap((hint) => {
    if (hint.kind === "each") {
      return listOf(valueAt(config, hint.pointer)).map((element, index) => {
        const id = idOf(element) ?? String(index);
        return { id, title: elementTitle(element, hint.titleFrom, language) || id };
      });
    }
    if (hint.when !== undefined && !isFilled(valueAt(config, hint.when.startsWith("/") ? hint.when : `/${hint.when}`))) return [];
    return [{ id: hint.id, title: hint.title }];
  });
}

/** Where a way out of a node leads: to a node, out of the flow by `next`, or nowhere although it can be reached. */
export type Way = {
  readonly step: string | null;
  readonly output: string;
  readonly title: string;
  readonly transition: Transition | undefined;
  readonly state: "connected" | "ends" | "open";
};

export type StepWays = { readonly step: Step; readonly type: StepType; readonly ways: readonly Way[] };

export type NodeWays = {
  readonly steps: readonly StepWays[];
  /** The thread leaving the node, absent when the last step never goes on. */
  readonly next: Way | undefined;
};

/** Names a way out within its node; also the id of its handle, so nothing that a selector would trip over. */
export function handleOf(way: { readonly step: string | null; readonly output: string }): string {
  return `${encodeURIComponent(way.step ?? "")}/${encodeURIComponent(way.output)}`;
}

export function wayOfHandle(handle: string): { readonly step: string | null; readonly output: string } {
  const [step = "", output = ""] = handle.split("/").map(decodeURIComponent);
  return { step: step === "" ? null : step, output };
}

/** Ways out for when things do not go as asked; they are drawn quieter. */
export function isElse(output: string): boolean {
  return ["else", "failed", "timeout", "unavailable", "interrupted", "cancelled", "missing", "empty", "none"].includes(output);
}

type Known = { readonly transitions: readonly Transition[]; readonly catalogue: Catalogue; readonly language: string; readonly ways: NodeWays };

const known = new WeakMap<FlowNode, Known>();

/** All ways out of a node; `transitions` are those that start at it. Remembered, as canvas, outline and labels all ask. */
export function waysOf(node: FlowNode, transitions: readonly Transition[], catalogue: Catalogue, language: string): NodeWays {
  const found = known.get(node);
  const sameOnes = found?.transitions.length === transitions.length && transitions.every((transition, index) => found.transitions[index] === transition);
  if (found && sameOnes && found.catalogue === catalogue && found.language === language) return found.ways;
  const ways = findWays(node, transitions, catalogue, language);
  known.set(node, { transitions, catalogue, language, ways });
  return ways;
}

function findWays(node: FlowNode, transitions: readonly Transition[], catalogue: Catalogue, language: string): NodeWays {
  const byKey = new Map(transitions.map((transition) => [handleOf(transition), transition]));
  const steps = node.steps.map((step): StepWays => {
    const type = stepTypeIn(catalogue, step.type);
    const ways = outputsOf(type, step.config, language)
      .filter((output) => output.id !== "next")
      .map((output): Way => {
        const transition = byKey.get(handleOf({ step: step.id, output: output.id }));
        return { step: step.id, output: output.id, title: output.title, transition, state: transition ? "connected" : "open" };
      });
    return { step, type, ways };
  });
  return { steps, next: nextOf(steps, byKey.get(handleOf({ step: null, output: "next" }))) };
}

function nextOf(steps: readonly StepWays[], transition: Transition | undefined): Way | undefined {
  const last = steps[steps.length - 1];
  const hint = last?.type.outputs.find((output) => output.kind === "fixed" && output.id === "next");
  if (last !== undefined && hint === undefined) return undefined;
  const title = hint?.kind === "fixed" ? hint.title : "Next";
  return { step: null, output: "next", title, transition, state: transition ? "connected" : "ends" };
}

/** Transitions of the flow by the node they start at; one pass, for flows with a thousand nodes. */
export function transitionsByNode(flow: Flow): ReadonlyMap<string, readonly Transition[]> {
  const found = new Map<string, Transition[]>();
  for (const transition of flow.transitions) {
    const list = found.get(transition.node);
    if (list) list.push(transition);
    else found.set(transition.node, [transition]);
  }
  return found;
}
