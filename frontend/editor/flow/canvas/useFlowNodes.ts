import { Position, type NodeHandle } from "@xyflow/react";
import { useEffect, useMemo, useRef, useState, type Dispatch, type SetStateAction } from "react";
import { startOf, type Flow, type FlowNode, type Transition } from "../document/model";
import { handleOf, waysOf, type NodeWays } from "../document/outputs";
import type { Editor } from "../store/editor";
import { useEditor, useEditorState } from "../store/context";
import { countsAt, flowOf, outgoing } from "../store/selectors";
import { t } from "../words";
import { ENTRY, HANDLE, measure, WIDTH, type Measure } from "./measure";
import type { FlowNodeType } from "./NodeView";
import type { ThreadEdgeType } from "./ThreadEdge";

type Label = { readonly ways: NodeWays; readonly errors: number; readonly text: string };

const labels = new WeakMap<FlowNode, Label>();

/** "Check the address, 2 steps, 3 ways out, 1 error" */
function labelOf(editor: Editor, flow: Flow, node: FlowNode): string {
  const { catalogue, language, findings } = editor.state;
  const ways = waysOf(node, outgoing(flow, node.id), catalogue, language);
  const { errors } = countsAt(findings, flow.id, node.id);
  const known = labels.get(node);
  if (known?.ways === ways && known.errors === errors) return known.text;
  const text = sayNode(node, ways, errors);
  labels.set(node, { ways, errors, text });
  return text;
}

function sayNode(node: FlowNode, ways: NodeWays, errors: number): string {
  const out = ways.steps.reduce((sum, step) => sum + step.ways.length, ways.next ? 1 : 0);
  const parts = [node.title || t("untitled"), t("stepCount", { count: node.steps.length }), t("waysOut", { count: out })];
  if (errors > 0) parts.push(t("errors", { count: errors }));
  return parts.join(", ");
}

function nodeFor(editor: Editor, flow: Flow, node: FlowNode, old: FlowNodeType | undefined, selected: boolean): FlowNodeType {
  const label = labelOf(editor, flow, node);
  const moved = old?.data.node.x !== node.x || old.data.node.y !== node.y;
  if (old && !moved && old.data.node === node && old.selected === selected && old.ariaLabel === label) return old;
  const data = old?.data.node === node && old.data.flow === flow.id ? old.data : { node, flow: flow.id };
  const position = old && !moved ? old.position : { x: node.x, y: node.y };
  if (old) return { ...old, position, data, selected, ariaLabel: label };
  const { state } = editor;
  const size = measure(waysOf(node, outgoing(flow, node.id), state.catalogue, state.language), startOf(flow) === node.id ? flow.triggers.length : 0, state.language);
  return {
    id: node.id,
    type: "step",
    position,
    data,
    selected,
    ariaLabel: label,
    ariaRole: "group",
    // Estimates, until the node is drawn: so a thousand nodes need not all be drawn once to be measured.
    measured: { width: WIDTH, height: size.height },
    handles: handlesOf(size),
  };
}

function handlesOf(size: Measure): NodeHandle[] {
  const box = { width: HANDLE, height: HANDLE };
  const out = [...size.handles].map(([id, y]): NodeHandle => ({ ...box, id, type: "source", position: Position.Right, x: WIDTH - HANDLE / 2, y: y - HANDLE / 2 }));
  return [{ ...box, id: "in", type: "target", position: Position.Left, x: -HANDLE / 2, y: ENTRY - HANDLE / 2 }, ...out];
}

/** A node that has been measured needs its estimates no more. */
export function withoutEstimates(nodes: FlowNodeType[], measured: readonly string[]): FlowNodeType[] {
  const done = new Set(measured);
  return nodes.map((node) => {
    if (!done.has(node.id) || node.handles === undefined) return node;
    const { handles: _, ...rest } = node;
    return rest;
  });
}

/** Nodes for the canvas library: what an edit did not touch stays the same object, so only the edited node is drawn again. */
export function useFlowNodes(): readonly [FlowNodeType[], Dispatch<SetStateAction<FlowNodeType[]>>] {
  const editor = useEditor();
  const flow = useEditorState(flowOf);
  const chosen = useEditorState((state) => state.selection.nodes);
  const findings = useEditorState((state) => state.findings);
  const [nodes, setNodes] = useState<FlowNodeType[]>([]);
  useEffect(() => {
    const selected = new Set(chosen);
    setNodes((before) => {
      const old = new Map(before.map((node) => [node.id, node]));
      return flow?.nodes.map((node) => nodeFor(editor, flow, node, old.get(node.id), selected.has(node.id))) ?? [];
    });
  }, [editor, flow, chosen, findings]);
  return [nodes, setNodes];
}

function edgeFor(flow: string, transition: Transition): ThreadEdgeType {
  return {
    id: transition.id,
    type: "thread",
    source: transition.node,
    sourceHandle: handleOf(transition),
    target: transition.target,
    targetHandle: "in",
    reconnectable: "target",
    data: { flow, step: transition.step, output: transition.output },
  };
}

const NONE: readonly Transition[] = [];

/** Transitions for the canvas library: another list only when one of them changed, not with every text. */
export function useFlowEdges(): ThreadEdgeType[] {
  const flow = useEditorState((state) => state.flow);
  const transitions = useEditorState((state) => flowOf(state)?.transitions ?? NONE);
  const known = useRef(new WeakMap<Transition, ThreadEdgeType>());
  return useMemo(
    () =>
      transitions.map((transition) => {
        const edge = known.current.get(transition) ?? edgeFor(flow ?? "", transition);
        known.current.set(transition, edge);
        return edge;
      }),
    [flow, transitions],
  );
}
