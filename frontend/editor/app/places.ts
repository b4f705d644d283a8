/** Addresses of the studio, and who lives there. */
import type { IconName } from "../../ui/icons";
import type { Finding } from "../api/types";

export type PlaceName =
  | "flows"
  | "understanding"
  | "answers"
  | "content"
  | "stories"
  | "tables"
  | "conversations"
  | "inbox"
  | "versions"
  | "settings";

export type PlaceGroup = "build" | "run" | "ship";

export interface Place {
  readonly name: PlaceName;
  readonly icon: IconName;
  readonly group: PlaceGroup;
}

/** The pages of a bot, in the order of the sidebar. */
export const PLACES: readonly Place[] = [
  { name: "flows", icon: "flow", group: "build" },
  { name: "understanding", icon: "understanding", group: "build" },
  { name: "answers", icon: "answers", group: "build" },
  { name: "content", icon: "content", group: "build" },
  { name: "stories", icon: "stories", group: "build" },
  { name: "tables", icon: "data", group: "build" },
  { name: "conversations", icon: "conversations", group: "run" },
  { name: "inbox", icon: "inbox", group: "run" },
  { name: "versions", icon: "versions", group: "ship" },
  { name: "settings", icon: "settings", group: "ship" },
];

export const BOTS = "/studio/";
export const SIGN_IN = "/sign-in/";

export function placeHref(slug: string, place: PlaceName): string {
  return `/studio/${encodeURIComponent(slug)}/${place}`;
}

export function flowHref(slug: string, flow: string, at: { node?: string | null; step?: string | null } = {}): string {
  const query = new URLSearchParams();
  if (at.node) query.set("node", at.node);
  if (at.step) query.set("step", at.step);
  const text = query.toString();
  return `${placeHref(slug, "flows")}/${encodeURIComponent(flow)}${text === "" ? "" : `?${text}`}`;
}

export function conversationHref(slug: string, conversation: string): string {
  return `${placeHref(slug, "conversations")}?c=${encodeURIComponent(conversation)}`;
}

/** Where a finding can be put right. */
export function findingHref(slug: string, finding: Finding): string {
  if (finding.flow !== null) return flowHref(slug, finding.flow, finding);
  const kind = finding.pointer.split("/")[1];
  if (kind === "intents") return placeHref(slug, "understanding");
  if (kind === "entities") return `${placeHref(slug, "understanding")}?view=entities`;
  if (kind === "answers" || kind === "content" || kind === "stories" || kind === "tables") return placeHref(slug, kind);
  if (kind === "languages" || kind === "settings" || kind === "name" || kind === "default_language") return placeHref(slug, "settings");
  return placeHref(slug, "flows");
}
