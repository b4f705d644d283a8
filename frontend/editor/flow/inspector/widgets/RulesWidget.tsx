import { Button, Chip, Field } from "../../../../ui";
import { objectsOf, textOf, type JsonObject } from "../../document/json";
import { conditionText } from "../../document/outputs";
import { t } from "../../words";
import { nextId } from "../form/rows";
import { useForm, type WidgetProps } from "../form/scope";
import { w } from "../words";
import { ConditionWidget } from "./ConditionWidget";
import { PlainText } from "./values";
import { movedItem, ReorderRow } from "./Reorder";

/** Rules of a branch: the first that holds is a way out. */
export function RulesWidget({ value, path, label, help, required }: WidgetProps) {
  const { edit, leave, targetOf, refusal } = useForm();
  const rules = objectsOf(value);
  const put = (next: readonly JsonObject[]) => {
    edit(path, next);
    leave();
  };
  return (
    <Field label={label} help={help ?? t("rulesHelp")} optional={!required} error={refusal(path)}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={label} className="rules">
          {rules.map((rule, index) => {
            const id = textOf(rule["id"]);
            const target = targetOf(id);
            const name = textOf(rule["title"]) || conditionText(rule["when"]) || t("rule", { number: index + 1 });
            return (
              <div className="rule" key={id}>
                <ReorderRow index={index} count={rules.length} label={name} onMove={(from, to) => put(movedItem(rules, from, to))} onRemove={() => put(rules.filter((other) => other !== rule))}>
                  <span className="strong grow clip">{name}</span>
                  {target !== undefined && <Chip tone="sig">{target}</Chip>}
                </ReorderRow>
                <PlainText label={w("wayName")} help={undefined} schema={{}} required={false} value={rule["title"]} path={`${path}/${id}/title`} plain />
                <ConditionWidget label={t("if1")} help={undefined} schema={{}} required value={rule["when"]} path={`${path}/${id}/when`} />
              </div>
            );
          })}
          <Button kind="quiet" size="s" icon="add" className="addrow" onClick={() => put([...rules, { id: nextId("rule", rules), when: { all: [] } }])}>
            {t("addRule")}
          </Button>
        </div>
      )}
    </Field>
  );
}
