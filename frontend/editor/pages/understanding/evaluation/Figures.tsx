import type { Evaluation, EvaluationDetail, FigureName } from "../../../api/evaluationTypes";
import { decimal, percent, signed } from "./reading";
import { t } from "./words";

interface TileProps {
  title: string;
  figure: string;
  /** How it moved; `better` says which way is good. */
  change: { text: string; better: boolean } | null;
  note: string;
}

function Tile({ title, figure, change, note }: TileProps) {
  return (
    <div className="evtile">
      <dt className="small t2">{title}</dt>
      <dd>
        <span className="evfigure num">{figure}</span>
        {change !== null && <span className={change.better ? "num ok" : "num bad"}>{change.text}</span>}
        <span className="small t3 evnote">{note}</span>
      </dd>
    </div>
  );
}

/** Those that have a tile. */
type Tiled = Extract<FigureName, "accuracy" | "macro_f1" | "span_f1" | "oos_recall" | "ece">;

interface Shown {
  readonly name: Tiled;
  readonly percent: boolean;
  /** Less is better. */
  readonly less?: boolean;
  readonly note: (evaluation: EvaluationDetail) => string;
}

const SHOWN: readonly Shown[] = [
  { name: "accuracy", percent: true, note: accuracyNote },
  { name: "macro_f1", percent: false, note: ({ report }) => t("weakest", { f1: decimal(report.labels.find((one) => one.f1 !== null)?.f1 ?? null, 2) }) },
  { name: "span_f1", percent: false, note: () => t("spanF1") },
  {
    name: "oos_recall",
    percent: true,
    note: ({ report }) => (report.scope === null || report.scope.outside === 0 ? t("outsideNone") : t("outsideCount", { count: report.scope.outside })),
  },
  { name: "ece", percent: true, less: true, note: () => t("eceHelp") },
];

function accuracyNote({ kind, folds, count, report }: EvaluationDetail): string {
  if (report.spread !== null) return t("spread", { deviation: percent(report.spread.accuracy.deviation) });
  if ((kind === "cross-validation" || kind === "training") && folds !== null) return t("crossBy", { folds, count });
  return t("ofUtterances", { count });
}

function changeOf(now: number, before: number | null | undefined, shown: Shown): TileProps["change"] {
  if (before === null || before === undefined) return null;
  const change = shown.percent ? (now - before) * 100 : now - before;
  const digits = shown.percent ? 1 : 3;
  if (Number(change.toFixed(digits)) === 0) return null;
  return { text: signed(change, digits), better: shown.less === true ? change < 0 : change > 0 };
}

/** The figures of an evaluation, with what changed since another. What was not measured is left out, but for the first two. */
export function Figures({ evaluation, before }: { evaluation: EvaluationDetail; before: Evaluation | undefined }) {
  const tests = evaluation.tests;
  const shown = SHOWN.filter(({ name }, index) => index < 2 || (evaluation.figures[name] ?? null) !== null);
  return (
    <dl className="evtiles" aria-label={t("figures")}>
      {shown.map((one) => {
        const now = evaluation.figures[one.name] ?? null;
        return (
          <Tile
            key={one.name}
            title={t(one.name)}
            figure={now === null ? "–" : one.percent ? percent(now) : decimal(now)}
            change={now === null ? null : changeOf(now, before?.figures[one.name], one)}
            note={now === null ? t("notMeasured") : one.note(evaluation)}
          />
        );
      })}
      {tests !== null && (
        <Tile title={t("testsPassed")} figure={String(tests.passed)} change={null} note={t("ofTests", { count: tests.passed + tests.failed })} />
      )}
    </dl>
  );
}
