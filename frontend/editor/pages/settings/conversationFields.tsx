/** Fields of the conversation settings that a step has none of: shares, and choices between words and none. */
import { useState } from "react";
import { Field, Segmented } from "../../../ui";
import { isArray, isObject, numberOf, type Json } from "../../flow/document/json";
import { useForm, type WidgetProps } from "../../flow/inspector/form/scope";
import { NamesWidget } from "../../flow/inspector/widgets/choices";
import { TextWidget } from "../../flow/inspector/widgets/TextWidget";
import { w } from "./conversationWords";

/** A confidence between 0 and 1. What is not set stands where it usually is. */
export function ShareField({ schema, value, path, label, help }: WidgetProps) {
  const { edit, leave } = useForm();
  const usual = numberOf(schema["default"]);
  const saved = numberOf(value, usual);
  const [draft, setDraft] = useState<number | null>(null);
  const shown = draft ?? saved;
  const save = () => {
    if (draft !== null && draft !== saved) edit(path, draft === usual ? undefined : draft);
    leave();
    setDraft(null);
  };
  const aside = (
    <span className="row">
      {saved !== usual && (
        <button type="button" className="linkish small t3" onClick={() => edit(path, undefined)}>
          {w("back")}
        </button>
      )}
      <span className="num t2">{shown.toFixed(2)}</span>
      {saved === usual && draft === null && <span className="small t3">{w("usual")}</span>}
    </span>
  );
  return (
    <Field label={label} help={help} aside={aside}>
      {(ties) => (
        <input type="range" min={0} max={1} step={0.05} {...ties} value={shown} onChange={(event) => setDraft(Number(event.target.value))} onPointerUp={save} onKeyUp={save} onBlur={save} />
      )}
    </Field>
  );
}

interface WaysProps {
  props: WidgetProps;
  value: "yes" | "no" | "own";
  titles: readonly [yes: string, no: string, own: string];
  start: Json;
}

/** The usual, none, or something of one's own. */
function Ways({ props, value, titles, start }: WaysProps) {
  const { edit, leave } = useForm();
  const [yes, no, own] = titles;
  return (
    <Field label={props.label} help={props.help}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={props.label}>
          <Segmented
            label={props.label}
            value={value}
            segments={[
              { value: "yes", title: yes },
              { value: "no", title: no },
              { value: "own", title: own },
            ]}
            onChange={(chosen) => {
              edit(props.path, chosen === "yes" ? undefined : chosen === "no" ? false : start);
              leave();
            }}
          />
        </div>
      )}
    </Field>
  );
}

/** All variables, none, or those of a list. */
export function CarryOverField(props: WidgetProps) {
  const list = isArray(props.value);
  return (
    <>
      <Ways props={props} value={list ? "own" : props.value === false ? "no" : "yes"} titles={[w("all"), w("none"), w("these")]} start={[]} />
      {list && <NamesWidget {...props} kind="variable" label={w("variables")} help={undefined} required />}
    </>
  );
}

/** Words of the bot itself, none, or one's own in each language. */
export function BridgeField(props: WidgetProps) {
  const own = typeof props.value === "string" || isObject(props.value);
  return (
    <>
      <Ways props={props} value={own ? "own" : props.value === false ? "no" : "yes"} titles={[w("ownWords"), w("noWords"), w("myWords")]} start="…" />
      {own && <TextWidget {...props} label={w("words")} help={undefined} required kind={{ localized: true, single: true }} />}
    </>
  );
}
