import { createContext, use } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Editor } from "./editor";
import type { EditorState } from "./state";

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (editor === null) throw new Error("this belongs inside the flow editor");
  return editor;
}

/** Reads the state; the component is drawn again only when what it reads has changed. */
export function useEditorState<T>(read: (state: EditorState) => T): T {
  return useStore(useEditor().store, read);
}

/** As `useEditorState`, for lists and records whose elements stay the same. */
export function useShallowState<T>(read: (state: EditorState) => T): T {
  return useStore(useEditor().store, useShallow(read));
}
