import { Field, Segmented } from "../../../../ui";
import { isObject, listOf, numberOf, parseJson, textOf, type Json } from "../../document/json";
import { t } from "../../words";
import { useForm, type WidgetProps } from "../form/scope";
import { TemplateInput } from "../form/TemplateInput";
import { useTyping } from "../form/useDraft";

export function NumberWidget({ value, path, label, help, required, schema, seconds = false }: WidgetProps & { seconds?: boolean }) {
  const { edit, leave, refusal } = useForm();
  const least = numberOf(schema["minimum"], Number.NEGATIVE_INFINITY);
  const most = numberOf(schema["maximum"], Number.POSITIVE_INFINITY);
  const whole = schema["type"] === "integer";
  const typing = useTyping(
    typeof value === "number" ? String(value) : "",
    (text) => {
      if (text.trim() === "") {
        if (required) return false;
        edit(path, undefined);
        return true;
      }
      const number = Number(text);
      if (!Number.isFinite(number) || number < least || number > most || (whole && !Number.isInteger(number))) return false;
      if (schema["exclusiveMinimum"] !== undefined && number <= numberOf(schema["exclusiveMinimum"])) return false;
      edit(path, number);
      return true;
    },
    leave,
  );
  const fallback = typeof schema["default"] === "number" ? String(schema["default"]) : "";
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path) ?? (typing.unsaved ? t("notANumber") : undefined)}>
      {(ties) => (
        <span className="row">
          <input className="input num short" inputMode="decimal" placeholder={fallback} {...ties} value={typing.text} onChange={(event) => typing.change(event.target.value)} onBlur={typing.leave} />
          {seconds && <span className="t2">{t("seconds")}</span>}
        </span>
      )}
    </Field>
  );
}

function compactJson(text: string): string {
  const value = parseJson(text);
  return value === undefined ? text : JSON.stringify(value);
}

/** Anything else, as JSON. */
export function JsonWidget({ value, path, label, help, required }: WidgetProps) {
  const { edit, leave, refusal } = useForm();
  const typing = useTyping(
    value === undefined ? "" : JSON.stringify(value, null, 2),
    (text) => {
      if (text.trim() === "") {
        if (required) return false;
        edit(path, undefined);
        return true;
      }
      const parsed = parseJson(text);
      if (parsed === undefined) return false;
      edit(path, parsed);
      return true;
    },
    leave,
    { normal: compactJson, held: refusal(path) !== undefined },
  );
  return (
    <Field label={label} help={help ?? t("asJson")} optional={!required} error={refusal(path) ?? (typing.unsaved ? t("notJson") : undefined)}>
      {(ties) => <TemplateInput ties={ties} text={typing.text} onText={typing.change} onLeave={typing.leave} mono plain />}
    </Field>
  );
}

type ValueKind = "text" | "expression" | "literal";

function kindOf(value: Json | undefined): ValueKind {
  if (!isObject(value)) return "text";
  return "expression" in value ? "expression" : "literal";
}

/** A value for a variable: a text with variables, an expression that keeps its type, or a fixed value. */
export function ValueWidget(props: WidgetProps) {
  const { value, path, label, help, required } = props;
  const { edit, leave } = useForm();
  const kind = kindOf(value);
  const body = isObject(value) ? value : {};
  const turn = (next: ValueKind) => {
    if (next === kind) return;
    const text = kind === "text" ? textOf(value) : textOf(body["expression"]);
    edit(path, next === "text" ? text : next === "expression" ? { expression: text || "''" } : { literal: text });
    leave();
  };
  const segments: readonly { value: ValueKind; title: string }[] = [
    { value: "text", title: t("valueText") },
    { value: "expression", title: t("valueExpression") },
    { value: "literal", title: t("valueLiteral") },
  ];
  return (
    <div className="valuefield">
      <Segmented label={label} value={kind} segments={segments} onChange={turn} />
      {kind === "text" && <PlainText {...props} value={value} label={label} />}
      {kind === "expression" && <PlainText path={`${path}/expression`} value={body["expression"]} label={label} help={help ?? t("expressionHelp")} required={required} schema={{}} mono />}
      {kind === "literal" && <JsonWidget path={`${path}/literal`} value={body["literal"]} label={label} help={help} required schema={{}} />}
    </div>
  );
}

/** A text that is not translated: an expression, a name, an address. */
export function PlainText({ value, path, label, help, required, mono = false }: WidgetProps & { mono?: boolean }) {
  const { edit, leave, refusal } = useForm();
  const typing = useTyping(
    textOf(value),
    (text) => {
      if (mono && required && text.trim() === "") return false;
      edit(path, text === "" && !required ? undefined : text);
      return true;
    },
    leave,
    { held: refusal(path) !== undefined },
  );
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path) ?? (typing.unsaved ? t("fillThis") : undefined)}>
      {(ties) => <TemplateInput ties={ties} text={typing.text} onText={typing.change} onLeave={typing.leave} mono={mono} plain={mono} single={!mono} />}
    </Field>
  );
}

function tidyWords(text: string): string {
  return wordsIn(text).join(", ");
}

function wordsIn(text: string): readonly string[] {
  return text.split(",").map((word) => word.trim()).filter(Boolean);
}

/** Words in a row, separated by commas. */
export function WordsWidget({ value, path, label, help, required }: WidgetProps) {
  const { edit, leave } = useForm();
  const typing = useTyping(
    listOf(value).filter((word) => typeof word === "string").join(", "),
    (text) => {
      const words = wordsIn(text);
      edit(path, words.length === 0 && !required ? undefined : words);
      return true;
    },
    leave,
    { normal: tidyWords },
  );
  return (
    <Field label={label} help={help ?? t("separatedByCommas")} optional={!required}>
      {(ties) => <input className="input" {...ties} value={typing.text} onChange={(event) => typing.change(event.target.value)} onBlur={typing.leave} />}
    </Field>
  );
}
