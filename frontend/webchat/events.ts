/** `window.BotBuilder.on(name, listener)`: a listener that throws stops neither the chat nor the others. */

import type { ChatEvents, Emit } from "./options.ts";

type Listener<Name extends keyof ChatEvents> = (detail: ChatEvents[Name]) => void;
type Listeners = { [Name in keyof ChatEvents]: Set<Listener<Name>> };

export interface Events {
  /** Gives back the function that stops listening. */
  on: <Name extends keyof ChatEvents>(name: Name, listener: Listener<Name>) => () => void;
  emit: Emit;
}

export function events(): Events {
  const all: Listeners = {
    open: new Set(),
    close: new Set(),
    message: new Set(),
    handoff: new Set(),
    unread: new Set(),
  };
  return {
    on(name, listener) {
      const listeners = all[name];
      if (!listeners) throw new TypeError(`BotBuilder has no event ${name}`);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(name, detail) {
      for (const listener of all[name]) {
        try {
          listener(detail);
        } catch (problem) {
          console.error(problem);
        }
      }
    },
  };
}
