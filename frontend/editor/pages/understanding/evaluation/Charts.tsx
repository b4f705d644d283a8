import { BarChart } from "../../../../ui/charts/BarChart";
import { LineChart } from "../../../../ui/charts/LineChart";
import type { CalibrationBin, EvaluationReport, ScopeCurve } from "../../../api/evaluationTypes";
import { decimal, percent } from "./reading";
import { t } from "./words";

const SURE = 0.8;

const share = (value: number | null) => percent(value, 0);

function Confidence({ confidence }: { confidence: EvaluationReport["confidence"] }) {
  const { edges, right, wrong } = confidence;
  const from = edges.findIndex((edge) => edge >= SURE - 1e-9);
  const sum = (counts: readonly number[]) => counts.slice(Math.max(0, from)).reduce((all, count) => all + count, 0);
  const [sureRight, sureWrong] = [sum(right), sum(wrong)];
  const summary =
    sureRight + sureWrong === 0 ? t("confidenceNone") : t("confidenceSummary", { share: share(sureRight / (sureRight + sureWrong)), wrong: sureWrong });
  const rows = right.map((count, index) => [`${decimal(edges[index] ?? 0, 2)}–${decimal(edges[index + 1] ?? 1, 2)}`, count, wrong[index] ?? 0]);
  return (
    <BarChart
      title={t("confidence")}
      summary={summary}
      edges={edges}
      lower={{ title: t("right"), counts: right }}
      upper={{ title: t("wrong"), counts: wrong }}
      xTitle={t("confidenceAxis")}
      format={(value) => decimal(value, 2)}
      table={{ columns: [t("range"), t("right"), t("wrong")], rows }}
    />
  );
}

function rangeOf(bin: CalibrationBin) {
  return { from: share(bin.from), to: share(bin.to) };
}

function Calibration({ calibration }: { calibration: EvaluationReport["calibration"] }) {
  const { bins, ece } = calibration;
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const points = bins.map((bin) => ({ x: bin.confidence ?? (bin.from + bin.to) / 2, y: bin.accuracy, size: bin.count / most }));
  const readout = (index: number) => {
    const bin = bins[index];
    if (bin === undefined) return "";
    return bin.accuracy === null ? t("calibrationEmpty", rangeOf(bin)) : t("calibrationAt", { ...rangeOf(bin), accuracy: share(bin.accuracy), count: bin.count });
  };
  return (
    <LineChart
      title={t("calibration")}
      summary={t("calibrationSummary", { ece: percent(ece) })}
      lines={[{ title: t("calibrationRight"), look: "first", points, dots: true }]}
      xTitle={t("calibrationAxis")}
      yTitle={t("calibrationRight")}
      format={share}
      diagonal={t("exact")}
      readout={readout}
      table={{
        columns: [t("calibrationAxis"), t("count"), t("calibrationRight")],
        rows: bins.map((bin) => [`${rangeOf(bin).from}–${rangeOf(bin).to}`, bin.count, share(bin.accuracy)]),
      }}
    />
  );
}

function thresholdWords(scope: ScopeCurve, at: ScopeCurve["points"][number]): string {
  const words = { threshold: decimal(at.threshold, 2), accepted: share(at.in_scope_accepted) };
  if (scope.outside === 0) return t("thresholdPlain", { ...words, accuracy: share(at.in_scope_accuracy) });
  return t("thresholdSummary", { ...words, oos: share(at.oos_recall) });
}

function Threshold({ scope }: { scope: ScopeCurve }) {
  const { points, chosen, outside } = scope;
  const line = (read: (point: (typeof points)[number]) => number | null) => points.map((point) => ({ x: point.threshold, y: read(point) }));
  const lines = [
    { title: t("accepted"), look: "second" as const, points: line((point) => point.in_scope_accepted) },
    { title: t("acceptedRight"), look: "third" as const, points: line((point) => point.in_scope_accuracy) },
    ...(outside === 0 ? [] : [{ title: t("outsideLeft"), look: "first" as const, points: line((point) => point.oos_recall) }]),
  ];
  const first = chosen ?? points[0];
  return (
    <LineChart
      title={t("threshold")}
      summary={first === undefined ? "" : thresholdWords(scope, first)}
      lines={lines}
      xTitle={t("thresholdAxis")}
      yTitle={t("accepted")}
      format={(value) => decimal(value, 2)}
      marker={{ x: scope.threshold, title: t("thresholdNow", { threshold: decimal(scope.threshold, 2) }) }}
      readout={(index) => {
        const point = points[index];
        return point === undefined ? "" : thresholdWords(scope, point);
      }}
      table={{
        columns: [t("thresholdAxis"), ...lines.map((one) => one.title)],
        rows: points.map((point, index) => [decimal(point.threshold, 2), ...lines.map((one) => share(one.points[index]?.y ?? null))]),
      }}
    />
  );
}

/** Confidence, whether it means what it says, and where the line to “none of these” runs. */
export function Charts({ report }: { report: EvaluationReport }) {
  return (
    <div className="evcharts">
      <Confidence confidence={report.confidence} />
      <Calibration calibration={report.calibration} />
      {report.scope !== null && <Threshold scope={report.scope} />}
    </div>
  );
}
