/** Picks the words for a language. English is always there; each other language is loaded where it is spoken. */

import { labels as en, type Labels } from "./en.ts";

export type { Labels };

const OTHERS: ReadonlyMap<string, () => Promise<{ labels: Labels }>> = new Map([
  ["fr", () => import("./fr.ts")],
  ["de", () => import("./de.ts")],
  ["es", () => import("./es.ts")],
  ["it", () => import("./it.ts")],
  ["pt", () => import("./pt.ts")],
  ["nl", () => import("./nl.ts")],
]);
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"]);

function primary(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? "";
}

export function isRightToLeft(language: string): boolean {
  return RIGHT_TO_LEFT.has(primary(language));
}

/** Words in the language, or English where we have none or they do not arrive. */
export async function loadLabels(language: string): Promise<Labels> {
  try {
    return (await OTHERS.get(primary(language))?.())?.labels ?? en;
  } catch {
    return en;
  }
}

export function fill(label: string, values: Readonly<Record<string, string | number>>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
