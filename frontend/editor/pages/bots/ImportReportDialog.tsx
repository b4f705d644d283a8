import { useLocation } from "wouter";
import { Button, Chip, Dialog } from "../../../ui";
import type { ImportReport } from "../../api/types";
import { placeHref } from "../../app/places";
import { FindingList } from "../../app/PublishButton";
import { ReportItems } from "./ReportItems";
import { t } from "./words";

const FORMATS: Readonly<Record<string, string>> = { botpress: "Botpress", dialogflow: "Dialogflow", rasa: "Rasa", typebot: "Typebot", xliff: "XLIFF" };

/** Products keep their names; our own formats go by the server's. */
function formatName(format: string): string {
  return FORMATS[format] ?? format;
}

function countName(kind: string, count: number): string {
  switch (kind) {
    case "flows":
    case "intents":
    case "entities":
    case "answers":
    case "content":
    case "variables":
    case "stories":
    case "tests":
      return t(`count.${kind}`, { count });
    default:
      return `${String(count)} ${kind}`;
  }
}

/** What came along, what did not, and what to do about it. */
export function ImportReportDialog({ report, onClose }: { report: ImportReport; onClose: () => void }) {
  const [, go] = useLocation();
  const { bot, items, findings } = report;
  const counts = Object.entries(report.counts).filter(([, count]) => count > 0);
  return (
    <Dialog
      title={t("reportTitle", { name: bot ?? report.format })}
      width="l"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          {bot !== null && (
            <Button kind="primary" data-autofocus onClick={() => go(placeHref(bot, "flows"))}>
              {t("openBot")}
            </Button>
          )}
        </>
      }
    >
      <p className="t2">{t("reportText", { format: formatName(report.format) })}</p>
      <p className="row reportcounts">
        {counts.map(([kind, count]) => (
          <Chip key={kind}>{countName(kind, count)}</Chip>
        ))}
      </p>
      {items.length === 0 && findings.length === 0 && <p className="t2">{t("reportNothing")}</p>}
      {items.length > 0 && <ReportItems items={items} bot={bot} onOpen={onClose} />}
      {findings.length > 0 && bot !== null && (
        <>
          <h3 className="reporthead">{t("reportFindings", { count: findings.length })}</h3>
          <FindingList slug={bot} findings={findings} onOpen={onClose} />
        </>
      )}
    </Dialog>
  );
}
