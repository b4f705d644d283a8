import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { Button, Skeleton } from "../../../ui";
import { DraftStatus } from "../../app/DraftNotices";
import { BOTS } from "../../app/places";
import { BotShell } from "../../app/Shell";
import { useMay } from "../../api/talk";
import { Editable } from "../../app/LookOnly";
import { useBotState } from "../../app/useBotState";
import { useEdits } from "../../app/useEdits";
import { DeleteBotDialog } from "../bots/DeleteBotDialog";
import { ExportDialog } from "../bots/ExportDialog";
import { Conversation } from "./Conversation";
import { General } from "./General";
import { Members } from "./Members";
import { Secrets } from "./Secrets";
import { Tokens } from "./Tokens";
import { t } from "./words";
import "./settings.css";

type Section = "general" | "conversation" | "members" | "tokens" | "secrets" | "danger";
const SECTIONS: readonly Section[] = ["general", "conversation", "members", "tokens", "secrets", "danger"];

export function SettingsPage({ slug }: { slug: string }) {
  const [params, setParams] = useSearchParams();
  const edits = useEdits(slug);
  const section = SECTIONS.find((name) => name === params.get("section")) ?? "general";
  return (
    <BotShell slug={slug} current="settings" title={t("title")} actions={<DraftStatus slug={slug} />}>
      <div className="setgrid">
        <nav className="setnav" aria-label={t("sections")}>
          {SECTIONS.map((name) => (
            <button
              key={name}
              type="button"
              aria-current={name === section ? "true" : undefined}
              onClick={() => setParams(name === "general" ? {} : { section: name }, { replace: true })}
            >
              {t(name)}
            </button>
          ))}
        </nav>
        <div className="setbody">
          <Editable may={edits.may}>
            {section === "general" && (edits.snapshot.ready ? <General edits={edits} /> : <Skeleton rows={4} round={false} />)}
            {section === "conversation" && (edits.snapshot.ready ? <Conversation edits={edits} /> : <Skeleton rows={6} round={false} />)}
          </Editable>
          {section === "members" && <Members />}
          {section === "tokens" && <Tokens />}
          {section === "secrets" && <Secrets />}
          {section === "danger" && <Danger slug={slug} />}
        </div>
      </div>
    </BotShell>
  );
}

function Danger({ slug }: { slug: string }) {
  const bot = useBotState(slug).data;
  const admin = useMay("admin");
  const [asking, setAsking] = useState(false);
  const [exporting, setExporting] = useState(false);
  const [, go] = useLocation();
  return (
    <section className="setsection">
      <h2>{t("danger")}</h2>
      <div className="card setdanger">
        <div className="grow">
          <div className="strong">{t("deleteBot")}</div>
          <div className="small t2">{t("deleteBotText")}</div>
        </div>
        <Button icon="download" disabled={bot === undefined} onClick={() => setExporting(true)}>
          {t("exportFirst")}
        </Button>
        <Button kind="danger" icon="delete" disabled={bot === undefined || !admin} title={admin ? undefined : t("needsAdmin")} onClick={() => setAsking(true)}>
          {t("deleteBotButton", { name: bot?.name ?? slug })}
        </Button>
      </div>
      {exporting && bot !== undefined && <ExportDialog bot={bot} onClose={() => setExporting(false)} />}
      {asking && bot !== undefined && <DeleteBotDialog bot={bot} onClose={() => setAsking(false)} onDeleted={() => go(BOTS)} />}
    </section>
  );
}
