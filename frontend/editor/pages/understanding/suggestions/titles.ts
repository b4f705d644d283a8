import type { Operation } from "../../../api/draftParts";
import { isJsonArray } from "../../../api/json";
import type { Suggestion, SuggestionFix } from "../../../api/evaluationTypes";
import { labelName, percent } from "../evaluation/reading";
import { t } from "./words";

/** What is wrong, in a sentence of the studio. */
export function titleOf(suggestion: Suggestion): string {
  const [a = "", b] = suggestion.intents.map(labelName);
  switch (suggestion.code) {
    case "few-examples":
      return t("few-examples", { a });
    case "near-duplicates":
      return t("near-duplicates", { a });
    case "pulls-wrong-way":
      return b === undefined ? t("pulls-wrong-way-alone", { a }) : t("pulls-wrong-way", { a, b });
    case "close-intents":
    case "two-intents":
      return t(suggestion.code, { a, b: b ?? a });
    default:
      return suggestion.message;
  }
}

/** A fix in the studio's language; from where only where there is a choice. */
export function fixName(fix: SuggestionFix, several: boolean): string {
  if (fix.code === "move") return t("move", { name: labelName(fix.to ?? "") });
  return several ? t("removeFrom", { name: labelName(fix.from) }) : t("remove");
}

/** Whether there are things to remove it from, so that each must be named. */
export function hasSeveral({ fixes }: Suggestion): boolean {
  return new Set(fixes.filter((fix) => fix.code === "remove").map((fix) => fix.from)).size > 1;
}

/** What is known beside the examples, and what helps; nothing for kinds that are new to the studio. */
export function noteOf({ code, measure, intents }: Suggestion): string | null {
  const [a = ""] = intents.map(labelName);
  const known = measure ?? 0;
  switch (code) {
    case "pulls-wrong-way":
      return known === 0 ? t("teach", { a }) : t("better", { count: Math.round(known) });
    case "close-intents":
      return known === 0 ? null : t("taken", { share: percent(known, 0) });
    case "few-examples":
      return known === 0 ? null : t("few", { count: Math.round(known) });
    case "two-intents":
      return t("keepWhere");
    case "near-duplicates":
      return t("vary");
    default:
      return null;
  }
}

/** The operations of a move that puts other words where the example goes: there it stands last. */
export function movedAs(fix: SuggestionFix, text: string): readonly Operation[] {
  const last = fix.operations.length - 1;
  return fix.operations.map((operation, index) => {
    const { value } = operation;
    return index === last && isJsonArray(value) ? { ...operation, value: [...value.slice(0, -1), text] } : operation;
  });
}

/** Those that are about an intent and not only about how many examples it has: the page says that itself. */
export function adviceFor(suggestions: readonly Suggestion[], intent: string): Suggestion[] {
  return suggestions.filter((one) => one.intents.includes(intent) && one.code !== "few-examples");
}
