import { Select, Switch, type Choice } from "../../../ui";
import { Editable } from "../../app/LookOnly";
import { renameFlow, setFlowField } from "../document/commands/flows";
import { startOf, type Flow } from "../document/model";
import { useEditor, useEditorState } from "../store/context";
import { setStart } from "../document/commands/nodes";
import { t } from "../words";
import { FlowParameters } from "./FlowParameters";
import { TriggerList } from "./Triggers";
import { TitleInput } from "./NodeTitle";
import { w } from "./flowWords";

const FLOW_KINDS = ["normal", "main", "fallback", "error", "timeout", "end"];

/** The flow itself, while nothing on it is chosen: what begins it, its part in the bot, its first node. */
export function FlowPanel({ flow }: { flow: Flow }) {
  const editor = useEditor();
  const may = useEditorState((state) => state.may);
  const kinds: Choice[] = FLOW_KINDS.map((value) => ({ value, title: kindTitle(value) }));
  const nodes: Choice[] = flow.nodes.map((node) => ({ value: node.id, title: node.title }));
  return (
    <>
      <div className="hd">
        <Editable may={may}>
          <TitleInput title={flow.title} label={t("flowTitle")} onKeep={(title) => editor.run(renameFlow(flow, title))} />
        </Editable>
      </div>
      <div className="bd">
        <Editable may={may}>
          <TriggerList flow={flow} />
          <Select label={t("flowKind")} help={kindHelp(flow.kind)} value={flow.kind} choices={kinds} onChoose={(kind) => editor.run(setFlowField(flow, "kind", kind))} />
          {flow.kind === "normal" && (
            <Switch label={w("global")} help={w("globalHelp")} checked={flow.global} onChange={(on) => editor.run(setFlowField(flow, "global", on ? true : undefined))} />
          )}
          {nodes.length > 0 && <Select label={t("firstNode")} value={startOf(flow) ?? ""} choices={nodes} onChoose={(node) => editor.run(setStart(flow, node))} />}
          <FlowParameters flow={flow} field="inputs" />
          <FlowParameters flow={flow} field="outputs" />
        </Editable>
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

/** When a flow of a kind runs, in one sentence. */
function kindHelp(kind: string): string {
  switch (kind) {
    case "main":
      return w("help.main");
    case "fallback":
      return w("help.fallback");
    case "error":
      return w("help.error");
    case "timeout":
      return w("help.timeout");
    case "end":
      return w("help.end");
    default:
      return w("help.normal");
  }
}
