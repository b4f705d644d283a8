import { isArray, isObject, listOf, objectOf, textOf, textsOf, type Json, type JsonObject } from "../../document/json";
import { idOf, pointerOf, segmentsOf } from "../../document/pointer";
import { localText } from "../../document/outputs";
import { enumTitle } from "./enumWords";

/** The name of the field at the end of a path; of an element of a list the list's. */
export function fieldName(path: string): string {
  const names = segmentsOf(path);
  return names.findLast((name) => !/^\d+$/.test(name)) ?? "";
}

/** Whether a field belongs in the form now: `x-if` names fields beside it, and for each the values it goes with. */
export function applies(schema: JsonObject, field: JsonObject, value: JsonObject): boolean {
  const fields = objectOf(schema["properties"]);
  return Object.entries(objectOf(field["x-if"])).every(([name, wanted]) => {
    const current = value[name] ?? objectOf(fields[name])["default"];
    return listOf(wanted).some((one) => one === current);
  });
}

/** “Cards” holds a card; a title that is no plural stays as it is. */
export function singular(label: string): string {
  return /[^s]s$/.test(label) && !label.includes(" ") ? label.slice(0, -1) : label;
}

/** What tells an element of a list from the others: its own first words. */
export function rowTitle(item: Json, language: string): string {
  if (!isObject(item)) return textOf(item);
  if (typeof item["column"] === "string") return [item["column"], enumTitle("op", textOf(item["op"], "==")), valueWords(item["value"])].filter(Boolean).join(" ");
  if (typeof item["path"] === "string") return textOf(item["variable"]);
  const named = localText(item["title"], language) || textOf(item["variable"]) || textOf(item["entity"]) || textOf(item["intent"]);
  return named || localText(item["message"], language);
}

/** A value as it was given: a text, an expression, or fixed. */
export function valueWords(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (!isObject(value)) return typeof value === "string" ? value : JSON.stringify(value);
  if (typeof value["expression"] === "string") return value["expression"];
  return "literal" in value ? JSON.stringify(value["literal"]) : JSON.stringify(value);
}

/** A lint pointer inside a config as the form addresses places: elements with an id by their id. */
export function addressIn(config: JsonObject, pointer: string): string {
  let here: Json | undefined = config;
  let address = "";
  for (const name of segmentsOf(pointer)) {
    const inside: Json | undefined = isArray(here) ? here[Number(name)] : objectOf(here)[name];
    address += pointerOf([isArray(here) ? (idOf(inside) ?? name) : name]);
    here = inside;
  }
  return address;
}

/** A short readable id unlike those taken: `option-3`. */
export function nextId(word: string, items: readonly Json[]): string {
  const taken = new Set(items.map(idOf));
  let number = items.length + 1;
  while (taken.has(`${word}-${String(number)}`)) number += 1;
  return `${word}-${String(number)}`;
}

/** The shares of ways by their weights, in percent; equal where no weight counts. */
export function sharesOf(ways: readonly JsonObject[]): readonly number[] {
  const weights = ways.map((way) => (typeof way["weight"] === "number" ? way["weight"] : 1));
  const sum = weights.reduce((all, one) => all + one, 0);
  return weights.map((weight) => Math.round(sum > 0 ? (weight / sum) * 100 : 100 / Math.max(1, ways.length)));
}

/** The values a list of fixed choices may hold. */
export function enumOf(schema: JsonObject): readonly string[] {
  return textsOf(schema["enum"]);
}
