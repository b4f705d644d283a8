import { useState } from "react";
import { Button, Chip, Dot, IconButton, Menu, Select, TextField } from "../../../ui";
import { isJsonObject, type Json } from "../../api/json";
import type { Operation } from "../../api/draftParts";
import { languageName } from "../../app/dates";
import { languageChoices } from "../../app/languages";
import type { Edits } from "../../app/useEdits";
import { settingsOf } from "../understanding/draftView";
import { t } from "./words";

function set(path: string, value: Json): Operation[] {
  return [{ op: "set", part: "settings", path, value }];
}

/** One key of the inner settings; makes the object where the document has none. */
function setSetting(edits: Edits, key: string, value: Json): Operation[] {
  const part = edits.snapshot.parts.get("settings");
  const inside = isJsonObject(part) && isJsonObject(part["settings"]);
  return inside ? set(`/settings/${key}`, value) : set("/settings", { [key]: value });
}

export function General({ edits }: { edits: Edits }) {
  const settings = settingsOf(edits.snapshot.parts);
  return (
    <section className="setsection form">
      <h2>{t("general")}</h2>
      <Name edits={edits} name={settings.name} />
      <Languages edits={edits} languages={settings.languages} main={settings.defaultLanguage} />
      <Threshold edits={edits} threshold={settings.threshold} />
      <SessionMinutes edits={edits} stored={settings.settings["session_minutes"]} />
    </section>
  );
}

function Name({ edits, name }: { edits: Edits; name: string }) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? name;
  const empty = text.trim() === "";
  function save() {
    if (empty) return;
    if (text.trim() !== name) edits.edit(set("/name", text.trim()), t("changedName", { name: text.trim() }));
    setDraft(null);
  }
  return (
    <TextField
      label={t("name")}
      help={t("nameHelp")}
      error={empty ? t("nameMissing") : null}
      maxLength={80}
      value={text}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}

function Languages({ edits, languages, main }: { edits: Edits; languages: readonly string[]; main: string }) {
  const [adding, setAdding] = useState(false);

  function add(language: string) {
    setAdding(false);
    if (language === "") return;
    edits.edit(set("/languages", [...languages, language]), t("addedLanguage", { language: languageName(language) }));
  }

  return (
    <div className="field">
      <span className="label">{t("languages")}</span>
      <ul className="card setlist">
        {languages.map((language) => (
          <LanguageRow key={language} edits={edits} language={language} languages={languages} main={language === main} />
        ))}
      </ul>
      <span className="help">{t("languagesHelp")}</span>
      {adding ? (
        <Select
          label={t("addLanguage")}
          placeholder={t("chooseLanguage")}
          choices={languageChoices(languages)}
          value=""
          autoFocus
          onChoose={add}
        />
      ) : (
        <div>
          <Button size="s" icon="add" onClick={() => setAdding(true)}>
            {t("addLanguage")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface LanguageRowProps {
  edits: Edits;
  language: string;
  languages: readonly string[];
  main: boolean;
}

function LanguageRow({ edits, language, languages, main }: LanguageRowProps) {
  const name = languageName(language);
  const others = languages.filter((code) => code !== language);
  const makeMain = () => edits.edit(set("/default_language", language), t("mainLanguage", { language: name }));
  const remove = () =>
    edits.edit(set("/languages", others), t("removeLanguage", { language: name }), t("removedLanguage", { language: name }));
  return (
    <li>
      <Dot tone={main ? "sig" : "hollow"} />
      <span className="grow">{name}</span>
      <span className="mono t3">{language}</span>
      {main ? (
        <Chip tone="sig">{t("main")}</Chip>
      ) : (
        <Menu
          label={t("moreFor", { name })}
          items={[
            { title: t("makeMain"), icon: "check", onSelect: makeMain },
            { title: t("removeLanguage", { language: name }), icon: "delete", danger: true, separated: true, onSelect: remove },
          ]}
          button={(ties) => <IconButton icon="more" label={t("moreFor", { name })} {...ties} />}
        />
      )}
    </li>
  );
}

function Threshold({ edits, threshold }: { edits: Edits; threshold: number }) {
  const [draft, setDraft] = useState<number | null>(null);
  const value = draft ?? threshold;
  const save = () => {
    if (draft !== null && draft !== threshold)
      edits.edit(setSetting(edits, "intent_threshold", draft), t("changedThreshold", { share: draft.toFixed(2) }));
    setDraft(null);
  };
  return (
    <div className="field">
      <label className="label" htmlFor="threshold">
        {t("threshold")}
        <span className="num t2 end">{value.toFixed(2)}</span>
      </label>
      <input
        id="threshold"
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={value}
        aria-describedby="threshold-help"
        onChange={(event) => setDraft(Number(event.target.value))}
        onPointerUp={save}
        onKeyUp={save}
        onBlur={save}
      />
      <span className="help" id="threshold-help">
        {t("thresholdHelp", { share: value.toFixed(2) })}
      </span>
    </div>
  );
}

function SessionMinutes({ edits, stored }: { edits: Edits; stored: Json | undefined }) {
  const minutes = typeof stored === "number" ? stored : 30;
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? String(minutes);
  const value = Number(text);
  const wrong = !Number.isFinite(value) || value < 1 || value > 525_600;
  function save() {
    if (wrong) return;
    if (value !== minutes) edits.edit(setSetting(edits, "session_minutes", value), t("changedSession", { count: value }));
    setDraft(null);
  }
  return (
    <TextField
      label={t("session")}
      help={t("sessionHelp")}
      error={wrong ? t("sessionWrong") : null}
      inputMode="numeric"
      className="setshort"
      value={text}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
