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

export interface TextMessage {
  type: "text";
  text: string;
  format?: "markdown" | "plain";
  actions?: Action[];
  payload?: Payload;
}

export interface ChoiceMessage {
  type: "choice";
  text: string;
  options: Action[];
  style?: "buttons" | "quick" | "list";
}

export interface CardMessage {
  type: "card";
  title: string;
  subtitle?: string;
  text?: string;
  image?: Picture;
  actions?: Action[];
}

export interface CarouselMessage {
  type: "carousel";
  items: Omit<CardMessage, "type">[];
}

export interface MediaMessage {
  type: "image" | "audio" | "video" | "file";
  url: string;
  alt?: string;
  caption?: string;
  name?: string;
  mime?: string;
}

export interface LocationMessage {
  type: "location";
  lat: number;
  lon: number;
  name?: string;
  address?: string;
}

export type Content = TextMessage | ChoiceMessage | CardMessage | CarouselMessage | MediaMessage | LocationMessage;

/** What a tap sends: the option, and the message it stood in. */
export interface Payload {
  option?: string;
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
