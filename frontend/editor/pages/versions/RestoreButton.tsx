import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Dialog, toast } from "../../../ui";
import { useDraft } from "../../api/bench";
import { api, ApiProblem, seg } from "../../api/client";
import type { JsonObject } from "../../api/json";
import { keys } from "../../api/queries";
import { useMay } from "../../api/talk";
import type { Version } from "../../api/types";
import { t } from "./words";

interface Restoring {
  busy: boolean;
  problem: string | null;
  /** Resolves to true once the draft is that version. */
  restore: () => Promise<boolean>;
}

function useRestore(slug: string, number: number): Restoring {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { draft } = useDraft(slug);
  const client = useQueryClient();
  const path = `bots/${seg(slug)}/`;

  async function refresh() {
    await draft.reload();
    await client.invalidateQueries({ queryKey: keys.bot(slug) });
  }

  async function undo(before: JsonObject, revision: number) {
    try {
      await api.put(`${path}draft/`, before, { headers: { "If-Match": `"${String(revision)}"`, "X-BotBuilder-Tab": draft.tab } });
      await refresh();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      toast(error.status === 412 ? t("undoFailed") : error.message);
    }
  }

  async function restore(): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    try {
      await draft.flush();
      const before = draft.document;
      const headers = { "X-BotBuilder-Tab": draft.tab };
      const { data } = await api.post<{ revision: number }>(`${path}versions/${String(number)}/restore/`, undefined, { headers });
      await refresh();
      toast(t("restored", { number }), { title: t("undo"), run: () => void undo(before, data.revision) });
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.message);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, problem, restore };
}

/** Makes an old version the draft again; what is live does not change. */
export function RestoreButton({ slug, version }: { slug: string; version: Version }) {
  const may = useMay("editor");
  const [asking, setAsking] = useState(false);
  const { number } = version;
  const { busy, problem, restore } = useRestore(slug, number);
  const close = () => setAsking(false);
  return (
    <>
      <Button icon="restore" disabled={!may} title={may ? undefined : t("needsEditor")} onClick={() => setAsking(true)}>
        {t("restore", { number })}
      </Button>
      {asking && (
        <Dialog
          title={t("restoreTitle", { number })}
          width="s"
          onClose={close}
          note={problem}
          actions={
            <>
              <Button onClick={close}>{t("cancel")}</Button>
              <Button kind="primary" data-autofocus disabled={busy} onClick={() => void restore().then((done) => done && close())}>
                {t("restoreIt")}
              </Button>
            </>
          }
        >
          <p className="t2">{t("restoreText", { number })}</p>
        </Dialog>
      )}
    </>
  );
}
