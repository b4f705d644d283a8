/** The last import report of each bot, on this device, so that its links can be gone through one after the other. */
import { isObject } from "../../api/json";
import type { ImportReport } from "../../api/types";

const KEY = "botbuilder.import.";
const MOST_ITEMS = 1000; // what storage has room for, for a few bots

export function isReport(value: unknown): value is ImportReport {
  return isObject(value) && typeof value["format"] === "string" && Array.isArray(value["items"]) && Array.isArray(value["findings"]);
}

export function keepReport(report: ImportReport): void {
  if (report.bot === null) return;
  const kept = { ...report, items: report.items.slice(0, MOST_ITEMS), findings: report.findings.slice(0, MOST_ITEMS) };
  try {
    localStorage.setItem(KEY + report.bot, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the report has been shown once.
  }
}

export function keptReport(slug: string): ImportReport | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY + slug) ?? "null");
    return isReport(kept) ? kept : null;
  } catch {
    return null;
  }
}
