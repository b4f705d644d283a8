/** The chat itself, loaded by `webchat.js` when it is first needed. */

import { h, render } from "preact";
import styles from "shadow:chat.css";
import type { ChatMessage } from "../protocol/chat.ts";
import { Session } from "./core/session.ts";
import { Kept } from "./core/storage.ts";
import { isRightToLeft, loadLabels, type Labels } from "./labels/index.ts";
import type { ChatHandle, Emit, Options, Theme } from "./options.ts";
import { dress, keepTheme, keptTheme } from "./theme.ts";
import { App } from "./view/App.tsx";
import { spoken } from "./view/Message.tsx";

/** Long enough for a screen reader to pick it up, short enough not to be found again by browsing. */
const SPOKEN_FOR = 1500;

function socketAddress({ bot, server }: Options): string {
  const url = new URL(`/ws/chat/${encodeURIComponent(bot)}/`, server);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** False only where the server says so: no answer at all may be the network. */
async function isThere({ bot, server }: Options): Promise<boolean> {
  try {
    const answer = await fetch(new URL(`/chat/${encodeURIComponent(bot)}/bot.json`, server), { credentials: "omit" });
    return answer.status !== 404;
  } catch {
    return true;
  }
}

function shadow(host: HTMLElement): ShadowRoot {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  // A constructed sheet needs no permission of the page's content security policy; a <style> element would.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  return root;
}

class Chat implements ChatHandle {
  private readonly kept: Kept;
  private readonly root: ShadowRoot;
  private readonly session: Session;
  private isShown: boolean;
  private theme: Theme;
  private unread = 0;
  private said = "";
  private hush: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: Options,
    private readonly labels: Labels,
    private readonly emit: Emit,
  ) {
    this.kept = new Kept(options.bot, options.server);
    this.root = shadow(host);
    this.isShown = false;
    this.theme = keptTheme() ?? options.theme;
    const { language, user, userJwt } = options;
    this.session = new Session({
      kept: this.kept,
      self: { ...(language && { language }), ...(user && { user }), ...(userJwt && { user_jwt: userJwt }) },
      dial: () => new WebSocket(socketAddress(options)),
      isThere: () => isThere(options),
      onArrived: (messages) => this.arrived(messages),
    });
    this.reportHandoffs();
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.isShown && this.unread > 0) this.count(0);
    });
    if (options.mode === "page") this.open();
  }

  open(): void {
    this.session.start();
    this.session.wake();
    const wasShown = this.isShown;
    this.isShown = true;
    this.count(0);
    this.draw();
    if (!wasShown) this.emit("open", undefined);
  }

  close(): void {
    if (!this.isShown || this.options.mode === "page") return;
    this.isShown = false;
    this.draw();
    this.emit("close", undefined);
  }

  send(text: string): void {
    this.session.start();
    if (text.trim() !== "") this.session.say(text.trim());
  }

  private draw(): void {
    dress(this.host, this.theme, this.options.accent);
    const props = {
      session: this.session,
      options: this.options,
      labels: this.labels,
      isShown: this.isShown,
      theme: this.theme,
      setTheme: (theme: Theme) => this.setTheme(theme),
      close: () => this.close(),
      spoken: this.said,
    };
    render(h(App, props), this.root);
  }

  private setTheme(theme: Theme): void {
    this.theme = theme;
    keepTheme(theme);
    this.draw();
  }

  private count(unread: number): void {
    this.unread = unread;
    this.kept.keepUnread(unread);
    this.emit("unread", { count: unread });
  }

  private arrived(messages: readonly ChatMessage[]): void {
    for (const { seq, from, content } of messages) this.emit("message", { seq, from, content });
    const heard = messages.filter((message) => message.from !== "user");
    if (heard.length === 0) return;
    this.say(heard.map(spoken).join(". "));
    if (!this.isShown || document.hidden) this.count(this.unread + heard.length);
  }

  /** Speaks through the live region: what comes while it still speaks is added, then all of it is taken away. */
  private say(text: string): void {
    this.said = this.said === "" ? text : `${this.said}. ${text}`;
    clearTimeout(this.hush);
    this.hush = setTimeout(() => {
      this.said = "";
      this.draw();
    }, SPOKEN_FOR);
    this.draw();
  }

  private reportHandoffs(): void {
    let before = this.session.link.handoff;
    this.session.subscribe(({ handoff }) => {
      if (handoff && handoff !== before) this.emit("handoff", { state: handoff.state });
      before = handoff;
    });
  }
}

/** Makes the chat in the host element. Resolves when it can be opened. */
export async function mount(host: HTMLElement, options: Options, emit: Emit): Promise<ChatHandle> {
  const labels = await loadLabels(options.language);
  host.dir = options.dir || (isRightToLeft(options.language) ? "rtl" : "ltr");
  host.lang = options.language;
  return new Chat(host, options, labels, emit);
}
