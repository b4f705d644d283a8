import type { Suggestion } from "../../../api/evaluationTypes";
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

/** A fix in the studio's language; the server's own words where they are new to us. */
export function fixName({ title }: Suggestion["fixes"][number]): string {
  if (title.startsWith("Move it to ")) return t("move");
  if (title === "Remove it") return t("remove");
  const from = /^Remove it from .*“(.+)”$/.exec(title)?.[1];
  return from === undefined ? title : t("removeFrom", { name: from });
}

/** What is known beside the examples, or nothing. */
export function noteOf({ code, measure }: Suggestion): string | null {
  if (measure === null || measure === 0) return null;
  switch (code) {
    case "pulls-wrong-way":
      return t("better", { count: Math.round(measure) });
    case "close-intents":
      return t("taken", { share: percent(measure, 0) });
    case "few-examples":
      return t("few", { count: Math.round(measure) });
    default:
      return null;
  }
}

/** Those that are about an intent and not only about how many examples it has: the page says that itself. */
export function adviceFor(suggestions: readonly Suggestion[], intent: string): Suggestion[] {
  return suggestions.filter((one) => one.intents.includes(intent) && one.code !== "few-examples");
}
