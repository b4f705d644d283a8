import type { Finding } from "../../api/types";
import { findingHref } from "../../app/places";
import { besideChosen } from "../canvas/keys";
import { waysOf } from "../document/outputs";
import type { Editor } from "../store/editor";
import { flowOf, nodeOf, outgoing } from "../store/selectors";
import type { Way } from "../document/commands/transitions";

/** Whether a way out without a next step is what is wrong. */
export function connectable(finding: Finding): boolean {
  return finding.node !== null && /open|unconnected|output|ends|dead/.test(finding.code);
}

/** The way out a finding is about: of its step, else the thread of its node. */
function wayOf(editor: Editor, finding: Finding): Way | undefined {
  const flow = flowOf(editor.state);
  const node = nodeOf(flow, finding.node ?? "");
  if (!flow || !node) return undefined;
  const ways = waysOf(node, outgoing(flow, node.id), editor.state.catalogue, editor.state.language);
  const open = ways.steps.flatMap((step) => step.ways).filter((way) => way.state === "open");
  const way = open.find((other) => finding.message.includes(other.title)) ?? open.find((other) => other.step === finding.step) ?? ways.next;
  return way && { node: node.id, step: way.step, output: way.output };
}

/** Goes to where a finding can be put right: the field on the canvas, or another page. */
export function openFinding(editor: Editor, slug: string, finding: Finding, connect = false): void {
  if (finding.flow === null) {
    window.location.assign(findingHref(slug, finding));
    return;
  }
  editor.open(finding.flow);
  if (finding.node === null) {
    editor.select({});
    return;
  }
  editor.set({ panel: "inspector" });
  editor.select({ nodes: [finding.node], step: finding.step });
  editor.show(finding.node);
  const from = connect ? wayOf(editor, finding) : undefined;
  if (from) requestAnimationFrame(() => editor.pick({ kind: "connect", at: besideChosen(editor), node: from.node, from }));
}
