import { Bead, Button, IconButton, isCategory, Kbd } from "../../../ui";
import { stepTypeIn } from "../document/catalogue";
import { deleteStep, moveStep } from "../document/commands/steps";
import type { Flow, FlowNode, Step } from "../document/model";
import { summaryOf, summaryWords } from "../document/summary";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";
import { PanelHead } from "./PanelHead";

function StepLine({ flow, node, step, index }: { flow: Flow; node: FlowNode; step: Step; index: number }) {
  const editor = useEditor();
  const type = useEditorState((state) => stepTypeIn(state.catalogue, step.type));
  const language = useEditorState((state) => state.language);
  const may = useEditorState((state) => state.may);
  const move = (to: number) => editor.run(moveStep(flow, node.id, step.id, node.id, Math.max(0, Math.min(node.steps.length - 1, to))));
  return (
    <li
      className="stepline"
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        event.stopPropagation();
        move(index + (event.key === "ArrowUp" ? -1 : 1));
      }}
    >
      <Bead category={isCategory(type.category) ? type.category : undefined} icon={type.icon} />
      <button type="button" className="grow clip" onClick={() => editor.select({ nodes: [node.id], step: step.id })}>
        <span className="strong">{type.title}</span> <span className="t3">{summaryWords(summaryOf(type, step.config, language))}</span>
      </button>
      {may && (
        <>
          <IconButton icon="up" label={t("moveUp", { what: type.title })} disabled={index === 0} onClick={() => move(index - 1)} />
          <IconButton icon="down" label={t("moveDown", { what: type.title })} disabled={index === node.steps.length - 1} onClick={() => move(index + 1)} />
          <IconButton icon="delete" label={t("removeRow", { what: type.title })} onClick={() => editor.run(deleteStep(flow, node.id, step.id))} />
        </>
      )}
    </li>
  );
}

/** A node with several steps: their order, and a way into each. */
export function NodePanel({ flow, node }: { flow: Flow; node: FlowNode }) {
  const editor = useEditor();
  const may = useEditorState((state) => state.may);
  return (
    <>
      <PanelHead flow={flow} node={node} />
      <div className="bd">
        <h3 className="label">{t("steps")}</h3>
        <ol className="steplines">
          {node.steps.map((step, index) => (
            <StepLine key={step.id} flow={flow} node={node} step={step} index={index} />
          ))}
        </ol>
        {node.steps.length === 0 && <p className="t3">{t("noStepsYet")}</p>}
        <Button
          icon="add"
          className="addrow"
          disabled={!may}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            editor.pick({ kind: "step", at: { x: box.left, y: box.bottom + 4 }, node: node.id });
          }}
        >
          {t("addStep")}
        </Button>
      </div>
      <div className="ft">
        <span className="mono">{node.id}</span>
        <span className="end row">
          <Kbd>A</Kbd>
          {t("addStepHint")}
        </span>
      </div>
    </>
  );
}
