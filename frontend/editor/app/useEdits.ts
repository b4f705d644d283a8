import { useCallback } from "react";
import { toast } from "../../ui";
import { catalogue } from "../../ui/i18n";
import { useDraft } from "../api/bench";
import type { DraftClient, DraftSnapshot } from "../api/draftClient";
import { DraftError, type Operation } from "../api/draftParts";

const t = catalogue({
  en: { undo: "Undo", gone: "This has changed meanwhile. Nothing was done." },
  fr: { undo: "Annuler", gone: "Ceci a changé entre-temps. Rien n’a été fait." },
});

export interface Edits {
  draft: DraftClient;
  snapshot: DraftSnapshot;
  /** Applies at once; with `done` a toast says so and offers to undo, which `onUndo` hears of. True where it was applied. */
  edit: (operations: readonly Operation[], label: string, done?: string, onUndo?: () => void) => boolean;
}

function attempt(draft: DraftClient, operations: readonly Operation[], label: string): Operation[] | null {
  try {
    return draft.apply(operations, { label });
  } catch (error) {
    if (!(error instanceof DraftError)) throw error;
    toast(t("gone"));
    return null;
  }
}

/** The draft with edits that can be taken back. */
export function useEdits(slug: string): Edits {
  const { draft, snapshot } = useDraft(slug);
  const edit = useCallback(
    (operations: readonly Operation[], label: string, done?: string, onUndo?: () => void) => {
      if (operations.length === 0) return true;
      const inverse = attempt(draft, operations, label);
      if (inverse === null) return false;
      const undo = () => {
        if (attempt(draft, inverse, label) !== null) onUndo?.();
      };
      if (done !== undefined) toast(done, { title: t("undo"), run: undo });
      return true;
    },
    [draft],
  );
  return { draft, snapshot, edit };
}
