import { useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Banner, Button, Chip, Dot, Emblem, EmptyState, IconButton, Menu, Skeleton, Table, type Column } from "../../../ui";
import { useBots } from "../../api/queries";
import { useMay } from "../../api/talk";
import type { Bot, ImportReport, TrainedState } from "../../api/types";
import { languageName, when } from "../../app/dates";
import { placeHref } from "../../app/places";
import { hasUnpublished } from "../../app/PublishButton";
import { WorkspaceShell } from "../../app/Shell";
import { DeleteBotDialog } from "./DeleteBotDialog";
import { ExportDialog } from "./ExportDialog";
import { DropZone, useBotImport } from "./import";
import { ImportReportDialog } from "./ImportReportDialog";
import { keptReport } from "./keptReports";
import { MapColumnsDialog } from "./mapping/MapColumnsDialog";
import { NewBotDialog } from "./NewBotDialog";
import { t } from "./words";
import "./bots.css";

function NameCell({ bot }: { bot: Bot }) {
  return (
    <span className="row botname">
      <Emblem emblem={bot.emblem} name={bot.name} size="l" />
      <span className="grow">
        <Link href={placeHref(bot.slug, "flows")} className="strong clip botlink">
          {bot.name}
        </Link>
        <span className="small t3 clip">{bot.languages.map(languageName).join(", ")}</span>
      </span>
    </span>
  );
}

function StateCell({ bot }: { bot: Bot }) {
  if (bot.version === null) {
    return (
      <span className="row t2 state">
        <Dot tone="hollow" />
        {t("draft")}
      </span>
    );
  }
  return (
    <span className="row state">
      <Dot tone="sig" />
      {t("live")} <span className="t3 num">v{bot.version}</span>
      {hasUnpublished(bot) && <Chip>{t("unpublished")}</Chip>}
    </span>
  );
}

function TrainedCell({ state }: { state: TrainedState }) {
  if (state === "trained") return <span className="t2">{t("trained")}</span>;
  if (state === "training") return <Chip tone="sig">{t("inTraining")}</Chip>;
  if (state === "stale") return <Chip tone="warn">{t("stale")}</Chip>;
  return <Chip>{t("never")}</Chip>;
}

interface RowMenuProps {
  bot: Bot;
  onDelete: (bot: Bot) => void;
  onExport: (bot: Bot) => void;
  onReport: (report: ImportReport) => void;
}

function RowMenu({ bot, onDelete, onExport, onReport }: RowMenuProps) {
  const { name, slug } = bot;
  const admin = useMay("admin");
  const report = keptReport(slug);
  return (
    <Menu
      label={t("more", { name })}
      items={[
        { title: t("export"), icon: "download", onSelect: () => onExport(bot) },
        ...(report === null ? [] : [{ title: t("report"), icon: "checklist" as const, onSelect: () => onReport(report) }]),
        {
          title: t("chat"),
          icon: "open",
          disabled: bot.version === null,
          onSelect: () => window.open(`/chat/${encodeURIComponent(slug)}/`, "_blank", "noopener"),
        },
        ...(admin ? [{ title: t("delete"), icon: "delete" as const, danger: true, separated: true, onSelect: () => onDelete(bot) }] : []),
      ]}
      button={(ties) => <IconButton icon="more" label={t("more", { name })} {...ties} />}
    />
  );
}

function columns(menu: (bot: Bot) => ReactNode): Column<Bot>[] {
  return [
    { key: "bot", title: t("bot"), cell: (bot) => <NameCell bot={bot} /> },
    { key: "state", title: t("state"), width: 270, cell: (bot) => <StateCell bot={bot} /> },
    { key: "trained", title: t("training"), width: 150, wide: true, cell: (bot) => <TrainedCell state={bot.trained} /> },
    {
      key: "updated",
      title: t("updated"),
      width: 140,
      wide: true,
      cell: (bot) => <span className="t2 nowrap">{when(bot.updated_at)}</span>,
    },
    { key: "more", title: "", label: t("actions"), width: 52, cell: menu },
  ];
}

interface BotCardProps {
  /** Undefined while they load. */
  rows: readonly Bot[] | undefined;
  /** Null for those who may not. */
  onNew: (() => void) | null;
  menu: (bot: Bot) => ReactNode;
}

function BotCard({ rows, onNew, menu }: BotCardProps) {
  const [, go] = useLocation();
  return (
    <div className="card botcard">
      {rows === undefined && <Skeleton rows={4} what={t("loading")} />}
      {rows?.length === 0 && (
        <EmptyState
          title={t("emptyTitle")}
          actions={
            onNew !== null && (
              <Button icon="add" onClick={onNew}>
                {t("newBot")}
              </Button>
            )
          }
        >
          {t("emptyText")}
        </EmptyState>
      )}
      {rows !== undefined && rows.length > 0 && (
        <Table
          label={t("title")}
          tall
          columns={columns(menu)}
          rows={rows}
          rowKey={(bot) => bot.slug}
          onOpen={(bot) => go(placeHref(bot.slug, "flows"))}
        />
      )}
    </div>
  );
}

export function BotsPage() {
  const bots = useBots();
  const may = useMay("editor");
  const [, go] = useLocation();
  const [making, setMaking] = useState(false);
  const [deleting, setDeleting] = useState<Bot | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [exporting, setExporting] = useState<Bot | null>(null);
  const importing = useBotImport(setReport);
  return (
    <WorkspaceShell>
      <div className="pagehead">
        <h1 className="grow">{t("title")}</h1>
        {may && (
          <>
            <Button icon="upload" disabled={importing.busy !== null} onClick={importing.choose}>
              {t("import")}
            </Button>
            <Button kind="primary" icon="add" onClick={() => setMaking(true)}>
              {t("newBot")}
            </Button>
          </>
        )}
      </div>
      {bots.isError && (
        <Banner tone="bad" title={t("failed")} action={<Button onClick={() => void bots.refetch()}>{t("again")}</Button>}>
          {bots.error.message}
        </Banner>
      )}
      {!bots.isError && (
        <BotCard
          rows={bots.data}
          onNew={may ? () => setMaking(true) : null}
          menu={(bot) => <RowMenu bot={bot} onDelete={setDeleting} onExport={setExporting} onReport={setReport} />}
        />
      )}
      {may && <DropZone importing={importing} />}
      {making && <NewBotDialog onClose={() => setMaking(false)} onMade={(bot) => go(placeHref(bot.slug, "flows"))} />}
      {deleting !== null && <DeleteBotDialog bot={deleting} onClose={() => setDeleting(null)} />}
      {exporting !== null && <ExportDialog bot={exporting} onClose={() => setExporting(null)} />}
      {importing.sheets !== null && (
        <MapColumnsDialog
          name={importing.sheets.file.name}
          preview={importing.sheets.preview}
          bots={bots.data ?? []}
          busy={importing.busy !== null}
          problem={importing.problem?.why ?? null}
          onImport={importing.map}
          onClose={() => importing.map()}
        />
      )}
      {report !== null && <ImportReportDialog report={report} onClose={() => setReport(null)} />}
    </WorkspaceShell>
  );
}
