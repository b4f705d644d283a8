import type { ReactNode } from "react";
import { Field } from "../../../../ui";
import { listOf, numberOf, parseJson, textOf } from "../../document/json";
import { t } from "../../words";
import { useForm, type WidgetProps } from "../form/scope";
import { TemplateInput } from "../form/TemplateInput";
import { useTyping } from "../form/useDraft";

export function NumberWidget({ value, path, label, help, required, schema }: WidgetProps) {
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
        <input className="input num short" inputMode="decimal" placeholder={fallback} {...ties} value={typing.text} onChange={(event) => typing.change(event.target.value)} onBlur={typing.leave} />
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

type PlainKind = { readonly mono?: boolean; readonly single?: boolean; readonly plain?: boolean; readonly aside?: ReactNode };

/** A text that is not translated: an expression, a name, an address. */
export function PlainText({ schema, value, path, label, help, required, mono = false, single = !mono, plain = false, aside }: WidgetProps & PlainKind) {
  const { edit, leave, refusal } = useForm();
  const typing = useTyping(
    textOf(value),
    (text) => {
      if (required && text.trim() === "" && (mono || numberOf(schema["minLength"]) > 0)) return false;
      edit(path, text === "" && !required ? undefined : text);
      return true;
    },
    leave,
    { held: refusal(path) !== undefined },
  );
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path) ?? (typing.unsaved ? t("fillThis") : undefined)} aside={aside}>
      {(ties) => <TemplateInput ties={ties} text={typing.text} onText={typing.change} onLeave={typing.leave} mono={mono} expression={mono} plain={plain} single={single} />}
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
