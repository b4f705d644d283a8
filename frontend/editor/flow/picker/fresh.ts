import { languageName } from "../../app/dates";
import { languageChoices } from "../../app/languages";
import { initialConfig, initialObject, type Fill, type StepType } from "../document/catalogue";
import { newStep } from "../document/commands/steps";
import { stepIds } from "../document/ids";
import { objectOf, objectsOf, textOf, type Json, type JsonObject } from "../document/json";
import { bodiesOf, flowsOf, languagesOf, namesOf, type Step } from "../document/model";
import type { Parts } from "../document/operations";
import { idOf } from "../document/pointer";
import { nextId } from "../inspector/form/rows";
import { w } from "../inspector/words";
import { t } from "../words";

/** Ids for what needs one, and a first word for what must not be empty. */
export const fillNew: Fill = (widget, name) => {
  if (name === "id") return "new-1";
  if (widget === "options") return [1, 2].map((count) => ({ id: `option-${String(count)}`, title: t("optionTitle", { count }) }));
  if (widget === "rules") return [{ id: "rule-1", when: { all: [] } }];
  if (name === "ways") return ["A", "B"].map((letter) => ({ id: letter.toLowerCase(), title: w("way", { letter }), weight: 1 }));
  return undefined;
};

function letterOf(number: number): string {
  return String.fromCharCode(65 + (number % 26));
}

function freeLanguage(parts: Parts, items: readonly Json[]): string {
  const taken = items.map(idOf);
  const { all } = languagesOf(parts);
  return [...all, ...languageChoices(all).map((choice) => choice.value)].find((code) => !taken.includes(code)) ?? "en";
}

/** A new element of a list: with an id unlike its neighbours', and a name where an empty one would say nothing. */
export function freshRow(parts: Parts, schema: JsonObject, items: readonly Json[], called: string): JsonObject {
  const fields = objectOf(schema["properties"]);
  const row = initialObject(schema, fillNew);
  const id = objectOf(fields["id"]);
  if (id["x-suggest"] === "languages") {
    const code = freeLanguage(parts, items);
    return { ...row, id: code, title: languageName(code) };
  }
  const made: Record<string, Json> = { ...row };
  if (fields["weight"] !== undefined) {
    made["id"] = nextId("way", items);
    made["title"] = w("way", { letter: letterOf(items.length) });
  } else if (fields["id"] !== undefined) made["id"] = nextId(called.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") || "row", items);
  if (made["title"] === "") made["title"] = `${called} ${String(items.length + 1)}`;
  if (fields["variable"] !== undefined && made["variable"] === "") made["variable"] = namesOf(parts, "variable")[0] ?? "answer";
  if (fields["column"] !== undefined && made["column"] === "") made["column"] = "id";
  return made;
}

/** The variable that a new step begins with: of the type it works on, else any. */
function variableFor(parts: Parts, type: string, name: string): string {
  if (name === "item" || name === "index") return name;
  const wanted = type.includes("list") ? "list" : type === "counter" ? "number" : undefined;
  const ofType = bodiesOf(parts, "variable").find((variable) => variable["type"] === wanted);
  return textOf(ofType?.["name"]) || (namesOf(parts, "variable")[0] ?? "answer");
}

function languagesFor(parts: Parts): Json {
  const { all, first } = languagesOf(parts);
  const others = all.filter((code) => code !== first);
  return (others.length > 0 ? others : all).map((code) => ({ id: code, title: languageName(code) }));
}

/** What a new step of a bot needs so that it can be saved and tried at once. */
function fillFor(parts: Parts, flow: string | null, type: string): Fill {
  const [table] = bodiesOf(parts, "table");
  const [column] = objectsOf(table?.["columns"]);
  return (widget, name) => {
    if (widget === "flow") return (flowsOf(parts).find((other) => other.id !== flow) ?? flowsOf(parts)[0])?.id;
    if (widget === "table") return textOf(table?.["name"]) || undefined;
    if (widget === "column") return textOf(column?.["name"], "id");
    if (widget === "variable") return variableFor(parts, type, name);
    if (name === "values" && column) return { [textOf(column["name"])]: "" };
    if (name === "languages") return languagesFor(parts);
    if (name === "language") return languagesOf(parts).all[1] ?? languagesOf(parts).first;
    if (name === "list") return textOf(bodiesOf(parts, "variable").find((variable) => variable["type"] === "list")?.["name"]) || undefined;
    return name === "items" ? [{ title: w("card", { number: 1 }) }] : fillNew(widget, name);
  };
}

/** A step of a type with a config that can be saved; its id tells what it is. */
export function freshStep(parts: Parts, flow: string | null, type: StepType): Step {
  return newStep(type.type, initialConfig(type, fillFor(parts, flow, type.type)), stepIds(type.type));
}
