/**
 * `<script src="https://host/webchat.js" data-bot="pizza" async></script>`: draws the launcher, and loads the chat itself when
 * it is first needed. `window.BotBuilder` is there as soon as this has run.
 */

import styles from "shadow:loader.css";
import { readChatModule } from "../protocol/chunk.ts";
import { labels } from "./labels/launcher.ts";
import { events } from "./events.ts";
import type { ChatHandle, Emit, Options, Theme } from "./options.ts";
import { dress, keptTheme } from "./theme.ts";

/** `chat.js?v=<hash>`, written in by the build. */
declare const CHAT_FILE: string;

const EMBLEM = "M3 18c3-12 8-16 9-9s-4 8-4 4 6-6 13-8";

function theme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "auto";
}

function optionsOf(script: HTMLScriptElement): Options {
  const { bot = "", mode, language, theme: asked, accent = "", dir, user = "", userJwt = "" } = script.dataset;
  return {
    bot,
    server: new URL(script.src, location.href).origin,
    mode: mode === "page" ? "page" : "widget",
    language: language || document.documentElement.lang || navigator.language,
    theme: theme(asked),
    accent,
    dir: dir === "rtl" || dir === "ltr" ? dir : "",
    user,
    userJwt,
  };
}

function keptUnread({ server, bot }: Options): number {
  try {
    return Number(localStorage.getItem(`botbuilder.chat.${server}.${bot}.unread`)) || 0;
  } catch {
    return 0;
  }
}

function element<Name extends "svg" | "path">(name: Name): SVGElementTagNameMap[Name] {
  return document.createElementNS("http://www.w3.org/2000/svg", name);
}

interface Launcher {
  button: HTMLButtonElement;
  show(unread: number): void;
}

function launcher(host: HTMLElement, language: string): Launcher {
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const words = labels(language);
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-haspopup", "dialog");
  const drawing = element("svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const line = element("path");
  line.setAttribute("d", EMBLEM);
  drawing.append(line);
  const badge = document.createElement("span");
  badge.ariaHidden = "true";
  button.append(drawing, badge);
  root.append(button);
  return {
    button,
    show(unread) {
      badge.hidden = unread === 0;
      badge.textContent = unread > 99 ? "99+" : String(unread);
      button.ariaLabel = unread > 0 ? `${words.open}, ${words.unread.replace("{count}", String(unread))}` : words.open;
    },
  };
}

function start(script: HTMLScriptElement): void {
  const options = optionsOf(script);
  const { on, emit } = events();
  const corner = document.createElement("botbuilder-launcher");
  const place = document.createElement("botbuilder-chat");
  const opener = options.mode === "widget" ? launcher(corner, options.language) : null;
  let chat: Promise<ChatHandle> | null = null;

  const load = (): Promise<ChatHandle> => {
    chat ??= import(/* @vite-ignore */ `${options.server}/static/webchat/${CHAT_FILE}`)
      .then((module: unknown) => readChatModule<Options, Emit, ChatHandle>(module).mount(place, options, emit))
      .catch((problem: unknown) => {
        // The next click tries again: a lost network must not leave a dead button.
        chat = null;
        throw problem;
      });
    return chat;
  };
  const tell = (work: (handle: ChatHandle) => void): void => {
    load().then(work, (problem: unknown) => console.error("The chat could not be loaded.", problem));
  };
  const api = {
    open: () => tell((handle) => handle.open()),
    close: () => void chat?.then((handle) => handle.close()),
    send: (text: string) => tell((handle) => handle.send(String(text))),
    on,
  };
  Object.assign(window, { BotBuilder: api });

  const draw = (): void => {
    document.body.append(corner, place);
    dress(corner, keptTheme() ?? options.theme, options.accent);
    if (!opener) return tell(() => undefined);
    opener.show(keptUnread(options));
    opener.button.addEventListener("click", api.open);
    // The pointer is on its way: by the time it clicks, the chat is here.
    opener.button.addEventListener("pointerenter", () => void load().catch(() => undefined), { once: true });
    on("unread", ({ count }) => opener.show(count));
    on("open", () => (corner.hidden = true));
    on("close", () => {
      corner.hidden = false;
      opener.button.focus();
    });
    if (script.dataset["open"] !== undefined) api.open();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", draw);
  else draw();
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.dataset["bot"]) start(script);
else console.error("webchat.js needs a data-bot attribute on its script element.");
