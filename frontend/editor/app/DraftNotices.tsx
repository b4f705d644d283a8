/** What becomes of edits: saved, on their way, kept here while offline, or waiting for a decision. */
import { useEffect, useRef, useState } from "react";
import { Banner, Button, Dialog, Dot, Icon, toast } from "../../ui";
import { useDraft } from "../api/bench";
import type { Conflict } from "../api/draftTransport";
import { isJsonObject, type Json } from "../api/json";
import { useSession } from "../api/queries";
import { t } from "./words";

/** One line for the foot or the head: "Saved", "Saving…", "Offline". */
export function DraftStatus({ slug }: { slug: string }) {
  const { snapshot } = useDraft(slug);
  const { status } = snapshot;
  return (
    <span className="draftstatus small t2 row" role="status">
      {status === "saved" && <Icon name="check" size="s" />}
      {status === "saving" && <Dot tone="hollow" />}
      {(status === "offline" || status === "conflict") && <Dot tone="warn" />}
      {t(status)}
    </span>
  );
}

/** Says once that what was kept here has gone up. */
function useBackOnline(slug: string): void {
  const { snapshot } = useDraft(slug);
  const waiting = useRef(0);
  useEffect(() => {
    if (snapshot.status === "offline") waiting.current = snapshot.pending.length;
    if (snapshot.status === "saved" && waiting.current > 0) {
      toast(t("backOnline", { count: waiting.current }));
      waiting.current = 0;
    }
  }, [snapshot]);
}

/** Banners of the draft: offline, refused changes, a draft that did not load. Nothing while all is well. */
export function DraftNotices({ slug }: { slug: string }) {
  const { draft, snapshot } = useDraft(slug);
  useBackOnline(slug);
  const refusal = snapshot.refused[0];
  if (!snapshot.ready && snapshot.problem !== null) {
    return (
      <div className="notices">
        <Banner
          tone="bad"
          title={t("loadDraftFailed")}
          action={
            <Button size="s" onClick={() => void draft.load()}>
              {t("again")}
            </Button>
          }
        >
          {snapshot.problem.message}
        </Banner>
      </div>
    );
  }
  if (snapshot.status !== "offline" && refusal === undefined) return null;
  return (
    <div className="notices">
      {snapshot.status === "offline" && (
        <Banner
          icon="offline"
          title={t("offlineTitle")}
          action={
            <Button size="s" onClick={draft.retry}>
              {t("tryNow")}
            </Button>
          }
        >
          {t("offlineText", { count: snapshot.pending.length })}
        </Banner>
      )}
      {refusal !== undefined && (
        <Banner
          tone="bad"
          title={refusal.change.label || t("refusedTitle")}
          action={
            <Button size="s" onClick={() => draft.dismissRefused(refusal.change.id)}>
              {t("dismiss")}
            </Button>
          }
        >
          {t("refusedText", { what: refusal.problem.problems[0]?.detail ?? refusal.problem.message })}
        </Banner>
      )}
    </div>
  );
}

/** A value as people read it. */
function shown(value: Json): string {
  if (value === null) return t("removedValue");
  if (typeof value === "string") return value;
  if (isJsonObject(value)) {
    const text = value["title"] ?? value["text"] ?? value["name"];
    if (typeof text === "string") return text;
  }
  return JSON.stringify(value, null, 1);
}

/** The last name in a place: `intent:greet` → greet. */
function placeName(conflict: Conflict): string {
  return conflict.part.slice(conflict.part.indexOf(":") + 1);
}

/** Two people, one text. Both stay readable until one is chosen. */
export function ConflictDialog({ slug }: { slug: string }) {
  const { draft, snapshot } = useDraft(slug);
  const [choice, setChoice] = useState<"mine" | "theirs">("mine");
  const me = useSession().data?.member?.email;
  const first = snapshot.conflicts[0];
  if (first === undefined) return null;
  const who = first.actor === undefined ? t("somebody") : first.actor === me ? t("otherTab") : first.actor;
  const settle = (chosen: "mine" | "theirs") => void draft.resolve(chosen).catch(() => undefined);
  return (
    <Dialog
      title={first.actor === me ? t("changedInTab") : t("changedToo", { who })}
      mustChoose
      onClose={() => undefined}
      actions={
        <>
          <Button kind={choice === "theirs" ? "primary" : "plain"} onClick={() => settle("theirs")}>
            {t("keepTheirs")}
          </Button>
          <Button kind={choice === "mine" ? "primary" : "plain"} data-autofocus onClick={() => settle("mine")}>
            {t("keepMine")}
          </Button>
        </>
      }
    >
      <p className="t2">{t("conflictText", { where: placeName(first) })}</p>
      {snapshot.conflicts.map((conflict) => (
        <div key={conflict.part + conflict.path} className="compare">
          <button
            type="button"
            className={choice === "mine" ? "on" : undefined}
            aria-pressed={choice === "mine"}
            onClick={() => setChoice("mine")}
          >
            <span className="small t3">{t("yours")}</span>
            <span>{shown(conflict.yours)}</span>
          </button>
          <button
            type="button"
            className={choice === "theirs" ? "on" : undefined}
            aria-pressed={choice === "theirs"}
            onClick={() => setChoice("theirs")}
          >
            <span className="small t3">{who}</span>
            <span>{shown(conflict.theirs)}</span>
          </button>
        </div>
      ))}
    </Dialog>
  );
}
