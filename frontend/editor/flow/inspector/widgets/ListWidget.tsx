import { useState, type ReactNode } from "react";
import { Button, Chip, Field, Icon } from "../../../../ui";
import { listOf, numberOf, objectOf, objectsOf, textOf, type Json, type JsonObject } from "../../document/json";
import { idOf, pointerOf } from "../../document/pointer";
import { fillNew, freshRow } from "../../picker/fresh";
import { useEditor } from "../../store/context";
import { t } from "../../words";
import { w } from "../words";
import { rowTitle, sharesOf, singular } from "../form/rows";
import { SchemaForm } from "../form/SchemaForm";
import { useForm, type WidgetProps } from "../form/scope";
import { widgetFor } from "../form/widgets";
import { movedItem, ReorderRow } from "./Reorder";

const SHORT_FORM = 3;

interface RowProps {
  title: string;
  path: string;
  item: Json;
  inner: JsonObject;
  open: boolean;
  onOpen: ((open: boolean) => void) | undefined;
  note: ReactNode;
}

/** The name of a row; in a long list of forms it folds the form away. */
function RowHead({ title, open, onOpen, note }: Omit<RowProps, "path" | "item" | "inner">) {
  if (onOpen === undefined) {
    return (
      <>
        <span className="grow clip t2">{title}</span>
        {note}
      </>
    );
  }
  return (
    <>
      <button type="button" className="grow clip rowname" aria-expanded={open} aria-label={open ? w("fold", { what: title }) : w("open", { what: title })} onClick={() => onOpen(!open)}>
        {title}
      </button>
      {note}
      <Icon name={open ? "up" : "down"} size="s" className="t3" />
    </>
  );
}

function RowBody({ title, path, item, inner, open }: Pick<RowProps, "title" | "path" | "item" | "inner" | "open">) {
  if (!open) return null;
  if (inner["properties"] !== undefined) return <SchemaForm schema={inner} value={objectOf(item)} path={path} rich="text" nested />;
  return widgetFor({ schema: inner, value: item, path, label: title, help: undefined, required: true }, "text");
}

/** What stands at the end of a row: where its way out leads, and how often it is taken. */
function RowNote({ item, share }: { item: Json; share: number | undefined }) {
  const { targetOf } = useForm();
  const target = targetOf(idOf(item) ?? "");
  return (
    <>
      {share !== undefined && <span className="num t2 small">{w("share", { share })}</span>}
      {target !== undefined && (
        <Chip tone="sig" title={target}>
          <span className="clip">{target}</span>
        </Chip>
      )}
    </>
  );
}

/** A list of anything: each element is a small form, or one field, of its own. */
export function ListWidget({ schema, value, path, label, help, required }: WidgetProps) {
  const editor = useEditor();
  const { edit, leave, refusal, language } = useForm();
  const items = listOf(value);
  const inner = objectOf(schema["items"]);
  const fields = Object.keys(objectOf(inner["properties"])).filter((name) => name !== "id").length;
  const folds = fields > SHORT_FORM;
  const [opened, setOpened] = useState<number | null>(items.length === 1 ? 0 : null);
  const one = textOf(inner["title"], singular(label));
  const shares = objectOf(inner["properties"])["weight"] === undefined ? undefined : sharesOf(objectsOf(value));
  const put = (next: readonly Json[]) => {
    edit(path, next.length === 0 && !required ? undefined : next);
    leave();
  };
  const add = () => {
    put([...items, fields > 0 ? freshRow(editor.state.parts, inner, items, one) : (fillNew(textOf(inner["x-widget"]), "") ?? "")]);
    setOpened(items.length);
  };
  const least = numberOf(schema["minItems"]);
  const full = items.length >= numberOf(schema["maxItems"], Number.POSITIVE_INFINITY);
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path)}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={label} className="rules">
          {items.map((item, index) => {
            const numbered = `${one} ${String(index + 1)}`;
            const title = rowTitle(item, language) || (initialTitle(inner) ?? numbered);
            const open = !folds || opened === index;
            const show = { title, path: `${path}${pointerOf([idOf(item) ?? index])}`, item, inner, open };
            return (
              <div className={open ? "rule" : "rule folded"} key={idOf(item) ?? index}>
                <ReorderRow
                  index={index}
                  count={items.length}
                  label={numbered}
                  onMove={(from, to) => put(movedItem(items, from, to))}
                  onRemove={items.length > least ? () => put(items.filter((_, at) => at !== index)) : undefined}
                >
                  <RowHead {...show} onOpen={folds ? (on) => setOpened(on ? index : null) : undefined} note={<RowNote item={item} share={shares?.[index]} />} />
                </ReorderRow>
                <RowBody {...show} />
              </div>
            );
          })}
          {full ? (
            <span className="help">{w("fullList")}</span>
          ) : (
            <Button kind="quiet" size="s" icon="add" className="addrow" onClick={add}>
              {one === label ? t("addOne") : w("addThing", { what: one.toLowerCase() })}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}

/** Rows that are a sentence of their own need no number while they are empty. */
function initialTitle(inner: JsonObject): string | undefined {
  return objectOf(inner["properties"])["column"] === undefined ? undefined : t("chooseOne");
}
