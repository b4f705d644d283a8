import { Handle, Position } from "@xyflow/react";
import { memo } from "react";
import { handleOf, isElse, type Way } from "../document/outputs";
import { flowOf, nodeOf } from "../store/selectors";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";
import { isTaken } from "./marks";

export interface OutProps {
  flow: string;
  node: string;
  way: Way;
  /** Tab stops here only while the node is chosen. */
  reachable: boolean;
}

function handleClass(way: Way, lit: boolean): string {
  if (lit) return "h lit";
  if (way.state === "connected") return "h on";
  return way.state === "open" ? "h open" : "h self";
}

function useHandleWords(way: Way): string {
  const target = useEditorState((state) => {
    const flow = flowOf(state);
    return way.transition ? nodeOf(flow, way.transition.target)?.title : undefined;
  });
  if (target !== undefined) return t("wayTo", { way: way.title, node: target });
  return way.state === "open" ? t("wayOpen", { way: way.title }) : t("wayEnds", { way: way.title });
}

/** The handle of a way out: drag it, or press Enter on it, to connect. */
function OutHandle({ flow, node, way, reachable }: OutProps) {
  const editor = useEditor();
  const lit = useEditorState((state) => state.lens === "path" && isTaken(state.run, flow, node, way));
  const words = useHandleWords(way);
  return (
    <Handle
      type="source"
      position={Position.Right}
      id={handleOf(way)}
      className={handleClass(way, lit)}
      role="button"
      tabIndex={reachable ? 0 : -1}
      aria-label={words}
      title={words}
      data-way={handleOf(way)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        const box = event.currentTarget.getBoundingClientRect();
        editor.pick({ kind: "after", at: { x: box.right + 8, y: box.top }, from: { node, step: way.step, output: way.output } });
      }}
    />
  );
}

/** One way out of a step, as a pill on a branch of the thread. */
export const OutRow = memo(function OutRow(props: OutProps & { last: boolean }) {
  const { flow, node, way, last } = props;
  const lit = useEditorState((state) => state.lens === "path" && isTaken(state.run, flow, node, way));
  const classes = ["out", isElse(way.output) ? "else" : "", last ? "last" : "", lit ? "lit" : ""].filter(Boolean).join(" ");
  return (
    <div className={classes}>
      <span className="pill">
        <span className="clip">{way.title}</span>
      </span>
      <OutHandle {...props} />
    </div>
  );
});

/** The thread itself leaving the node. */
export const NextRow = memo(function NextRow(props: OutProps) {
  const { flow, node, way } = props;
  const lit = useEditorState((state) => state.lens === "path" && isTaken(state.run, flow, node, way));
  return (
    <div className={lit ? "next lit" : "next"}>
      <span>{way.state === "ends" ? t("endsHere") : way.title}</span>
      <OutHandle {...props} />
    </div>
  );
});
