import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "../../../../ui";
import { evaluationKeys, suggestionsQuery } from "../../../api/evaluation";
import type { Suggestion } from "../../../api/evaluationTypes";
import type { Edits } from "../../../app/useEdits";
import { fixName } from "./titles";
import { t } from "./words";

export type Fix = Suggestion["fixes"][number];

export interface Fixes {
  /** Suggestions that were followed here. */
  readonly done: ReadonlySet<string>;
  readonly busy: boolean;
  readonly apply: (suggestion: Suggestion, fix: Fix) => void;
}

/** Follows suggestions. A fix says how whole lists of examples shall be, so it is asked for anew on the draft as it stands. */
export function useFixes(slug: string, edits: Edits): Fixes {
  const client = useQueryClient();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const { draft, edit } = edits;

  async function follow(suggestion: Suggestion, wanted: Fix) {
    await draft.flush();
    const now = await client.fetchQuery({ ...suggestionsQuery(slug, suggestion.language), staleTime: 0 });
    const fix = now.results.find((one) => one.id === suggestion.id)?.fixes.find((one) => one.title === wanted.title);
    if (fix === undefined || now.revision !== draft.snapshot.revision) {
      toast(t("stale"));
      return;
    }
    const said = t("applied", { what: fixName(fix) });
    const undone = () => setDone((before) => new Set([...before].filter((id) => id !== suggestion.id)));
    if (!edit(fix.operations, said, said, undone)) return;
    setDone((before) => new Set([...before, suggestion.id]));
    await draft.flush();
    await client.invalidateQueries({ queryKey: evaluationKeys.suggestions(slug) });
  }

  function apply(suggestion: Suggestion, fix: Fix) {
    setBusy(true);
    follow(suggestion, fix)
      .catch((error: unknown) => toast(t("failed", { why: error instanceof Error ? error.message : "" })))
      .finally(() => setBusy(false));
  }
  return { done, busy, apply };
}
