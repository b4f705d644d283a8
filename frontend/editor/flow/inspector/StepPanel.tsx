import { Bead, IconButton, isCategory, Kbd, Segmented } from "../../../ui";
import { Editable } from "../../app/LookOnly";
import { stepTypeIn } from "../document/catalogue";
import { deleteStep, setInterruptions } from "../document/commands/steps";
import { objectOf } from "../document/json";
import type { Flow, FlowNode, Step } from "../document/model";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";
import { FormContext } from "./form/scope";
import { SchemaForm } from "./form/SchemaForm";
import { PanelHead } from "./PanelHead";
import { StepHelp } from "./StepHelp";
import { useStepForm } from "./useStepForm";

type Interruptions = "allow" | "ask" | "block";

function InterruptionField({ flow, node, step }: { flow: Flow; node: FlowNode; step: Step }) {
  const editor = useEditor();
  const value: Interruptions = step.interruptions === "ask" || step.interruptions === "block" ? step.interruptions : "allow";
  const segments: readonly { value: Interruptions; title: string }[] = [
    { value: "allow", title: t("interrupt") },
    { value: "ask", title: t("askFirst") },
    { value: "block", title: t("notInterrupt") },
  ];
  return (
    <div className="field">
      <span className="label">{t("whileItWaits")}</span>
      <Segmented label={t("whileItWaits")} value={value} segments={segments} onChange={(next) => editor.run(setInterruptions(flow, node.id, step.id, next === "allow" ? undefined : next))} />
      <span className="help">{t("interruptHelp")}</span>
    </div>
  );
}

/** The chosen step: its kind, and a form generated from the schema of its type. */
export function StepPanel({ flow, node, step }: { flow: Flow; node: FlowNode; step: Step }) {
  const editor = useEditor();
  const type = useEditorState((state) => stepTypeIn(state.catalogue, step.type));
  const scope = useStepForm(flow, node, step);
  const may = useEditorState((state) => state.may);
  const index = node.steps.findIndex((other) => other.id === step.id);
  const place = t("stepOf", { number: index + 1, count: node.steps.length });
  return (
    <FormContext value={scope}>
      <PanelHead flow={flow} node={node} />
      <div className="bd">
        <div className="row stephead">
          <Bead category={isCategory(type.category) ? type.category : undefined} icon={type.icon} />
          <div className="grow">
            <div className="strong">{type.title}</div>
            <div className="small t3">{type.waits ? `${place} · ${t("waitsForAnswer")}` : place}</div>
          </div>
          {node.steps.length > 1 && <IconButton icon="up" label={t("allSteps")} onClick={() => editor.select({ nodes: [node.id] })} />}
        </div>
        <StepHelp help={type.help} />
        <Editable may={may}>
          <SchemaForm schema={type.schema} value={step.config} path="" rich={type.waits || objectOf(type.schema["properties"])["options"] !== undefined ? "text" : "any"} />
          {type.waits && type.category === "ask" && <InterruptionField flow={flow} node={node} step={step} />}
        </Editable>
      </div>
      <div className="ft">
        <span className="mono clip">{step.id}</span>
        {may && (
          <>
            <button
              type="button"
              className="linkish bad"
              onClick={() => {
                if (editor.run(deleteStep(flow, node.id, step.id))) editor.select({ nodes: [node.id] });
              }}
            >
              {t("deleteStep")}
            </button>
            <span className="end row">
              <Kbd>A</Kbd>
              {t("addStepHint")}
            </span>
          </>
        )}
      </div>
    </FormContext>
  );
}
