import { useMemo, useRef } from "react";
import type { DraftSnapshot } from "../../api/draftClient";
import type { Finding } from "../../api/types";
import { editField } from "../document/commands/steps";
import { flowKey, languagesOf, type Flow, type FlowNode, type Step } from "../document/model";
import { pointerOf } from "../document/pointer";
import { useEditor, useEditorState } from "../store/context";
import { flowOf, nodeOf, outgoing } from "../store/selectors";
import { addressIn } from "./form/rows";
import type { FormScope, PlacedFinding } from "./form/scope";

/** What the server said about an operation on this place, if it would not take it. */
export function refusalAt(draft: DraftSnapshot, part: string, path: string): string | undefined {
  const refused = draft.refused.findLast((entry) => entry.change.operations.some((operation) => operation.part === part && (operation.path === path || operation.path.startsWith(`${path}/`))));
  return refused && (refused.problem.problems[0]?.detail ?? refused.problem.message);
}

/** What lint says about the fields of a step. Missing translations are the dots of the language switch. */
export function findingsIn(findings: readonly Finding[], step: Step): readonly PlacedFinding[] {
  return findings.flatMap((finding) => {
    const [, inside] = /\/steps\/[^/]+\/config(\/.*)$/.exec(finding.pointer) ?? [];
    return finding.step === step.id && finding.code !== "missing-translation" && inside !== undefined ? [{ place: addressIn(step.config, inside), finding }] : [];
  });
}

/** The form of one step: each field is edited by operations of its own, and typing into one undoes together. */
export function useStepForm(flow: Flow, node: FlowNode, step: Step): FormScope {
  const editor = useEditor();
  const language = useEditorState((state) => state.language);
  const parts = useEditorState((state) => state.parts.get("settings"));
  const refused = useEditorState((state) => state.draft);
  const findings = useEditorState((state) => state.findings);
  const gesture = useRef<string | null>(null);
  const transitions = outgoing(flow, node.id);
  return useMemo(() => {
    const { all, first } = languagesOf(editor.state.parts);
    const part = flowKey(flow.id);
    const base = pointerOf(["nodes", node.id, "steps", step.id, "config"]);
    return {
      config: step.config,
      language,
      defaultLanguage: first,
      languages: all,
      edit: (path, value) => {
        const current = flowOf(editor.state);
        if (!current) return;
        gesture.current ??= editor.gesture("field");
        for (const refusal of editor.state.draft.refused) editor.draft.dismissRefused(refusal.change.id);
        editor.run(editField(current, { node: node.id, step: step.id, path, value, gesture: gesture.current }, editor.state.catalogue, language));
      },
      leave: () => {
        gesture.current = null;
      },
      refusal: (path) => refusalAt(refused, part, base + path),
      findings: findingsIn(findings, step),
      targetOf: (output) => {
        const transition = transitions.find((other) => other.step === step.id && other.output === output);
        return transition && nodeOf(flow, transition.target)?.title;
      },
    };
    // `parts` stands for the languages, which are read from it.
  }, [editor, flow, node.id, step, findings, language, refused, transitions, parts]);
}
