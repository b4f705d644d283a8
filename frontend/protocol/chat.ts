/** The chat socket, typed: `/ws/chat/{slug}/`, JSON messages told apart by `type`. The frames are the server's own. */

import type * as wire from "./generated/chat.ts";
import { readContent, type Content } from "./messages.ts";

export type { BotInfo, ClientFrame, Hello } from "./generated/chat.ts";

export type Author = wire.ChatMessage["from"];
export type ChatMessage = Omit<wire.ServerMessage, "type" | "content"> & { content: Content };
export type Welcome = Omit<wire.Welcome, "messages"> & { messages: ChatMessage[] };
export type Refusal = wire.Error;
export type ServerFrame =
  Welcome | ({ type: "message" } & ChatMessage) | Exclude<wire.ServerFrame, { type: "welcome" } | { type: "message" }>;

/** What a frame must have to be read at all. */
const NEEDED: ReadonlyMap<unknown, readonly (readonly [name: string, type: string])[]> = new Map([
  [
    "welcome",
    [
      ["conversation", "string"],
      ["token", "string"],
      ["epoch", "number"],
      ["last_seq", "number"],
      ["messages", "object"],
      ["bot", "object"],
    ],
  ],
  [
    "ack",
    [
      ["id", "string"],
      ["seq", "number"],
    ],
  ],
  [
    "message",
    [
      ["seq", "number"],
      ["from", "string"],
      ["content", "object"],
    ],
  ],
  ["stream", [["id", "string"]]],
  ["typing", [["on", "boolean"]]],
  ["handoff", [["state", "string"]]],
  ["error", [["code", "string"]]],
  ["bye", [["retry_after", "number"]]],
]);

function cleaned(message: ChatMessage): ChatMessage {
  return { ...message, content: readContent(message.content) };
}

/** One frame off the wire, or null for one that this client does not know and may skip. */
export function readServerFrame(data: unknown): ServerFrame | null {
  let value: unknown;
  try {
    value = JSON.parse(String(data));
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const fields = value as Record<string, unknown>;
  const needed = NEEDED.get(fields["type"]);
  if (!needed?.every(([key, type]) => typeof fields[key] === type && fields[key] !== null)) return null;
  const frame = value as ServerFrame;
  if (frame.type === "message") return { ...frame, content: readContent(frame.content) };
  if (frame.type === "welcome") return { ...frame, messages: frame.messages.map(cleaned) };
  return frame;
}
