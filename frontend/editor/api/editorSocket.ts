/** The live line of one bot: what colleagues change, jobs as they run, findings as they come.
 *  It only tells; the truth is fetched by REST, so a lost socket loses nothing but speed. */
import { isObject } from "./json";

export interface Frame {
  readonly type: string;
  readonly [key: string]: unknown;
}

export type SocketState = "connecting" | "open" | "closed";

/** The part of WebSocket that we use; tests bring their own. */
export interface SocketLike {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
  close(): void;
}

const WAITS_MS = [500, 1000, 2000, 5000, 10_000];
const PING_MS = 25_000;

function isFrame(value: unknown): value is Frame {
  return isObject(value) && typeof value["type"] === "string";
}

export class EditorSocket {
  readonly #url: string;
  readonly #tab: string;
  readonly #make: (url: string) => SocketLike;
  readonly #listeners = new Set<(frame: Frame) => void>();
  readonly #stateListeners = new Set<() => void>();
  #socket: SocketLike | null = null;
  #state: SocketState = "closed";
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;
  #wanted = false;

  constructor(slug: string, tab: string, make: (url: string) => SocketLike = (url) => new WebSocket(url)) {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.#url = `${scheme}://${location.host}/ws/editor/${encodeURIComponent(slug)}/`;
    this.#tab = tab;
    this.#make = make;
  }

  get state(): SocketState {
    return this.#state;
  }

  open(): void {
    this.#wanted = true;
    if (this.#socket === null) this.#connect();
  }

  close(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  /** Sends if the line is up; presence and the like are not worth keeping. */
  send(frame: Frame): boolean {
    if (this.#state !== "open" || this.#socket === null) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  readonly listen = (listener: (frame: Frame) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly listenState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  #become(state: SocketState): void {
    this.#state = state;
    for (const listener of this.#stateListeners) listener();
  }

  #connect(): void {
    this.#become("connecting");
    const socket = this.#make(this.#url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#tries = 0;
      this.#become("open");
      this.send({ type: "hello", tab: this.#tab });
      this.#ping = setInterval(() => this.send({ type: "ping" }), PING_MS);
    };
    socket.onmessage = (event) => this.#hear(event.data);
    socket.onclose = () => {
      clearInterval(this.#ping);
      this.#socket = null;
      this.#become("closed");
      if (!this.#wanted) return;
      const wait = WAITS_MS[Math.min(this.#tries, WAITS_MS.length - 1)] ?? 1000;
      this.#tries += 1;
      this.#timer = setTimeout(() => this.#connect(), wait);
    };
  }

  #hear(data: unknown): void {
    if (typeof data !== "string") return;
    let frame: unknown;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (!isFrame(frame)) return;
    for (const listener of this.#listeners) listener(frame);
  }
}
