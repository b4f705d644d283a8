/** One line at the bottom with one action, mostly Undo. Never for errors that need work. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly title: string; readonly run: () => void } | undefined;
}

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function tell(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a toast; three at most stay, the oldest goes first. */
export function toast(text: string, action?: Toast["action"]): number {
  last += 1;
  tell([...toasts, { id: last, text, action }].slice(-3));
  return last;
}

export function dismissToast(id: number): void {
  tell(toasts.filter((entry) => entry.id !== id));
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
