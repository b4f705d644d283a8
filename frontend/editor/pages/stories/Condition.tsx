import { useState } from "react";
import { Select, TextField } from "../../../ui";
import type { JsonObject } from "../../api/json";
import { conditionText } from "../../flow/document/outputs";
import { readValue, showValue } from "./storiesView";
import { t } from "./words";

const OPERATORS = ["==", "!=", ">", ">=", "<", "<=", "contains", "in", "matches", "set", "unset"];

type Kind = "always" | "variable" | "expression" | "other";

function kindOf(when: JsonObject | null): Kind {
  if (when === null) return "always";
  if (typeof when["variable"] === "string") return "variable";
  return typeof when["expression"] === "string" ? "expression" : "other";
}

function isKind(value: string): value is Kind {
  return value === "always" || value === "variable" || value === "expression";
}

/** A comparison as an expression, so that nothing is lost by the change; what has no sign there begins as true. */
function expressionOf(when: JsonObject | null): string {
  const op = showValue(when?.["op"]) || "==";
  if (typeof when?.["variable"] !== "string" || !["==", "!=", ">", ">=", "<", "<="].includes(op)) return "true";
  const { value } = when;
  const written = typeof value === "string" ? `'${value.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'` : JSON.stringify(value ?? null);
  return `${when["variable"]} ${op} ${written}`;
}

export interface ConditionProps {
  when: JsonObject | null;
  variables: readonly string[];
  onChange: (when: JsonObject | null) => void;
}

/** When a rule applies: one comparison, or an expression for all else. */
export function Condition({ when, variables, onChange }: ConditionProps) {
  const kind = kindOf(when);
  const text = conditionText(when ?? undefined);
  const choices = [
    { value: "always", title: t("always") },
    ...(variables.length > 0 ? [{ value: "variable", title: t("variableIs") }] : []),
    { value: "expression", title: t("expression") },
    ...(kind === "other" ? [{ value: "other", title: t("otherCondition", { text }) }] : []),
  ];
  function choose(value: string) {
    if (!isKind(value) || value === kind) return;
    if (value === "always") onChange(null);
    if (value === "variable") onChange({ variable: variables[0] ?? "", op: "set" });
    if (value === "expression") onChange({ expression: expressionOf(when) });
  }
  return (
    <div className="condition">
      <Select label={t("conditions")} choices={choices} value={kind} onChoose={choose} />
      {kind === "variable" && when !== null && <Comparison when={when} variables={variables} onChange={onChange} />}
      {kind === "expression" && when !== null && (
        <Kept
          label={t("expression")}
          text={showValue(when["expression"])}
          placeholder={t("expressionPlaceholder")}
          onKeep={(expression) => expression.trim() !== "" && onChange({ expression })}
        />
      )}
    </div>
  );
}

function Comparison({ when, variables, onChange }: { when: JsonObject; variables: readonly string[]; onChange: (when: JsonObject) => void }) {
  const variable = showValue(when["variable"]);
  const op = showValue(when["op"]) || "==";
  const bare = op === "set" || op === "unset";
  const known = variables.includes(variable) ? variables : [...variables, variable];
  const chooseOp = (next: string) => {
    const without = next === "set" || next === "unset";
    onChange(without ? { variable, op: next } : { variable, op: next, value: when["value"] ?? "" });
  };
  return (
    <div className="comparison">
      <Select
        label={t("variable")}
        choices={known.map((name) => ({ value: name, title: name }))}
        value={variable}
        onChoose={(next) => onChange({ ...when, variable: next })}
      />
      <Select label={t("operator")} choices={OPERATORS.map((name) => ({ value: name, title: name }))} value={op} onChoose={chooseOp} />
      {!bare && <Kept label={t("value")} text={showValue(when["value"])} onKeep={(value) => onChange({ ...when, op, value: readValue(value) })} />}
    </div>
  );
}

/** A text that is kept when the field is left. */
export function Kept({ label, text, placeholder, onKeep }: { label: string; text: string; placeholder?: string; onKeep: (text: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      mono
      placeholder={placeholder}
      value={draft ?? text}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => {
        if (draft !== null && draft !== text) onKeep(draft);
        setDraft(null);
      }}
    />
  );
}
