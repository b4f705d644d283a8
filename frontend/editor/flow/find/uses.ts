import { isObject, listOf, type Json } from "../document/json";
import { flowsOf } from "../document/model";
import type { Parts } from "../document/operations";

export type Use = { readonly flow: string; readonly node: string; readonly step: string };

function mentions(value: Json, name: string, word: RegExp): boolean {
  if (typeof value === "string") return value === name || (/\{\{|\{%/.test(value) && word.test(value));
  if (isObject(value)) return Object.entries(value).some(([key, inside]) => (key === "expression" && typeof inside === "string" ? word.test(inside) : mentions(inside, name, word)));
  return listOf(value).some((inside) => mentions(inside, name, word));
}

/** The steps that read or fill a variable, in document order. */
export function variablePlaces(parts: Parts, name: string): readonly Use[] {
  const word = new RegExp(`(?<![\\w.])${name.replaceAll(/[^\w]/g, "\\$&")}(?!\\w)`);
  return flowsOf(parts).flatMap((flow) =>
    flow.nodes.flatMap((node) => node.steps.filter((step) => mentions(step.config, name, word)).map((step) => ({ flow: flow.id, node: node.id, step: step.id }))),
  );
}
