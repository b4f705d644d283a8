import { useInternalNode, ViewportPortal } from "@xyflow/react";
import { handleOf } from "../document/outputs";
import { useEditorState } from "../store/context";
import type { PickerRequest } from "../store/state";
import { plainRoute, roundedPath } from "./routes";

function Line({ from, to }: { from: NonNullable<PickerRequest["from"]>; to: { x: number; y: number } }) {
  const node = useInternalNode(from.node);
  const bounds = node?.internals.handleBounds?.source?.find((handle) => handle.id === handleOf(from));
  if (!node || !bounds) return null;
  const { x, y } = node.internals.positionAbsolute;
  const start = { x: x + bounds.x + bounds.width / 2, y: y + bounds.y + bounds.height / 2 };
  return (
    <ViewportPortal>
      <svg className="pending" aria-hidden="true">
        <path className="line drag" d={roundedPath(plainRoute(start, to))} />
      </svg>
    </ViewportPortal>
  );
}

/** Keeps the drawn line in sight while the picker asks what it should lead to. */
export function PendingLine() {
  const picker = useEditorState((state) => state.picker);
  if (picker?.from === undefined || picker.place === undefined || picker.splice !== undefined) return null;
  return <Line from={picker.from} to={{ x: picker.place.x, y: picker.place.y + 19 }} />;
}
