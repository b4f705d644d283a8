/** Light, dark, or as the system says. The choice is kept on this device; `auto` removes it. */
export type Theme = "light" | "dark" | "auto";

const KEY = "botbuilder.theme";
const listeners = new Set<() => void>();

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

let current: Theme = parse(stored());

function parse(value: string | null): Theme {
  return value === "light" || value === "dark" ? value : "auto";
}

function show(): void {
  if (current === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = current;
}

export function theme(): Theme {
  return current;
}

export function setTheme(next: Theme): void {
  current = next;
  try {
    if (next === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the page.
  }
  show();
  for (const listener of listeners) listener();
}

export function subscribeTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Applies the kept choice; call once before the first paint. */
export function startTheme(): void {
  show();
}
