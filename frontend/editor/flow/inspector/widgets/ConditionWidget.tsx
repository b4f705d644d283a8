import { useEffect, useRef, useState } from "react";
import { Button, Field, IconButton, Segmented } from "../../../../ui";
import { isArray, isObject, listOf, same, textOf, type Json, type JsonObject } from "../../document/json";
import { namesOf } from "../../document/model";
import { useShallowState } from "../../store/context";
import { t } from "../../words";
import { BareSelect } from "../form/BareSelect";
import { useForm, type WidgetProps } from "../form/scope";
import { PlainText, JsonWidget } from "./values";

type Row = { readonly subject: string; readonly op: string; readonly value: string };
type Shape = { readonly join: "all" | "any"; readonly rows: readonly Row[] };

const INTENT = "\u0000intent";
type Operator = "==" | "!=" | ">" | ">=" | "<" | "<=" | "contains" | "in" | "matches" | "set" | "unset";
const OPERATORS: readonly Operator[] = ["==", "!=", ">", ">=", "<", "<=", "contains", "in", "matches", "set", "unset"];

function rowOf(condition: Json): Row | undefined {
  if (!isObject(condition)) return undefined;
  if (typeof condition["intent"] === "string") return { subject: INTENT, op: "==", value: condition["intent"] };
  if (typeof condition["variable"] !== "string") return undefined;
  const value = condition["value"];
  return { subject: condition["variable"], op: textOf(condition["op"], "=="), value: typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value) };
}

/** A condition as rows, where it is one; a nested one is edited as JSON. */
function shapeOf(condition: Json | undefined): Shape | undefined {
  if (condition === undefined) return { join: "all", rows: [] };
  const single = rowOf(condition);
  if (single) return { join: "all", rows: [single] };
  if (!isObject(condition)) return undefined;
  const join = isArray(condition["any"]) ? "any" : isArray(condition["all"]) ? "all" : undefined;
  if (join === undefined) return undefined;
  const rows = listOf(condition[join]).map(rowOf);
  return rows.every((row) => row !== undefined) ? { join, rows: rows.filter((row) => row !== undefined) } : undefined;
}

function valueFor(row: Row): Json {
  const text = row.value.trim();
  if (row.op === "in") return text.startsWith("[") ? parsed(text) : text.split(",").map((word) => word.trim()).filter(Boolean);
  return /^(-?\d+(\.\d+)?|true|false|null)$/.test(text) || text.startsWith("{") || text.startsWith("[") ? parsed(text) : row.value;
}

function parsed(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

function conditionOf(row: Row): JsonObject | undefined {
  if (row.subject === "") return undefined;
  if (row.subject === INTENT) return row.value === "" ? undefined : { intent: row.value };
  if (row.op === "set" || row.op === "unset") return { variable: row.subject, op: row.op };
  return { variable: row.subject, op: row.op, value: valueFor(row) };
}

function jsonOf(shape: Shape): JsonObject {
  const conditions = shape.rows.map(conditionOf).filter((condition) => condition !== undefined);
  const [only] = conditions;
  return conditions.length === 1 && only ? only : { [shape.join]: conditions };
}

function RowEditor({ row, onRow, onRemove, onLeave }: { row: Row; onRow: (row: Row) => void; onRemove: () => void; onLeave: () => void }) {
  const variables = useShallowState((state) => namesOf(state.parts, "variable"));
  const intents = useShallowState((state) => namesOf(state.parts, "intent"));
  const known = [...new Set([...variables, ...(row.subject !== "" && row.subject !== INTENT ? [row.subject] : [])])];
  const bare = row.op === "set" || row.op === "unset";
  return (
    <div className="cond">
      <BareSelect aria-label={t("variable")} value={row.subject} onBlur={onLeave} onChoose={(subject) => onRow({ ...row, subject, value: subject === INTENT ? (intents[0] ?? "") : row.value })}>
        <option value="">{t("chooseOne")}</option>
        <option value={INTENT}>{t("theySay")}</option>
        {known.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </BareSelect>
      {row.subject === INTENT ? (
        <BareSelect wide aria-label={t("intent")} value={row.value} onBlur={onLeave} onChoose={(value) => onRow({ ...row, value })}>
          {intents.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </BareSelect>
      ) : (
        <>
          <BareSelect aria-label={t("operator")} value={row.op} onBlur={onLeave} onChoose={(op) => onRow({ ...row, op })}>
            {OPERATORS.map((op) => (
              <option key={op} value={op}>
                {t(`op.${op}`)}
              </option>
            ))}
          </BareSelect>
          {!bare && <input className="input" aria-label={t("value")} value={row.value} onBlur={onLeave} onChange={(event) => onRow({ ...row, value: event.target.value })} />}
        </>
      )}
      <IconButton icon="close" label={t("remove")} onClick={onRemove} />
    </div>
  );
}

function Rows({ shape, path, value, required }: { shape: Shape; path: string; value: Json | undefined; required: boolean }) {
  const { edit, leave } = useForm();
  const [local, setLocal] = useState(shape);
  const kept = useRef(value);
  useEffect(() => {
    if (same(kept.current, value)) return;
    kept.current = value;
    setLocal(shape);
  }, [value, shape]);
  const put = (next: Shape) => {
    setLocal(next);
    const json = jsonOf(next);
    const gone = next.rows.length === 0 && !required;
    kept.current = gone ? undefined : json;
    if (!same(value, kept.current)) edit(path, kept.current);
  };
  const rows = local.rows.length === 0 ? [{ subject: "", op: "==", value: "" }] : local.rows;
  return (
    <div className="conds">
      {rows.length > 1 && (
        <Segmented
          label={t("joined")}
          value={local.join}
          segments={[
            { value: "all", title: t("allHold") },
            { value: "any", title: t("anyHolds") },
          ]}
          onChange={(join) => {
            put({ ...local, join });
            leave();
          }}
        />
      )}
      {rows.map((row, index) => (
        <RowEditor
          key={index}
          row={row}
          onLeave={leave}
          onRow={(next) => put({ ...local, rows: rows.map((other, at) => (at === index ? next : other)) })}
          onRemove={() => {
            put({ ...local, rows: rows.filter((_, at) => at !== index) });
            leave();
          }}
        />
      ))}
      <Button kind="quiet" size="s" icon="add" className="addrow" onClick={() => setLocal({ ...local, rows: [...rows, { subject: "", op: "==", value: "" }] })}>
        {t("addCondition")}
      </Button>
    </div>
  );
}

/** A condition: rows joined by all or any, or an expression for what rows cannot say. */
export function ConditionWidget(props: WidgetProps) {
  const { value, path, label, help, required } = props;
  const { edit, leave, refusal } = useForm();
  const shape = shapeOf(value);
  const expression = isObject(value) && typeof value["expression"] === "string";
  if (!expression && shape === undefined) return <JsonWidget {...props} />;
  const toggle = (
    <button
      type="button"
      className="linkish small"
      onClick={() => {
        edit(path, expression ? { all: [] } : { expression: "true" });
        leave();
      }}
    >
      {expression ? t("asRows") : t("asExpression")}
    </button>
  );
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path)} aside={toggle}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={label}>
          {expression && isObject(value) ? (
            <PlainText mono label={t("expression")} help={t("expressionHelp")} schema={{}} required value={value["expression"]} path={`${path}/expression`} />
          ) : (
            <Rows shape={shape ?? { join: "all", rows: [] }} path={path} value={value} required={required} />
          )}
        </div>
      )}
    </Field>
  );
}
