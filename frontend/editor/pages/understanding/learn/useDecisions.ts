import { toast } from "../../../../ui";
import type { Operation } from "../../../api/draftParts";
import { useAccept, useIgnore, useWaitAgain, type Acceptance } from "../../../api/learning";
import type { Edits } from "../../../app/useEdits";
import { t } from "./words";

export interface Decisions {
  /** A decision is on its way. */
  readonly busy: boolean;
  readonly accept: (acceptances: readonly Acceptance[]) => Promise<boolean>;
  readonly ignore: (ids: readonly number[]) => Promise<boolean>;
  readonly waitAgain: (ids: readonly number[]) => void;
}

function tellFailure(error: unknown): false {
  toast(t("failed", { why: error instanceof Error ? error.message : "" }));
  return false;
}

/** Decides about sentences, says so, and offers to undo: the draft goes back, and the sentences wait again. */
export function useDecisions(slug: string, edits: Edits): Decisions {
  const accepting = useAccept(slug);
  const ignoring = useIgnore(slug);
  const waiting = useWaitAgain(slug);
  const { draft, edit } = edits;

  async function takeBack(undo: readonly Operation[], ids: readonly number[], name: string) {
    try {
      if (edit(undo, t("undone", { name }))) await waiting.mutateAsync(ids);
    } catch (error) {
      tellFailure(error);
    }
  }

  async function accept(acceptances: readonly Acceptance[]): Promise<boolean> {
    const undo: Operation[] = [];
    let added = 0;
    try {
      // What is not saved yet might be the very intent that this goes to.
      await draft.flush();
      for (const acceptance of acceptances) {
        const done = await accepting.mutateAsync(acceptance);
        undo.unshift(...done.undo);
        added += done.added.length;
        await draft.catchUp(done.revision);
      }
    } catch (error) {
      return tellFailure(error);
    }
    const ids = acceptances.flatMap((one) => one.ids);
    const names = new Set(acceptances.map((one) => one.to.name));
    const [name = ""] = names;
    const said = names.size > 1 ? t("addedSeveral", { count: added }) : added === 0 ? t("known", { name }) : t("added", { count: added, name });
    toast(said, { title: t("undo"), run: () => void takeBack(undo, ids, name) });
    return true;
  }

  async function ignore(ids: readonly number[]): Promise<boolean> {
    try {
      await ignoring.mutateAsync(ids);
    } catch (error) {
      return tellFailure(error);
    }
    toast(t("putAside", { count: ids.length }), { title: t("undo"), run: () => waiting.mutate(ids) });
    return true;
  }

  function waitAgain(ids: readonly number[]) {
    waiting.mutate(ids, {
      onSuccess: () => toast(t("waitsAgain", { count: ids.length })),
      onError: tellFailure,
    });
  }

  return { busy: accepting.isPending || ignoring.isPending || waiting.isPending, accept, ignore, waitAgain };
}
