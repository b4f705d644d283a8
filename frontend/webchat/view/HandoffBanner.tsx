import type { JSX } from "preact";
import type { BotInfo } from "../../protocol/chat.ts";
import type { Handoff } from "../core/link.ts";
import { fill, type Labels } from "../labels/index.ts";

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

type Words = { title: string; more: string; isPerson: boolean };

function words(handoff: Handoff, bot: string, labels: Labels): Words {
  const name = handoff.agent ?? labels.person;
  switch (handoff.state) {
    case "active":
      return { title: fill(labels.personHere, { name }), more: labels.talking, isPerson: true };
    case "unavailable":
      return { title: labels.noPerson, more: fill(labels.noPersonMore, { name: bot }), isPerson: false };
    case "released":
      return { title: fill(labels.botBack, { name: bot }), more: labels.botBackMore, isPerson: false };
    default:
      return { title: labels.personSoon, more: labels.waiting, isPerson: true };
  }
}

/** Whom the visitor talks to, where that has changed. */
export function HandoffBanner({
  handoff,
  bot,
  labels,
}: {
  handoff: Handoff | null;
  bot: BotInfo | null;
  labels: Labels;
}): JSX.Element | null {
  if (handoff === null) return null;
  const { title, more, isPerson } = words(handoff, bot?.name ?? "", labels);
  return (
    <div class={isPerson ? "hand" : "hand bot"} role="status">
      {handoff.state === "active" && handoff.agent ? <span class="avatar ring">{initials(handoff.agent)}</span> : null}
      <div>
        <strong>{title}</strong>
        <small>{more}</small>
      </div>
    </div>
  );
}
