import { createStore, type StoreApi } from "zustand/vanilla";
import { api, ApiProblem, seg } from "../../api/client";
import { randomIds } from "../document/ids";
import { isJson, objectOf, textOf, type Json, type JsonObject } from "../document/json";
import type { Editor } from "../store/editor";
import { t } from "../words";
import { readAnswer, type ChatMessage, type TryOutAnswer, type Turn, type Variable, type Waiting } from "./answers";
import { turnsOf, type TurnOf } from "./pins";
import { runOf } from "./run";
import { w } from "./words";

export type TryOutState = {
  readonly conversation: string | null;
  readonly messages: readonly ChatMessage[];
  readonly turns: readonly Turn[];
  readonly turnOf: TurnOf;
  readonly variables: readonly Variable[];
  readonly waiting: Waiting | null;
  /** What we sent and the server has not told back yet. */
  readonly sending: string | null;
  /** What was written while the conversation had not begun, or its answer was under way; sent in this order. */
  readonly queued: readonly string[];
  /** A request is on its way. */
  readonly busy: boolean;
  /** A call or a timer of the conversation still runs. */
  readonly pending: boolean;
  readonly lastSeq: number;
  readonly problem: string | null;
  /** The turn shown in the drawer; null follows the newest. */
  readonly turn: number | null;
  readonly drawer: boolean;
  readonly startedAt: number | null;
  /** The version that somebody went on with; null: the draft. */
  readonly version: number | null;
  /** What went wrong beside the talk, such as a file that was not taken. */
  readonly notice: string | null;
};

const FRESH: Omit<TryOutState, "drawer"> = {
  conversation: null,
  messages: [],
  turns: [],
  turnOf: new Map(),
  variables: [],
  waiting: null,
  sending: null,
  queued: [],
  busy: false,
  pending: false,
  lastSeq: 0,
  problem: null,
  turn: null,
  startedAt: null,
  version: null,
  notice: null,
};

const POLL_MS = 700;
const SLOWEST_POLL_MS = 5000;

function bySeq(before: readonly ChatMessage[], fresh: readonly ChatMessage[]): readonly ChatMessage[] {
  const all = new Map([...before, ...fresh].map((message) => [message.seq, message]));
  return [...all.values()].sort((a, b) => a.seq - b.seq);
}

function byTurn(before: readonly Turn[], fresh: readonly Turn[]): readonly Turn[] {
  const all = new Map([...before, ...fresh].map((turn) => [turn.turn, turn]));
  return [...all.values()].sort((a, b) => a.turn - b.turn);
}

/** `whole`: the answer replaces all we have. `own`: what the visitor said, which the answer does not repeat. */
type Asking = { readonly whole?: boolean; readonly wait?: number; readonly own?: ChatMessage };

function withOwn(answer: TryOutAnswer, own: ChatMessage | undefined): TryOutAnswer {
  if (own === undefined || answer.messages.some((message) => message.from === "user")) return answer;
  return { ...answer, messages: [own, ...answer.messages] };
}

/** One conversation with the draft. It runs what is on the screen: unsaved edits are sent first. */
export class TryOut {
  readonly store: StoreApi<TryOutState>;
  readonly #editor: Editor;
  #round = 0;
  /** What was sent and not answered. */
  #unsent: { readonly text: string; readonly id: string } | null = null;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.store = createStore<TryOutState>(() => ({ ...FRESH, drawer: true }));
  }

  get state(): TryOutState {
    return this.store.getState();
  }

  set(changes: Partial<TryOutState>): void {
    this.store.setState(changes);
  }

  #path(rest = ""): string {
    return `bots/${seg(this.#editor.state.slug)}/tryout/${rest}`;
  }

  /** Begins anew, at the start of the bot or at a node. What was written before there was a conversation is kept for it. */
  async start(at?: { readonly flow: string; readonly node: string }): Promise<void> {
    const { conversation, queued } = this.state;
    this.set({ ...FRESH, busy: true, queued: conversation === null ? queued : [] });
    this.#editor.set({ run: null });
    const body: JsonObject = { language: this.#editor.state.language, ...(at ? { start: at } : {}) };
    const answer = await this.#ask(() => api.post<Json>(this.#path(), body));
    if (!answer) return;
    this.set({ startedAt: Date.now() });
    await this.#sendQueued();
  }

  async say(text: string): Promise<void> {
    this.set({ queued: [...this.state.queued, text] });
    await this.#sendQueued();
  }

  /** Sends what waits, one after the other; where there is no conversation, it begins with one. */
  async #sendQueued(): Promise<void> {
    const { busy, conversation, queued } = this.state;
    const [text, ...rest] = queued;
    if (busy || text === undefined) return;
    if (conversation === null) {
      await this.start();
      return;
    }
    this.set({ queued: rest });
    // The same id for the same words: said once, even where only the answer was lost.
    const id = this.#unsent?.text === text ? this.#unsent.id : randomIds("m");
    this.#unsent = { text, id };
    if (await this.#send({ id, text }, text)) {
      this.#unsent = null;
      await this.#sendQueued();
    } else if (this.state.conversation === conversation && this.state.problem !== null) {
      this.set({ queued: [text, ...this.state.queued] });
    }
  }

  /** Sends again what did not get through. */
  async retry(): Promise<void> {
    this.set({ problem: null });
    await this.#sendQueued();
  }

  /** Answers the message `seq` with what its control gives; `shown` is how that reads in the log. */
  async answer(payload: JsonObject, shown: string, seq: number): Promise<void> {
    if (await this.#send({ payload: { ...payload, seq } }, shown)) await this.#sendQueued();
  }

  /** Keeps files for an answer and gives their tokens; undefined, with a word in the panel, where one was not taken. */
  async keep(files: readonly File[]): Promise<readonly string[] | undefined> {
    const { conversation } = this.state;
    if (conversation === null) return undefined;
    const tokens: string[] = [];
    for (const file of files) {
      const form = new FormData();
      form.append("file", file);
      try {
        const { data } = await api.post<Json>(this.#path(`${seg(conversation)}/files/`), form);
        tokens.push(textOf(objectOf(data)["token"]));
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        this.set({ notice: w("fileFailed", { name: file.name, why: error.message }) });
        return undefined;
      }
    }
    this.set({ notice: null });
    return tokens;
  }

  async #send(what: JsonObject, shown: string): Promise<boolean> {
    const { busy, conversation } = this.state;
    if (busy || conversation === null) return false;
    this.set({ sending: shown, busy: true, turn: null });
    const path = this.#path(`${seg(conversation)}/messages/`);
    const own: ChatMessage = { seq: this.state.lastSeq + 1, from: "user", content: { type: "text", text: shown } };
    return (await this.#ask(() => api.post<Json>(path, { id: randomIds("m"), ...what }), { own })) !== undefined;
  }

  /** Goes back to how things stood after a turn, to say something else there; with a version, to go on with that one. */
  async rewind(turn: number, version: number | null = this.state.version): Promise<void> {
    const { conversation } = this.state;
    if (conversation === null) return;
    this.set({ busy: true });
    const path = this.#path(`${seg(conversation)}/rewind/`);
    const done = await this.#ask(() => api.post<Json>(path, version === null ? { turn } : { turn, version }), { whole: true });
    this.set(done ? { turn: null, version } : { turn: null });
    await this.#sendQueued();
  }

  /** Asks with the draft saved first; the answer of an abandoned conversation is dropped. */
  async #ask(request: () => Promise<{ data: Json }>, how: Asking = {}): Promise<TryOutAnswer | undefined> {
    this.#round += 1;
    const round = this.#round;
    try {
      await this.#editor.draft.flush();
      const answer = withOwn(readAnswer((await request()).data), how.own);
      if (round !== this.#round) return undefined;
      this.take(answer, how.whole);
      if (answer.pending) void this.#follow(round, how.wait ?? POLL_MS);
      return answer;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (round === this.#round) this.set({ busy: false, sending: null, problem: error.message || t("tryOutFailed") });
      return undefined;
    }
  }

  /** Takes in an answer; frames of the socket for other conversations are not ours. */
  take(answer: TryOutAnswer, whole = false): void {
    const { state } = this;
    if (state.conversation !== null && answer.conversation !== null && answer.conversation !== state.conversation) return;
    const turns = whole ? answer.turns : byTurn(state.turns, answer.turns);
    this.set({
      conversation: answer.conversation ?? state.conversation,
      messages: whole ? answer.messages : bySeq(state.messages, answer.messages),
      turns,
      variables: answer.variables ?? state.variables,
      waiting: answer.waiting,
      turnOf: turnsOf(state.turnOf, answer),
      lastSeq: whole ? answer.lastSeq : Math.max(state.lastSeq, answer.lastSeq),
      sending: null,
      busy: false,
      pending: answer.pending,
      problem: null,
    });
    this.#editor.set({ run: runOf(turns.flatMap((turn) => turn.steps), answer.waiting) });
    this.#watch(answer.waiting);
  }

  /** Goes along to the flow and node that wait now, so that the path stays in sight. */
  #watch(waiting: Waiting | null): void {
    const { panel, lens } = this.#editor.state;
    if (waiting === null || panel !== "tryout" || lens !== "path") return;
    this.#editor.open(waiting.flow);
    this.#editor.show(waiting.node);
  }

  /** Asks again while a call or a timer runs; the live line usually tells sooner. */
  async #follow(round: number, wait: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const { conversation } = this.state;
    if (round !== this.#round || conversation === null) return;
    const path = this.#path(`${seg(conversation)}/`);
    await this.#ask(() => api.get<Json>(path), { wait: Math.min(wait * 1.5, SLOWEST_POLL_MS) });
  }

  /** A frame of the editor socket: time passed in the conversation, and the bot said something by itself. */
  hear(frame: { readonly [key: string]: unknown }): void {
    if (this.state.conversation === null || this.state.busy || frame["conversation"] !== this.state.conversation || !isJson(frame)) return;
    this.take(readAnswer(frame));
  }
}

const sessions = new WeakMap<Editor, TryOut>();

export function tryOutOf(editor: Editor): TryOut {
  const found = sessions.get(editor) ?? new TryOut(editor);
  sessions.set(editor, found);
  return found;
}

/** Opens the try-out panel; a first visit begins a conversation. */
/** Only who may change a bot may rehearse it. */
export function openTryOut(editor: Editor): void {
  if (!editor.state.may) return;
  editor.set({ panel: "tryout", lens: "path" });
  const session = tryOutOf(editor);
  if (session.state.conversation === null && !session.state.busy) void session.start();
}

export function closeTryOut(editor: Editor): void {
  editor.set({ panel: "inspector", lens: "build" });
}

export function tryFrom(editor: Editor, node: string): void {
  const { flow, may } = editor.state;
  if (flow === null || !may) return;
  editor.set({ panel: "tryout", lens: "path" });
  void tryOutOf(editor).start({ flow, node });
}
