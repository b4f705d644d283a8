/** The few drawings of the chat: 16 px box, 1.5 px stroke, round ends. */
import type { JSX } from "preact";

const PATHS = {
  close: "m4 4 8 8M12 4l-8 8",
  send: "M8 13V3M3.5 7.5 8 3l4.5 4.5",
  restart: "M13 8a5 5 0 1 1-1.6-3.7M13 2.5V5h-2.5",
  check: "m3.5 8.5 3 3 6-7",
  file: "M9.5 2H4.5v12h7V4zM9.5 2v2h2M6.5 8h3M6.5 11h3",
  audio:
    "M6 11.5V3.5l6-1v8M6 11.5a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0ZM12 10.5a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0Z",
  video: "M2.5 4h7.5v8H2.5zM10 7l3.5-2v6L10 9z",
  pin: "M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14ZM8 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z",
  out: "M6.5 3.5H3v9.5h9.5V9.5M9 3h4v4M13 3 7.5 8.5",
  back: "M10 3.5 5.5 8l4.5 4.5",
  forth: "m6 3.5 4.5 4.5L6 12.5",
  down: "M8 3v10M3.5 8.5 8 13l4.5-4.5",
  fold: "m3.5 6 4.5 4.5L12.5 6",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Star(): JSX.Element {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="m12 3 2.7 5.6 6.1.8-4.5 4.2 1.2 6.1L12 16.7l-5.5 3 1.2-6.1-4.5-4.2 6.1-.8z" />
    </svg>
  );
}

/** A face; `mood` runs from 0, sad, to 1, happy. */
export function Face({ mood }: { mood: number }): JSX.Element {
  const bend = Math.round((mood - 0.5) * 80) / 10;
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={`M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M9 9.2v.6M15 9.2v.6M8 ${15 - bend / 4}q4 ${bend} 8 0`} />
    </svg>
  );
}

export function Dots(): JSX.Element {
  return (
    <svg class="i dots" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="3.5" cy="8" r="1.2" />
      <circle cx="8" cy="8" r="1.2" />
      <circle cx="12.5" cy="8" r="1.2" />
    </svg>
  );
}

/** Path data only, so that an emblem drawn by an owner can never be more than a line. */
const DRAWABLE = /^[MmLlHhVvCcSsQqTtAaZz0-9eE\s,.+-]{1,2000}$/;
export const FIRST_EMBLEM = "M3 18c3-12 8-16 9-9s-4 8-4 4 6-6 13-8";

export function Emblem({ path }: { path: string | undefined }): JSX.Element {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path && DRAWABLE.test(path) ? path : FIRST_EMBLEM} />
    </svg>
  );
}
