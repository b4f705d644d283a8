import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "../../../../ui";
import { evaluationKeys, suggestionsQuery } from "../../../api/evaluation";
import type { Suggestion, SuggestionFix } from "../../../api/evaluationTypes";
import type { Edits } from "../../../app/useEdits";
import { fixName, hasSeveral, movedAs } from "./titles";
import { t } from "./words";

export interface Fixes {
  /** Suggestions that were followed here. */
  readonly done: ReadonlySet<string>;
  readonly busy: boolean;
  /** With other words, where the example is moved. */
  readonly apply: (suggestion: Suggestion, fix: SuggestionFix, words?: string) => void;
}

/** Follows suggestions. A fix says how whole lists of examples shall be, so it is asked for anew on the draft as it stands. */
export function useFixes(slug: string, edits: Edits): Fixes {
  const client = useQueryClient();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const { draft, edit } = edits;

  async function follow(suggestion: Suggestion, wanted: SuggestionFix, words?: string) {
    await draft.flush();
    const now = await client.fetchQuery({ ...suggestionsQuery(slug, suggestion.language), staleTime: 0 });
    const fix = now.results.find((one) => one.id === suggestion.id)?.fixes.find((one) => one.title === wanted.title);
    if (fix === undefined || now.revision !== draft.snapshot.revision) {
      toast(t("stale"));
      return;
    }
    const said = t("applied", { what: fixName(fix, hasSeveral(suggestion)) });
    const undone = () => setDone((before) => new Set([...before].filter((id) => id !== suggestion.id)));
    const operations = words === undefined ? fix.operations : movedAs(fix, words);
    if (!edit(operations, said, said, undone)) return;
    setDone((before) => new Set([...before, suggestion.id]));
    await draft.flush();
    await client.invalidateQueries({ queryKey: evaluationKeys.suggestions(slug) });
  }

  function apply(suggestion: Suggestion, fix: SuggestionFix, words?: string) {
    setBusy(true);
    follow(suggestion, fix, words)
      .catch((error: unknown) => toast(t("failed", { why: error instanceof Error ? error.message : "" })))
      .finally(() => setBusy(false));
  }
  return { done, busy, apply };
}
