import type { Editor } from "../store/editor";
import { deleteChosen, duplicateChosen, likelyWay, nearestNode, nudge, tidyFlow } from "./actions";
import { flowOf } from "../store/selectors";
import { closeTryOut, openTryOut } from "../tryout/session";

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true], [role=dialog], [role=menu]") !== null;
}

/** Where a list that a key opens belongs: beside the chosen node, else in the middle. */
export function besideChosen(editor: Editor): { x: number; y: number } {
  const [node] = editor.state.selection.nodes;
  const box = node === undefined ? null : document.querySelector(`.react-flow__node[data-id="${CSS.escape(node)}"]`)?.getBoundingClientRect();
  return box ? { x: box.right + 16, y: box.top } : { x: window.innerWidth / 2 - 160, y: 160 };
}

function arrow(editor: Editor, event: KeyboardEvent, gesture: string): boolean {
  const direction = ARROWS[event.key];
  if (!direction || event.ctrlKey || event.metaKey) return false;
  const [dx, dy] = direction;
  if (event.shiftKey) {
    const by = event.altKey ? 1 : 20;
    nudge(editor, dx * by, dy * by, gesture);
    return true;
  }
  if (event.altKey) return false;
  const next = nearestNode(editor, dx, dy);
  if (next === undefined) return true;
  editor.select({ nodes: [next] });
  editor.show(next, "focus");
  return true;
}

function command(editor: Editor, event: KeyboardEvent): boolean {
  switch (event.key.toLowerCase()) {
    case "z":
      if (event.shiftKey) editor.redo();
      else editor.undo();
      return true;
    case "y":
      editor.redo();
      return true;
    case "d":
      duplicateChosen(editor);
      return true;
    case "a":
      editor.select({ nodes: flowOf(editor.state)?.nodes.map((node) => node.id) ?? [] });
      return true;
    case "delete":
    case "backspace":
      deleteChosen(editor, true);
      return true;
    default:
      return false;
  }
}

function letter(editor: Editor, key: string): boolean {
  const [node] = editor.state.selection.nodes;
  switch (key) {
    case "a":
      editor.pick({ kind: "step", at: besideChosen(editor), ...(node === undefined ? {} : { node }) });
      return true;
    case "c": {
      const from = node === undefined ? undefined : likelyWay(editor, node);
      if (node !== undefined && from) editor.pick({ kind: "connect", at: besideChosen(editor), node, from });
      return true;
    }
    case "e":
      if (editor.state.panel === "tryout") closeTryOut(editor);
      else openTryOut(editor);
      return true;
    case "0":
      editor.look("fit");
      return true;
    case "1":
      editor.look("reset");
      return true;
    case "+":
    case "=":
      editor.look("in");
      return true;
    case "-":
      editor.look("out");
      return true;
    default:
      return false;
  }
}

function enter(editor: Editor): boolean {
  const { nodes, step } = editor.state.selection;
  const [node] = nodes;
  if (node === undefined) return false;
  const first = flowOf(editor.state)?.nodes.find((other) => other.id === node)?.steps[0]?.id ?? null;
  editor.select({ nodes: [node], step: step ?? first });
  editor.set({ editing: { node, step: step ?? first } });
  return true;
}

/** Keys of the flow editor while no field has the focus. True when the key was ours. */
export function onKey(editor: Editor, event: KeyboardEvent, gesture: string): boolean {
  if (inField(event.target) || event.defaultPrevented) return false;
  if (event.key === "Escape") {
    if (editor.state.picker) editor.pick(null);
    else editor.select({});
    return true;
  }
  if (arrow(editor, event, gesture)) return true;
  if (event.ctrlKey || event.metaKey) return command(editor, event);
  if (event.altKey) {
    if (event.key !== "1" && event.key !== "2") return false;
    editor.set({ lens: event.key === "1" ? "build" : "path" });
    return true;
  }
  if (event.shiftKey && event.key === "T") {
    tidyFlow(editor);
    return true;
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    deleteChosen(editor, false);
    return true;
  }
  const onButton = event.target instanceof HTMLElement && event.target.closest("button, a, [role=button], [role=treeitem]") !== null;
  if (event.key === "Enter") return !onButton && enter(editor);
  return letter(editor, event.key.toLowerCase());
}

