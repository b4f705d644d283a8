/** Putting numbered messages into the log: each once, in order, never past a gap. */

import type { ChatMessage } from "../../protocol/chat.ts";
import type { Link } from "./link.ts";

function withoutClientId(link: Link, id: string): Pick<Link, "outbox" | "inFlight"> {
  return {
    outbox: link.outbox.filter((entry) => entry.id !== id),
    inFlight: link.inFlight === id ? null : link.inFlight,
  };
}

function withoutStream(streams: Link["streams"], id: string): Link["streams"] {
  return Object.fromEntries(Object.entries(streams).filter(([key]) => key !== id));
}

function append(link: Link, message: ChatMessage): Link {
  const next = { ...link, lastSeq: message.seq, messages: [...link.messages, message] };
  if (message.client_id) Object.assign(next, withoutClientId(link, message.client_id));
  if (message.stream) next.streams = withoutStream(link.streams, message.stream);
  if (message.from !== "user") next.typing = false;
  return next;
}

/** Stores a message, and those kept ahead that it makes room for. A number already seen changes nothing. */
export function store(link: Link, message: ChatMessage): Link {
  if (message.seq <= link.lastSeq) return link;
  if (message.seq > link.lastSeq + 1) {
    if (link.ahead.some((kept) => kept.seq === message.seq)) return link;
    const outgoing = message.client_id ? withoutClientId(link, message.client_id) : {};
    return { ...link, ...outgoing, ahead: [...link.ahead, message] };
  }
  const next = append(link, message);
  const follower = next.ahead.find((kept) => kept.seq === next.lastSeq + 1);
  const ahead = next.ahead.filter((kept) => kept.seq > next.lastSeq + 1);
  return follower ? store({ ...next, ahead }, follower) : { ...next, ahead };
}

/** An empty log that begins just before the given messages. */
export function emptied(link: Link, first: ChatMessage | undefined, lastSeq: number): Link {
  return {
    ...link,
    messages: [],
    ahead: [],
    streams: {},
    lastSeq: first ? first.seq - 1 : lastSeq,
    typing: false,
    handoff: null,
  };
}
