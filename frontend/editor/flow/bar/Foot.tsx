import { Chip, Icon } from "../../../ui";
import type { Finding } from "../../api/types";
import { DraftStatus } from "../../app/DraftNotices";
import { useBotState } from "../../app/useBotState";
import { applyFix, fixOf } from "./fixes";
import { HappenedChip, HappenedList } from "./Happened";
import { connectable, openFinding } from "./problems";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";

function severityIcon(finding: Finding): "alert" | "warning" | "info" {
  return finding.severity === "error" ? "alert" : finding.severity === "warning" ? "warning" : "info";
}

/** All problems of the draft; each opens where it can be put right. */
export function ProblemList({ slug }: { slug: string }) {
  const editor = useEditor();
  const findings = useEditorState((state) => state.findings);
  return (
    <section className="problems" aria-label={t("problems")}>
      <HappenedList slug={slug} />
      {findings.length === 0 && <p className="none t3">{t("noProblems")}</p>}
      <ul>
        {findings.map((finding, index) => (
          <li key={`${finding.pointer} ${finding.code} ${String(index)}`} className="row">
            <button type="button" className={`problem ${finding.severity}`} onClick={() => openFinding(editor, slug, finding)}>
              <Icon name={severityIcon(finding)} size="s" />
              <span className="grow clip">{finding.message}</span>
              <span className="t3 clip where">{[finding.flow, finding.node].filter(Boolean).join(" / ")}</span>
            </button>
            <FixButton finding={finding} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Does what lint offers to do about a problem. */
export function FixButton({ finding }: { finding: Finding }) {
  const editor = useEditor();
  const may = useEditorState((state) => state.may);
  const fix = fixOf(finding);
  if (!fix || !may) return null;
  return (
    <button type="button" className="sig linkish strong fix" title={fix.title} aria-label={`${t("fixIt")}: ${fix.title}`} onClick={() => applyFix(editor, finding, fix)}>
      {t("fixIt")}
    </button>
  );
}

function FirstProblem({ slug }: { slug: string }) {
  const editor = useEditor();
  const first = useEditorState((state) => state.findings.find((finding) => finding.severity === "error") ?? state.findings.find((finding) => finding.severity === "warning"));
  const may = useEditorState((state) => state.may);
  if (!first) return <span className="grow" />;
  return (
    <span className="clip grow firstproblem">
      <button type="button" className="clip" onClick={() => openFinding(editor, slug, first)}>
        {first.message}
      </button>
      {may && connectable(first) && (
        <button type="button" className="sig linkish strong" onClick={() => openFinding(editor, slug, first, true)}>
          {t("connectIt")}
        </button>
      )}
    </span>
  );
}

function Since({ slug }: { slug: string }) {
  const bot = useBotState(slug).data;
  const revision = useEditorState((state) => state.draft.revision);
  if (!bot) return null;
  if (bot.version === null) return <span className="t3 since">{t("neverPublished")}</span>;
  const count = typeof bot.published_revision === "number" ? revision - bot.published_revision : null;
  if (count === null || count < 0) return <span className="t3 since">{t("draftSince", { version: bot.version })}</span>;
  return <span className="t3 since num">{count === 0 ? t("sameAs", { version: bot.version }) : t("changesSince", { count, version: bot.version })}</span>;
}

/** The foot of the editor: problems, and what becomes of edits. */
export function Foot({ slug }: { slug: string }) {
  const editor = useEditor();
  const open = useEditorState((state) => state.problemsOpen);
  const errors = useEditorState((state) => state.findings.filter((finding) => finding.severity === "error").length);
  const warnings = useEditorState((state) => state.findings.filter((finding) => finding.severity === "warning").length);
  return (
    <footer className="foot">
      <button type="button" className="row problemsbtn" aria-expanded={open} onClick={() => editor.set({ problemsOpen: !open })}>
        <Icon name={open ? "down" : "up"} size="s" />
        {t("problems")}
      </button>
      {errors > 0 && (
        <Chip tone="bad" icon="alert">
          {t("errors", { count: errors })}
        </Chip>
      )}
      {warnings > 0 && (
        <Chip tone="warn" icon="warning">
          {t("warnings", { count: warnings })}
        </Chip>
      )}
      <HappenedChip />
      {open ? <span className="grow" /> : <FirstProblem slug={slug} />}
      <DraftStatus slug={slug} />
      <Since slug={slug} />
    </footer>
  );
}
