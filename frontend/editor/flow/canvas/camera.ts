import { useNodesInitialized, useReactFlow } from "@xyflow/react";
import { useCallback, useEffect } from "react";
import { useEditor, useEditorState } from "../store/context";
import type { CameraWish, Point } from "../store/state";
import { flowOf, nodeOf } from "../store/selectors";
import { heightOf } from "./actions";
import { WIDTH } from "./measure";

function motion(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 260;
}

/** From page pixels to the canvas. */
export function usePlaceOnCanvas(): (at: Point) => Point {
  const { screenToFlowPosition } = useReactFlow();
  return useCallback((at) => screenToFlowPosition(at), [screenToFlowPosition]);
}

function focusNode(node: string): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(node)}"]`)?.focus({ preventScroll: true });
  });
}

/** Looks where the editor asks: fit, zoom, or a node brought into view. */
export function useCamera(): void {
  const editor = useEditor();
  const flow = useReactFlow();
  const ready = useNodesInitialized();
  const wish = useEditorState((state) => state.camera);

  useEffect(() => {
    if (wish === null || !ready) return;
    const duration = motion();
    const toNode = (id: string, kind: CameraWish["kind"]) => {
      const node = nodeOf(flowOf(editor.state), id);
      if (!node) return;
      const zoom = Math.max(flow.getZoom(), 0.6);
      const height = heightOf(editor, id);
      const [topLeft, bottomRight] = [flow.flowToScreenPosition({ x: node.x, y: node.y }), flow.flowToScreenPosition({ x: node.x + WIDTH, y: node.y + height })];
      const pane = document.querySelector(".react-flow")?.getBoundingClientRect();
      const seen = pane && topLeft.x > pane.left && topLeft.y > pane.top && bottomRight.x < pane.right && bottomRight.y < pane.bottom;
      if (!seen) void flow.setCenter(node.x + WIDTH / 2, node.y + height / 2, { zoom, duration });
      if (kind === "focus") focusNode(id);
    };
    const atStart = (id: string) => {
      const node = nodeOf(flowOf(editor.state), id);
      if (node) void flow.setViewport({ x: 80 - node.x * 0.85, y: 90 - node.y * 0.85, zoom: 0.85 });
    };
    const whole = (duration: number) => void flow.fitView({ padding: { top: "64px", bottom: "64px", left: "40px", right: "40px" }, maxZoom: 1, duration });
    if (wish.kind === "begin") atStart(wish.node ?? "");
    else if (wish.kind === "open") whole(0); // what moves while it is seen for the first time is clicked beside
    else if (wish.kind === "fit") whole(duration);
    else if (wish.kind === "reset") void flow.zoomTo(1, { duration });
    else if (wish.kind === "in") void flow.zoomIn({ duration });
    else if (wish.kind === "out") void flow.zoomOut({ duration });
    else if (wish.node !== undefined) toNode(wish.node, wish.kind);
    editor.set({ camera: null });
  }, [wish, ready, flow, editor]);
}
