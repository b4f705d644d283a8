import { useState } from "react";
import { useSearchParams } from "wouter";
import { Button, Chip, EmptyState, IconButton, Menu, SearchBox, Skeleton, Switch } from "../../../ui";
import { DraftStatus } from "../../app/DraftNotices";
import { Editable } from "../../app/LookOnly";
import { BotShell } from "../../app/Shell";
import { TrainButton, TrainedMark } from "../../app/TrainButton";
import { useEdits, type Edits } from "../../app/useEdits";
import { settingsOf } from "../understanding/draftView";
import { LanguageSwitch } from "../understanding/IntentEditor";
import "../understanding/understanding.css";
import "./answers.css";
import { AnswerTexts } from "./AnswerTexts";
import { answersOf, newAnswer, setEnabled, titleOf, type AnswerRow } from "./answersView";
import { Questions } from "./Questions";
import { TryQuestion } from "./TryQuestion";
import { t } from "./words";

export function AnswersPage({ slug }: { slug: string }) {
  const edits = useEdits(slug);
  return (
    <BotShell
      slug={slug}
      current="answers"
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
      {edits.snapshot.ready && <Answers slug={slug} edits={edits} />}
    </BotShell>
  );
}

function Answers({ slug, edits }: { slug: string; edits: Edits }) {
  const [params, setParams] = useSearchParams();
  const settings = settingsOf(edits.snapshot.parts);
  const [chosen, setLanguage] = useState(settings.defaultLanguage);
  const language = settings.languages.includes(chosen) ? chosen : settings.defaultLanguage;
  const rows = answersOf(edits.snapshot.parts);
  const current = rows.find((row) => row.id === params.get("answer")) ?? rows[0];
  const open = (id: string) => setParams({ answer: id }, { replace: true });

  function add() {
    const taken = rows.map((row) => row.id);
    const { id, operations } = newAnswer(taken, settings.languages);
    if (edits.edit(operations, t("added"))) open(id);
  }

  return (
    <div className="nlu answers">
      <AnswerList rows={rows} language={language} current={current?.id ?? null} may={edits.may} onOpen={open} onAdd={add} />
      {current === undefined ? (
        <EmptyState
          title={t("none")}
          actions={
            edits.may && (
              <Button icon="add" onClick={add}>
                {t("fresh")}
              </Button>
            )
          }
        >
          {t("noneText")}
        </EmptyState>
      ) : (
        <AnswerEditor
          key={current.id}
          edits={edits}
          row={current}
          languages={settings.languages}
          language={language}
          onLanguage={setLanguage}
        />
      )}
      <TryQuestion slug={slug} language={language} rows={rows} onOpen={open} />
    </div>
  );
}

interface AnswerListProps {
  rows: readonly AnswerRow[];
  language: string;
  current: string | null;
  may: boolean;
  onOpen: (id: string) => void;
  onAdd: () => void;
}

function AnswerList({ rows, language, current, may, onOpen, onAdd }: AnswerListProps) {
  const [wanted, setWanted] = useState("");
  const needle = wanted.trim().toLowerCase();
  const asks = (row: AnswerRow) => [...row.questions.values()].flat().some((text) => text.toLowerCase().includes(needle));
  return (
    <section className="il" aria-label={t("title")}>
      <div className="row ilhead">
        <SearchBox label={t("find")} placeholder={t("count", { count: rows.length })} value={wanted} onText={setWanted} />
        {may && <IconButton icon="add" label={t("fresh")} onClick={onAdd} />}
      </div>
      <nav className="ilist" aria-label={t("title")}>
        {rows
          .filter((row) => needle === "" || asks(row))
          .map((row) => (
            <button
              key={row.id}
              type="button"
              className="qrow"
              aria-current={row.id === current ? "true" : undefined}
              onClick={() => onOpen(row.id)}
            >
              <span className="clip grow">{titleOf(row, language) || <span className="t3">{t("untitled")}</span>}</span>
              {!row.enabled && <Chip>{t("off")}</Chip>}
              <span className="num t3 small">{row.questions.get(language)?.length ?? 0}</span>
            </button>
          ))}
      </nav>
    </section>
  );
}

interface AnswerEditorProps {
  edits: Edits;
  row: AnswerRow;
  languages: readonly string[];
  language: string;
  onLanguage: (language: string) => void;
}

function AnswerEditor({ edits, row, languages, language, onLanguage }: AnswerEditorProps) {
  const title = titleOf(row, language) || t("untitled");
  return (
    <section className="ic" aria-label={title}>
      <div className="ih">
        <div className="grow">
          <h2 className="clip plain">{title}</h2>
          <p className="small t3">
            <span className="mono">{row.id}</span>
            {row.thenFlow !== null && <> · {t("then", { flow: row.thenFlow })}</>}
          </p>
        </div>
        {languages.length > 1 && (
          <LanguageSwitch
            languages={languages}
            language={language}
            counts={(code) => row.questions.get(code)?.length ?? 0}
            onLanguage={onLanguage}
          />
        )}
        {edits.may && (
          <Menu
            label={t("more", { name: title })}
            items={[
              {
                title: t("remove"),
                icon: "delete",
                danger: true,
                onSelect: () => edits.edit([{ op: "remove", part: `answer:${row.id}`, path: "" }], t("removed"), t("removed")),
              },
            ]}
            button={(ties) => <IconButton icon="more" label={t("more", { name: title })} {...ties} />}
          />
        )}
      </div>
      <div className="answerbody">
        <Editable may={edits.may}>
          <Questions key={`q ${language}`} edits={edits} row={row} language={language} title={title} />
          <AnswerTexts key={`a ${language}`} edits={edits} row={row} language={language} title={title} />
          <Switch
            label={t("enabled")}
            help={t("enabledHelp")}
            checked={row.enabled}
            onChange={(on) => edits.edit(setEnabled(row, on), t("switched", { name: title }))}
          />
        </Editable>
      </div>
    </section>
  );
}
