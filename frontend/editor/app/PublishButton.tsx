import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { Button, Chip, Dialog, Icon, TextField, toast } from "../../ui";
import { useDraft } from "../api/bench";
import { api, ApiProblem, seg } from "../api/client";
import { isObject } from "../api/json";
import { untilOver } from "../api/jobs";
import { keys } from "../api/queries";
import { useMay } from "../api/talk";
import type { Bot, Finding, Job, Version } from "../api/types";
import { findingHref } from "./places";
import { JobProgress } from "./TrainButton";
import { useBotState } from "./useBotState";
import { t } from "./words";

/** True where the draft holds more than the live version. */
export function hasUnpublished(bot: Bot): boolean {
  return bot.published_revision === null || bot.draft_revision > bot.published_revision;
}

export function PublishButton({ slug }: { slug: string }) {
  const [open, setOpen] = useState(false);
  const bot = useBotState(slug).data;
  const { snapshot } = useDraft(slug);
  const may = useMay("editor");
  const offline = snapshot.status === "offline";
  return (
    <>
      <Button
        kind="primary"
        disabled={offline || bot === undefined || !may}
        title={may ? (offline ? t("offlinePublish") : undefined) : t("lookOnlyWhy")}
        onClick={() => setOpen(true)}
      >
        {t("publish")}
      </Button>
      {open && bot !== undefined && <PublishDialog bot={bot} onClose={() => setOpen(false)} />}
    </>
  );
}

function isFinding(value: unknown): value is Finding {
  return isObject(value) && typeof value["severity"] === "string" && typeof value["message"] === "string";
}

function findingsOf(problem: ApiProblem): Finding[] {
  const list = problem.body["findings"];
  return Array.isArray(list) ? list.filter(isFinding) : [];
}

interface Outcome {
  number: number | null;
}

/** Null where somebody stopped the training that comes first. */
async function publish(slug: string, note: string, force: boolean, onJob: (job: Job) => void): Promise<Outcome | null> {
  const answer = await api.post<Version | Job>(`bots/${seg(slug)}/publish/`, { note, force });
  if ("number" in answer.data) return { number: answer.data.number };
  onJob(answer.data);
  const job = await untilOver(answer.data.id, undefined, onJob);
  if (job.state === "cancelled") return null;
  if (job.state !== "done")
    throw new ApiProblem(500, { ...job.problem, title: job.problem?.title ?? t("trainFailed", { why: job.state }) });
  const result = job.result;
  const number = isObject(result)
    ? isObject(result["version"])
      ? result["version"]["number"]
      : (result["number"] ?? result["version"])
    : null;
  return { number: typeof number === "number" ? number : null };
}

interface Publishing {
  busy: boolean;
  /** The training that comes first, where the draft's examples are not learned yet. */
  job: Job | undefined;
  error: string | null;
  /** Set where the draft has errors: then only `go` with force publishes it. */
  findings: Finding[] | null;
  go: (note: string, force: boolean) => Promise<void>;
}

function usePublishing(bot: Bot, onPublished: () => void): Publishing {
  const { draft } = useDraft(bot.slug);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [job, setJob] = useState<Job>();
  const [error, setError] = useState<string | null>(null);
  const [findings, setFindings] = useState<Finding[] | null>(null);

  async function go(note: string, force: boolean) {
    setBusy(true);
    setError(null);
    try {
      await draft.flush();
      const outcome = await publish(bot.slug, note, force, setJob);
      if (outcome === null) return;
      const { number } = outcome;
      await client.invalidateQueries({ queryKey: keys.bots() });
      toast(t("published", { number: number ?? (bot.version ?? 0) + 1 }));
      onPublished();
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      const found = findingsOf(problem);
      if (problem.status === 409 && found.length > 0) setFindings(found);
      else setError(problem.message);
    } finally {
      setBusy(false);
      setJob(undefined);
    }
  }

  return { busy, job, error, findings, go };
}

function PublishDialog({ bot, onClose }: { bot: Bot; onClose: () => void }) {
  const [note, setNote] = useState("");
  const { busy, job, error, findings, go } = usePublishing(bot, onClose);
  const waiting = job === undefined ? null : <PublishProgress job={job} />;

  if (findings !== null) {
    return (
      <BlockedDialog slug={bot.slug} findings={findings} busy={busy} error={error} waiting={waiting} onForce={() => void go(note, true)} onClose={onClose} />
    );
  }
  return (
    <Dialog
      title={t("publishTitle")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("later")}</Button>
          <Button kind="primary" disabled={busy} onClick={() => void go(note, false)}>
            {busy ? t("publishing") : t("publish")}
          </Button>
        </>
      }
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void go(note, false);
        }}
      >
        <p className="t2">{bot.version === null ? t("publishFirst") : t("publishText", { number: bot.version + 1 })}</p>
        <TextField
          label={t("note")}
          optional
          help={t("noteHelp")}
          value={note}
          maxLength={200}
          error={error}
          data-autofocus
          onChange={(event) => setNote(event.target.value)}
        />
        {waiting}
      </form>
    </Dialog>
  );
}

function PublishProgress({ job }: { job: Job }) {
  return <JobProgress job={job} onCancel={() => void api.post(`jobs/${seg(job.id)}/cancel/`).catch(() => undefined)} />;
}

interface BlockedProps {
  slug: string;
  findings: Finding[];
  busy: boolean;
  error: string | null;
  waiting: ReactNode;
  onForce: () => void;
  onClose: () => void;
}

function BlockedDialog({ slug, findings, busy, error, waiting, onForce, onClose }: BlockedProps) {
  const errors = findings.filter((finding) => finding.severity === "error");
  const others = findings.filter((finding) => finding.severity !== "error");
  return (
    <Dialog
      title={t("blockedTitle", { count: errors.length })}
      width="l"
      onClose={onClose}
      note={error}
      actions={
        <>
          <Button kind="danger" disabled={busy} onClick={onForce}>
            {busy ? t("publishing") : t("publishAnyway")}
          </Button>
          <Button kind="primary" data-autofocus onClick={onClose}>
            {t("later")}
          </Button>
        </>
      }
    >
      <p className="t2">{t("blockedText")}</p>
      {waiting}
      <FindingList slug={slug} findings={errors} onOpen={onClose} />
      {others.length > 0 && (
        <details className="more">
          <summary>{t("warnings", { count: others.length })}</summary>
          <FindingList slug={slug} findings={others} onOpen={onClose} />
        </details>
      )}
    </Dialog>
  );
}

/** Findings with the way to where each can be put right. */
export function FindingList({ slug, findings, onOpen }: { slug: string; findings: readonly Finding[]; onOpen?: () => void }) {
  return (
    <ul className="findings">
      {findings.map((finding, index) => (
        <li key={`${finding.pointer}${finding.code}${String(index)}`} className={finding.severity}>
          <Icon name={finding.severity === "error" ? "alert" : finding.severity === "warning" ? "warning" : "info"} />
          <span className="grow">
            {finding.message}
            {finding.flow !== null && <Chip>{finding.flow}</Chip>}
          </span>
          <Link className="btn s" href={findingHref(slug, finding)} onClick={onOpen}>
            {t("openIt")}
          </Link>
        </li>
      ))}
    </ul>
  );
}
