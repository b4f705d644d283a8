import { useState } from "react";
import { Button, Chip, Field, Icon } from "../../../../ui";
import { isObject, numberOf, objectsOf, textOf, type Json, type JsonObject } from "../../document/json";
import { t } from "../../words";
import { LanguageSwitch } from "../form/LanguageSwitch";
import { useForm, type WidgetProps } from "../form/scope";
import { isMissing, textIn, writeText } from "../form/text";
import { useTyping } from "../form/useDraft";
import { nextId } from "../form/rows";
import { w } from "../words";
import { movedItem, ReorderRow } from "./Reorder";
import { ReferenceWidget } from "./references";
import { TextWidget } from "./TextWidget";
import { ValueWidget } from "./ValueWidget";
import { WordsWidget } from "./values";

function OptionTitle({ option, path }: { option: JsonObject; path: string }) {
  const { language, defaultLanguage, edit, leave } = useForm();
  const typing = useTyping(
    textIn(option["title"], language, defaultLanguage),
    (text) => {
      const place = writeText(option["title"], `${path}/title`, text, language, defaultLanguage);
      edit(place.path, place.value);
      return true;
    },
    leave,
  );
  return (
    <input
      className="bare grow"
      aria-label={t("optionText")}
      placeholder={textIn(option["title"], defaultLanguage, defaultLanguage) || t("optionText")}
      value={typing.text}
      onChange={(event) => typing.change(event.target.value)}
      onBlur={typing.leave}
    />
  );
}

/** Synonyms are words in any language, or lists by language. */
function Synonyms({ option, path }: { option: JsonObject; path: string }) {
  const { language } = useForm();
  const all = option["synonyms"];
  const byLanguage = isObject(all);
  const value: Json | undefined = byLanguage ? all[language] : all;
  return <WordsWidget label={t("otherWords")} help={undefined} schema={{}} required={false} value={value} path={byLanguage ? `${path}/synonyms/${language}` : `${path}/synonyms`} />;
}

function OptionDetails({ option, path }: { option: JsonObject; path: string }) {
  const field = (name: string, label: string, help?: string) => ({ label, help, schema: {}, required: false, value: option[name], path: `${path}/${name}` });
  return (
    <div className="optmore">
      <ValueWidget {...field("value", t("optionValue"), t("optionValueHelp"))} />
      <Synonyms option={option} path={path} />
      <ReferenceWidget {...field("intent", w("intentOf"))} kind="intent" />
      <TextWidget {...field("description", w("description"))} kind={{ localized: true, single: true }} />
      <TextWidget {...field("image", w("imageOf"))} kind={{ localized: true, single: true }} />
    </div>
  );
}

function OptionRow({ option, path, index, all, least, onAll }: { option: JsonObject; path: string; index: number; all: readonly JsonObject[]; least: number; onAll: (next: readonly JsonObject[]) => void }) {
  const { targetOf, language, defaultLanguage, leave } = useForm();
  const [open, setOpen] = useState(false);
  const id = textOf(option["id"]);
  const target = targetOf(id);
  const title = textIn(option["title"], language, defaultLanguage) || id;
  const here = `${path}/${id}`;
  return (
    <>
      <ReorderRow
        index={index}
        count={all.length}
        label={title}
        onMove={(from, to) => onAll(movedItem(all, from, to))}
        onRemove={all.length > least ? () => onAll(all.filter((other) => other !== option)) : undefined}
      >
        <OptionTitle option={option} path={here} />
        {target !== undefined && (
          <Chip tone="sig" title={target}>
            <span className="clip">{target}</span>
          </Chip>
        )}
        <button
          type="button"
          className="ibtn"
          aria-expanded={open}
          aria-label={t("optionDetails", { what: title })}
          onClick={() => {
            setOpen(!open);
            leave();
          }}
        >
          <Icon name={open ? "up" : "down"} size="s" />
        </button>
      </ReorderRow>
      {open && <OptionDetails option={option} path={here} />}
    </>
  );
}

/** Options of a question: each is a button and a way out. Ids stay, whatever the title becomes. */
export function OptionsWidget({ schema, value, path, label, help, required }: WidgetProps) {
  const { edit, leave, defaultLanguage, refusal } = useForm();
  const options = objectsOf(value);
  const least = required ? 1 : numberOf(schema["minItems"]);
  const put = (next: readonly JsonObject[]) => {
    edit(path, next.length === 0 && !required ? undefined : next);
    leave();
  };
  const add = () => put([...options, { id: nextId("option", options), title: t("optionTitle", { count: options.length + 1 }) }]);
  const missing = (code: string) => options.some((option) => isMissing(option["title"], code, defaultLanguage));
  return (
    <Field label={label} help={help} error={refusal(path)} optional={!required} aside={<LanguageSwitch missing={missing} />}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={label}>
          {options.length > 0 && (
            <div className="opts">
              {options.map((option, index) => (
                <OptionRow key={textOf(option["id"])} option={option} path={path} index={index} all={options} least={least} onAll={put} />
              ))}
            </div>
          )}
          <Button kind="quiet" size="s" icon="add" className="addrow" onClick={add}>
            {t("addOption")}
          </Button>
        </div>
      )}
    </Field>
  );
}
