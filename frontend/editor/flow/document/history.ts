import type { Command, Label } from "./commands/command";
import { apply, MisfitError, type Operation, type Parts } from "./operations";

export type Entry = {
  readonly label: Label;
  readonly gesture: string | undefined;
  readonly forward: readonly Operation[];
  readonly inverse: readonly Operation[];
};

/** What can be undone and redone, newest last. Remote changes never enter it. */
export type History = { readonly undo: readonly Entry[]; readonly redo: readonly Entry[] };

export const EMPTY_HISTORY: History = { undo: [], redo: [] };

const DEPTH = 200;

export type Change = {
  readonly parts: Parts;
  readonly history: History;
  readonly operations: readonly Operation[];
  readonly label: Label;
};

/** Two edits of the same text in one gesture need only the last value. */
function joined(earlier: readonly Operation[], later: readonly Operation[]): readonly Operation[] {
  const last = earlier[earlier.length - 1];
  const [first, ...rest] = later;
  const overwrites = last?.op === "set" && first?.op === "set" && last.part === first.part && last.path === first.path;
  return overwrites ? [...earlier.slice(0, -1), first, ...rest] : [...earlier, ...later];
}

function joinedInverse(earlier: readonly Operation[], later: readonly Operation[]): readonly Operation[] {
  const last = later[later.length - 1];
  const [first] = earlier;
  const overwrites =
    last !== undefined && first !== undefined && last.op === "set" && last.part === first.part && last.path === first.path;
  return overwrites ? [...later.slice(0, -1), ...earlier] : [...later, ...earlier];
}

/** Does a command; undefined when it changes nothing. Throws MisfitError when it does not fit the draft. */
export function perform(parts: Parts, history: History, command: Command): Change | undefined {
  if (command.operations.length === 0) return undefined;
  const applied = apply(parts, command.operations);
  const top = history.undo[history.undo.length - 1];
  const continues = command.gesture !== undefined && top?.gesture === command.gesture && history.redo.length === 0;
  const entry: Entry = {
    label: command.label,
    gesture: command.gesture,
    forward: continues ? joined(top.forward, command.operations) : command.operations,
    inverse: continues ? joinedInverse(top.inverse, applied.inverse) : applied.inverse,
  };
  const before = continues ? history.undo.slice(0, -1) : history.undo;
  return {
    parts: applied.parts,
    history: { undo: [...before, entry].slice(-DEPTH), redo: [] },
    operations: command.operations,
    label: command.label,
  };
}

/** Undoes the newest entry that still fits: one whose place a colleague removed is dropped. */
export function undo(parts: Parts, history: History): Change | undefined {
  const remaining = [...history.undo];
  for (let entry = remaining.pop(); entry; entry = remaining.pop()) {
    const applied = attempt(parts, entry.inverse);
    if (!applied) continue;
    const back: Entry = { ...entry, gesture: undefined };
    return {
      parts: applied.parts,
      history: { undo: remaining, redo: [...history.redo, back] },
      operations: entry.inverse,
      label: entry.label,
    };
  }
  return undefined;
}

export function redo(parts: Parts, history: History): Change | undefined {
  const remaining = [...history.redo];
  for (let entry = remaining.pop(); entry; entry = remaining.pop()) {
    const applied = attempt(parts, entry.forward);
    if (!applied) continue;
    const again: Entry = { ...entry, inverse: applied.inverse };
    return {
      parts: applied.parts,
      history: { undo: [...history.undo, again], redo: remaining },
      operations: entry.forward,
      label: entry.label,
    };
  }
  return undefined;
}

function attempt(parts: Parts, operations: readonly Operation[]): ReturnType<typeof apply> | undefined {
  try {
    return apply(parts, operations);
  } catch (error) {
    if (error instanceof MisfitError) return undefined;
    throw error;
  }
}
