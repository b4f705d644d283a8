import { useRef } from "react";
import { Button, Field, IconButton, Select, type Choice } from "../../../ui";
import { renameFlow, setFlowField } from "../document/commands/flows";
import { textOf, type JsonObject } from "../document/json";
import { namesOf, startOf, type Flow } from "../document/model";
import { useEditor, useShallowState } from "../store/context";
import { setStart } from "../document/commands/nodes";
import { t } from "../words";
import { BareSelect } from "./form/BareSelect";
import { TitleInput } from "./NodeTitle";

type TriggerKind = "intent" | "keyword" | "pattern" | "event" | "start";
const KINDS: readonly TriggerKind[] = ["intent", "keyword", "pattern", "event", "start"];
const FLOW_KINDS = ["normal", "main", "fallback", "error", "timeout", "end"];

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
      {kind !== "intent" && kind !== "start" && <input className="input wide mono" aria-label={t(`trigger.${kind}`)} value={value} onBlur={onLeave} onChange={(event) => event.target.value !== "" && onTrigger({ ...trigger, [kind]: event.target.value })} />}
      {kind === "start" && <span className="grow" />}
      <IconButton icon="close" label={t("remove")} onClick={onRemove} />
    </div>
  );
}

function TriggerList({ flow }: { flow: Flow }) {
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
            <TriggerRow
              key={index}
              trigger={trigger}
              onLeave={leave}
              onTrigger={(next) => put(flow.triggers.map((other, at) => (at === index ? next : other)))}
              onRemove={() => {
                put(flow.triggers.filter((_, at) => at !== index));
                leave();
              }}
            />
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

/** The flow itself, while nothing on it is chosen: what begins it, its part in the bot, its first node. */
export function FlowPanel({ flow }: { flow: Flow }) {
  const editor = useEditor();
  const kinds: Choice[] = FLOW_KINDS.map((value) => ({ value, title: kindTitle(value) }));
  const nodes: Choice[] = flow.nodes.map((node) => ({ value: node.id, title: node.title }));
  return (
    <>
      <div className="hd">
        <TitleInput title={flow.title} label={t("flowTitle")} onKeep={(title) => editor.run(renameFlow(flow, title))} />
      </div>
      <div className="bd">
        <TriggerList flow={flow} />
        <Select label={t("flowKind")} help={t("flowKindHelp")} value={flow.kind} choices={kinds} onChoose={(kind) => editor.run(setFlowField(flow, "kind", kind))} />
        {nodes.length > 0 && <Select label={t("firstNode")} value={startOf(flow) ?? ""} choices={nodes} onChoose={(node) => editor.run(setStart(flow, node))} />}
      </div>
      <div className="ft">
        <span className="mono">{flow.id}</span>
      </div>
    </>
  );
}

function kindTitle(kind: string): string {
  switch (kind) {
    case "main":
      return t("kind.main");
    case "fallback":
      return t("kind.fallback");
    case "error":
      return t("kind.error");
    case "timeout":
      return t("kind.timeout");
    case "end":
      return t("kind.end");
    default:
      return t("kind.normal");
  }
}
