import { Button, Field } from "../../../../ui";
import { namesOf } from "../../document/model";
import { objectOf, objectsOf, textOf, type JsonObject } from "../../document/json";
import { useEditor } from "../../store/context";
import { t } from "../../words";
import { SchemaForm } from "../form/SchemaForm";
import { useForm, type WidgetProps } from "../form/scope";
import { movedItem, ReorderRow } from "./Reorder";

/** Questions of a form: each fills a variable, in any order the visitor likes. */
export function SlotsWidget({ schema, value, path, label, help, required }: WidgetProps) {
  const editor = useEditor();
  const { edit, leave, refusal } = useForm();
  const slots = objectsOf(value);
  const put = (next: readonly JsonObject[]) => {
    edit(path, next);
    leave();
  };
  const add = () => {
    const used = new Set(slots.map((slot) => slot["variable"]));
    const variable = namesOf(editor.state.parts, "variable").find((name) => !used.has(name)) ?? "answer";
    put([...slots, { variable, ask: "" }]);
  };
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path)}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={label} className="rules">
          {slots.map((slot, index) => {
            const name = textOf(slot["variable"]);
            return (
              <div className="rule" key={index}>
                <ReorderRow index={index} count={slots.length} label={name} onMove={(from, to) => put(movedItem(slots, from, to))} onRemove={slots.length > 1 ? () => put(slots.filter((_, at) => at !== index)) : undefined}>
                  <span className="grow clip">
                    <span className="var">{name}</span>
                  </span>
                </ReorderRow>
                <SchemaForm schema={objectOf(schema["items"])} value={slot} path={`${path}/${String(index)}`} rich="replies" />
              </div>
            );
          })}
          <Button kind="quiet" size="s" icon="add" className="addrow" onClick={add}>
            {t("addSlot")}
          </Button>
        </div>
      )}
    </Field>
  );
}
