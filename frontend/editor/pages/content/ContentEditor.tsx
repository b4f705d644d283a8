import { useState } from "react";
import { Link } from "wouter";
import { Banner, Button, Field, Icon, IconButton, Menu, TextField } from "../../../ui";
import type { Json } from "../../api/json";
import type { ContentUse } from "../../api/talk";
import { languageName } from "../../app/dates";
import { findingHref } from "../../app/places";
import { Editable } from "../../app/LookOnly";
import type { Edits } from "../../app/useEdits";
import { flowIn, nodeIn } from "../../flow/document/model";
import { MessageBody } from "../talk/MessageBody";
import { storiesOf } from "../stories/storiesView";
import { addVariation, contentTitle, isText, removeVariation, setText, setTitle, textIn, type ContentRow } from "./contentView";
import { t } from "./words";

export interface ContentEditorProps {
  slug: string;
  edits: Edits;
  row: ContentRow;
  languages: readonly string[];
  fallback: string;
  uses: readonly ContentUse[];
  onOpen: (id: string | null) => void;
}

/** One piece: its words in every language side by side, its variations, and who says it. */
export function ContentEditor({ slug, edits, row, languages, fallback, uses, onOpen }: ContentEditorProps) {
  const name = contentTitle(row, fallback);
  const changed = t("changed", { name });
  const remove = () => {
    if (edits.edit([{ op: "remove", part: `content:${row.id}`, path: "" }], t("remove", { name }), t("removed", { name }))) onOpen(null);
  };
  const common = { edits, row, languages, fallback, changed };
  return (
    <section className="sc" aria-label={name}>
      <div className="sch">
        <IconButton icon="back" label={t("list")} className="scback" onClick={() => onOpen(null)} />
        <div className="grow">
          <h2 className="tabletitle clip">{name}</h2>
          <div className="small t3 mono">{row.id}</div>
        </div>
        {edits.may && (
          <Menu
            label={t("more", { name })}
            items={[{ title: t("remove", { name: row.id }), icon: "delete", danger: true, onSelect: remove }]}
            button={(ties) => <IconButton icon="more" label={t("more", { name })} {...ties} />}
          />
        )}
      </div>
      <div className="scbody contentbody">
        <Editable may={edits.may}>
          <Title edits={edits} row={row} changed={changed} />
          <Texts {...common} path="/message" message={row.message} label={t("message")} />
          {row.variations.map((message, index) => (
            <Texts
              key={index}
              {...common}
              path={`/variations/${String(index)}`}
              message={message}
              label={t("variation", { number: index + 2 })}
              onRemove={() => edits.edit(removeVariation(row, index), changed, changed)}
              removeLabel={t("removeVariation", { number: index + 2 })}
            />
          ))}
          <div className="row">
            <Button size="s" icon="add" onClick={() => edits.edit(addVariation(row, fallback), changed)}>
              {t("addVariation")}
            </Button>
            <span className="small t3">{t("variationsHelp")}</span>
          </div>
        </Editable>
        <Uses slug={slug} edits={edits} uses={uses} />
      </div>
    </section>
  );
}

function Title({ edits, row, changed }: { edits: Edits; row: ContentRow; changed: string }) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextField
      label={t("name")}
      optional
      placeholder={t("namePlaceholder")}
      maxLength={200}
      value={draft ?? row.title}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => {
        if (draft !== null && draft.trim() !== row.title) edits.edit(setTitle(row, draft.trim()), changed);
        setDraft(null);
      }}
    />
  );
}

interface TextsProps {
  edits: Edits;
  row: ContentRow;
  languages: readonly string[];
  fallback: string;
  changed: string;
  path: string;
  message: Json;
  label: string;
  onRemove?: () => void;
  removeLabel?: string;
}

/** A message in all languages of the bot, next to each other. */
function Texts({ edits, row, languages, fallback, changed, path, message, label, onRemove, removeLabel = "" }: TextsProps) {
  return (
    <div role="group" aria-label={label}>
      <div className="row contenthead">
        <h3 className="label sclabel grow">{label}</h3>
        {onRemove !== undefined && <IconButton icon="delete" label={removeLabel} onClick={onRemove} />}
      </div>
      {isText(message) ? (
        <div className="translations">
          {languages.map((language) => (
            <TextIn
              key={language}
              label={language === fallback ? `${languageName(language)} (${t("isDefault")})` : languageName(language)}
              language={language}
              text={textIn(message, language, fallback)}
              missing={language !== fallback}
              onKeep={(text) => edits.edit(setText(row, path, message, language, fallback, text), changed)}
            />
          ))}
        </div>
      ) : (
        <>
          <Banner tone="info">{t("rich")}</Banner>
          <div className="card contentrich">
            <MessageBody content={message} />
          </div>
        </>
      )}
    </div>
  );
}

interface TextInProps {
  label: string;
  language: string;
  text: string;
  missing: boolean;
  onKeep: (text: string) => void;
}

function TextIn({ label, language, text, missing, onKeep }: TextInProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? text;
  return (
    <Field label={label} aside={shown === "" && missing ? <span className="dot warn" /> : undefined}>
      {(ties) => (
        <textarea
          className="input area"
          lang={language}
          rows={Math.min(10, Math.max(3, Math.ceil(shown.length / 44)))}
          placeholder={missing ? t("notWritten") : undefined}
          value={shown}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => {
            if (draft !== null && draft !== text) onKeep(draft);
            setDraft(null);
          }}
          {...ties}
        />
      )}
    </Field>
  );
}

/** In words, where a piece is said: the flow and node by title, else the part of the document. */
function titleOfUse(edits: Edits, use: ContentUse): string {
  const [, list = "", index = ""] = use.pointer.split("/");
  if (list === "stories") return `${t("stories")}: ${storiesOf(edits.snapshot.parts)[Number(index)]?.name ?? index}`;
  if (use.flow === null) return list === "answers" ? t("answers") : t("settings");
  const flow = flowIn(edits.snapshot.parts, use.flow);
  const node = use.node === null ? undefined : nodeIn(flow, use.node)?.title;
  return [flow?.title ?? use.flow, node ?? use.node].filter(Boolean).join(" / ");
}

function Uses({ slug, edits, uses }: { slug: string; edits: Edits; uses: readonly ContentUse[] }) {
  return (
    <div>
      <h3 className="label sclabel">{t("usedIn")}</h3>
      {uses.length === 0 && <p className="small t3">{t("notUsed")}</p>}
      <ul className="uses">
        {uses.map((use) => (
          <UseLine key={use.pointer} slug={slug} edits={edits} use={use} />
        ))}
      </ul>
    </div>
  );
}

function UseLine({ slug, edits, use }: { slug: string; edits: Edits; use: ContentUse }) {
  const title = titleOfUse(edits, use);
  const href = findingHref(slug, { severity: "hint", code: "", message: "", ...use });
  return (
    <li>
      <Link className="row useline" href={href}>
        <Icon name={use.flow === null ? "stories" : "flow"} size="s" />
        <span className="grow clip">{title}</span>
        <Icon name="forward" size="s" />
      </Link>
    </li>
  );
}
