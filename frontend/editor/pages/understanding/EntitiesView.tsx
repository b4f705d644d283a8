import { useState } from "react";
import { useSearchParams } from "wouter";
import { Button, Chip, EmptyState, IconButton, Menu, SearchBox, Segmented } from "../../../ui";
import { valueAt } from "../../api/draftParts";
import { Editable } from "../../app/LookOnly";
import type { Edits } from "../../app/useEdits";
import { Pieces } from "./AnnotatedInput";
import { parseExample } from "./annotations";
import { BUILT_IN, entitiesOf, hueOf, settingsOf, texts, type EntityKind, type EntityRow } from "./draftView";
import { addEntity, removePart, setKind } from "./edits";
import { LanguageSwitch, UsedBy } from "./IntentEditor";
import { NameDialog } from "./IntentList";
import { PatternEditor } from "./PatternEditor";
import { references, renameOperations } from "./references";
import { ValueTable } from "./ValueTable";
import { t } from "./words";

export function EntitiesView({ slug, edits }: { slug: string; edits: Edits }) {
  const [params, setParams] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const { parts } = edits.snapshot;
  const entities = entitiesOf(parts);
  const settings = settingsOf(parts);
  const [language, setLanguage] = useState(settings.defaultLanguage);
  const entity = entities.find((entry) => entry.name === params.get("entity")) ?? entities[0];
  const names = entities.map((entry) => entry.name);
  const open = (name: string) => setParams({ view: "entities", entity: name }, { replace: true });

  function add(name: string) {
    setAdding(false);
    if (edits.edit(addEntity(name, "list"), t("addedEntity", { name }))) open(name);
  }

  return (
    <div className="nlu">
      <EntityList entities={entities} current={entity?.name ?? null} may={edits.may} onOpen={open} onNew={() => setAdding(true)} />
      {entity === undefined ? (
        <EmptyState
          title={t("noEntitiesYet")}
          drawing="loop"
          actions={
            edits.may && (
              <Button icon="add" onClick={() => setAdding(true)}>
                {t("newEntity")}
              </Button>
            )
          }
        >
          {t("noEntitiesText")}
        </EmptyState>
      ) : (
        <EntityEditor
          key={entity.name}
          slug={slug}
          edits={edits}
          entity={entity}
          names={names}
          languages={settings.languages}
          language={language}
          onLanguage={setLanguage}
          onRenamed={open}
        />
      )}
      {entity !== undefined && <Marked edits={edits} entity={entity} names={names} />}
      {adding && (
        <NameDialog
          title={t("newEntity")}
          help={t("entityNameHelp")}
          action={t("create")}
          taken={names}
          onClose={() => setAdding(false)}
          onName={add}
        />
      )}
    </div>
  );
}

interface EntityListProps {
  entities: readonly EntityRow[];
  current: string | null;
  may: boolean;
  onOpen: (name: string) => void;
  onNew: () => void;
}

function EntityList({ entities, current, may, onOpen, onNew }: EntityListProps) {
  const [wanted, setWanted] = useState("");
  const names = entities.map((entity) => entity.name);
  return (
    <section className="il" aria-label={t("entities")}>
      <div className="row ilhead">
        <SearchBox label={t("findEntity")} placeholder={t("entityCount", { count: entities.length })} value={wanted} onText={setWanted} />
        {may && <IconButton icon="add" label={t("newEntity")} onClick={onNew} />}
      </div>
      <nav className="ilist" aria-label={t("entities")}>
        {entities
          .filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()))
          .map(({ name, kind }) => (
            <button
              key={name}
              type="button"
              className="it"
              aria-current={name === current ? "true" : undefined}
              onClick={() => onOpen(name)}
            >
              <i className={`swatch ${hueOf(name, names)}`} />
              <span className="clip grow">{name}</span>
              <span className="t3 small">{t(kind)}</span>
            </button>
          ))}
      </nav>
      <div className="builtin">
        <p className="micro t3">{t("builtIn")}</p>
        {BUILT_IN.map((name) => (
          <Chip key={name}>
            <span className="mono">{name}</span>
          </Chip>
        ))}
      </div>
    </section>
  );
}

interface EntityEditorProps {
  slug: string;
  edits: Edits;
  entity: EntityRow;
  names: readonly string[];
  languages: readonly string[];
  language: string;
  onLanguage: (language: string) => void;
  onRenamed: (name: string) => void;
}

function EntityEditor({ slug, edits, entity, names, languages, language, onLanguage, onRenamed }: EntityEditorProps) {
  const [renaming, setRenaming] = useState(false);
  const kinds: readonly EntityKind[] = ["list", "pattern", "learned"];

  function rename(name: string) {
    setRenaming(false);
    if (name === entity.name) return;
    const label = t("renamed", { old: entity.name, name });
    if (edits.edit(renameOperations(edits.snapshot.parts, "entity", entity.name, name), label, label)) onRenamed(name);
  }

  return (
    <section className="ic" aria-label={entity.name}>
      <div className="ih">
        <div className="grow">
          <h2 className="clip">{entity.name}</h2>
          <p className="small t2">
            {t(`${entity.kind}Help`)}
            <UsedBy slug={slug} edits={edits} name={entity.name} kind="entity" />
          </p>
        </div>
        <Editable may={edits.may}>
          <Segmented
            label={t("kind")}
            value={entity.kind}
            onChange={(kind) => edits.edit(setKind(entity, kind), t("changedKind", { name: entity.name }))}
            segments={kinds.map((kind) => ({ value: kind, title: t(kind) }))}
          />
        </Editable>
        {edits.may && <EntityMenu edits={edits} entity={entity} onRename={() => setRenaming(true)} />}
      </div>
      {entity.kind === "list" && languages.length > 1 && (
        <div className="row synlang">
          <span className="small t2 grow">{t("synonymsIn")}</span>
          <LanguageSwitch
            languages={languages}
            language={language}
            counts={(code) => entity.values.reduce((sum, value) => sum + (value.synonyms.get(code)?.length ?? 0), 0)}
            onLanguage={onLanguage}
          />
        </div>
      )}
      <Editable may={edits.may}>
        {entity.kind === "list" && <ValueTable edits={edits} entity={entity} language={language} />}
        {entity.kind === "pattern" && <PatternEditor edits={edits} entity={entity} />}
      </Editable>
      {entity.kind === "learned" && <EmptyState title={t("learnedTitle")}>{t("learnedText")}</EmptyState>}
      {renaming && (
        <NameDialog
          title={t("renameTitle", { name: entity.name })}
          help={t("renameHelp")}
          action={t("rename")}
          initial={entity.name}
          taken={names}
          onClose={() => setRenaming(false)}
          onName={rename}
        />
      )}
    </section>
  );
}

function EntityMenu({ edits, entity, onRename }: { edits: Edits; entity: EntityRow; onRename: () => void }) {
  const { name } = entity;
  const remove = () => edits.edit(removePart(`entity:${name}`), t("removedEntity", { name }), t("removedEntity", { name }));
  return (
    <Menu
      label={t("moreFor", { name })}
      items={[
        { title: t("rename"), icon: "edit", onSelect: onRename },
        { title: t("removeEntity"), icon: "delete", danger: true, separated: true, onSelect: remove },
      ]}
      button={(ties) => <IconButton icon="more" label={t("moreFor", { name })} {...ties} />}
    />
  );
}

const MARKED_SHOWN = 30;

/** The examples in which it is marked, by intent. */
function Marked({ edits, entity, names }: { edits: Edits; entity: EntityRow; names: readonly string[] }) {
  const { parts } = edits.snapshot;
  const places = references(parts, "entity", entity.name).filter((found) => found.part.startsWith("intent:"));
  const shown = places.slice(0, MARKED_SHOWN).map((found) => {
    const source = valueAt(parts.get(found.part), found.path);
    return { key: found.part + found.path, intent: found.part.slice("intent:".length), source: texts([source ?? ""])[0] ?? "" };
  });
  return (
    <aside className="itr reading" aria-label={t("whereMarked")} tabIndex={0}>
      <h3 className="tryhead first">{t("whereMarked")}</h3>
      <p className="small t3">{t("markedCount", { count: places.length })}</p>
      <ul className="marked">
        {shown.map(({ key, intent, source }) => (
          <li key={key}>
            <span className="mono small t3">{intent}</span>
            <span>
              <Pieces value={parseExample(source)} names={names} />
            </span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
