import {
  applyNodeChanges,
  Background,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
  type Connection,
  type EdgeTypes,
  type FinalConnectionState,
  type NodeChange,
  type NodeTypes,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useCallback, useLayoutEffect, useRef, useState, type MouseEvent, type RefObject } from "react";
import { moveNodes } from "../document/commands/nodes";
import { wayOfHandle } from "../document/outputs";
import type { Editor } from "../store/editor";
import { useEditor, useEditorState } from "../store/context";
import { flowOf } from "../store/selectors";
import { orderOf } from "../tryout/run";
import { t } from "../words";
import { connectTo } from "./actions";
import { CanvasTools } from "./CanvasTools";
import { useCamera, usePlaceOnCanvas } from "./camera";
import { FarContext } from "./far";
import { useClipboard } from "./clipboard";
import { NodeView, type FlowNodeType } from "./NodeView";
import { PendingLine } from "./PendingLine";
import { makeRoutes, RoutesContext, useRouting } from "./routing";
import { RemeasureContext, useRemeasureBatch } from "./remeasure";
import { DrawnLine, ThreadEdge, type ThreadEdgeType } from "./ThreadEdge";
import { useFlowEdges, useFlowNodes, withoutEstimates } from "./useFlowNodes";

const NODE_TYPES: NodeTypes = { step: NodeView };
const EDGE_TYPES: EdgeTypes = { thread: ThreadEdge };
const FAR = 0.5;

function chosenAfter(editor: Editor, changes: readonly NodeChange<FlowNodeType>[]): void {
  const before = editor.state.selection.nodes;
  const chosen = new Set(before);
  for (const change of changes) {
    if (change.type !== "select") continue;
    if (change.selected) chosen.add(change.id);
    else chosen.delete(change.id);
  }
  const nodes = [...chosen];
  if (nodes.length === before.length && nodes.every((id) => before.includes(id))) return;
  editor.select({ nodes });
}

function useChanges(setNodes: (change: (nodes: FlowNodeType[]) => FlowNodeType[]) => void) {
  const editor = useEditor();
  return useCallback(
    (changes: NodeChange<FlowNodeType>[]) => {
      chosenAfter(editor, changes);
      const others = changes.filter((change) => change.type !== "select" && change.type !== "remove");
      if (others.length > 0) setNodes((nodes) => applyNodeChanges(others, nodes));
    },
    [editor, setNodes],
  );
}

/** Connecting by pointer: on a node, on its entry, or on empty canvas, which opens the picker there. */
function useConnecting() {
  const editor = useEditor();
  const place = usePlaceOnCanvas();
  const onConnect = useCallback(
    (connection: Connection) => connectTo(editor, { node: connection.source, ...wayOfHandle(connection.sourceHandle ?? "") }, connection.target),
    [editor],
  );
  const onConnectEnd = useCallback(
    (event: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (state.isValid === true || state.fromHandle === null || state.fromHandle.type !== "source") return;
      const point = "clientX" in event ? event : event.changedTouches[0];
      if (point === undefined) return;
      const at = { x: point.clientX, y: point.clientY };
      const from = { node: state.fromHandle.nodeId, ...wayOfHandle(state.fromHandle.id ?? "") };
      const under = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>(".react-flow__node")?.dataset["id"];
      if (under !== undefined && under !== from.node) connectTo(editor, from, under);
      else if (under === undefined) editor.pick({ kind: "after", at, place: place({ x: at.x, y: at.y - 19 }), from });
    },
    [editor, place],
  );
  return { onConnect, onConnectEnd };
}

function useDragging() {
  const editor = useEditor();
  return useCallback(
    (_event: unknown, _node: FlowNodeType, dragged: FlowNodeType[]) => {
      const flow = flowOf(editor.state);
      if (flow) editor.run(moveNodes(flow, dragged.map((node) => ({ id: node.id, ...node.position }))));
    },
    [editor],
  );
}

/** The map shows what is chosen, or the path of the try-out. */
function useMapMarks(): (node: FlowNodeType) => string {
  const run = useEditorState((state) => (state.lens === "path" ? state.run : null));
  return useCallback((node) => (run === null ? node.selected === true : orderOf(run, node.data.flow, node.id) > 0) ? "s" : "", [run]);
}

function Surface() {
  const editor = useEditor();
  const may = useEditorState((state) => state.may);
  const [nodes, setNodes] = useFlowNodes();
  const edges = useFlowEdges();
  const [routes] = useState(makeRoutes);
  const onNodesChange = useChanges(setNodes);
  const { onConnect, onConnectEnd } = useConnecting();
  const onNodeDragStop = useDragging();
  const far = useStore((state) => state.transform[2] < FAR);
  const remeasure = useRemeasureBatch(useCallback((measured) => setNodes((before) => withoutEstimates(before, measured)), [setNodes]));
  useRouting(routes);
  useCamera();
  useClipboard();
  const nodeClass = useMapMarks();
  const onEdgeHover = useCallback((_: MouseEvent, edge: ThreadEdgeType) => editor.set({ hovered: edge.id }), [editor]);
  const onEdgeLeave = useCallback(() => editor.set({ hovered: null }), [editor]);
  return (
    <FarContext value={far}>
      <RoutesContext value={routes}>
       <RemeasureContext value={remeasure}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          connectionLineComponent={DrawnLine}
          onNodesChange={onNodesChange}
          onConnect={onConnect}
          onConnectEnd={onConnectEnd}
          onReconnect={(edge, connection) => connectTo(editor, { node: edge.source, ...wayOfHandle(edge.sourceHandle ?? "") }, connection.target)}
          onNodeDragStop={onNodeDragStop}
          onSelectionDragStop={(event, dragged) => dragged[0] && onNodeDragStop(event, dragged[0], dragged)}
          onEdgeClick={(_, edge) => editor.select({ transition: edge.id })}
          onEdgeMouseEnter={onEdgeHover}
          onEdgeMouseLeave={onEdgeLeave}
          onPaneClick={() => editor.select({})}
          nodesDraggable={may}
          nodesConnectable={may}
          edgesReconnectable={may}
          onlyRenderVisibleElements
          disableKeyboardA11y
          deleteKeyCode={null}
          edgesFocusable={false}
          zoomOnDoubleClick={false}
          panOnScroll
          selectionMode={SelectionMode.Partial}
          nodeDragThreshold={3}
          connectionRadius={28}
          reconnectRadius={12}
          minZoom={0.1}
          maxZoom={1.6}
          proOptions={{ hideAttribution: true }}
          aria-label={t("canvas")}
        >
          <Background gap={20} size={1.4} className="dots" />
          <PendingLine />
          <MiniMap className="cui mini" pannable zoomable nodeBorderRadius={20} ariaLabel={t("minimap")} nodeClassName={nodeClass} />
        </ReactFlow>
        <CanvasTools />
       </RemeasureContext>
      </RoutesContext>
    </FarContext>
  );
}

/** Whether the element has had a size yet: a telephone shows the outline alone, and nothing fits into no room. */
function useRoom(element: RefObject<HTMLElement | null>): boolean {
  const [room, setRoom] = useState(false);
  useLayoutEffect(() => {
    const at = element.current;
    if (room || at === null) return;
    const observer = new ResizeObserver(() => setRoom(at.clientWidth > 0 && at.clientHeight > 0));
    observer.observe(at);
    return () => observer.disconnect();
  }, [element, room]);
  return room;
}

function Frame() {
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  return (
    <div ref={frame} className="canvas" role="application" aria-label={t("canvas")} aria-roledescription={t("canvas")}>
      {room && <Surface />}
    </div>
  );
}

/** The flow as a graph of nodes. A flow has its own canvas, so that its place and zoom are not mixed up with another's. */
export function Canvas() {
  const flow = useEditorState((state) => state.flow);
  return (
    <ReactFlowProvider key={flow ?? ""}>
      <Frame />
    </ReactFlowProvider>
  );
}
