import { readContent, type Content } from "../../../protocol/messages";
import { language } from "../../../ui/i18n";
import type { Json } from "../../api/json";
import { t } from "./words";

/** What a visitor is called: by name, else by the beginning of the conversation's id. */
export function visitorTitle(conversation: string, visitor: string | null): string {
  return visitor ?? t("visitor", { id: conversation.slice(0, 4) });
}

/** What an avatar shows for them: initials, or the first two signs of the id. */
export function visitorAvatar(conversation: string, visitor: string | null): string {
  return visitor ?? conversation.slice(0, 2);
}

export function clockTime(iso: string): string {
  return new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(iso));
}

/** Minutes and seconds, hours before them where there are any: 0:41, 12:05, 1:02:03. */
export function waitedFor(sinceIso: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - new Date(sinceIso).getTime()) / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(seconds % 60)}` : `${String(minutes)}:${two(seconds % 60)}`;
}

export function shown(value: Json | undefined): string {
  if (value === undefined || value === null) return "—";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The words of a message of any kind, as one line or the words of a test. */
export function wordsOf(content: Json): string {
  const message: Content = readContent(content);
  switch (message.type) {
    case "card":
      return message.title;
    case "carousel":
      return message.items.map((item) => item.title).join(", ");
    case "image":
    case "audio":
    case "video":
    case "file":
      return message.caption ?? message.alt ?? message.name ?? "";
    case "location":
      return message.name ?? message.address ?? "";
    default:
      return message.text;
  }
}
