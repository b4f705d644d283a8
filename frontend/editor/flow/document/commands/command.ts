import type { Operation } from "../operations";

/** What a command did, in the words of the undo list (translated where it is shown). */
export type Label =
  | "addNode" | "addStep" | "connect" | "createFlow" | "createVariable" | "deleteFlow" | "deleteNode" | "deleteStep"
  | "disconnect" | "duplicate" | "edit" | "editFlow" | "fix" | "moveNode" | "moveStep" | "paste" | "rename" | "tidy";

/** A change somebody asked for. Commands with the same `gesture`, one after the other, undo together. */
export type Command = { readonly label: Label; readonly operations: readonly Operation[]; readonly gesture?: string };

export const NOTHING: readonly Operation[] = [];
