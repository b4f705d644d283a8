/** Light, dark or as the device says, and the accent of the page the chat lives on. */

import type { Theme } from "./options.ts";

const KEY = "botbuilder.chat.theme";

export function keptTheme(): Theme | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" || kept === "auto" ? kept : null;
  } catch {
    return null;
  }
}

export function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** Black or white, whichever can be read on the colour; null for something that is no #rrggbb. */
export function readableOn(colour: string): "#ffffff" | "#14110c" | null {
  const digits = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  if (!digits) return null;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  // Where both contrasts are equal (luminance 0.179), WCAG 2.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#14110c" : "#ffffff";
}

export function dress(host: HTMLElement, theme: Theme, accent: string): void {
  if (theme === "auto") delete host.dataset["theme"];
  else host.dataset["theme"] = theme;
  const readable = readableOn(accent);
  if (readable === null) return;
  host.style.setProperty("--accent", accent);
  host.style.setProperty("--on-accent", readable);
}
