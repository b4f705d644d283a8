import type { StepType } from "../document/catalogue";
import type { Command } from "../document/commands/command";
import { addNode } from "../document/commands/nodes";
import { addStep } from "../document/commands/steps";
import { connectOperations, type Way } from "../document/commands/transitions";
import { randomIds, stepIds } from "../document/ids";
import { flowKey, type Flow, type Transition } from "../document/model";
import { pointerOf } from "../document/pointer";
import type { Editor } from "../store/editor";
import { flowOf, nodeOf } from "../store/selectors";
import type { PickerRequest, Point } from "../store/state";
import { connectTo, heightOf } from "../canvas/actions";
import { t } from "../words";
import { freshStep } from "./fresh";
import type { Option } from "./options";

const BESIDE = 300;

/** Beside the node it comes from, below what already stands there. */
function placeFor(editor: Editor, flow: Flow, request: PickerRequest): Point {
  if (request.place) return request.place;
  const source = nodeOf(flow, request.from?.node ?? request.node ?? "");
  if (!source) return { x: 80, y: 80 };
  let y = source.y;
  const inColumn = flow.nodes.filter((node) => Math.abs(node.x - source.x - BESIDE) < 236);
  for (const node of [...inColumn].sort((a, b) => a.y - b.y)) {
    const bottom = node.y + heightOf(editor, node.id) + 40;
    if (node.y < y + 160 && bottom > y) y = bottom;
  }
  return { x: source.x + BESIDE, y };
}

/** Puts a new node into a transition: its source leads to the node, the node's thread to its target. */
function spliced(flow: Flow, transition: Transition, id: string, command: Command, goesOn: boolean): Command {
  const part = flowKey(flow.id);
  const lead = { op: "set", part, path: pointerOf(["transitions", transition.id, "target"]), value: id } satisfies Command["operations"][number];
  const onward = goesOn ? connectOperations(flow, { node: id, step: null, output: "next" }, transition.target, randomIds) : [];
  return { ...command, operations: [...command.operations, lead, ...onward] };
}

function insertNode(editor: Editor, flow: Flow, request: PickerRequest, type: StepType): void {
  const step = freshStep(editor.state.parts, editor.state.flow, type);
  const transition = flow.transitions.find((other) => other.id === request.splice);
  const from: Way | undefined = transition ? undefined : request.from;
  const wish = { title: type.title, at: placeFor(editor, flow, request), steps: [step], ...(from ? { from } : {}) };
  const { id, command } = addNode(flow, wish, (prefix) => (prefix === "n" ? stepIds(type.type)("") : randomIds(prefix)));
  const goesOn = type.outputs.some((output) => output.kind === "fixed" && output.id === "next");
  if (!editor.run(transition ? spliced(flow, transition, id, command, goesOn) : command)) return;
  editor.select({ nodes: [id], step: step.id });
  editor.show(id, "focus");
  editor.say(t("addedNode", { what: type.title }));
}

function insertStep(editor: Editor, flow: Flow, node: string, type: StepType, index: number | undefined): void {
  const step = freshStep(editor.state.parts, editor.state.flow, type);
  if (!editor.run(addStep(flow, node, step, index))) return;
  editor.select({ nodes: [node], step: step.id });
  editor.show(node, "focus");
  editor.say(t("addedStep", { what: type.title, node: nodeOf(flow, node)?.title ?? "" }));
}

/** Does what was chosen in the picker, as one undo. */
export function choose(editor: Editor, request: PickerRequest, option: Option): void {
  const flow = flowOf(editor.state);
  editor.pick(null);
  if (!flow) return;
  if (option.kind === "node") {
    if (request.from) connectTo(editor, request.from, option.node.id);
    return;
  }
  if (request.kind === "step" && request.node !== undefined) insertStep(editor, flow, request.node, option.type, request.index);
  else insertNode(editor, flow, request, option.type);
}
