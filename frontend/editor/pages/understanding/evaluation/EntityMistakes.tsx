import type { EntityReport, MarkedSpan } from "../../../api/evaluationTypes";
import { Pieces } from "../AnnotatedInput";
import { t } from "./words";

const MOST = 20;

function Marked({ text, spans, names }: { text: string; spans: readonly MarkedSpan[]; names: readonly string[] }) {
  return <Pieces value={{ text, spans: spans.map((span) => ({ ...span, detail: "" })) }} names={names} />;
}

/** Sentences in which other words were found than were marked, one above the other. */
export function EntityMistakes({ report }: { report: EntityReport }) {
  const names = report.entities.map((one) => one.entity);
  if (report.mistakes.length === 0) return null;
  return (
    <details className="more">
      <summary>{t("entityMistakes", { count: report.mistakes.length })}</summary>
      <ul className="evmistakes">
        {report.mistakes.slice(0, MOST).map((one, index) => (
          <li key={`${String(index)} ${one.text}`}>
            <span className="small t3">{t("marked")}</span>
            <span className="extext">{one.wanted.length === 0 ? t("nothingMarked") : <Marked text={one.text} spans={one.wanted} names={names} />}</span>
            <span className="small t3">{t("foundHere")}</span>
            <span className="extext">{one.found.length === 0 ? t("nothingMarked") : <Marked text={one.text} spans={one.found} names={names} />}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
