/** The draft of one bot in this tab. Edits show at once, go up by themselves in small requests, wait
 *  here while there is no network, and stop for a decision where somebody else changed the same text.
 *
 *      const draft = new DraftClient("pizza");
 *      await draft.load();
 *      const undo = draft.apply([{ op: "set", part: "flow:order", path: "/title", value: "Order" }], { label: "…" });
 *      draft.apply(undo);
 *
 *  No framework in here: `subscribe` and `snapshot` fit React's useSyncExternalStore. */
import { ApiProblem } from "./client";
import { DraftKeep, type Change, type KeyValue } from "./draftKeep";
import { applyOperations, DraftError, foldParts, invert, overlaps, splitDocument, type Operation, type Parts } from "./draftParts";
import { conflictsOf, restTransport, type Conflict, type DraftTransport } from "./draftTransport";
import type { JsonObject } from "./json";

export type DraftStatus = "saved" | "saving" | "offline" | "conflict";

export interface Refusal {
  readonly change: Change;
  readonly problem: ApiProblem;
}

/** What the tab knows; a new object on every change, never altered. */
export interface DraftSnapshot {
  readonly status: DraftStatus;
  /** False until the first load has come. */
  readonly ready: boolean;
  /** The last revision known to be the server's. */
  readonly revision: number;
  /** The draft with everything unsent on top. */
  readonly parts: Parts;
  /** Changes that are not on the server yet, oldest first. */
  readonly pending: readonly Change[];
  readonly conflicts: readonly Conflict[];
  /** Changes the server would not take (422…): out of the draft, kept here until dismissed. */
  readonly refused: readonly Refusal[];
  /** Why loading failed, if it did. */
  readonly problem: ApiProblem | null;
}

/** A frame of the editor socket: what somebody, perhaps we, stored. */
export interface RemoteOperations {
  readonly revision: number;
  readonly tab: string;
  readonly operations: readonly Operation[];
}

export interface DraftClientOptions {
  transport?: DraftTransport;
  storage?: KeyValue | null;
  tab?: string;
  /** Quiet time before a request, in milliseconds: keystrokes become one. */
  delay?: number;
  now?: () => number;
}

const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];
const KEEP_ALIVE_MS = 20_000;

function ownTab(): string {
  const fresh = `t${Math.random().toString(36).slice(2, 10)}`;
  try {
    const kept = sessionStorage.getItem("botbuilder.tab");
    if (kept !== null) return kept;
    sessionStorage.setItem("botbuilder.tab", fresh);
  } catch {
    // Without storage the tab is new after each load; it only names who wrote.
  }
  return fresh;
}

function deviceStorage(): KeyValue | null {
  try {
    return typeof localStorage === "undefined" ? null : localStorage;
  } catch {
    return null;
  }
}

export class DraftClient {
  readonly slug: string;
  readonly tab: string;
  readonly #transport: DraftTransport;
  readonly #keep: DraftKeep;
  readonly #delay: number;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  readonly #waiting: (() => void)[] = [];
  #server: Parts = new Map();
  #queue: Change[] = [];
  #inFlight: readonly Change[] = [];
  #early: RemoteOperations[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #alive: ReturnType<typeof setInterval> | undefined;
  #failures = 0;
  #oneByOne = false;
  #count = 0;
  #document: { parts: Parts; folded: JsonObject } | null = null;
  #snapshot: DraftSnapshot = {
    status: "saved",
    ready: false,
    revision: 0,
    parts: new Map(),
    pending: [],
    conflicts: [],
    refused: [],
    problem: null,
  };

  constructor(slug: string, options: DraftClientOptions = {}) {
    this.slug = slug;
    this.tab = options.tab ?? ownTab();
    this.#transport = options.transport ?? restTransport(slug, this.tab);
    this.#now = options.now ?? (() => Date.now());
    this.#keep = new DraftKeep(options.storage === undefined ? deviceStorage() : options.storage, slug, this.tab, this.#now);
    this.#delay = options.delay ?? 400;
  }

  get snapshot(): DraftSnapshot {
    return this.#snapshot;
  }

  get status(): DraftStatus {
    return this.#snapshot.status;
  }

  /** The whole document as it stands here. */
  get document(): JsonObject {
    const { parts } = this.#snapshot;
    if (this.#document?.parts !== parts) this.#document = { parts, folded: foldParts(parts) };
    return this.#document.folded;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Fetches the draft and puts back what an earlier visit could not send. */
  async load(): Promise<void> {
    try {
      await this.#refresh();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.#tell({ problem: error });
      return;
    }
    const known = new Set(this.#queue.map((change) => change.id));
    this.#queue.push(...this.#keep.take().filter((change) => !known.has(change.id)));
    this.#tell({ ready: true, problem: null });
    if (this.#queue.length > 0) this.#schedule(0);
  }

  /** Shows the operations at once and sends them soon. Returns what takes them back.
   *  Throws DraftError, and does nothing, where they do not fit the draft. */
  apply(operations: readonly Operation[], options: { label?: string } = {}): Operation[] {
    const before = this.#snapshot.parts;
    applyOperations(before, operations);
    const inverse = invert(before, operations);
    const stamped = operations.map((operation) => ({ ...operation, base: operation.base ?? this.#snapshot.revision }));
    if (!this.#joinLast(stamped)) {
      this.#count += 1;
      const id = `${this.tab}-${String(this.#now())}-${String(this.#count)}`;
      this.#queue.push({ id, operations: stamped, label: options.label ?? "", at: this.#now() });
    }
    this.#tell({});
    this.#schedule(this.#delay);
    return inverse;
  }

  /** What would take the operations back, were they applied now. */
  invert(operations: readonly Operation[]): Operation[] {
    return invert(this.#snapshot.parts, operations);
  }

  /** Sends what waits now; resolves once it is saved, refused, in conflict or offline. */
  flush(): Promise<void> {
    if (this.#queue.length === 0 && this.#inFlight.length === 0) return Promise.resolve();
    const done = new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#inFlight.length === 0 && this.status !== "conflict") this.#schedule(0);
    return done;
  }

  /** Tries again at once, for a "Try now" button and the browser's `online` event. */
  readonly retry = (): void => {
    if (this.#queue.length > 0 && this.status !== "conflict") this.#schedule(0);
  };

  /** Settles all open conflicts: mine overwrites, theirs drops my operations on those places only. */
  async resolve(choice: "mine" | "theirs"): Promise<void> {
    const open = this.#snapshot.conflicts;
    if (open.length === 0) return;
    await this.#refresh();
    const revision = this.#snapshot.revision;
    const hit = (operation: Operation) => open.some((conflict) => conflict.part === operation.part && conflict.path === operation.path);
    this.#queue = this.#queue
      .map((change) => ({
        ...change,
        operations:
          choice === "theirs"
            ? change.operations.filter((operation) => !hit(operation))
            : change.operations.map((operation) => (hit(operation) ? { ...operation, base: revision } : operation)),
      }))
      .filter((change) => change.operations.length > 0);
    this.#tell({ conflicts: [] });
    if (this.#queue.length > 0) this.#schedule(0);
    else this.#settle();
  }

  dismissRefused(id: string): void {
    this.#tell({ refused: this.#snapshot.refused.filter((refusal) => refusal.change.id !== id) });
  }

  /** Takes in what others stored. Frames may arrive before the answer to our own request; those wait. */
  receive(remote: RemoteOperations): void {
    if (remote.revision <= this.#snapshot.revision) return;
    if (this.#inFlight.length > 0) this.#early.push(remote);
    else if (remote.tab !== this.tab) this.#takeIn(remote);
  }

  /** Fetches the server's state again, for a socket that was away. Unsent changes stay on top. */
  async catchUp(revision: number): Promise<void> {
    if (revision !== this.#snapshot.revision && this.#inFlight.length === 0) await this.#refresh();
  }

  /** Adopts a whole new draft, after a restore or an import, for example. Unsent changes are sent first. */
  async reload(): Promise<void> {
    await this.flush();
    await this.#refresh();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#alive);
    this.#listeners.clear();
  }

  async #refresh(): Promise<void> {
    const { document, revision } = await this.#transport.load();
    this.#server = splitDocument(document);
    this.#tell({ revision });
  }

  /** Keystrokes: a single `set` on the place that the last unsent change set, too, replaces it. */
  #joinLast(operations: readonly Operation[]): boolean {
    const last = this.#queue.at(-1);
    const old = last?.operations[0];
    const fresh = operations[0];
    if (last === undefined || old === undefined || fresh === undefined || this.#inFlight.includes(last)) return false;
    if (operations.length !== 1 || last.operations.length !== 1 || old.op !== "set" || fresh.op !== "set") return false;
    if (old.part !== fresh.part || old.path !== fresh.path || old.path === "") return false;
    const base = old.base;
    const joined: Operation = base === undefined ? fresh : { ...fresh, base };
    this.#queue[this.#queue.length - 1] = { ...last, operations: [joined], at: this.#now() };
    return true;
  }

  #schedule(delay: number): void {
    if (this.#inFlight.length > 0 || this.#snapshot.conflicts.length > 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), delay);
  }

  async #send(): Promise<void> {
    if (this.#inFlight.length > 0 || this.#queue.length === 0 || !this.#snapshot.ready) return;
    this.#inFlight = this.#oneByOne ? this.#queue.slice(0, 1) : [...this.#queue];
    this.#tell({});
    const operations = this.#inFlight.flatMap((change) => change.operations);
    try {
      const { revision } = await this.#transport.send(operations);
      await this.#accepted(operations, revision);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      await this.#failed(error);
    }
    if (this.#queue.length === 0) this.#settle();
  }

  async #accepted(operations: readonly Operation[], revision: number): Promise<void> {
    const before = this.#snapshot.revision;
    const early = this.#early.filter((remote) => remote.tab !== this.tab).sort((a, b) => a.revision - b.revision);
    const sent = this.#inFlight;
    this.#early = [];
    this.#inFlight = [];
    this.#failures = 0;
    this.#queue = this.#queue.filter((change) => !sent.includes(change));
    if (this.#queue.length === 0) this.#oneByOne = false;
    for (const remote of early.filter((entry) => entry.revision < revision)) this.#takeIn(remote);
    const gap = revision - this.#snapshot.revision;
    try {
      this.#server = applyOperations(this.#server, operations);
      this.#upToDate(before, revision);
      this.#tell({ revision });
      for (const remote of early.filter((entry) => entry.revision > revision)) this.#takeIn(remote);
      // The server counts one revision per request; more means that we missed what others did.
      if (gap !== 1) await this.#refresh();
    } catch (error) {
      if (!(error instanceof DraftError) && !(error instanceof ApiProblem)) throw error;
      await this.#refresh().catch(() => undefined);
    }
    if (this.#queue.length > 0) this.#schedule(0);
  }

  async #failed(problem: ApiProblem): Promise<void> {
    const sent = this.#inFlight;
    this.#inFlight = [];
    const conflicts = problem.status === 409 ? conflictsOf(problem) : [];
    if (conflicts.length > 0) {
      this.#drainEarly();
      this.#tell({ conflicts });
      this.#settle();
    } else if (problem.offline || problem.status === 409 || problem.status >= 500 || problem.status === 429 || problem.status === 401) {
      this.#failures += 1;
      this.#drainEarly();
      this.#settle();
      this.#schedule(RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1] ?? 1000);
    } else if (sent.length > 1) {
      this.#oneByOne = true;
      this.#schedule(0);
    } else {
      this.#queue = this.#queue.filter((change) => !sent.includes(change));
      this.#tell({ refused: [...this.#snapshot.refused, ...sent.map((change) => ({ change, problem }))] });
      await this.#refresh().catch(() => undefined);
      if (this.#queue.length > 0) this.#schedule(0);
    }
  }

  #drainEarly(): void {
    const early = this.#early;
    this.#early = [];
    for (const remote of early) if (remote.tab !== this.tab) this.#takeIn(remote);
  }

  #takeIn(remote: RemoteOperations): void {
    const before = this.#snapshot.revision;
    if (remote.revision <= before) return;
    try {
      this.#server = applyOperations(this.#server, remote.operations);
    } catch (error) {
      if (!(error instanceof DraftError)) throw error;
      void this.#refresh().catch(() => undefined);
      return;
    }
    this.#upToDate(before, remote.revision, remote.operations);
    this.#tell({ revision: remote.revision });
  }

  /** Unsent operations that do not touch what came in have seen it, so to speak: their base moves along.
   *  Those that do touch it keep theirs, and the server asks. */
  #upToDate(before: number, revision: number, came: readonly Operation[] = []): void {
    this.#queue = this.#queue.map((change) => ({
      ...change,
      operations: change.operations.map((operation) =>
        operation.base === before && !came.some((other) => overlaps(operation, other)) ? { ...operation, base: revision } : operation,
      ),
    }));
  }

  /** The server's parts with the unsent on top; what no longer fits waits for the server's word. */
  #view(): Parts {
    let parts = this.#server;
    for (const change of this.#queue) {
      try {
        parts = applyOperations(parts, change.operations);
      } catch (error) {
        if (!(error instanceof DraftError)) throw error;
      }
    }
    return parts;
  }

  #statusOf(conflicts: readonly Conflict[]): DraftStatus {
    if (conflicts.length > 0) return "conflict";
    if (this.#queue.length === 0) return "saved";
    return this.#failures > 0 ? "offline" : "saving";
  }

  #tell(changes: Partial<DraftSnapshot>): void {
    const merged = { ...this.#snapshot, ...changes };
    this.#snapshot = { ...merged, parts: this.#view(), pending: [...this.#queue], status: this.#statusOf(merged.conflicts) };
    if (this.#snapshot.ready) this.#keep.write(this.#queue);
    clearInterval(this.#alive);
    if (this.#queue.length > 0) this.#alive = setInterval(() => this.#keep.write(this.#queue), KEEP_ALIVE_MS);
    for (const listener of this.#listeners) listener();
  }

  #settle(): void {
    this.#tell({});
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
