import { useState } from "react";
import { useSearchParams } from "wouter";
import { Button, EmptyState, Icon, IconButton, SearchBox, Skeleton } from "../../../ui";
import { useContentUsage, useMay } from "../../api/talk";
import { DraftStatus } from "../../app/DraftNotices";
import { BotShell } from "../../app/Shell";
import { useEdits, type Edits } from "../../app/useEdits";
import "../stories/stories.css";
import { settingsOf } from "../understanding/draftView";
import "./content.css";
import { ContentEditor } from "./ContentEditor";
import { contentOf, contentTitle, missingIn, newContent, shortWords, type ContentRow } from "./contentView";
import { t } from "./words";

/** What the bot says in many places: written, translated and varied once. */
export function ContentPage({ slug }: { slug: string }) {
  const edits = useEdits(slug);
  return (
    <BotShell slug={slug} current="content" title={t("title")} actions={<DraftStatus slug={slug} />}>
      {!edits.snapshot.ready && edits.snapshot.problem === null && <Skeleton rows={8} height={48} round={false} />}
      {edits.snapshot.ready && <Library slug={slug} edits={edits} />}
    </BotShell>
  );
}

function Library({ slug, edits }: { slug: string; edits: Edits }) {
  const [params, setParams] = useSearchParams();
  const may = useMay("editor");
  const { parts, revision } = edits.snapshot;
  const { languages, defaultLanguage } = settingsOf(parts);
  const usage = useContentUsage(slug, revision).data;
  const rows = contentOf(parts);
  const chosen = params.get("content");
  const current = rows.find((row) => row.id === chosen) ?? rows[0];
  const open = (id: string | null) => setParams(id === null ? {} : { content: id }, { replace: true });
  const add = () => {
    const { id, operations } = newContent(rows.map((row) => row.id), defaultLanguage);
    if (edits.edit(operations, t("added"))) open(id);
  };
  if (current === undefined) {
    const make = may && (
      <Button icon="add" kind="primary" onClick={add}>
        {t("fresh")}
      </Button>
    );
    return (
      <EmptyState title={t("none")} actions={make}>
        {t("noneText")}
      </EmptyState>
    );
  }
  return (
    <div className={chosen === null ? "stories" : "stories detail"}>
      <List rows={rows} languages={languages} language={defaultLanguage} current={current.id} onOpen={open} onAdd={may ? add : null} />
      <ContentEditor
        key={current.id}
        slug={slug}
        edits={edits}
        row={current}
        languages={languages}
        fallback={defaultLanguage}
        uses={usage?.[current.id] ?? []}
        onOpen={open}
      />
    </div>
  );
}

interface ListProps {
  rows: readonly ContentRow[];
  languages: readonly string[];
  language: string;
  current: string;
  onOpen: (id: string) => void;
  onAdd: (() => void) | null;
}

function List({ rows, languages, language, current, onOpen, onAdd }: ListProps) {
  const [wanted, setWanted] = useState("");
  const needle = wanted.trim().toLowerCase();
  const shown = rows.filter((row) => `${row.id} ${row.title} ${JSON.stringify(row.message)}`.toLowerCase().includes(needle));
  return (
    <section className="sl" aria-label={t("list")}>
      <div className="row slhead">
        <SearchBox label={t("find")} placeholder={t("count", { count: rows.length })} value={wanted} onText={setWanted} />
        {onAdd !== null && <IconButton icon="add" label={t("fresh")} onClick={onAdd} />}
      </div>
      <ul className="slist">
        {shown.map((row) => {
          const missing = missingIn(row, languages, language).length;
          return (
            <li key={row.id}>
              <button type="button" className="qrow contentrow" aria-current={row.id === current ? "true" : undefined} onClick={() => onOpen(row.id)}>
                <span className="grow">
                  <span className="clip contentname">{contentTitle(row, language)}</span>
                  <span className="small t3 clip contentname">{row.title === "" ? row.id : shortWords(row.message, language) || t("untitled")}</span>
                </span>
                {missing > 0 && <Icon name="warning" size="s" className="warn" label={t("missing", { count: missing })} />}
              </button>
            </li>
          );
        })}
      </ul>
      {shown.length === 0 && <p className="small t3 slnone">{t("nothingFound")}</p>}
    </section>
  );
}
