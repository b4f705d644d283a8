/** Small marks: chips say a state, beads a kind, dots liveness, counts an amount. They do not stand in for each other. */
import type { ReactNode } from "react";
import { EMBLEMS, emblemFor } from "./emblems";
import { Icon } from "./Icon";
import { isIconName, type IconName } from "./icons";

export type Tone = "plain" | "sig" | "bad" | "warn" | "ok" | "info" | "line";
export type Category = "say" | "ask" | "logic" | "data" | "ai" | "channel" | "human";

export function isCategory(name: string): name is Category {
  return ["say", "ask", "logic", "data", "ai", "channel", "human"].includes(name);
}

function classes(...names: (string | undefined | false)[]): string {
  return names.filter(Boolean).join(" ");
}

export function Chip({ tone = "plain", icon, title, children }: { tone?: Tone; icon?: IconName; title?: string; children: ReactNode }) {
  return (
    <span className={classes("chip", tone !== "plain" && tone)} title={title}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** `icon` may come from a step type of the server; an unknown one becomes the plain step drawing. */
export function Bead({ category, icon = "say", label }: { category?: Category | undefined; icon?: string; label?: string }) {
  return (
    <span className={classes("bead", category)} role={label === undefined ? undefined : "img"} aria-label={label}>
      <Icon name={isIconName(icon) ? icon : "content"} />
    </span>
  );
}

export function Dot({ tone = "plain", label }: { tone?: "plain" | "ok" | "sig" | "warn" | "bad" | "hollow"; label?: string }) {
  return <span className={classes("dot", tone !== "plain" && tone)} role={label === undefined ? undefined : "img"} aria-label={label} />;
}

export function Count({ tone, children }: { tone?: "sig" | "bad" | undefined; children: ReactNode }) {
  return <span className={classes("count", tone)}>{children}</span>;
}

export function Kbd({ children }: { children: ReactNode }) {
  return <span className="kbd">{children}</span>;
}

export function Emblem({ emblem, name, size = "m" }: { emblem?: string | null | undefined; name: string; size?: "m" | "l" }) {
  // A name out of the 24, or a line the owner drew.
  const own = emblem !== undefined && emblem !== null && /^[Mm][\d\s.,A-Za-z-]+$/.test(emblem) ? emblem : undefined;
  const drawing = EMBLEMS[emblem ?? ""] ?? own;
  return (
    <span className={classes("emblem", size === "l" && "l")} aria-hidden="true">
      <svg viewBox="0 0 24 24">
        <path d={drawing ?? emblemFor(name)} />
      </svg>
    </span>
  );
}

/** The mark of BotBuilder itself. */
export function Mark({ size = "m" }: { size?: "m" | "l" }) {
  return (
    <span className={classes("emblem", size === "l" && "l")} aria-hidden="true">
      <svg viewBox="0 0 24 24">
        <path d="M3.5 3v10.2c0 3.6 2.6 6.3 6.2 6.3h3.6c3.6 0 6.2-2.6 6.2-6s-2.6-6-6.2-6H8.2" />
        <path d="M9 13.5h4.5" />
      </svg>
    </span>
  );
}

/** Initials of a person; the hue follows from the name, so that it is the same on every page. */
export function Avatar({ name, size = "m", title }: { name: string; size?: "s" | "m" | "l"; title?: string }) {
  const words = name
    .replace(/@.*/, "")
    .split(/[\s._-]+/)
    .filter(Boolean);
  const initials = ((words[0]?.[0] ?? "?") + (words[1]?.[0] ?? words[0]?.[1] ?? "")).toUpperCase();
  const hue = ["a", "b", "c", "d", "e"][[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 5];
  return (
    // The letters are drawn by the style sheet: they are a picture of the name, not a word to be read out.
    <span
      className={classes("av", hue, size === "l" && "l", size === "s" && "s")}
      title={title}
      aria-hidden="true"
      data-initials={initials}
    />
  );
}

/** A share between 0 and 1 as a bar; the number stands beside it, so the bar itself is silent. */
export function Bar({ share, tone, big }: { share: number; tone?: "sig" | "bad" | "warn" | undefined; big?: boolean }) {
  const width = `${String(Math.round(Math.min(1, Math.max(0, share)) * 100))}%`;
  return (
    <span className={classes("bar", tone, big === true && "big")} aria-hidden="true">
      <i style={{ width }} />
    </span>
  );
}
