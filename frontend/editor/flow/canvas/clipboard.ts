import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { useEditor } from "../store/context";
import { copyChosen, deleteChosen, pasteAt } from "./actions";
import { inField } from "./keys";

/** Copy, cut and paste of nodes through the system clipboard, between flows, bots and tabs. */
export function useClipboard(): void {
  const editor = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      if (inField(event.target) || event.clipboardData === null || String(getSelection()) !== "") return;
      if (!copyChosen(editor, event.clipboardData)) return;
      event.preventDefault();
      if (event.type === "cut") deleteChosen(editor, false);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (inField(event.target) || event.clipboardData === null) return;
      const middle = screenToFlowPosition({ x: window.innerWidth / 2 - 160, y: window.innerHeight / 2 - 80 });
      if (pasteAt(editor, event.clipboardData.getData("text/plain"), middle)) event.preventDefault();
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [editor, screenToFlowPosition]);
}
