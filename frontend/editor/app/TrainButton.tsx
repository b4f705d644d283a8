import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button, Dot, Icon, toast } from "../../ui";
import { useBench } from "../api/bench";
import { api, ApiProblem, seg } from "../api/client";
import { isOver, useJob } from "../api/jobs";
import { keys } from "../api/queries";
import { useMay } from "../api/talk";
import type { Job, TrainedState } from "../api/types";
import { useBotState } from "./useBotState";
import { failuresOf, failureText } from "../pages/understanding/trainings/failures";
import { t } from "./words";

const TONES: Record<TrainedState, "sig" | "warn" | "hollow"> = { trained: "sig", training: "hollow", stale: "warn", never: "warn" };
const STATES: Record<TrainedState, "trainedState" | "staleState" | "neverState" | "training"> = {
  trained: "trainedState",
  stale: "staleState",
  never: "neverState",
  training: "training",
};

/** Whether the draft's examples have been learned. */
export function TrainedMark({ slug }: { slug: string }) {
  const state = useBotState(slug).data?.trained;
  if (state === undefined) return null;
  return (
    <span className="row t2 trainedmark">
      <Dot tone={TONES[state]} />
      <span>{t(STATES[state])}</span>
    </span>
  );
}

/** Starts training and follows it. Leaving the page does not stop it. */
export function TrainButton({ slug, kind = "plain" }: { slug: string; kind?: "plain" | "primary" | "quiet" }) {
  const [jobId, setJobId] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const { draft } = useBench(slug);
  const may = useMay("editor");
  const client = useQueryClient();
  const job = useJob(slug, jobId).data;
  const over = job !== undefined && isOver(job);

  useEffect(() => {
    if (!over) return;
    setJobId(null);
    void client.invalidateQueries({ queryKey: keys.bots() });
    const partly = job.state === "done" ? failuresOf(job) : [];
    if (partly.length > 0) setFailure(t("trainPartly", { what: partly.map(failureText).join(" ") }));
    else if (job.state === "done") toast(t("trainDone"));
    else if (job.state === "failed") setFailure(t("trainFailed", { why: job.problem?.detail ?? job.problem?.title ?? "" }));
  }, [over, job, client]);

  async function start() {
    setFailure(null);
    setStarting(true);
    try {
      await draft.flush();
      setJobId((await api.post<Job>(`bots/${seg(slug)}/train/`)).data.id);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(t("trainFailed", { why: error.message }));
    } finally {
      setStarting(false);
    }
  }

  if (jobId !== null) return <JobProgress job={job} onCancel={() => void api.post(`jobs/${seg(jobId)}/cancel/`).catch(() => undefined)} />;
  return (
    <>
      {failure !== null && (
        <span className="row bad small trainfail" role="alert">
          <Icon name="alert" size="s" />
          {failure}
        </span>
      )}
      <Button kind={kind} icon="train" disabled={starting || !may} title={may ? undefined : t("lookOnlyWhy")} onClick={() => void start()}>
        {t("train")}
      </Button>
    </>
  );
}

export interface JobProgressProps {
  job: Job | undefined;
  onCancel: () => void;
  /** What is going on, where it is not a training. */
  label?: string;
  /** The stage in words; the server's own otherwise. */
  stage?: string | undefined;
}

/** How far a job is, as a bar with words, and the way to stop it. */
export function JobProgress({ job, onCancel, label = t("training"), stage = job?.stage }: JobProgressProps) {
  const percent = Math.round((job?.progress ?? 0) * 100);
  return (
    <span className="progress">
      <span className="btn" role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <i className="progressfill" style={{ width: `${String(Math.max(4, percent))}%` }} />
        <span className="progresstext">
          {stage || label} <span className="num">{percent}%</span>
        </span>
      </span>
      <Button kind="quiet" size="s" onClick={onCancel}>
        {t("cancel")}
      </Button>
    </span>
  );
}
