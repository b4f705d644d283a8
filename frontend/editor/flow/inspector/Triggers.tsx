import { useId, useMemo, useRef } from "react";
import { Button, Field, IconButton } from "../../../ui";
import { setFlowField } from "../document/commands/flows";
import { textOf, withValue, type JsonObject } from "../document/json";
import { namesOf, type Flow } from "../document/model";
import { segmentsOf } from "../document/pointer";
import { useEditor, useShallowState } from "../store/context";
import { t } from "../words";
import { w } from "./flowWords";
import { BareSelect } from "./form/BareSelect";
import { FormContext, type FormScope } from "./form/scope";
import { ConditionWidget } from "./widgets/ConditionWidget";
import { useSuggestions } from "./widgets/suggest";

type TriggerKind = "intent" | "keyword" | "pattern" | "event" | "start";
const KINDS: readonly TriggerKind[] = ["intent", "keyword", "pattern", "event", "start"];
function triggerKind(trigger: JsonObject): TriggerKind {
  return KINDS.find((kind) => trigger[kind] !== undefined) ?? "event";
}

function freshTrigger(kind: TriggerKind, intents: readonly string[], when: JsonObject): JsonObject {
  if (kind === "start") return { start: true, ...when };
  if (kind === "intent") return { intent: intents[0] ?? "", ...when };
  return { [kind]: t(`example.${kind}`), ...when };
}

function TriggerRow({ trigger, onTrigger, onRemove, onLeave }: { trigger: JsonObject; onTrigger: (trigger: JsonObject) => void; onRemove: () => void; onLeave: () => void }) {
  const intents = useShallowState((state) => namesOf(state.parts, "intent"));
  const kind = triggerKind(trigger);
  const value = textOf(trigger[kind]);
  const list = useId();
  const events = useSuggestions("events");
  const when: JsonObject = trigger["when"] === undefined ? {} : { when: trigger["when"] };
  return (
    <div className="trig">
      <BareSelect aria-label={t("triggerKind")} value={kind} onChoose={(chosen) => onTrigger(freshTrigger(KINDS.find((one) => one === chosen) ?? "intent", intents, when))}>
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`trigger.${one}`)}
          </option>
        ))}
      </BareSelect>
      {kind === "intent" && (
        <BareSelect wide className="mono" aria-label={t("intent")} value={value} onChoose={(intent) => onTrigger({ ...trigger, intent })}>
          {[...new Set([...intents, value])].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </BareSelect>
      )}
      {kind !== "intent" && kind !== "start" && <input list={kind === "event" ? list : undefined} className="input wide mono" aria-label={t(`trigger.${kind}`)} value={value} onBlur={onLeave} onChange={(event) => event.target.value !== "" && onTrigger({ ...trigger, [kind]: event.target.value })} />}
      {kind === "start" && <span className="grow" />}
      {trigger["when"] === undefined && <IconButton icon="filter" label={w("onlyIf")} onClick={() => onTrigger({ ...trigger, when: { all: [] } })} />}
      <IconButton icon="close" label={t("remove")} onClick={onRemove} />
      {kind === "event" && (
        <datalist id={list}>
          {events.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </div>
  );
}

/** The condition under which a trigger counts, by the same rows as in a branch. */
function OnlyIf({ trigger, onTrigger, onLeave }: { trigger: JsonObject; onTrigger: (trigger: JsonObject) => void; onLeave: () => void }) {
  const scope = useMemo(
    (): FormScope => ({
      config: trigger,
      language: "",
      defaultLanguage: "",
      languages: [],
      edit: (path, value) => onTrigger(withValue(trigger, segmentsOf(path), value)),
      leave: onLeave,
      refusal: () => undefined,
      findings: [],
      targetOf: () => undefined,
    }),
    [trigger, onTrigger, onLeave],
  );
  return (
    <FormContext value={scope}>
      <div className="rule">
        <ConditionWidget label={w("onlyIf")} help={undefined} schema={{}} required={false} value={trigger["when"]} path="/when" />
      </div>
    </FormContext>
  );
}

/** What begins the flow. */
export function TriggerList({ flow }: { flow: Flow }) {
  const editor = useEditor();
  const intents = useShallowState((state) => namesOf(state.parts, "intent"));
  const gesture = useRef<string | null>(null);
  const put = (triggers: readonly JsonObject[]) => {
    gesture.current ??= editor.gesture("triggers");
    editor.run(setFlowField(flow, "triggers", triggers, gesture.current));
  };
  const leave = () => {
    gesture.current = null;
  };
  return (
    <Field label={t("beginsWhen")} help={t("beginsWhenHelp")}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={t("beginsWhen")} className="conds">
          {flow.triggers.map((trigger, index) => (
            <div key={index} className="conds">
              <TriggerRow
                trigger={trigger}
                onLeave={leave}
                onTrigger={(next) => put(flow.triggers.map((other, at) => (at === index ? next : other)))}
                onRemove={() => {
                  put(flow.triggers.filter((_, at) => at !== index));
                  leave();
                }}
              />
              {trigger["when"] !== undefined && (
                <OnlyIf
                  trigger={trigger}
                  onLeave={leave}
                  onTrigger={(next) => put(flow.triggers.map((other, at) => (at === index ? next : other)))}
                />
              )}
            </div>
          ))}
          <Button
            kind="quiet"
            size="s"
            icon="add"
            className="addrow"
            onClick={() => {
              put([...flow.triggers, freshTrigger(intents.length > 0 ? "intent" : "keyword", intents, {})]);
              leave();
            }}
          >
            {t("addTrigger")}
          </Button>
        </div>
      )}
    </Field>
  );
}

