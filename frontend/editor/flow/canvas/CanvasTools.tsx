import { useStore } from "@xyflow/react";
import { IconButton, Segmented, Tooltip } from "../../../ui";
import { useEditor, useEditorState } from "../store/context";
import type { Lens } from "../store/state";
import { t } from "../words";
import { tidyFlow } from "./actions";

/** Views over one canvas; choosing one never moves a node. */
function LensBar() {
  const editor = useEditor();
  const lens = useEditorState((state) => state.lens);
  const segments: readonly { value: Lens; title: string }[] = [
    { value: "build", title: t("lensBuild") },
    { value: "path", title: t("lensPath") },
  ];
  return (
    <div className="cui lens">
      <Segmented label={t("lens")} value={lens} segments={segments} onChange={(value) => editor.set({ lens: value })} />
    </div>
  );
}

function ZoomBar() {
  const editor = useEditor();
  const may = useEditorState((state) => state.may);
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className="cui tools" role="toolbar" aria-label={t("zoom")}>
      <Tooltip label={t("zoomOut")} kbd="-">
        <IconButton icon="minus" label={t("zoomOut")} onClick={() => editor.look("out")} />
      </Tooltip>
      <button type="button" className="zoomnum small num t2" title={t("zoomReset")} onClick={() => editor.look("reset")}>
        {zoom}%
      </button>
      <Tooltip label={t("zoomIn")} kbd="+">
        <IconButton icon="add" label={t("zoomIn")} onClick={() => editor.look("in")} />
      </Tooltip>
      <span className="sep" />
      <Tooltip label={t("fit")} kbd="0">
        <IconButton icon="fit" label={t("fit")} onClick={() => editor.look("fit")} />
      </Tooltip>
      {may && (
        <Tooltip label={t("tidy")} kbd="Shift T">
          <IconButton icon="tidy" label={t("tidy")} onClick={() => tidyFlow(editor)} />
        </Tooltip>
      )}
    </div>
  );
}

export function CanvasTools() {
  return (
    <>
      <LensBar />
      <ZoomBar />
    </>
  );
}
