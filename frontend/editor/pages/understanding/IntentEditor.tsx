import { useState } from "react";
import { Link } from "wouter";
import { Button, Dot, Icon, IconButton, Kbd, Menu, Segmented } from "../../../ui";
import { flowHref } from "../../app/places";
import type { Edits } from "../../app/useEdits";
import { AnnotatedInput } from "./AnnotatedInput";
import { writeExample, type Annotated } from "./annotations";
import { ExampleTable } from "./ExampleTable";
import type { EntityRow, IntentRow } from "./draftView";
import { addExamples, linesOf, removePart } from "./edits";
import { FEW, NameDialog } from "./IntentList";
import { IntentAdvice } from "./suggestions/IntentAdvice";
import { renameOperations, usersOf } from "./references";
import { t } from "./words";

const EMPTY: Annotated = { text: "", spans: [] };

export interface IntentEditorProps {
  slug: string;
  edits: Edits;
  intent: IntentRow;
  intents: readonly IntentRow[];
  entities: readonly EntityRow[];
  languages: readonly string[];
  language: string;
  onLanguage: (language: string) => void;
  onRenamed: (name: string) => void;
}

export function IntentEditor(props: IntentEditorProps) {
  const { edits, intent, intents, entities, language, onRenamed } = props;
  const [renaming, setRenaming] = useState(false);
  const count = intent.examples.get(language)?.length ?? 0;

  function rename(name: string) {
    setRenaming(false);
    if (name === intent.name) return;
    const done = t("renamed", { old: intent.name, name });
    if (edits.edit(renameOperations(edits.snapshot.parts, "intent", intent.name, name), done, done)) onRenamed(name);
  }

  return (
    <section className="ic" aria-label={intent.name}>
      <IntentHead {...props} onRename={() => setRenaming(true)} />
      {count < FEW && (
        <div className="adv">
          <Icon name="info" />
          <span className="grow">{count === 0 ? t("adviceNone") : t("adviceFew", { count })}</span>
        </div>
      )}
      <IntentAdvice slug={props.slug} intent={intent.name} language={language} edits={edits} />
      {edits.may && <AddExample edits={edits} intent={intent} entities={entities} language={language} />}
      <ExampleTable
        key={`${intent.name} ${language}`}
        edits={edits}
        intent={intent}
        intents={intents}
        entities={entities}
        language={language}
      />
      {renaming && (
        <NameDialog
          title={t("renameTitle", { name: intent.name })}
          help={t("renameHelp")}
          action={t("rename")}
          initial={intent.name}
          taken={intents.map((other) => other.name)}
          onClose={() => setRenaming(false)}
          onName={rename}
        />
      )}
    </section>
  );
}

function IntentHead({ slug, edits, intent, languages, language, onLanguage, onRename }: IntentEditorProps & { onRename: () => void }) {
  const { name, total, examples } = intent;
  const remove = () => edits.edit(removePart(`intent:${name}`), t("removedIntent", { name }), t("removedIntent", { name }));
  return (
    <div className="ih">
      <div className="grow">
        <h2 className="clip">{name}</h2>
        <p className="small t2">
          {t("exampleCount", { count: total })}
          <UsedBy slug={slug} edits={edits} name={name} kind="intent" />
        </p>
      </div>
      {languages.length > 1 && (
        <LanguageSwitch
          languages={languages}
          language={language}
          counts={(code) => examples.get(code)?.length ?? 0}
          onLanguage={onLanguage}
        />
      )}
      {edits.may && (
        <Menu
          label={t("moreFor", { name })}
          items={[
            { title: t("rename"), icon: "edit", onSelect: onRename },
            { title: t("removeIntent", { count: total }), icon: "delete", danger: true, separated: true, onSelect: remove },
          ]}
          button={(ties) => <IconButton icon="more" label={t("moreFor", { name })} {...ties} />}
        />
      )}
    </div>
  );
}

interface LanguageSwitchProps {
  languages: readonly string[];
  language: string;
  counts: (language: string) => number;
  onLanguage: (language: string) => void;
}

/** Languages with how much each has; a dot where something is missing. */
export function LanguageSwitch({ languages, language, counts, onLanguage }: LanguageSwitchProps) {
  return (
    <Segmented
      label={t("language")}
      value={language}
      onChange={onLanguage}
      segments={languages.map((code) => ({
        value: code,
        title: (
          <>
            {code.toUpperCase()} <span className="num">{counts(code)}</span>
            {counts(code) === 0 && <Dot tone="warn" label={t("missing")} />}
          </>
        ),
      }))}
    />
  );
}

/** "· used by Order a pizza and Fallback": each leads there. */
export function UsedBy({ slug, edits, name, kind }: { slug: string; edits: Edits; name: string; kind: "intent" | "entity" }) {
  const users = usersOf(edits.snapshot.parts, kind, name);
  const flows = users.filter((user) => user.kind === "flow");
  const others = users.length - flows.length;
  if (users.length === 0) return <span className="t3"> · {t("unused")}</span>;
  return (
    <>
      {" · "}
      {t("usedBy")}{" "}
      {flows.map((user, index) => (
        <span key={user.part}>
          {index > 0 && ", "}
          <Link className="sig userlink" href={flowHref(slug, user.part.slice("flow:".length))}>
            {user.title}
          </Link>
        </span>
      ))}
      {others > 0 && (flows.length > 0 ? ` ${t("andOthers", { count: others })}` : t("others", { count: others }))}
    </>
  );
}

interface AddExampleProps {
  edits: Edits;
  intent: IntentRow;
  entities: readonly EntityRow[];
  language: string;
}

function AddExample({ edits, intent, entities, language }: AddExampleProps) {
  const [fresh, setFresh] = useState<Annotated>(EMPTY);

  function add() {
    const text = fresh.text.trim();
    if (text === "") return;
    if (edits.edit(addExamples(intent, language, [writeExample(fresh).trim()]), t("addedExample", { name: intent.name }))) setFresh(EMPTY);
  }

  function addLines(text: string) {
    const known = new Set(intent.examples.get(language) ?? []);
    const lines = linesOf(text).filter((line) => !known.has(line));
    if (lines.length === 0) return;
    const done = t("addedExamples", { count: lines.length });
    edits.edit(addExamples(intent, language, lines), done, done);
  }

  return (
    <div className="addx">
      <div className="input">
        <AnnotatedInput
          label={t("addExample", { language: language.toUpperCase() })}
          placeholder={t("addExamplePlaceholder")}
          value={fresh}
          entities={entities}
          onChange={setFresh}
          onEnter={add}
          onPasteLines={addLines}
        />
        {fresh.text !== "" && (
          <Button size="s" kind="quiet" onClick={add}>
            {t("add")} <Kbd>Enter</Kbd>
          </Button>
        )}
      </div>
      <p className="small t3 addhint">{entities.length === 0 ? t("pasteHint") : t("markHint")}</p>
    </div>
  );
}
