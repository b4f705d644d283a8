/** The neutral message: what a bot, a visitor or an agent can say, on every channel. Order of the list is kept. */

export interface Action {
  kind: "reply" | "postback" | "url" | "phone" | "location" | "share";
  title: string;
  value?: string;
  url?: string;
  /** Id of the option of the question it answers; comes back as `payload.option`. */
  option?: string;
  description?: string;
  image?: string;
  style?: "primary" | "danger";
}

export interface Picture {
  url: string;
  alt?: string;
}

/** What any message may carry: for how many milliseconds the bot is seen typing before it. */
interface Paced {
  delay?: number;
}

/** A file that a visitor has sent. */
export interface SentFile {
  url: string;
  name: string;
  mime: string;
  size: number;
}

export interface TextMessage extends Paced {
  type: "text";
  text: string;
  format?: "markdown" | "plain";
  actions?: Action[];
  payload?: Omit<Payload, "files"> & { files?: SentFile[] };
}

export interface ChoiceMessage extends Paced {
  type: "choice";
  text: string;
  options: Action[];
  style?: "buttons" | "quick" | "list" | "dropdown" | "rating";
  /** Any number of them, between `min` and `max`, sent together. */
  multiple?: boolean;
  min?: number;
  max?: number;
  placeholder?: string;
  /** Of a rating: how the marks look, and the words at its ends. */
  look?: "stars" | "numbers" | "faces";
  low?: string;
  high?: string;
}

/** Asks for something that has a control of its own. */
export interface RequestMessage extends Paced {
  type: "request";
  what: string;
  text: string;
  /** First and last day, as 2026-12-24. */
  min?: string;
  max?: string;
  /** Media types of files that are taken, and how many. */
  accept?: string[];
  most?: number;
}

export interface CardMessage extends Paced {
  type: "card";
  title: string;
  subtitle?: string;
  text?: string;
  image?: Picture;
  actions?: Action[];
}

export interface CarouselMessage extends Paced {
  type: "carousel";
  items: Omit<CardMessage, "type">[];
}

export interface MediaMessage extends Paced {
  type: "image" | "audio" | "video" | "file";
  url: string;
  alt?: string;
  caption?: string;
  name?: string;
  mime?: string;
}

export interface LocationMessage extends Paced {
  type: "location";
  lat: number;
  lon: number;
  name?: string;
  address?: string;
}

export type Content =
  | TextMessage
  | ChoiceMessage
  | RequestMessage
  | CardMessage
  | CarouselMessage
  | MediaMessage
  | LocationMessage;

/** What a tap sends: the option or options, and the message they stood in; or files, by the tokens of their uploads. */
export interface Payload {
  option?: string;
  options?: string[];
  files?: string[];
  value?: string;
  seq?: number;
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** What a message of a kind must have to be shown as that kind. */
const NEEDED: ReadonlyMap<unknown, readonly (readonly [name: string, type: string])[]> = new Map([
  ["text", [["text", "string"]]],
  ["choice", [["text", "string"]]],
  [
    "request",
    [
      ["text", "string"],
      ["what", "string"],
    ],
  ],
  ["card", [["title", "string"]]],
  ["carousel", []],
  ["image", [["url", "string"]]],
  ["audio", [["url", "string"]]],
  ["video", [["url", "string"]]],
  ["file", [["url", "string"]]],
  [
    "location",
    [
      ["lat", "number"],
      ["lon", "number"],
    ],
  ],
]);
const LISTS: ReadonlyMap<unknown, string> = new Map([
  ["choice", "options"],
  ["carousel", "items"],
]);

/** A message of a kind this client does not know keeps its text, so that nothing said is ever lost. */
export function readContent(value: unknown): Content {
  const content = record(value);
  const needed = NEEDED.get(content?.["type"]);
  const list = LISTS.get(content?.["type"]);
  const whole =
    content !== null &&
    needed !== undefined &&
    needed.every(([key, type]) => typeof content[key] === type) &&
    (list === undefined || Array.isArray(content[list]));
  if (whole) return content as unknown as Content;
  const fallback = record(content?.["fallback"]);
  if (fallback) return readContent(fallback);
  const text = content?.["text"];
  return { type: "text", text: typeof text === "string" ? text : "" };
}
