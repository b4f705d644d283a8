import { useState } from "react";
import { Button, Icon, IconButton } from "../../../ui";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../api/json";
import { kindOf, readValue, showValue, type Names, type StepKind } from "./storiesView";
import { t } from "./words";

export interface StepFieldsProps {
  step: JsonObject;
  kind: StepKind | null;
  names: Names;
  onStep: (step: JsonObject) => void;
}

/** What can be chosen or written in a step of its kind. */
export function StepFields({ step, kind, names, onStep }: StepFieldsProps) {
  switch (kind) {
    case "user":
      return (
        <div className="row stepline">
          <Choose label={t("user")} value={showValue(step["user"])} all={names.intents} mono onChoose={(user) => onStep({ ...step, user })} />
          <Entities value={step["entities"]} />
        </div>
      );
    case "said":
      return (
        <Words label={t("said")} value={showValue(step["said"])} placeholder={t("sayPlaceholder")} onKeep={(said) => onStep({ ...step, said })} />
      );
    case "bot":
      return (
        <>
          <Choose label={t("bot")} value={showValue(step["bot"])} all={names.content} mono onChoose={(bot) => onStep({ ...step, bot })} />
          <Said words={names.words.get(`content:${showValue(step["bot"])}`)} />
        </>
      );
    case "flow":
      return (
        <Choose
          label={t("flow")}
          value={showValue(step["flow"])}
          all={names.flows}
          titleOf={(flow) => names.words.get(`flow:${flow}`)}
          onChoose={(flow) => onStep({ ...step, flow })}
        />
      );
    case "form":
      return (
        <Choose
          label={t("form")}
          value={showValue(step["form"])}
          all={names.forms}
          none={t("form_none")}
          mono
          onChoose={(form) => onStep({ ...step, form: form === "" ? null : form })}
        />
      );
    case "checkpoint":
      return (
        <Words
          label={t("checkpoint")}
          value={showValue(step["checkpoint"])}
          placeholder={t("checkpointPlaceholder")}
          onKeep={(checkpoint) => checkpoint !== "" && onStep({ ...step, checkpoint })}
        />
      );
    case "set":
      return <SetFields value={step["set"]} names={names} onSet={(set) => onStep({ ...step, set })} />;
    case "or":
      return <OrFields value={step["or"]} names={names} onOr={(or) => onStep({ ...step, or })} />;
    default:
      return null;
  }
}

/** The words of a piece of content, as the visitor reads them. */
function Said({ words }: { words: string | undefined }) {
  return words === undefined || words === "" ? null : <p className="msg bot saidwords">{words}</p>;
}

function Entities({ value }: { value: Json | undefined }) {
  const names = isJsonArray(value)
    ? value.map((one) => (isJsonObject(one) ? `${Object.keys(one).join(", ")}` : showValue(one)))
    : isJsonObject(value)
      ? Object.entries(value).map(([name, entity]) => (entity === null ? name : `${name} = ${showValue(entity)}`))
      : [];
  return names.length === 0 ? null : <span className="small t2">{t("withEntities", { names: names.join(", ") })}</span>;
}

interface ChooseProps {
  label: string;
  value: string;
  all: readonly string[];
  /** Words for no choice, where there may be none. */
  none?: string;
  mono?: boolean;
  titleOf?: (value: string) => string | undefined;
  onChoose: (value: string) => void;
}

function Choose({ label, value, all, none, mono, titleOf, onChoose }: ChooseProps) {
  const gone = value !== "" && !all.includes(value);
  return (
    <span className="select stepchoice">
      <select
        className={mono === true ? "input mono" : "input"}
        aria-label={label}
        aria-invalid={gone || undefined}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {none === undefined && value === "" && <option value="">{t("choose")}</option>}
        {gone && <option value={value}>{t("missing", { name: value })}</option>}
        {all.map((name) => (
          <option key={name} value={name}>
            {titleOf?.(name) ?? name}
          </option>
        ))}
      </select>
      <Icon name="down" size="s" />
    </span>
  );
}

function Words({ label, value, placeholder, onKeep }: { label: string; value: string; placeholder?: string; onKeep: (text: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      className="input stepwords"
      aria-label={label}
      placeholder={placeholder}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => {
        if (draft !== null && draft !== value) onKeep(draft);
        setDraft(null);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}

function SetFields({ value, names, onSet }: { value: Json | undefined; names: Names; onSet: (set: JsonObject) => void }) {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const free = names.variables.filter((name) => !entries.some(([known]) => known === name));
  const put = (next: readonly (readonly [string, Json])[]) => onSet(Object.fromEntries(next));
  return (
    <div className="stepsets">
      {entries.map(([name, held], index) => (
        <div key={name} className="row">
          <Choose
            label={t("variable")}
            value={name}
            all={[name, ...free]}
            mono
            onChoose={(other) => put(entries.map((entry, at) => (at === index ? [other, held] : entry)))}
          />
          <Words label={t("value")} value={showValue(held)} placeholder="null" onKeep={(text) => put(entries.map((entry, at) => (at === index ? [name, readValue(text)] : entry)))} />
          {entries.length > 1 && <IconButton icon="close" label={t("removeOne")} onClick={() => put(entries.filter((_, at) => at !== index))} />}
        </div>
      ))}
      {free[0] !== undefined && (
        <Button size="s" kind="quiet" icon="add" onClick={() => put([...entries, [free[0] ?? "", null]])}>
          {t("addSet")}
        </Button>
      )}
    </div>
  );
}

function OrFields({ value, names, onOr }: { value: Json | undefined; names: Names; onOr: (or: readonly JsonObject[]) => void }) {
  const ways = isJsonArray(value) ? value.filter(isJsonObject) : [];
  return (
    <div className="stepsets">
      {ways.map((way, index) => {
        const kind = kindOf(way);
        return (
          <div key={index} className="row">
            <span className="grow">
              <StepFields step={way} kind={kind === "or" ? null : kind} names={names} onStep={(next) => onOr(ways.with(index, next))} />
            </span>
            {ways.length > 1 && <IconButton icon="close" label={t("removeOne")} onClick={() => onOr(ways.toSpliced(index, 1))} />}
          </div>
        );
      })}
      <Button size="s" kind="quiet" icon="add" onClick={() => onOr([...ways, { user: names.intents[0] ?? "" }])}>
        {t("addOr")}
      </Button>
    </div>
  );
}
