import { Checkbox, Field, Select, Segmented } from "../../../../ui";
import { objectOf, textOf, textsOf } from "../../document/json";
import { namesOf } from "../../document/model";
import { useShallowState } from "../../store/context";
import { t } from "../../words";
import { w } from "../words";
import { enumTitle } from "../form/enumWords";
import { enumOf, fieldName } from "../form/rows";
import { useForm, type WidgetProps } from "../form/scope";

const FEW = 3;
const SHORT = 34;

/** One of a few values, by what they mean; a handful of short ones stand side by side. */
export function EnumWidget({ schema, value, path, label, help, required }: WidgetProps) {
  const { edit, leave } = useForm();
  const field = fieldName(path);
  const current = textOf(value, textOf(schema["default"]));
  const choices = enumOf(schema).map((one) => ({ value: one, title: enumTitle(field, one) }));
  const put = (chosen: string) => {
    edit(path, chosen === "" ? undefined : chosen);
    leave();
  };
  const sure = required || schema["default"] !== undefined;
  if (sure && choices.length <= FEW && choices.map((choice) => choice.title).join("").length <= SHORT) {
    return (
      <Field label={label} help={help}>
        {(ties) => (
          <div id={ties.id} role="group" aria-label={label}>
            <Segmented label={label} value={current} segments={choices} onChange={put} />
          </div>
        )}
      </Field>
    );
  }
  const known = current === "" || choices.some((choice) => choice.value === current);
  return (
    <Select
      label={label}
      help={help}
      optional={!sure}
      value={current}
      choices={known ? choices : [...choices, { value: current, title: current }]}
      placeholder={sure ? undefined : t("chooseOne")}
      onChoose={put}
    />
  );
}

/** Any number of a few values, to tick. */
export function ManyWidget({ schema, value, path, label, help, required }: WidgetProps) {
  const { edit, leave } = useForm();
  const field = fieldName(path);
  const chosen = textsOf(value);
  const all = enumOf(objectOf(schema["items"]));
  const put = (one: string, on: boolean) => {
    const next = all.filter((other) => (other === one ? on : chosen.includes(other)));
    edit(path, next.length === 0 && !required ? undefined : next);
    leave();
  };
  return (
    <Field label={label} help={help} optional={!required}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={label} className="ticks">
          {all.map((one) => (
            <Checkbox key={one} label={enumTitle(field, one)} checked={chosen.includes(one)} onChange={(on) => put(one, on)} />
          ))}
        </div>
      )}
    </Field>
  );
}

/** Names of variables or intents, as chips. */
export function NamesWidget({ kind, value, path, label, help, required }: WidgetProps & { kind: "intent" | "variable" }) {
  const { edit, leave, refusal } = useForm();
  const names = useShallowState((state) => namesOf(state.parts, kind));
  const chosen = textsOf(value);
  const left = names.filter((name) => !chosen.includes(name));
  const put = (next: readonly string[]) => {
    edit(path, next.length === 0 && !required ? undefined : next);
    leave();
  };
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path)}>
      {(ties) => (
        <div className="tags">
          {chosen.map((name) => (
            <button key={name} type="button" className={kind === "variable" ? "var" : "chip"} aria-label={t("removeRow", { what: name })} onClick={() => put(chosen.filter((other) => other !== name))}>
              {name} ×
            </button>
          ))}
          <select className="input" {...ties} value="" disabled={left.length === 0} onChange={(event) => put([...chosen, event.target.value])}>
            <option value="">{left.length === 0 && chosen.length === 0 ? w("none") : t("addOne")}</option>
            {left.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}
