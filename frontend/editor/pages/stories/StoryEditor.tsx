import { useState } from "react";
import { Banner, IconButton, Menu, Segmented, Switch } from "../../../ui";
import { Editable } from "../../app/LookOnly";
import type { Edits } from "../../app/useEdits";
import { Condition } from "./Condition";
import { StepThread } from "./StepThread";
import { freeName, newStory, removeStory, setKey, setWhen, type Names, type StoryFinding, type StoryRow } from "./storiesView";
import { t } from "./words";

export interface StoryEditorProps {
  edits: Edits;
  story: StoryRow;
  names: Names;
  taken: readonly string[];
  found: readonly StoryFinding[];
  onOpen: (name: string | null) => void;
}

/** One story or rule: its name and kind, when it applies, and its thread of steps. */
export function StoryEditor({ edits, story, names, taken, found, onOpen }: StoryEditorProps) {
  const changed = t("changed", { name: story.name });
  const whole = found.filter((one) => one.step === null);
  return (
    <section className="sc" aria-label={story.name}>
      <div className="sch">
        <IconButton icon="back" label={t("list")} className="scback" onClick={() => onOpen(null)} />
        <Editable may={edits.may}>
          <Name edits={edits} story={story} taken={taken} onOpen={onOpen} />
          <Segmented
            label={t("kind")}
            value={story.kind}
            segments={[
              { value: "story", title: t("story") },
              { value: "rule", title: t("rule") },
            ]}
            onChange={(kind) => edits.edit(setKey(story, "kind", kind), changed)}
          />
        </Editable>
        {edits.may && <More edits={edits} story={story} taken={taken} onOpen={onOpen} />}
      </div>
      <div className="scbody">
        <Editable may={edits.may}>
          <p className="t2 small">{story.kind === "rule" ? t("ruleHelp") : t("storyHelp")}</p>
          {whole.map(({ finding }) => (
            <Banner key={finding.pointer + finding.code} tone={finding.severity === "error" ? "bad" : "warn"}>
              {finding.message}
            </Banner>
          ))}
          {(story.kind === "rule" || story.when !== null) && (
            <Condition when={story.when} variables={names.variables} onChange={(when) => edits.edit(setWhen(story, when), changed)} />
          )}
          <Switch label={t("atStart")} checked={story.atStart} onChange={(on) => edits.edit(setKey(story, "at_start", on), changed)} />
          <h2 className="label sclabel">{t("steps")}</h2>
          <StepThread edits={edits} story={story} names={names} found={found} />
          {story.kind === "rule" && (
            <Switch
              label={t("thenWait")}
              help={t("thenWaitHelp")}
              checked={story.thenWait}
              onChange={(on) => edits.edit(setKey(story, "then_wait", on), changed)}
            />
          )}
        </Editable>
      </div>
    </section>
  );
}

function More({ edits, story, taken, onOpen }: Pick<StoryEditorProps, "edits" | "story" | "taken" | "onOpen">) {
  const { name } = story;
  const duplicate = () => {
    const copy = freeName(t("copyOf", { name }), taken);
    if (edits.edit(newStory(copy, story.kind, story.steps), t("added", { name: copy }))) onOpen(copy);
  };
  const remove = () => {
    if (edits.edit(removeStory(story), t("remove", { name }), t("removed", { name }))) onOpen(null);
  };
  return (
    <Menu
      label={t("more", { name })}
      items={[
        { title: t("duplicate"), icon: "copy", onSelect: duplicate },
        { title: t("remove", { name }), icon: "delete", danger: true, separated: true, onSelect: remove },
      ]}
      button={(ties) => <IconButton icon="more" label={t("more", { name })} {...ties} />}
    />
  );
}

/** The name is what a story is known by; another one is kept once it is free. */
function Name({ edits, story, taken, onOpen }: Pick<StoryEditorProps, "edits" | "story" | "taken" | "onOpen">) {
  const [draft, setDraft] = useState<string | null>(null);
  const wanted = (draft ?? story.name).trim();
  const error = wanted === "" ? t("nameNeeded") : wanted !== story.name && taken.includes(wanted) ? t("nameTaken") : null;
  function save() {
    setDraft(null);
    if (wanted === story.name || error !== null) return;
    if (edits.edit(setKey(story, "name", wanted), t("changed", { name: story.name }))) onOpen(wanted);
  }
  return (
    <div className="grow scname">
      <input
        className="input"
        aria-label={t("name")}
        aria-invalid={error !== null || undefined}
        maxLength={200}
        value={draft ?? story.name}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") setDraft(null);
        }}
      />
      {error !== null && (
        <span className="small bad" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
