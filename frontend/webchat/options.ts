/** How a page asks for the chat: `data-…` attributes of the script element, passed from the loader to the chat. */

export type Theme = "light" | "dark" | "auto";

export interface Options {
  bot: string;
  /** Address of the server the script came from, without a path. */
  server: string;
  /** `widget` hangs at the corner of a page, `page` fills it. */
  mode: "widget" | "page";
  language: string;
  theme: Theme;
  accent: string;
  dir: "ltr" | "rtl" | "";
  user: string;
  userJwt: string;
}

/** What other scripts of the page may listen to. */
export interface ChatEvents {
  open: undefined;
  close: undefined;
  message: { seq: number; from: string; content: unknown };
  handoff: { state: string };
  unread: { count: number };
}

export type Emit = <Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]) => void;

/** The opened chat, as the loader holds it. */
export interface ChatHandle {
  open(): void;
  close(): void;
  send(text: string): void;
}
