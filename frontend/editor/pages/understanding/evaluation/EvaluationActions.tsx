import { useState } from "react";
import { Button, Icon, Menu } from "../../../../ui";
import { api, seg } from "../../../api/client";
import { evaluationOf, useEvaluation, useEvaluationJob, useEvaluations } from "../../../api/evaluation";
import { useMay } from "../../../api/talk";
import { keepAs } from "../../../app/download";
import { JobProgress } from "../../../app/TrainButton";
import { EvaluateDialog } from "./EvaluateDialog";
import { shownOf, usePlace } from "./EvaluationView";
import { csvOf, nameOf, stageName } from "./reading";
import { t } from "./words";

const MOST = 15;

export interface EvaluationActionsProps {
  slug: string;
  languages: readonly string[];
  language: string;
  asking: boolean;
  onAsk: (asking: boolean) => void;
}

/** The right end of the head: which evaluation is shown, its figures as a file, and a new one with how far it is. */
export function EvaluationActions({ slug, languages, language, asking, onAsk }: EvaluationActionsProps) {
  const place = usePlace();
  const may = useMay("editor");
  const [failure, setFailure] = useState<string | null>(null);
  const list = useEvaluations(slug).data ?? [];
  const shown = shownOf(list, place.run);
  const detail = useEvaluation(slug, shown?.id ?? null).data;
  const { job, follow } = useEvaluationJob(slug, (over) => {
    const made = evaluationOf(over);
    if (over.state === "failed") setFailure(t("failed", { why: over.problem?.detail ?? over.problem?.title ?? "" }));
    else if (made !== null) place.set({ run: made, compare: null, wanted: null, said: null });
  });
  return (
    <>
      {failure !== null && (
        <span className="row bad small trainfail" role="alert">
          <Icon name="alert" size="s" />
          {failure}
        </span>
      )}
      {detail !== undefined && (
        <Button kind="quiet" icon="download" className="evcsv" onClick={() => keepAs(new Blob([csvOf(detail.report.labels)], { type: "text/csv" }), `${t("csvName")}-${slug}.csv`)}>
          {t("csv")}
        </Button>
      )}
      {shown !== undefined && (
        <Menu
          label={t("chooseRun")}
          items={list.slice(0, MOST).map((one) => ({
            title: nameOf(one),
            checked: one.id === shown.id,
            onSelect: () => place.set({ run: one.id, compare: null, wanted: null, said: null }),
          }))}
          button={(ties) => (
            <Button className="evrun" {...ties}>
              <span className="clip">{nameOf(shown)}</span>
              <Icon name="down" size="s" />
            </Button>
          )}
        />
      )}
      {job === undefined ? (
        <Button kind="primary" icon="tests" disabled={!may} title={may ? undefined : t("needsEditor")} onClick={() => onAsk(true)}>
          {t("evaluate")}
        </Button>
      ) : (
        <JobProgress
          job={job}
          label={t("evaluating")}
          stage={stageName(job.stage)}
          onCancel={() => void api.post(`jobs/${seg(job.id)}/cancel/`).catch(() => undefined)}
        />
      )}
      {asking && (
        <EvaluateDialog
          slug={slug}
          languages={languages}
          language={shown?.language ?? language}
          onClose={() => onAsk(false)}
          onStarted={(started) => {
            onAsk(false);
            setFailure(null);
            follow(started);
          }}
        />
      )}
    </>
  );
}
