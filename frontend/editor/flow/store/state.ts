import type { DraftSnapshot } from "../../api/draftClient";
import type { Finding } from "../../api/types";
import type { Catalogue } from "../document/catalogue";
import type { History } from "../document/history";
import type { Parts } from "../document/operations";
import type { Way } from "../document/commands/transitions";
import type { Run } from "../tryout/run";

export type Selection = {
  readonly nodes: readonly string[];
  /** The chosen step of the one chosen node. */
  readonly step: string | null;
  readonly transition: string | null;
};

export type Point = { readonly x: number; readonly y: number };

/** What the picker was opened for. `at` is in page pixels, `place` on the canvas. */
export type PickerRequest = {
  readonly kind: "after" | "step" | "connect";
  readonly at: Point;
  readonly place?: Point;
  readonly from?: Way;
  readonly node?: string;
  readonly index?: number;
  /** A transition that the new node goes into. */
  readonly splice?: string;
};

/** A text being edited in place on the canvas; `step` null is the title. */
export type Editing = { readonly node: string; readonly step: string | null };

/** Asks the canvas to look somewhere; `nonce` tells two equal wishes apart. */
export type CameraWish = {
  readonly kind: "open" | "fit" | "reset" | "in" | "out" | "node" | "focus" | "begin";
  readonly node?: string;
  readonly nonce: number;
};

/** Somebody else in this bot. */
export type Peer = {
  readonly tab: string;
  readonly name: string;
  readonly colour: string;
  readonly flow: string | null;
  readonly node: string | null;
  readonly field: string | null;
};

export type Panel = "inspector" | "tryout" | null;
export type Lens = "build" | "path";

export type EditorState = {
  readonly slug: string;
  /** Whether whoever looks may change the draft. */
  readonly may: boolean;
  readonly parts: Parts;
  readonly draft: DraftSnapshot;
  readonly catalogue: Catalogue;
  readonly history: History;
  readonly flow: string | null;
  readonly selection: Selection;
  readonly panel: Panel;
  readonly lens: Lens;
  readonly language: string;
  readonly findings: readonly Finding[];
  readonly picker: PickerRequest | null;
  readonly editing: Editing | null;
  readonly camera: CameraWish | null;
  readonly peers: readonly Peer[];
  readonly run: Run | null;
  /** The last announcement for screen readers. */
  readonly said: string;
  /** The transition under the pointer. */
  readonly hovered: string | null;
  readonly problemsOpen: boolean;
};

export const NO_SELECTION: Selection = { nodes: [], step: null, transition: null };
