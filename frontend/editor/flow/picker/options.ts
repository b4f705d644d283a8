import { firstSentence, stepTypeIn, type Catalogue, type StepType } from "../document/catalogue";
import { flowsOf, nodeIn, type Flow, type FlowNode } from "../document/model";
import type { Parts } from "../document/operations";
import { grouped } from "./groups";
import { searchWords } from "./search";

export type Option =
  | { readonly kind: "type"; readonly key: string; readonly group: string; readonly type: StepType; readonly title: string; readonly hint: string }
  | { readonly kind: "node"; readonly key: string; readonly group: string; readonly node: FlowNode; readonly title: string; readonly hint: string };

/** Which step types follow which in this bot: what people did before is what they likely want next. */
export function followers(parts: Parts, after: string | undefined): readonly string[] {
  const counts = new Map<string, number>();
  const count = (before: string | undefined, next: string | undefined) => {
    if (next !== undefined && (after === undefined || before === after)) counts.set(next, (counts.get(next) ?? 0) + 1);
  };
  for (const flow of flowsOf(parts)) {
    for (const node of flow.nodes) node.steps.forEach((step, index) => count(node.steps[index - 1]?.type, step.type));
    for (const transition of flow.transitions) {
      const source = nodeIn(flow, transition.node);
      const from = source?.steps.find((step) => step.id === transition.step) ?? source?.steps[source.steps.length - 1];
      count(from?.type, nodeIn(flow, transition.target)?.steps[0]?.type);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([type]) => type);
}

export function likelyNext(parts: Parts, catalogue: Catalogue, after: string | undefined): readonly StepType[] {
  const names = new Set([...followers(parts, after), "say", "choice"]);
  return [...names].filter((name) => catalogue.has(name)).slice(0, 2).map((name) => stepTypeIn(catalogue, name));
}

function matches(words: readonly string[], ...texts: readonly string[]): boolean {
  const text = texts.join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** How far a word is from an option: its title, what else it is called, the beginning of one, somewhere inside. */
function distanceOf(word: string, title: string, called: readonly string[]): number {
  if (title === word) return 0;
  if (title.startsWith(word)) return 1;
  if (title.includes(word)) return 2;
  if (called.includes(word)) return 3;
  return called.some((one) => one.startsWith(word)) ? 4 : 5;
}

function distance(words: readonly string[], option: Option): number {
  const called = option.kind === "type" ? searchWords(option.type.type).split(" ") : [];
  return Math.max(...words.map((word) => distanceOf(word, option.title.toLowerCase(), called)));
}

export type Wish = {
  readonly query: string;
  readonly catalogue: Catalogue;
  readonly likely: readonly StepType[];
  readonly flow: Flow | undefined;
  readonly without: string | undefined;
  readonly connectFirst: boolean;
  readonly nodes: boolean;
  readonly words: { readonly likely: string; readonly nodes: string; readonly connect: string };
};

/** What the picker lists, in order: likely next, then by group, then nodes to connect to. */
export function optionsFor(wish: Wish): readonly Option[] {
  const words = wish.query.toLowerCase().split(/\s+/).filter(Boolean);
  const ofType = (type: StepType, group: string): Option => ({ kind: "type", key: `${group} ${type.type}`, group, type, title: type.title, hint: firstSentence(type.help) });
  const likely = words.length > 0 || wish.connectFirst ? [] : wish.likely.map((type) => ofType(type, wish.words.likely));
  const types = grouped(wish.catalogue.values())
    .filter(({ type }) => matches(words, type.title, type.type, firstSentence(type.help), searchWords(type.type)))
    .map(({ group, type }) => ofType(type, group));
  const nodes = (wish.nodes ? (wish.flow?.nodes ?? []) : [])
    .filter((node) => node.id !== wish.without && matches(words, node.title))
    .map((node): Option => ({ kind: "node", key: `node ${node.id}`, group: wish.words.nodes, node, title: node.title, hint: wish.words.connect }));
  const sorted = words.length === 0 ? types : types.toSorted((one, other) => distance(words, one) - distance(words, other));
  return wish.connectFirst ? [...nodes, ...sorted] : [...likely, ...sorted, ...nodes];
}
