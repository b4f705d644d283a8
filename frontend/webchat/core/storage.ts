/** What the browser keeps between pages: who the visitor is (all tabs) and what is not acknowledged yet (this tab). */

import { readIdentity, readOutbox } from "../../protocol/kept.ts";
import type { Identity, Outgoing } from "./link.ts";

/** Storage may be missing, full or forbidden; the chat then works as long as the page lives. */
function guarded<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

export function newId(): string {
  // randomUUID is missing on pages without https; getRandomValues is everywhere.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Kept {
  private readonly key: string;

  constructor(bot: string, origin: string) {
    this.key = `botbuilder.chat.${origin}.${bot}`;
  }

  identity(): Identity {
    const kept = guarded(() => readIdentity(localStorage.getItem(this.key)), null);
    if (kept) return kept;
    const made: Identity = { id: newId() };
    this.keepIdentity(made);
    return made;
  }

  keepIdentity(identity: Identity): void {
    const text = JSON.stringify(identity);
    guarded(() => {
      if (localStorage.getItem(this.key) !== text) localStorage.setItem(this.key, text);
    }, undefined);
  }

  outbox(): Outgoing[] {
    return guarded(() => readOutbox(sessionStorage.getItem(this.key)), []);
  }

  keepOutbox(outbox: readonly Outgoing[]): void {
    guarded(() => {
      if (outbox.length === 0) sessionStorage.removeItem(this.key);
      else sessionStorage.setItem(this.key, JSON.stringify(outbox));
    }, undefined);
  }

  /** Unread messages, for the badge of a page on which the chat has not been opened yet. */
  keepUnread(count: number): void {
    guarded(() => localStorage.setItem(`${this.key}.unread`, String(count)), undefined);
  }

  /** Calls back with the identity that another tab has kept. */
  watch(listener: (identity: Identity) => void): () => void {
    const heard = (event: StorageEvent): void => {
      const identity = event.key === this.key ? readIdentity(event.newValue) : null;
      if (identity) listener(identity);
    };
    addEventListener("storage", heard);
    return () => removeEventListener("storage", heard);
  }
}
