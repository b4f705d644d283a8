import type { NodeWays, StepWays } from "../document/outputs";
import { handleOf } from "../document/outputs";
import { summaryOf, type Piece } from "../document/summary";

/** Sizes of the node's parts in canvas pixels; they mirror the style sheet. */
export const WIDTH = 236;
const HEADER = 38;
const TRIGGER = 30;
const KIND = 16;
const LINE = 18;
const STEP_PADDING = 10;
const SLOT = 25;
const OUT = 26;
const NEXT = 28;
const PAD = 8;
const LETTERS_PER_LINE = 29;
const MOST_LINES = 4;

export const HANDLE = 11;
/** Middle of the entry handle, from the top of the node. */
export const ENTRY = 19;

function textLines(pieces: readonly Piece[]): number {
  const letters = pieces.reduce((sum, piece) => {
    if (piece.kind === "slots") return sum;
    if (piece.kind === "variable") return sum + piece.name.length + 2;
    return sum + (piece.kind === "flow" ? 20 : piece.kind === "content" ? 60 : piece.text.length);
  }, 0);
  return Math.min(MOST_LINES, Math.ceil(letters / LETTERS_PER_LINE));
}

function stepHeight(ways: StepWays, language: string): number {
  const pieces = summaryOf(ways.type, ways.step.config, language);
  const slots = pieces.find((piece) => piece.kind === "slots");
  return STEP_PADDING + KIND + textLines(pieces) * LINE + (slots ? slots.rows.length * SLOT : 0);
}

export type Measure = {
  readonly height: number;
  /** Middle of each handle from the top of the node, by handle id. */
  readonly handles: ReadonlyMap<string, number>;
};

/** How tall a node will be, near enough to route lines to nodes that have not been drawn yet. */
export function measure(ways: NodeWays, triggers: number, language: string): Measure {
  const handles = new Map<string, number>();
  let y = HEADER + triggers * TRIGGER;
  for (const step of ways.steps) {
    y += stepHeight(step, language);
    for (const way of step.ways) {
      handles.set(handleOf(way), y + OUT / 2);
      y += OUT;
    }
  }
  if (ways.next) {
    handles.set(handleOf(ways.next), y + NEXT / 2);
    y += NEXT;
  } else if (ways.steps[ways.steps.length - 1]?.ways.length === 0) {
    y += OUT + PAD;
  } else {
    y += PAD;
  }
  return { height: y, handles };
}
