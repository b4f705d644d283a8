import { useState } from "react";
import { Avatar, Banner, Button, Chip, EmptyState, Skeleton } from "../../../ui";
import { useVersions } from "../../api/queries";
import type { Bot, Version } from "../../api/types";
import { when } from "../../app/dates";
import { DraftStatus } from "../../app/DraftNotices";
import { hasUnpublished, PublishButton } from "../../app/PublishButton";
import { BotShell } from "../../app/Shell";
import { useBotState } from "../../app/useBotState";
import { useEdits } from "../../app/useEdits";
import { Changes, type Side } from "./Changes";
import { RestoreButton } from "./RestoreButton";
import { t } from "./words";
import "./versions.css";

export function VersionsPage({ slug }: { slug: string }) {
  const versions = useVersions(slug);
  const bot = useBotState(slug).data;
  const { snapshot } = useEdits(slug);
  const [picked, setPicked] = useState<number | null>(null);
  const rows = versions.data ?? [];
  const chosen = rows.find((version) => version.number === picked) ?? rows.find((version) => version.live) ?? rows[0];
  const [from, to] = sides(rows, chosen, bot);
  return (
    <BotShell
      slug={slug}
      current="versions"
      title={t("title")}
      actions={
        <>
          <DraftStatus slug={slug} />
          {chosen !== undefined && <RestoreButton slug={slug} version={chosen} />}
          <PublishButton slug={slug} />
        </>
      }
    >
      {versions.isError && (
        <div className="notices">
          <Banner
            tone="bad"
            title={t("failed")}
            action={
              <Button size="s" onClick={() => void versions.refetch()}>
                {t("again")}
              </Button>
            }
          >
            {versions.error.message}
          </Banner>
        </div>
      )}
      {versions.isPending && <Skeleton rows={5} round={false} />}
      {versions.data?.length === 0 && <EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      {rows.length > 0 && (
        <div className="vg">
          <History rows={rows} bot={bot} from={from} to={to} onPick={setPicked} />
          <Changes slug={slug} from={from} to={to} revision={snapshot.revision} parts={snapshot.parts} />
        </div>
      )}
    </BotShell>
  );
}

/** The live version is held against the draft, an older one against the one before it. */
function sides(rows: readonly Version[], chosen: Version | undefined, bot: Bot | undefined): [number | null, Side | null] {
  if (chosen === undefined) return [null, null];
  if (chosen.live && bot !== undefined && hasUnpublished(bot)) return [chosen.number, "draft"];
  const before = rows.find((version) => version.number < chosen.number);
  return before === undefined ? [null, chosen.number] : [before.number, chosen.number];
}

interface HistoryProps {
  rows: readonly Version[];
  bot: Bot | undefined;
  from: number | null;
  to: Side | null;
  /** A version, or null for the draft. */
  onPick: (number: number | null) => void;
}

function History({ rows, bot, from, to, onPick }: HistoryProps) {
  return (
    <section className="vl" aria-label={t("history")}>
      <ol>
        {bot !== undefined && <DraftRow bot={bot} on={to === "draft"} onPick={() => onPick(null)} />}
        {rows.map((version) => (
          <VersionRow
            key={version.number}
            version={version}
            on={version.number === from || version.number === to}
            onPick={() => onPick(version.number)}
          />
        ))}
      </ol>
    </section>
  );
}

function DraftRow({ bot, on, onPick }: { bot: Bot; on: boolean; onPick: () => void }) {
  const news = hasUnpublished(bot);
  return (
    <li className={on ? "draft b first" : "draft"}>
      <span className="vd" />
      <button type="button" className="grow vbutton" aria-pressed={on} onClick={onPick}>
        <span className="row">
          <span className="strong">{t("draft")}</span>
          <Chip>{news ? t("notPublished") : t("sameAsLive")}</Chip>
          <span className="t3 small end nowrap">{news ? when(bot.updated_at) : ""}</span>
        </span>
      </button>
    </li>
  );
}

function VersionRow({ version, on, onPick }: { version: Version; on: boolean; onPick: () => void }) {
  const who = version.created_by;
  return (
    <li className={on ? "a" : undefined}>
      <span className="vd" />
      <button type="button" className="grow vbutton" aria-pressed={on} onClick={onPick}>
        <span className="row">
          <span className="strong">{t("version", { number: version.number })}</span>
          {version.live && <Chip tone="sig">{t("live")}</Chip>}
          <span className="t3 small end nowrap">{when(version.created_at)}</span>
        </span>
        <span className={version.note === "" ? "small t3 vnote" : "small t2 vnote"}>{version.note || t("noNote")}</span>
        {who !== null && who !== "" && (
          <span className="row small t3 vwho">
            <Avatar name={who} size="s" />
            <span className="clip">{who}</span>
          </span>
        )}
      </button>
    </li>
  );
}
