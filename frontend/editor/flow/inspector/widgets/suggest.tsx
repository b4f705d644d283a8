import { useId } from "react";
import { Field, Select } from "../../../../ui";
import { isObject, listOf, textOf, textsOf } from "../../document/json";
import { bodiesOf, flowsOf, languagesOf } from "../../document/model";
import type { Parts } from "../../document/operations";
import { languageName } from "../../../app/dates";
import { languageChoices } from "../../../app/languages";
import { useShallowState } from "../../store/context";
import { t } from "../../words";
import { w } from "../words";
import { useForm, type WidgetProps } from "../form/scope";
import { useTyping } from "../form/useDraft";
import { PlainText } from "./values";

const CHANNELS = ["web", "rest", "talk", "telegram", "whatsapp", "slack", "sms", "voice"];
const EVENTS = ["feedback", "goal"];

/** What the bot's steps hold under a key, wherever they are. */
function used(parts: Parts, types: readonly string[], key: string): readonly string[] {
  const steps = flowsOf(parts).flatMap((flow) => flow.nodes.flatMap((node) => node.steps));
  return steps.filter((step) => types.includes(step.type)).flatMap((step) => [textOf(step.config[key]), ...textsOf(step.config[key])]);
}

function contextsIn(parts: Parts): readonly string[] {
  const bodies = [...bodiesOf(parts, "answer"), ...bodiesOf(parts, "intent")];
  return [...bodies.flatMap((body) => textsOf(body["contexts"])), ...used(parts, ["context"], "contexts"), ...flowsOf(parts).map((flow) => flow.id)];
}

function eventsIn(parts: Parts): readonly string[] {
  const triggers = flowsOf(parts).flatMap((flow) => flow.triggers.map((trigger) => textOf(trigger["event"])));
  return [...triggers, ...used(parts, ["emit_event"], "name"), ...used(parts, ["wait_event"], "event"), ...EVENTS];
}

/** Names that this bot has for what a field is about (`x-suggest`), each once. */
export function suggestionsFor(parts: Parts, what: string): readonly string[] {
  const found = ((): readonly string[] => {
    if (what === "languages") return languagesOf(parts).all;
    if (what === "events") return eventsIn(parts);
    if (what === "contexts") return contextsIn(parts);
    if (what === "goals") return used(parts, ["goal"], "goal");
    if (what === "queues") return used(parts, ["handoff"], "queue");
    return what === "channels" ? CHANNELS : [];
  })();
  return [...new Set(found.filter((name) => name !== ""))];
}

export function useSuggestions(what: string): readonly string[] {
  return useShallowState((state) => suggestionsFor(state.parts, what));
}

/** A name that may be new, with those the bot has already on offer. */
export function SuggestedText({ schema, value, path, label, help, required }: WidgetProps) {
  const { edit, leave, refusal } = useForm();
  const names = useSuggestions(textOf(schema["x-suggest"]));
  const list = useId();
  const typing = useTyping(
    textOf(value),
    (text) => {
      if (required && text.trim() === "") return false;
      edit(path, text === "" ? undefined : text);
      return true;
    },
    leave,
    { held: refusal(path) !== undefined },
  );
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path) ?? (typing.unsaved ? t("fillThis") : undefined)}>
      {(ties) => (
        <>
          <input className="input" list={list} autoComplete="off" {...ties} value={typing.text} onChange={(event) => typing.change(event.target.value)} onBlur={typing.leave} />
          <datalist id={list}>
            {names.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

const OTHER = "\u0000other";

/** A language of the bot, by its name. Where a variable may say it, that is one of the choices. */
export function LanguageWidget(props: WidgetProps & { template: boolean }) {
  const { value, path, label, help, required, template } = props;
  const { config, edit, leave } = useForm();
  const spoken = useSuggestions("languages");
  const current = textOf(value);
  const taken = listOf(config["languages"]).map((one) => (isObject(one) ? textOf(one["id"]) : textOf(one)));
  const more = template ? [] : languageChoices(spoken).map((choice) => choice.value);
  const free = [...spoken, ...more].filter((code) => template || code === current || !taken.includes(code));
  const variable = template && current.includes("{");
  const known = current === "" || variable || free.includes(current);
  const choices = [...free, ...(known ? [] : [current])].map((code) => ({ value: code, title: `${languageName(code)} (${code})` }));
  return (
    <>
      <Select
        label={label}
        help={variable ? undefined : help}
        optional={!required}
        value={variable ? OTHER : current}
        choices={template ? [...choices, { value: OTHER, title: w("ownLanguage") }] : choices}
        placeholder={current === "" ? t("chooseOne") : undefined}
        onChoose={(chosen) => {
          edit(path, chosen === OTHER ? "{{ user.language }}" : chosen);
          leave();
        }}
      />
      {variable && <PlainText {...props} label={w("ownLanguage")} />}
    </>
  );
}
