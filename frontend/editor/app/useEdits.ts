import { useCallback } from "react";
import { toast } from "../../ui";
import { catalogue } from "../../ui/i18n";
import { useDraft } from "../api/bench";
import type { DraftClient, DraftSnapshot } from "../api/draftClient";
import { DraftError, type Operation } from "../api/draftParts";
import { useMay } from "../api/talk";

const t = catalogue({
  en: { undo: "Undo", gone: "This has changed meanwhile. Nothing was done.", lookOnly: "Nothing was done: this needs the role Editor." },
  fr: { undo: "Annuler", gone: "Ceci a changé entre-temps. Rien n’a été fait.", lookOnly: "Rien n’a été fait : il faut le rôle « Édition »." },
});

export interface Edits {
  draft: DraftClient;
  snapshot: DraftSnapshot;
  /** Whether whoever looks may change the draft. Who may not is refused here, too. */
  may: boolean;
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
  const may = useMay("editor");
  const edit = useCallback(
    (operations: readonly Operation[], label: string, done?: string, onUndo?: () => void) => {
      if (operations.length === 0) return true;
      if (!may) {
        toast(t("lookOnly"));
        return false;
      }
      const inverse = attempt(draft, operations, label);
      if (inverse === null) return false;
      const undo = () => {
        if (attempt(draft, inverse, label) !== null) onUndo?.();
      };
      if (done !== undefined) toast(done, { title: t("undo"), run: undo });
      return true;
    },
    [draft, may],
  );
  return { draft, snapshot, may, edit };
}
