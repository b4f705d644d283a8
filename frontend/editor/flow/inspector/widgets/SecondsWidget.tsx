import { useState } from "react";
import { Field } from "../../../../ui";
import { numberOf } from "../../document/json";
import { t } from "../../words";
import { w } from "../words";
import { BareSelect } from "../form/BareSelect";
import { useForm, type WidgetProps } from "../form/scope";
import { useTyping } from "../form/useDraft";

type UnitName = "Seconds" | "Minutes" | "Hours" | "Days";
const UNITS: readonly { readonly name: UnitName; readonly seconds: number }[] = [
  { name: "Seconds", seconds: 1 },
  { name: "Minutes", seconds: 60 },
  { name: "Hours", seconds: 3600 },
  { name: "Days", seconds: 86400 },
];

/** The largest unit that says a time without a fraction. */
export function unitOf(seconds: number): number {
  const fits = UNITS.filter((unit) => seconds >= unit.seconds && seconds % unit.seconds === 0);
  return fits[fits.length - 1]?.seconds ?? 1;
}

/** A length of time, in the unit that says it best. The draft has seconds. */
export function SecondsWidget({ value, path, label, help, required, schema }: WidgetProps) {
  const { edit, leave, refusal } = useForm();
  const saved = typeof value === "number" ? value : undefined;
  const fallback = typeof schema["default"] === "number" ? schema["default"] : undefined;
  const [chosen, setChosen] = useState<number | null>(null);
  const unit = chosen ?? unitOf(saved ?? fallback ?? 60);
  const least = numberOf(schema["minimum"], 0);
  const most = numberOf(schema["maximum"], Number.POSITIVE_INFINITY);
  const fits = (seconds: number) => Number.isFinite(seconds) && seconds > 0 && seconds >= least && seconds <= most;
  const typing = useTyping(
    saved === undefined ? "" : String(saved / unit),
    (text) => {
      if (text.trim() === "" && !required) {
        edit(path, undefined);
        return true;
      }
      const seconds = Number(text.replace(",", ".")) * unit;
      if (text.trim() === "" || !fits(seconds)) return false;
      edit(path, seconds);
      return true;
    },
    leave,
  );
  const turn = (next: number) => {
    setChosen(next);
    const seconds = Number(typing.text) * next;
    if (typing.text.trim() !== "" && fits(seconds)) edit(path, seconds);
    leave();
  };
  const units = UNITS.filter((one) => one.seconds <= most);
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path) ?? (typing.unsaved ? t("notANumber") : undefined)}>
      {(ties) => (
        <span className="row">
          <input
            className="input num short"
            inputMode="decimal"
            placeholder={fallback === undefined ? "" : String(fallback / unit)}
            {...ties}
            value={typing.text}
            onChange={(event) => typing.change(event.target.value)}
            onBlur={typing.leave}
          />
          <BareSelect aria-label={w("unit")} value={String(unit)} onChoose={(next) => turn(Number(next))}>
            {units.map((one) => (
              <option key={one.name} value={one.seconds}>
                {w(`unit${one.name}`)}
              </option>
            ))}
          </BareSelect>
        </span>
      )}
    </Field>
  );
}
