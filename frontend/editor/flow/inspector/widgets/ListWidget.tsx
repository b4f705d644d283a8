import { Button, Field } from "../../../../ui";
import { initialObject } from "../../document/catalogue";
import { listOf, objectOf, textOf, type Json } from "../../document/json";
import { idOf, pointerOf } from "../../document/pointer";
import { fillNew } from "../../picker/insert";
import { t } from "../../words";
import { SchemaForm } from "../form/SchemaForm";
import { useForm, type WidgetProps } from "../form/scope";
import { widgetFor } from "../form/widgets";
import { movedItem, ReorderRow } from "./Reorder";

/** A list of anything: each element is a small form, or one field, of its own. */
export function ListWidget({ schema, value, path, label, help, required }: WidgetProps) {
  const { edit, leave, refusal } = useForm();
  const items = listOf(value);
  const inner = objectOf(schema["items"]);
  const isForm = inner["properties"] !== undefined;
  const put = (next: readonly Json[]) => {
    edit(path, next.length === 0 && !required ? undefined : next);
    leave();
  };
  const fresh = (): Json => (isForm ? initialObject(inner, fillNew) : "");
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path)}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={label} className="rules">
          {items.map((item, index) => {
            const name = `${textOf(inner["title"], label)} ${String(index + 1)}`;
            const here = `${path}${pointerOf([idOf(item) ?? index])}`;
            return (
              <div className="rule" key={idOf(item) ?? index}>
                <ReorderRow index={index} count={items.length} label={name} onMove={(from, to) => put(movedItem(items, from, to))} onRemove={() => put(items.filter((_, at) => at !== index))}>
                  <span className="grow clip t2">{name}</span>
                </ReorderRow>
                {isForm ? (
                  <SchemaForm schema={inner} value={objectOf(item)} path={here} rich="text" />
                ) : (
                  widgetFor({ schema: inner, value: item, path: here, label: name, help: undefined, required: true }, "text")
                )}
              </div>
            );
          })}
          <Button kind="quiet" size="s" icon="add" className="addrow" onClick={() => put([...items, fresh()])}>
            {t("addOne")}
          </Button>
        </div>
      )}
    </Field>
  );
}
