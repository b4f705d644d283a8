import { memo } from "react";
import { Bead, isCategory } from "../../../ui";
import { editField } from "../document/commands/steps";
import { listOf } from "../document/json";
import type { StepWays } from "../document/outputs";
import { editableText, summaryOf } from "../document/summary";
import { useEditor, useEditorState } from "../store/context";
import { defaultLanguage, flowOf } from "../store/selectors";
import { t } from "../words";
import { InlineEdit } from "./InlineEdit";
import { hasRun } from "./marks";
import { Summary } from "./NodeText";

interface StepRowProps {
  flow: string;
  node: string;
  ways: StepWays;
}

function StepText({ node, ways }: { node: string; ways: StepWays }) {
  const editor = useEditor();
  const { step, type } = ways;
  const language = useEditorState((state) => state.language);
  const first = useEditorState(defaultLanguage);
  const editing = useEditorState((state) => state.editing?.node === node && state.editing.step === step.id);
  const pieces = summaryOf(type, step.config, language);
  const field = editing ? editableText(type, step.config, language, first) : undefined;
  if (field === undefined) {
    if (pieces.length > 0) return <Summary pieces={pieces} />;
    return listOf(type.schema["required"]).length > 0 ? <p className="sum t3">{t("nothingYet")}</p> : null;
  }
  return (
    <InlineEdit
      text={field.text}
      label={type.title}
      onKeep={(value) => {
        const flow = flowOf(editor.state);
        const edit = { node, step: step.id, path: field.path, value };
        if (flow) editor.run(editField(flow, edit, editor.state.catalogue, language));
      }}
      onLeave={(byKey) => editor.leaveText(node, byKey)}
    />
  );
}

/** One bead of the thread: the kind of step and what it does. */
export const StepRow = memo(function StepRow({ flow, node, ways }: StepRowProps) {
  const editor = useEditor();
  const { step, type } = ways;
  const selected = useEditorState((state) => state.selection.step === step.id && state.selection.nodes[0] === node);
  const skipped = useEditorState((state) => state.lens === "path" && state.run !== null && !hasRun(state.run, flow, node, step.id));
  const slots = step.config["slots"];
  const count = Array.isArray(slots) ? slots.length : 0;
  return (
    <div
      className={["step", selected ? "sel" : "", skipped ? "un" : ""].filter(Boolean).join(" ")}
      onClick={() => editor.select({ nodes: [node], step: step.id })}
      onDoubleClick={(event) => {
        event.stopPropagation();
        editor.set({ editing: { node, step: step.id } });
      }}
    >
      <Bead category={isCategory(type.category) ? type.category : undefined} icon={type.icon} />
      <span className="kind">{count > 0 ? t("slotCount", { title: type.title, count }) : type.title}</span>
      <StepText node={node} ways={ways} />
    </div>
  );
});
