import { useMemo, useState } from "react";
import { Button, Chip, Dialog, EmptyState, IconButton, Menu, Select } from "../../../ui";
import type { Edits } from "../../app/useEdits";
import { AnnotatedInput, Pieces } from "./AnnotatedInput";
import { parseExample, writeExample, type Annotated } from "./annotations";
import type { EntityRow, IntentRow } from "./draftView";
import { moveExample, removeExample, setExample } from "./edits";
import { t } from "./words";

/** Rows drawn at once; more on request. */
const STEP = 200;

export interface ExampleTableProps {
  edits: Edits;
  intent: IntentRow;
  intents: readonly IntentRow[];
  entities: readonly EntityRow[];
  language: string;
}

/** Plain texts of the other intents, to show where one sentence teaches two things. */
function useTwins(intent: IntentRow, intents: readonly IntentRow[], language: string): ReadonlyMap<string, string> {
  return useMemo(() => {
    const twins = new Map<string, string>();
    for (const other of intents) {
      if (other.name === intent.name) continue;
      for (const source of other.examples.get(language) ?? []) twins.set(parseExample(source).text.trim().toLowerCase(), other.name);
    }
    return twins;
  }, [intent, intents, language]);
}

/** What can be done to the examples of one language. An example without text is removed. */
function exampleEdits(edits: Edits, intent: IntentRow, language: string) {
  const { name } = intent;
  const remove = (index: number) => edits.edit(removeExample(intent, language, index), t("removedExample", { name }), t("exampleGone"));
  const save = (index: number, before: string, value: Annotated) => {
    const next = writeExample(value).trim();
    if (next === "") remove(index);
    else if (next !== before) edits.edit(setExample(intent, language, index, next), t("changedExample", { name }));
  };
  const move = (index: number, to: IntentRow) => {
    const done = t("moved", { name: to.name });
    edits.edit(moveExample(intent, to, language, index), done, done);
  };
  return { remove, save, move };
}

export function ExampleTable({ edits, intent, intents, entities, language }: ExampleTableProps) {
  const [editing, setEditing] = useState<number | null>(null);
  const [moving, setMoving] = useState<number | null>(null);
  const [limit, setLimit] = useState(STEP);
  const twins = useTwins(intent, intents, language);
  // The newest stand on top, where they were just typed.
  const rows = (intent.examples.get(language) ?? []).map((source, index) => ({ source, index })).reverse();

  const { remove, save, move } = exampleEdits(edits, intent, language);

  if (rows.length === 0) {
    return <EmptyState title={t("noExamples", { language: language.toUpperCase() })}>{t("noExamplesText")}</EmptyState>;
  }
  return (
    <div className="xscroll">
      <table className="table xt" aria-label={t("examples")}>
        <Head />
        <tbody>
          {rows.slice(0, limit).map(({ source, index }) =>
            editing === index ? (
              <EditRow
                key={index}
                initial={parseExample(source)}
                entities={entities}
                onClose={() => setEditing(null)}
                onSave={(value) => {
                  setEditing(null);
                  save(index, source, value);
                }}
              />
            ) : (
              <Row
                key={index}
                source={source}
                twins={twins}
                entities={entities}
                may={edits.may}
                onEdit={() => setEditing(index)}
                onMove={() => setMoving(index)}
                onRemove={() => remove(index)}
              />
            ),
          )}
        </tbody>
      </table>
      {rows.length > limit && <ShowMore count={rows.length - limit} onMore={() => setLimit(limit + STEP)} />}
      {moving !== null && (
        <MoveDialog
          intents={intents.filter((other) => other.name !== intent.name)}
          onClose={() => setMoving(null)}
          onMove={(to) => {
            setMoving(null);
            move(moving, to);
          }}
        />
      )}
    </div>
  );
}

function ShowMore({ count, onMore }: { count: number; onMore: () => void }) {
  return (
    <Button kind="quiet" className="xshow" onClick={onMore}>
      {t("showMore", { count })}
    </Button>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col">{t("example")}</th>
        <th scope="col" className="xtwin">
          <span className="sr">{t("alsoIn")}</span>
        </th>
        <th scope="col" className="xmore">
          <span className="sr">{t("actions")}</span>
        </th>
      </tr>
    </thead>
  );
}

interface RowProps {
  source: string;
  twins: ReadonlyMap<string, string>;
  entities: readonly EntityRow[];
  may: boolean;
  onEdit: () => void;
  onMove: () => void;
  onRemove: () => void;
}

function Row({ source, twins, entities, may, onEdit, onMove, onRemove }: RowProps) {
  const example = parseExample(source);
  const twin = twins.get(example.text.trim().toLowerCase());
  return (
    <tr>
      <td>
        <button type="button" className="extext clip" title={may ? t("editExample") : undefined} disabled={!may} onClick={onEdit}>
          <Pieces value={example} names={entities.map((entity) => entity.name)} />
        </button>
      </td>
      <td className="xtwin">
        {twin !== undefined && (
          <Chip tone="warn" title={t("twinHelp", { name: twin })}>
            {t("alsoInName", { name: twin })}
          </Chip>
        )}
      </td>
      <td className="xmore">
        {may && <RowMenu text={example.text} onEdit={onEdit} onMove={onMove} onRemove={onRemove} />}
      </td>
    </tr>
  );
}

interface RowMenuProps {
  text: string;
  onEdit: () => void;
  onMove: () => void;
  onRemove: () => void;
}

function RowMenu({ text, onEdit, onMove, onRemove }: RowMenuProps) {
  return (
    <Menu
      label={t("moreFor", { name: text })}
      items={[
        { title: t("edit"), icon: "edit", onSelect: onEdit },
        { title: t("moveTo"), icon: "jump", onSelect: onMove },
        { title: t("remove"), icon: "delete", danger: true, separated: true, onSelect: onRemove },
      ]}
      button={(ties) => <IconButton icon="more" label={t("moreFor", { name: text })} {...ties} />}
    />
  );
}

interface EditRowProps {
  initial: Annotated;
  entities: readonly EntityRow[];
  onSave: (value: Annotated) => void;
  onClose: () => void;
}

function EditRow({ initial, entities, onSave, onClose }: EditRowProps) {
  const [value, setValue] = useState(initial);
  return (
    <tr className="xedit">
      <td colSpan={3}>
        <div className="row">
          <div className="input grow">
            <AnnotatedInput
              label={t("editExample")}
              value={value}
              entities={entities}
              autoFocus
              onChange={setValue}
              onEnter={() => onSave(value)}
              onEscape={onClose}
            />
          </div>
          <Button size="s" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button size="s" kind="primary" onClick={() => onSave(value)}>
            {t("keep")}
          </Button>
        </div>
      </td>
    </tr>
  );
}

function MoveDialog({ intents, onClose, onMove }: { intents: readonly IntentRow[]; onClose: () => void; onMove: (to: IntentRow) => void }) {
  const [name, setName] = useState(intents[0]?.name ?? "");
  const chosen = intents.find((intent) => intent.name === name);
  return (
    <Dialog
      title={t("moveTitle")}
      width="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" disabled={chosen === undefined} onClick={() => chosen !== undefined && onMove(chosen)}>
            {t("move")}
          </Button>
        </>
      }
    >
      <Select
        label={t("intent")}
        choices={intents.map((intent) => ({ value: intent.name, title: intent.name }))}
        value={name}
        onChoose={setName}
      />
    </Dialog>
  );
}
