import { useState } from "react";
import { useSearchParams } from "wouter";
import { Button, Chip, EmptyState, Icon, IconButton, Menu, SearchBox, Skeleton } from "../../../ui";
import { useLint } from "../../api/queries";
import { useMay } from "../../api/talk";
import { DraftStatus } from "../../app/DraftNotices";
import { BotShell } from "../../app/Shell";
import { TrainButton, TrainedMark } from "../../app/TrainButton";
import { useEdits, type Edits } from "../../app/useEdits";
import "./stories.css";
import { findingsOf, freeName, freshStep, namesIn, newStory, storiesOf, type StoryFinding, type StoryRow } from "./storiesView";
import { StoryEditor } from "./StoryEditor";
import { t } from "./words";

/** Example talks and rules, each as a thread of what is said and done. */
export function StoriesPage({ slug }: { slug: string }) {
  const edits = useEdits(slug);
  return (
    <BotShell
      slug={slug}
      current="stories"
      title={t("title")}
      actions={
        <>
          <DraftStatus slug={slug} />
          <TrainedMark slug={slug} />
          <TrainButton slug={slug} kind="primary" />
        </>
      }
    >
      {!edits.snapshot.ready && edits.snapshot.problem === null && <Skeleton rows={8} height={40} round={false} />}
      {edits.snapshot.ready && <Stories slug={slug} edits={edits} />}
    </BotShell>
  );
}

function Stories({ slug, edits }: { slug: string; edits: Edits }) {
  const [params, setParams] = useSearchParams();
  const { parts, revision } = edits.snapshot;
  const rows = storiesOf(parts);
  const names = namesIn(parts);
  const lint = useLint(slug, revision).data?.findings ?? [];
  const found = (row: StoryRow) => findingsOf(lint, rows.indexOf(row));
  const chosen = params.get("story");
  const current = rows.find((row) => row.name === chosen) ?? rows[0];
  const open = (name: string | null) => setParams(name === null ? {} : { story: name }, { replace: true });
  const add = (kind: "story" | "rule") => {
    const name = freeName(t(kind === "rule" ? "freshRule" : "freshStory"), rows.map((row) => row.name));
    const first = names.intents.length > 0 ? [freshStep("user", names)] : [];
    if (edits.edit(newStory(name, kind, first), t("added", { name }))) open(name);
  };
  return (
    <div className={chosen === null ? "stories" : "stories detail"}>
      <StoryList rows={rows} found={found} current={current?.name ?? null} onOpen={open} onAdd={add} />
      {current === undefined ? (
        <EmptyState
          title={t("none")}
          drawing="loop"
          actions={
            <>
              <Button icon="add" onClick={() => add("rule")}>
                {t("freshRule")}
              </Button>
              <Button icon="add" onClick={() => add("story")}>
                {t("freshStory")}
              </Button>
            </>
          }
        >
          {t("noneText")}
        </EmptyState>
      ) : (
        <StoryEditor
          key={current.name}
          edits={edits}
          story={current}
          names={names}
          taken={rows.map((row) => row.name)}
          found={found(current)}
          onOpen={open}
        />
      )}
    </div>
  );
}

interface StoryListProps {
  rows: readonly StoryRow[];
  found: (row: StoryRow) => readonly StoryFinding[];
  current: string | null;
  onOpen: (name: string) => void;
  onAdd: (kind: "story" | "rule") => void;
}

function StoryList({ rows, found, current, onOpen, onAdd }: StoryListProps) {
  const [wanted, setWanted] = useState("");
  const may = useMay("editor");
  const needle = wanted.trim().toLowerCase();
  const shown = rows.filter((row) => row.name.toLowerCase().includes(needle));
  return (
    <section className="sl" aria-label={t("list")}>
      <div className="row slhead">
        <SearchBox label={t("find")} placeholder={t("count", { count: rows.length })} value={wanted} onText={setWanted} />
        {may && (
          <Menu
            label={t("fresh")}
            items={[
              { title: t("freshStory"), icon: "stories", onSelect: () => onAdd("story") },
              { title: t("freshRule"), icon: "check", onSelect: () => onAdd("rule") },
            ]}
            button={(ties) => <IconButton icon="add" label={t("fresh")} {...ties} />}
          />
        )}
      </div>
      <ul className="slist">
        {shown.map((row) => (
          <li key={row.name}>
            <button type="button" className="qrow" aria-current={row.name === current ? "true" : undefined} onClick={() => onOpen(row.name)}>
              <span className="clip grow">{row.name}</span>
              {found(row).length > 0 && <Icon name="warning" size="s" className="warn" label={t("conflict")} />}
              {row.kind === "rule" && <Chip>{t("rule")}</Chip>}
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && rows.length > 0 && <p className="small t3 slnone">{t("nothingFound")}</p>}
    </section>
  );
}
