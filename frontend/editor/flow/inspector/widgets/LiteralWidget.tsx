import type { ReactNode } from "react";
import { Field, IconButton, Segmented } from "../../../../ui";
import { isArray, isObject, listOf, type Json } from "../../document/json";
import { t } from "../../words";
import { w } from "../words";
import { BareSelect } from "../form/BareSelect";
import { useForm, type WidgetProps } from "../form/scope";
import { useTyping } from "../form/useDraft";
import { JsonWidget } from "./values";

type Kind = "text" | "number" | "truth" | "list" | "json" | "nothing";

function kindOf(value: Json | undefined): Kind {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "truth";
  if (isArray(value)) return value.every((one) => typeof one === "string") ? "list" : "json";
  if (isObject(value)) return "json";
  return value === null ? "nothing" : "text";
}

const STARTS: Readonly<Record<Kind, Json>> = { text: "", number: 0, truth: true, list: [], json: {}, nothing: null };

interface SmallProps {
  value: Json | undefined;
  path: string;
  label: string;
  id: string;
}

function Small({ value, path, label, id, number = false }: SmallProps & { number?: boolean }) {
  const { edit, leave } = useForm();
  const typing = useTyping(
    typeof value === "string" || typeof value === "number" ? String(value) : "",
    (text) => {
      const read = Number(text.replace(",", "."));
      if (number && (text.trim() === "" || !Number.isFinite(read))) return false;
      edit(path, number ? read : text);
      return true;
    },
    leave,
  );
  return (
    <input
      id={id}
      className={number ? "input num short" : "input"}
      aria-label={label}
      aria-invalid={typing.unsaved || undefined}
      inputMode={number ? "decimal" : undefined}
      value={typing.text}
      onChange={(event) => typing.change(event.target.value)}
      onBlur={typing.leave}
    />
  );
}

function Items({ value, path, label, id }: SmallProps) {
  const { edit, leave } = useForm();
  const items = listOf(value);
  const put = (next: readonly Json[]) => {
    edit(path, next);
    leave();
  };
  return (
    <div id={id} className="conds" role="group" aria-label={label}>
      {items.map((item, index) => (
        <span className="row" key={index}>
          <Small id={`${id}-${String(index)}`} value={item} path={`${path}/${String(index)}`} label={`${label} ${String(index + 1)}`} />
          <IconButton icon="close" label={t("removeRow", { what: String(index + 1) })} onClick={() => put(items.filter((_, at) => at !== index))} />
        </span>
      ))}
      <button type="button" className="linkish small" onClick={() => put([...items, ""])}>
        {t("addOne")}
      </button>
    </div>
  );
}

/** A fixed value: a text, a number, yes or no, a list of texts; what is none of these stands as JSON. */
export function LiteralWidget({ aside, ...props }: WidgetProps & { aside?: ReactNode }) {
  const { value, path, label, help, required } = props;
  const { edit, leave, refusal } = useForm();
  const kind = kindOf(value);
  const put = (next: Json) => {
    edit(path, next);
    leave();
  };
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path)} aside={aside}>
      {(ties) => (
        <div className="conds">
          <BareSelect aria-label={w("kindOfValue")} value={kind} onChoose={(next) => put(Object.entries(STARTS).find(([name]) => name === next)?.[1] ?? "")}>
            <option value="text">{w("literalText")}</option>
            <option value="number">{w("literalNumber")}</option>
            <option value="truth">{w("literalTruth")}</option>
            <option value="list">{w("literalList")}</option>
            <option value="nothing">{w("literalNothing")}</option>
            <option value="json">{w("literalJson")}</option>
          </BareSelect>
          {(kind === "text" || kind === "number") && <Small key={kind} id={ties.id} value={value} path={path} label={label} number={kind === "number"} />}
          {kind === "truth" && (
            <Segmented
              label={label}
              value={value === true ? "yes" : "no"}
              segments={[
                { value: "yes", title: w("yes") },
                { value: "no", title: w("no") },
              ]}
              onChange={(one) => put(one === "yes")}
            />
          )}
          {kind === "list" && <Items id={ties.id} value={value} path={path} label={label} />}
          {kind === "json" && <JsonWidget {...props} label={w("literalJson")} help={undefined} />}
        </div>
      )}
    </Field>
  );
}
