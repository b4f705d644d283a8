import { createStore, type StoreApi } from "zustand/vanilla";
import type { DraftClient } from "../../api/draftClient";
import type { Command } from "../document/commands/command";
import type { Catalogue } from "../document/catalogue";
import { EMPTY_HISTORY, perform, redo, undo, type Change } from "../document/history";
import { flowsOf, languagesOf, startOf } from "../document/model";
import { MisfitError } from "../document/operations";
import { t } from "../words";
import { NO_SELECTION, type EditorState, type PickerRequest, type Selection } from "./state";

const LARGE = 120;
const NOTHING_EDITED: Partial<EditorState> = { editing: null, picker: null };

/** The flow editor of one bot: its state and everything that can be done to it. */
export class Editor {
  readonly store: StoreApi<EditorState>;
  readonly draft: DraftClient;
  #gesture = 0;
  #nonce = 0;

  constructor(draft: DraftClient, catalogue: Catalogue) {
    this.draft = draft;
    const snapshot = draft.snapshot;
    this.store = createStore<EditorState>(() => ({
      slug: draft.slug,
      may: true,
      parts: snapshot.parts,
      draft: snapshot,
      catalogue,
      history: EMPTY_HISTORY,
      flow: null,
      selection: NO_SELECTION,
      panel: "inspector",
      lens: "build",
      language: languagesOf(snapshot.parts).first,
      findings: [],
      picker: null,
      editing: null,
      camera: null,
      peers: [],
      run: null,
      said: "",
      hovered: null,
      problemsOpen: false,
    }));
  }

  /** Follows the draft; returns what ends it. */
  connect(): () => void {
    return this.draft.subscribe(() => {
      const snapshot = this.draft.snapshot;
      this.set({ draft: snapshot, parts: snapshot.parts });
    });
  }

  get state(): EditorState {
    return this.store.getState();
  }

  /** Nothing is opened for editing where the draft is only to be looked at. */
  set(changes: Partial<EditorState>): void {
    this.store.setState(this.store.getState().may ? changes : { ...changes, ...NOTHING_EDITED });
  }

  /** A name for a run of edits that undo together, such as typing into one field until it is left. */
  gesture(kind: string): string {
    this.#gesture += 1;
    return `${kind} ${String(this.#gesture)}`;
  }

  run(command: Command): boolean {
    const { parts, history, may } = this.state;
    if (!may) {
      this.say(t("lookOnly"));
      return false;
    }
    try {
      const change = perform(parts, history, command);
      if (!change) return false;
      this.#take(change);
      return true;
    } catch (error) {
      if (!(error instanceof MisfitError)) throw error;
      this.say(t("gone"));
      return false;
    }
  }

  undo(): void {
    const change = undo(this.state.parts, this.state.history);
    if (!change) return;
    this.#take(change);
    this.#mend();
    this.say(t("undone", { what: t(`did.${change.label}`) }));
  }

  redo(): void {
    const change = redo(this.state.parts, this.state.history);
    if (!change) return;
    this.#take(change);
    this.#mend();
    this.say(t("redone", { what: t(`did.${change.label}`) }));
  }

  #take(change: Change): void {
    this.draft.apply(change.operations, { label: t(`did.${change.label}`) });
    this.set({ history: change.history });
  }

  /** Drops from the selection what is no longer there. */
  #mend(): void {
    const { selection, flow } = this.state;
    const here = flowsOf(this.state.parts).find((other) => other.id === flow);
    const nodes = selection.nodes.filter((id) => here?.nodes.some((node) => node.id === id));
    if (nodes.length !== selection.nodes.length) this.select({ nodes });
  }

  open(flow: string): void {
    if (flow === this.state.flow) return;
    this.set({ flow, selection: NO_SELECTION, picker: null, editing: null });
    const opened = flowsOf(this.state.parts).find((other) => other.id === flow);
    const start = opened && startOf(opened);
    // A large flow would be unreadable as a whole: it opens where it begins.
    if (start !== undefined && opened && opened.nodes.length > LARGE) this.show(start, "begin");
    else this.look("open");
  }

  select(selection: Partial<Selection>): void {
    const next = { ...NO_SELECTION, ...selection };
    const panel = this.state.panel === "tryout" || next.nodes.length === 0 ? this.state.panel : "inspector";
    this.set({ selection: next, panel });
  }

  pick(request: PickerRequest | null): void {
    this.set({ picker: request });
  }

  look(kind: "open" | "fit" | "reset" | "in" | "out"): void {
    this.#nonce += 1;
    this.set({ camera: { kind, nonce: this.#nonce } });
  }

  /** Brings a node into view; `focus` also moves the keyboard there. */
  show(node: string, kind: "node" | "focus" | "begin" = "node"): void {
    this.#nonce += 1;
    this.set({ camera: { kind, node, nonce: this.#nonce } });
  }

  /** Ends editing in place; after a key the keyboard goes back to the node. */
  leaveText(node: string, byKey: boolean): void {
    this.set({ editing: null });
    if (byKey) this.show(node, "focus");
  }

  say(text: string): void {
    this.set({ said: text === this.state.said ? `${text}\u00a0` : text });
  }
}
