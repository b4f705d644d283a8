import { useSearchParams } from "wouter";
import { Banner, Button, EmptyState, Skeleton } from "../../../../ui";
import { useEvaluation, useEvaluations, useTrainings } from "../../../api/evaluation";
import type { Evaluation, EvaluationDetail } from "../../../api/evaluationTypes";
import type { Edits } from "../../../app/useEdits";
import { intentsOf, settingsOf } from "../draftView";
import { SuggestionList } from "../suggestions/SuggestionList";
import { SmallerModel, Trainings } from "../trainings/Trainings";
import { Charts } from "./Charts";
import { ComparisonView } from "./ComparisonView";
import { ConfusionMatrix } from "./ConfusionMatrix";
import { EntityMistakes } from "./EntityMistakes";
import { Figures } from "./Figures";
import { History } from "./History";
import { EntityTable, LabelTable } from "./LabelTable";
import { worstCell, type Cell } from "./reading";
import { Sentences } from "./Sentences";
import { t } from "./words";
import "./evaluation.css";

const MANY = 15; // rows, before a table scrolls by itself

/** What the address says of this page: which evaluation, which of its numbers, and what it is compared with. */
export function usePlace() {
  const [params, setParams] = useSearchParams();
  const set = (changes: Readonly<Record<string, string | null>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value === null) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  return { run: params.get("run"), compare: params.get("compare"), wanted: params.get("wanted"), said: params.get("said"), set };
}

/** The evaluation that is shown: the one of the address, else the newest. */
export function shownOf(evaluations: readonly Evaluation[] | undefined, wanted: string | null): Evaluation | undefined {
  return evaluations?.find((one) => one.id === wanted) ?? evaluations?.[0];
}

export function EvaluationView({ slug, edits, onStart }: { slug: string; edits: Edits; onStart: () => void }) {
  const place = usePlace();
  const list = useEvaluations(slug);
  const trainings = useTrainings(slug);
  const shown = shownOf(list.data, place.run);
  const detail = useEvaluation(slug, shown?.id ?? null);
  const languages = settingsOf(edits.snapshot.parts).languages;
  const intents = intentsOf(edits.snapshot.parts);
  const failed = list.error ?? detail.error;
  const taught = intents.some((intent) => intent.total > 0);
  return (
    <div className="ev">
      <SmallerModel trainings={trainings.data} />
      {failed !== null && (
        <Banner tone="bad" title={t("loadFailed")} action={<Button onClick={() => void Promise.all([list.refetch(), detail.refetch()])}>{t("again")}</Button>}>
          {failed.message}
        </Banner>
      )}
      {failed === null && (list.isPending || (shown !== undefined && detail.data === undefined)) && <Skeleton rows={6} round={false} />}
      {list.data?.length === 0 && (
        <EmptyState
          title={t("emptyTitle")}
          drawing="loop"
          actions={
            taught && (
              <Button icon="tests" disabled={!edits.may} onClick={onStart}>
                {t("evaluate")}
              </Button>
            )
          }
        >
          {taught ? t("emptyText") : t("noExamples")}
        </EmptyState>
      )}
      {detail.data !== undefined &&
        (place.compare !== null && shown !== undefined ? (
          <ComparisonView slug={slug} before={place.compare} after={shown.id} onClose={() => place.set({ compare: null })} />
        ) : (
          <Report slug={slug} edits={edits} evaluation={detail.data} before={list.data?.find((one) => one.id === detail.data.previous)} />
        ))}
      {shown !== undefined && list.data !== undefined && (
        <History
          slug={slug}
          evaluations={list.data}
          current={shown.id}
          several={languages.length > 1}
          onOpen={(id) => place.set({ run: id, compare: null, wanted: null, said: null })}
          onCompare={(before) => place.set({ compare: before })}
        />
      )}
      <Trainings slug={slug} evaluations={list.data ?? []} />
    </div>
  );
}

interface ReportProps {
  slug: string;
  edits: Edits;
  evaluation: EvaluationDetail;
  before: Evaluation | undefined;
}

function Report({ slug, edits, evaluation, before }: ReportProps) {
  const place = usePlace();
  const { report } = evaluation;
  const cell: Cell | null = place.wanted === null ? worstCell(report.confusion) : { wanted: place.wanted, said: place.said };
  const onCell = (chosen: Cell) => place.set({ wanted: chosen.wanted, said: chosen.said });
  return (
    <>
      <Figures evaluation={evaluation} before={before} />
      <div className="evgrid">
        {report.confusion.labels.length > 0 && <ConfusionMatrix confusion={report.confusion} times={evaluation.seeds ?? 1} cell={cell} onCell={onCell} />}
        <div className="evside">
          {cell === null ? (
            <div className="card evcard">
              <h3>{t("mixTitle")}</h3>
              <p className="small t2">{t("mixText")}</p>
            </div>
          ) : (
            <Sentences slug={slug} evaluation={evaluation.id} cell={cell} language={evaluation.language} intents={intentsOf(edits.snapshot.parts)} edits={edits} />
          )}
          <SuggestionList slug={slug} language={evaluation.language} edits={edits} />
        </div>
      </div>
      <Charts report={report} />
      <section aria-label={t("byIntent")}>
        <h2 className="evh2">{t("byIntent")}</h2>
        <div className={report.labels.length > MANY ? "card evtable long" : "card evtable"}>
          <LabelTable labels={report.labels} onCell={onCell} />
        </div>
      </section>
      {report.entities !== null && report.entities.entities.length > 0 && (
        <section aria-label={t("entities")}>
          <h2 className="evh2">{t("entities")}</h2>
          <p className="t2">{t("entitiesSummary", { right: report.entities.right, support: report.entities.support })}</p>
          <div className="card evtable">
            <EntityTable entities={report.entities.entities} />
          </div>
          <EntityMistakes report={report.entities} />
        </section>
      )}
      <Rest evaluation={evaluation} />
    </>
  );
}

/** Tests that failed, and what could not be evaluated. */
function Rest({ evaluation }: { evaluation: EvaluationDetail }) {
  const { tests, findings } = evaluation.report;
  const failed = tests?.tests.filter((test) => !test.passed) ?? [];
  return (
    <>
      {failed.length > 0 && (
        <section aria-label={t("tests")}>
          <h2 className="evh2">{t("tests")}</h2>
          <ul className="evsentences">
            {failed.map((test) => (
              <li key={test.name}>
                <span className="grow">{test.name}</span>
                <span className="bad small">{t("testFailed")}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {findings.length > 0 && (
        <details className="more">
          <summary>{t("findings")}</summary>
          <ul className="evsentences small">
            {findings.map((finding) => (
              <li key={finding.pointer + finding.detail}>
                <span className="mono t3">{finding.pointer}</span> <span className="grow">{finding.detail}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
