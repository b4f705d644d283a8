import { stepTypeIn, type Catalogue } from "../document/catalogue";
import { bodiesOf, flowsOf, namesOf } from "../document/model";
import { objectOf, textOf } from "../document/json";
import type { Parts } from "../document/operations";
import { summaryOf, summaryWords } from "../document/summary";

export type FlowPlace = { readonly kind: "flow"; readonly flow: string; readonly node: string | null; readonly step: string | null };

export type Place =
  | FlowPlace
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "page"; readonly page: "understanding" | "answers" }
  | { readonly kind: "command"; readonly run: () => void };

export type Entry = {
  readonly key: string;
  readonly group: "flows" | "nodes" | "steps" | "variables" | "intents" | "answers" | "commands";
  readonly title: string;
  readonly hint: string;
  readonly where: string;
  readonly icon: string;
  readonly category: string;
  readonly place: Place;
};

function flowEntries(parts: Parts, catalogue: Catalogue, language: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (const flow of flowsOf(parts)) {
    const place: FlowPlace = { kind: "flow", flow: flow.id, node: null, step: null };
    entries.push({ key: `flow ${flow.id}`, group: "flows", title: flow.title, hint: flow.kind === "normal" ? "" : flow.kind, where: "", icon: "flow", category: "", place });
    for (const node of flow.nodes) {
      entries.push({ key: `node ${flow.id} ${node.id}`, group: "nodes", title: node.title, hint: "", where: flow.title, icon: "flow", category: "", place: { ...place, node: node.id } });
      for (const step of node.steps) {
        const type = stepTypeIn(catalogue, step.type);
        const words = summaryWords(summaryOf(type, step.config, language));
        entries.push({
          key: `step ${flow.id} ${node.id} ${step.id}`,
          group: "steps",
          title: type.title,
          hint: words,
          where: `${flow.title}, ${node.title}`,
          icon: type.icon,
          category: type.category,
          place: { ...place, node: node.id, step: step.id },
        });
      }
    }
  }
  return entries;
}

/** Everything in the bot that has a place. */
export function entriesOf(parts: Parts, catalogue: Catalogue, language: string): readonly Entry[] {
  const variables = bodiesOf(parts, "variable").map((body): Entry => {
    const name = textOf(body["name"]);
    return { key: `variable ${name}`, group: "variables", title: name, hint: [textOf(body["scope"], "conversation"), textOf(body["type"])].filter(Boolean).join(", "), where: "", icon: "data", category: "data", place: { kind: "variable", name } };
  });
  const intents = bodiesOf(parts, "intent").map((body): Entry => {
    const name = textOf(body["name"]);
    const examples = Object.values(objectOf(body["examples"])).find(Array.isArray);
    return { key: `intent ${name}`, group: "intents", title: name, hint: textOf(examples?.[0]), where: "", icon: "understanding", category: "", place: { kind: "page", page: "understanding" } };
  });
  const answers = namesOf(parts, "answer").map((id): Entry => ({ key: `answer ${id}`, group: "answers", title: id, hint: "", where: "", icon: "answers", category: "", place: { kind: "page", page: "answers" } }));
  return [...flowEntries(parts, catalogue, language), ...variables, ...intents, ...answers];
}

const ORDER: readonly Entry["group"][] = ["commands", "flows", "nodes", "variables", "intents", "answers", "steps"];

/** The entries that hold every word, titles first, at most a few of each kind. */
export function search(entries: readonly Entry[], query: string): readonly Entry[] {
  const commands = query.startsWith(">");
  const words = query.replace(/^>/, "").toLowerCase().split(/\s+/).filter(Boolean);
  const score = (entry: Entry) => {
    const title = entry.title.toLowerCase();
    const text = `${title} ${entry.hint.toLowerCase()} ${entry.where.toLowerCase()}`;
    if (!words.every((word) => text.includes(word))) return 0;
    return words.some((word) => title.startsWith(word)) ? 3 : words.every((word) => title.includes(word)) ? 2 : 1;
  };
  const found = entries.filter((entry) => !commands || entry.group === "commands").map((entry) => ({ entry, score: score(entry) })).filter((one) => one.score > 0);
  const most = words.length === 0 ? 5 : 8;
  return ORDER.flatMap((group) => found.filter((one) => one.entry.group === group).sort((a, b) => b.score - a.score).slice(0, most).map((one) => one.entry));
}
