import { isObject, textOf, type Json } from "../../document/json";
import { t } from "../../words";
import { w } from "../words";
import { BareSelect } from "../form/BareSelect";
import { useForm, type WidgetProps } from "../form/scope";
import { LiteralWidget } from "./LiteralWidget";
import { PlainText } from "./values";

type ValueKind = "text" | "expression" | "literal";

function kindOf(value: Json | undefined): ValueKind {
  if (!isObject(value)) return typeof value === "string" || value === undefined ? "text" : "literal";
  return "expression" in value ? "expression" : "literal";
}

/** A value for a variable: a text with variables, an expression that keeps its type, or a fixed value. */
export function ValueWidget(props: WidgetProps) {
  const { value, path, label, help, required } = props;
  const { edit, leave } = useForm();
  const kind = kindOf(value);
  const body = isObject(value) ? value : {};
  const turn = (next: string) => {
    if (next === kind) return;
    const text = kind === "text" ? textOf(value) : textOf(body["expression"], textOf(body["literal"]));
    edit(path, next === "text" ? text : next === "expression" ? { expression: text || "''" } : { literal: text });
    leave();
  };
  const aside = (
    <BareSelect className="quiet" aria-label={`${label}: ${w("valueKind")}`} value={kind} onChoose={turn}>
      <option value="text">{t("valueText")}</option>
      <option value="expression">{t("valueExpression")}</option>
      <option value="literal">{t("valueLiteral")}</option>
    </BareSelect>
  );
  if (kind === "text") return <PlainText {...props} aside={aside} />;
  if (kind === "expression") {
    return <PlainText path={`${path}/expression`} value={body["expression"]} label={label} help={help ?? t("expressionHelp")} required={required} schema={{}} mono aside={aside} />;
  }
  const bare = !isObject(value);
  return <LiteralWidget path={bare ? path : `${path}/literal`} value={bare ? value : body["literal"]} label={label} help={help} required={required} schema={{}} aside={aside} />;
}
