import { Bead, Button, Icon, IconButton, Menu, type Category } from "../../../ui";
import type { IconName } from "../../../ui/icons";
import type { JsonObject } from "../../api/json";
import type { Edits } from "../../app/useEdits";
import { StepFields } from "./StepFields";
import {
  addStep,
  canAdd,
  freshStep,
  kindOf,
  moveStep,
  removeStep,
  setStep,
  STEP_KINDS,
  type Names,
  type StepKind,
  type StoryFinding,
  type StoryRow,
} from "./storiesView";
import { t } from "./words";

const LOOKS: Readonly<Record<StepKind, { icon: IconName; category: Category | undefined }>> = {
  user: { icon: "understanding", category: "ask" },
  said: { icon: "listen", category: "ask" },
  any: { icon: "listen", category: "ask" },
  bot: { icon: "say", category: "say" },
  flow: { icon: "flow", category: "logic" },
  form: { icon: "form", category: "ask" },
  form_done: { icon: "check", category: "ask" },
  set: { icon: "variable", category: "data" },
  checkpoint: { icon: "tag", category: "channel" },
  or: { icon: "branch", category: "logic" },
};

export interface StepThreadProps {
  edits: Edits;
  story: StoryRow;
  names: Names;
  found: readonly StoryFinding[];
}

/** The steps on their thread; what contradicts another story says so where it does. */
export function StepThread({ edits, story, names, found }: StepThreadProps) {
  const changed = t("changed", { name: story.name });
  return (
    <>
      {story.steps.length === 0 && <p className="small t3">{t("noSteps")}</p>}
      <ol className="thread">
        {story.steps.map((step, index) => (
          <StepRow
            key={index}
            index={index}
            step={step}
            count={story.steps.length}
            names={names}
            found={found.filter((one) => one.step === index)}
            onStep={(next) => edits.edit(setStep(story, index, next), changed)}
            onMove={(to) => edits.edit(moveStep(story, index, to), changed)}
            onRemove={() => edits.edit(removeStep(story, index), changed, changed)}
          />
        ))}
      </ol>
      <Menu
        label={t("addStep")}
        align="start"
        items={STEP_KINDS.map((kind) => ({
          title: t(kind),
          icon: LOOKS[kind].icon,
          disabled: !canAdd(kind, names),
          onSelect: () => edits.edit(addStep(story, freshStep(kind, names)), changed),
        }))}
        button={(ties) => (
          <Button icon="add" size="s" {...ties}>
            {t("addStep")}
          </Button>
        )}
      />
    </>
  );
}

interface StepRowProps {
  index: number;
  step: JsonObject;
  count: number;
  names: Names;
  found: readonly StoryFinding[];
  onStep: (step: JsonObject) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

function StepRow({ index, step, count, names, found, onStep, onMove, onRemove }: StepRowProps) {
  const kind = kindOf(step);
  const look = kind === null ? undefined : LOOKS[kind];
  const title = kind === null ? t("unknown") : t(kind);
  return (
    <li
      className="threadstep"
      aria-label={t("stepOf", { number: index + 1, what: title })}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        onMove(event.key === "ArrowUp" ? index - 1 : index + 1);
      }}
    >
      <Bead category={look?.category} icon={look?.icon ?? "content"} />
      <div className="grow">
        <div className="row threadhead">
          <span className="small t3 grow">{title}</span>
          <span className="threadtools">
            <IconButton icon="up" label={t("moveUp")} disabled={index === 0} onClick={() => onMove(index - 1)} />
            <IconButton icon="down" label={t("moveDown")} disabled={index === count - 1} onClick={() => onMove(index + 1)} />
            <IconButton icon="delete" label={t("removeStep")} onClick={onRemove} />
          </span>
        </div>
        <StepFields step={step} kind={kind} names={names} onStep={onStep} />
        {found.map(({ finding }) => (
          <p key={finding.code} className={finding.severity === "error" ? "threadfinding bad" : "threadfinding warn"}>
            <Icon name={finding.severity === "error" ? "alert" : "warning"} size="s" />
            <span>{finding.message}</span>
          </p>
        ))}
      </div>
    </li>
  );
}
