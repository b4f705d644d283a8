import { EdgeLabelRenderer, type ConnectionLineComponentProps, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { Icon } from "../../../ui";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";
import { isTaken } from "./marks";
import { middleOf, plainRoute, roundedPath, type Point } from "./routes";
import { HALF_HANDLE, useRoute } from "./routing";

export type ThreadEdgeType = Edge<{ flow: string; step: string | null; output: string }, "thread">;

function Splice({ at, id }: { at: Point; id: string }) {
  const editor = useEditor();
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        className="splice nodrag nopan"
        style={{ transform: `translate(-50%, -50%) translate(${String(at.x)}px, ${String(at.y)}px)` }}
        title={t("insertHere")}
        aria-label={t("insertHere")}
        onClick={(event) => {
          event.stopPropagation();
          editor.pick({ kind: "after", at: { x: event.clientX + 12, y: event.clientY }, place: { x: at.x - 118, y: at.y + 24 }, splice: id });
        }}
      >
        <Icon name="add" />
      </button>
    </EdgeLabelRenderer>
  );
}

/** A transition: orthogonal, from a right handle to a left one, with an arrow at its target. */
export const ThreadEdge = memo(function ThreadEdge(props: EdgeProps<ThreadEdgeType>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, data } = props;
  const from = { x: sourceX - HALF_HANDLE, y: sourceY };
  const to = { x: targetX, y: targetY };
  const route = useRoute(id, from, to) ?? plainRoute(from, to);
  const chosen = useEditorState(({ selection }) => selection.transition === id || (selection.nodes.length === 1 && (selection.nodes[0] === source || selection.nodes[0] === target)));
  const alone = useEditorState(({ selection }) => selection.transition === id);
  const onPath = useEditorState((state) => {
    if (state.lens !== "path" || state.run === null || data === undefined) return "";
    return isTaken(state.run, data.flow, source, data) ? "lit" : "dim";
  });
  const hovered = useEditorState((state) => state.hovered === id);
  const name = onPath !== "" ? onPath : chosen ? "sel" : hovered ? "hover" : "";
  const path = roundedPath(route);
  return (
    <>
      <path className="hit" d={path} />
      <path className={`line ${name}`} d={path} />
      <path className={`arrow ${name}`} d={`M${String(to.x - 7)},${String(to.y - 4)}l7,4l-7,4z`} />
      {(hovered || alone) && <Splice at={middleOf(route)} id={id} />}
    </>
  );
});

/** The line under the pointer while a transition is drawn. */
export function DrawnLine({ fromX, fromY, toX, toY }: ConnectionLineComponentProps) {
  const path = roundedPath(plainRoute({ x: fromX - HALF_HANDLE, y: fromY }, { x: toX, y: toY }));
  return <path className="line drag" d={path} />;
}
