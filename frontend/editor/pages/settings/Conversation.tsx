import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { Banner, Button, Skeleton } from "../../../ui";
import { useCatalogue } from "../../api/catalogue";
import { api } from "../../api/client";
import type { Edits } from "../../app/useEdits";
import type { Catalogue } from "../../flow/document/catalogue";
import { numberOf, objectOf, textOf, withValue, type Json, type JsonObject } from "../../flow/document/json";
import { languagesOf } from "../../flow/document/model";
import { pointerOf, segmentsOf } from "../../flow/document/pointer";
import { FormContext, type FormScope, type WidgetProps } from "../../flow/inspector/form/scope";
import { widgetFor } from "../../flow/inspector/form/widgets";
import { EditorContext } from "../../flow/store/context";
import { Editor } from "../../flow/store/editor";
import { BridgeField, CarryOverField, ShareField } from "./conversationFields";
import { w } from "./conversationWords";
import "../../flow/styles/panels.css";
import "../../flow/styles/forms.css";

type GroupName = "answers" | "interruptions" | "sessions" | "person" | "optOut" | "page" | "other";

interface Placed {
  readonly name: GroupName;
  readonly keys: readonly string[];
}

/** Which setting stands where. `session_minutes` and `intent_threshold` are under General, `learning` is beside what it keeps. */
const GROUPS: readonly Placed[] = [
  { name: "answers", keys: ["answer_threshold", "global_threshold", "part_threshold", "open_threshold", "ambiguity_margin", "suggestions", "out_of_scope"] },
  { name: "interruptions", keys: ["bridge", "context_turns"] },
  { name: "sessions", keys: ["carry_over", "stateless"] },
  { name: "person", keys: ["handoff_after", "handoff_flow", "handoff_queue"] },
  { name: "optOut", keys: ["opt_out_words", "opt_in_words"] },
  { name: "page", keys: ["identity", "public_events", "timezone"] },
];
const OTHERS: Placed = { name: "other", keys: [] };
const ELSEWHERE = ["session_minutes", "intent_threshold", "learning"];

/** What a setting is edited with, where its JSON type does not say it. */
const HINTS: Readonly<Record<string, JsonObject>> = {
  handoff_flow: { "x-widget": "flow" },
  handoff_queue: { "x-suggest": "queues" },
};

function useSettingsSchema() {
  return useQuery({
    queryKey: ["bot-schema", "settings"],
    queryFn: async () => {
      const whole = objectOf((await api.get<Json>("schema/bot.json")).data);
      return settingsIn(whole);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The schema of the settings, named among the definitions or written out in its place. */
function settingsIn(whole: JsonObject): JsonObject {
  const here = objectOf(objectOf(whole["properties"])["settings"]);
  const named = textOf(here["$ref"]).replace("#/$defs/", "");
  return named === "" ? here : objectOf(objectOf(whole["$defs"])[named]);
}

/** What holds where nothing is set, if that is another setting. */
function usualOf(key: string, config: JsonObject): JsonObject {
  return key === "answer_threshold" ? { default: numberOf(config["intent_threshold"], 0.5) } : {};
}

function fieldOf(props: WidgetProps, key: string) {
  if (key === "bridge") return <BridgeField {...props} />;
  if (key === "carry_over") return <CarryOverField {...props} />;
  if (props.schema["maximum"] === 1 && props.schema["type"] === "number") return <ShareField {...props} />;
  return widgetFor(props, "text");
}

function Group({ name, keys, schema, config }: { name: GroupName; keys: readonly string[]; schema: JsonObject; config: JsonObject }) {
  const fields = objectOf(schema["properties"]);
  const known = keys.filter((key) => fields[key] !== undefined);
  if (known.length === 0) return null;
  return (
    <fieldset className="convgroup">
      <legend>{w(name)}</legend>
      {known.map((key) => {
        const field = { ...objectOf(fields[key]), ...HINTS[key], ...usualOf(key, config) };
        const props = { schema: field, value: config[key] ?? undefined, path: pointerOf([key]), label: textOf(field["title"], key), help: textOf(field["description"]) || undefined, required: false };
        return <div key={key}>{fieldOf(props, key)}</div>;
      })}
    </fieldset>
  );
}

function useScope(edits: Edits, editor: Editor): FormScope {
  const language = useStore(editor.store, (state) => state.language);
  const part = objectOf(edits.snapshot.parts.get("settings"));
  const config = objectOf(part["settings"]);
  const current = useRef(config);
  current.current = config;
  const { edit } = edits;
  return useMemo(() => {
    const { all, first } = languagesOf(edits.snapshot.parts);
    return {
      config,
      language,
      defaultLanguage: first,
      languages: all,
      edit: (path, value) => {
        const next = withValue(current.current, segmentsOf(path), value);
        current.current = next;
        edit([{ op: "set", part: "settings", path: "/settings", value: next }], w("changed", { what: w("title") }));
      },
      leave: () => undefined,
      refusal: () => undefined,
      findings: [],
      targetOf: () => undefined,
    };
  }, [config, language, edit, edits.snapshot.parts]);
}

function Form({ edits, catalogue, schema }: { edits: Edits; catalogue: Catalogue; schema: JsonObject }) {
  const [editor] = useState(() => new Editor(edits.draft, catalogue));
  useEffect(() => editor.connect(), [editor]);
  const scope = useScope(edits, editor);
  const placed = new Set([...GROUPS.flatMap((group) => group.keys), ...ELSEWHERE]);
  const others = Object.keys(objectOf(schema["properties"])).filter((key) => !placed.has(key));
  const groups = others.length > 0 ? [...GROUPS, { ...OTHERS, keys: others }] : GROUPS;
  return (
    <EditorContext value={editor}>
      <FormContext value={scope}>
        {groups.map(({ name, keys }) => (
          <Group key={name} name={name} keys={keys} schema={schema} config={scope.config} />
        ))}
      </FormContext>
    </EditorContext>
  );
}

/** How the bot leads conversations: a form made of the schema of its settings. */
export function Conversation({ edits }: { edits: Edits }) {
  const schema = useSettingsSchema();
  const catalogue = useCatalogue();
  const failed = schema.isError || catalogue.isError;
  return (
    <section className="setsection form insp convsettings">
      <h2>{w("title")}</h2>
      <p className="t2">{w("intro")}</p>
      {failed && (
        <Banner tone="bad">
          {w("failed")} <Button onClick={() => void Promise.all([schema.refetch(), catalogue.refetch()])}>{w("again")}</Button>
        </Banner>
      )}
      {!failed && (schema.data === undefined || catalogue.data === undefined) && <Skeleton rows={6} what={w("loading")} />}
      {schema.data !== undefined && catalogue.data !== undefined && <Form edits={edits} catalogue={catalogue.data} schema={schema.data} />}
    </section>
  );
}
