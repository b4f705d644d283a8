/** Lends the state machine a socket, timers, chance and storage, and tells listeners of each new link. */

import { readServerFrame, type ChatMessage } from "../../protocol/chat.ts";
import type { Payload, SentFile } from "../../protocol/messages.ts";
import { step, type Input, type Self } from "./connection.ts";
import { begin, type Command, type Identity, type Link, type TimerName } from "./link.ts";
import { Pace } from "./pace.ts";
import { newId, type Kept } from "./storage.ts";

/** The part of WebSocket that a session uses. */
export interface Wire {
  send(data: string): void;
  close(): void;
  onopen: ((event: Event) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
}

export interface SessionOptions {
  kept: Kept;
  self: Self;
  dial: () => Wire;
  /** Whether the server knows the bot; asked after an attempt that got no answer, because a socket does not say why. */
  isThere: () => Promise<boolean>;
  /** New messages as they come in; history that was read again is not among them. */
  onArrived: (messages: readonly ChatMessage[]) => void;
}

const STALE_AFTER_HIDDEN = 30_000;

export class Session {
  link: Link;
  readonly pace = new Pace();
  private readonly options: SessionOptions;
  private readonly listeners = new Set<(link: Link) => void>();
  private readonly timers = new Map<TimerName, ReturnType<typeof setTimeout>>();
  private readonly undo: (() => void)[] = [];
  private wire: Wire | null = null;
  private hiddenSince = 0;

  constructor(options: SessionOptions) {
    this.options = options;
    this.link = begin(options.kept.identity(), options.kept.outbox());
  }

  start(): void {
    if (this.link.phase !== "idle") return;
    this.listen(globalThis, "online", () => this.redial());
    this.listen(
      globalThis,
      "pageshow",
      (event) => event instanceof PageTransitionEvent && event.persisted && this.redial(),
    );
    this.listen(document, "visibilitychange", () => this.seen());
    this.undo.push(
      this.options.kept.watch((identity) => {
        const isOurs = identity.id === this.link.identity.id;
        if (!isOurs) this.adopt(identity);
      }),
    );
    this.apply({ type: "start" });
  }

  stop(): void {
    for (const undo of this.undo.splice(0)) undo();
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.hangUp();
  }

  subscribe(listener: (link: Link) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  say(text: string): void {
    this.apply({ type: "send", entry: { id: newId(), body: { text }, title: text, state: "sending" } });
  }

  tap(title: string, payload: Payload, files?: SentFile[]): void {
    const entry = { id: newId(), body: { payload }, title, ...(files && { files }), state: "sending" } as const;
    this.apply({ type: "send", entry });
  }

  retry(id: string): void {
    this.apply({ type: "retry", id });
  }

  discard(id: string): void {
    this.apply({ type: "discard", id });
  }

  wake(): void {
    this.apply({ type: "wake" });
  }

  /** A new conversation; the old one stays on the server, this visitor just leaves it. */
  restart(): void {
    this.adopt({ id: newId() });
  }

  /** Goes on with another conversation of the same visitor. */
  adopt(identity: Identity): void {
    this.apply({ type: "adopt", identity });
  }

  /** Tells the server how far the visitor has read. */
  read(seq: number): void {
    if (this.link.phase === "open") this.transmit({ type: "frame", frame: { type: "read", seq } });
  }

  private apply(input: Input): void {
    const { link, commands } = step(this.link, input, Math.random(), this.options.self);
    const before = this.link;
    this.link = link;
    for (const command of commands) this.execute(command);
    if (this.link === link && link !== before) for (const listener of this.listeners) listener(link);
  }

  private execute(command: Command): void {
    switch (command.type) {
      case "connect":
        return this.dial();
      case "disconnect":
        return this.hangUp();
      case "frame":
        return this.transmit(command);
      case "timer":
        return this.setTimer(command.name, command.ms);
      case "cancel":
        return clearTimeout(this.timers.get(command.name));
      case "keep":
        this.options.kept.keepIdentity(this.link.identity);
        return this.options.kept.keepOutbox(this.link.outbox);
      case "arrived":
        this.pace.arrived(command.messages, Date.now());
        return this.options.onArrived(command.messages);
    }
  }

  private setTimer(name: TimerName, ms: number): void {
    clearTimeout(this.timers.get(name));
    this.timers.set(
      name,
      setTimeout(() => this.apply({ type: "timer", name }), ms),
    );
  }

  private transmit(command: Extract<Command, { type: "frame" }>): void {
    this.wire?.send(JSON.stringify(command.frame));
  }

  private dial(): void {
    this.hangUp();
    const wire = this.options.dial();
    this.wire = wire;
    let isOpen = false;
    wire.onopen = () => {
      isOpen = true;
      if (this.wire === wire) this.apply({ type: "opened" });
    };
    wire.onclose = () => {
      if (this.wire !== wire) return;
      this.apply({ type: "closed" });
      if (!isOpen) void this.ask();
    };
    wire.onmessage = (event) => {
      const frame = this.wire === wire ? readServerFrame(event.data) : null;
      if (frame) this.apply({ type: "frame", frame });
    };
  }

  private async ask(): Promise<void> {
    const isThere = await this.options.isThere();
    if (!isThere && this.link.phase === "waiting") this.apply({ type: "absent" });
  }

  /** After this, nothing more is heard from the socket, not even that it closed. */
  private hangUp(): void {
    const wire = this.wire;
    this.wire = null;
    wire?.close();
  }

  private redial(): void {
    if (this.link.phase === "open") this.apply({ type: "closed" });
    this.wake();
  }

  /** A phone may have frozen the page and lost the socket without telling it. */
  private seen(): void {
    if (document.hidden) this.hiddenSince = Date.now();
    else if (Date.now() - this.hiddenSince > STALE_AFTER_HIDDEN) this.redial();
    else this.wake();
  }

  private listen(target: EventTarget, name: string, handler: (event: Event) => void): void {
    target.addEventListener(name, handler);
    this.undo.push(() => target.removeEventListener(name, handler));
  }
}
