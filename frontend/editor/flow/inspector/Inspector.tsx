import { IconButton } from "../../../ui";
import { useEditor, useEditorState, useShallowState } from "../store/context";
import { flowOf, nodeOf } from "../store/selectors";
import { t } from "../words";
import { FlowPanel } from "./FlowPanel";
import { NodePanel } from "./NodePanel";
import { StepPanel } from "./StepPanel";

function Many({ count }: { count: number }) {
  const editor = useEditor();
  return (
    <>
      <div className="hd">
        <h2 className="nt grow">{t("nodesChosen", { count })}</h2>
        <IconButton icon="close" label={t("close")} onClick={() => editor.select({})} />
      </div>
      <div className="bd">
        <p className="t2">{t("manyHelp")}</p>
      </div>
    </>
  );
}

/** What is chosen: a step with its form, a node, or, when nothing is, the flow itself. */
export function Inspector() {
  const flow = useEditorState(flowOf);
  const selection = useShallowState((state) => state.selection);
  const [id] = selection.nodes;
  const node = id === undefined ? undefined : nodeOf(flow, id);
  const step = node?.steps.find((other) => other.id === selection.step) ?? (node?.steps.length === 1 ? node.steps[0] : undefined);
  return (
    <aside className="panel insp" aria-label={t("inspector")}>
      {selection.nodes.length > 1 ? (
        <Many count={selection.nodes.length} />
      ) : flow && node && step ? (
        <StepPanel key={step.id} flow={flow} node={node} step={step} />
      ) : flow && node ? (
        <NodePanel key={node.id} flow={flow} node={node} />
      ) : flow ? (
        <FlowPanel key={flow.id} flow={flow} />
      ) : null}
    </aside>
  );
}
