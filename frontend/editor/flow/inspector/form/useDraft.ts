import { useEffect, useRef, useState } from "react";

/** A value being typed. What is acceptable goes to the draft at once; the rest stays in the field, with its error shown on leaving. */
export type Typing = {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly leave: () => void;
  /** True once the field was left in a state that was not saved. */
  readonly unsaved: boolean;
  readonly left: boolean;
};

const asTyped = (text: string): string => text;

export type TypingOptions = {
  /** Brings texts that mean the same to one form, so that our own echo does not rewrite what is being typed. */
  readonly normal?: (text: string) => string;
  /** The server would not take the text: it stays in the field to be mended, although the draft went back. */
  readonly held?: boolean;
};

export function useTyping(saved: string, accept: (text: string) => boolean, onLeave: () => void, options: TypingOptions = {}): Typing {
  const { normal = asTyped, held = false } = options;
  const [text, setText] = useState(saved);
  const [unsaved, setUnsaved] = useState(false);
  const [left, setLeft] = useState(false);
  const kept = useRef(saved);
  useEffect(() => {
    // A change from elsewhere (undo, a colleague, another language) replaces the text; our own echo does not.
    if (normal(saved) === normal(kept.current)) return;
    if (!held) setText(saved);
    kept.current = saved;
  }, [saved, normal, held]);
  return {
    text,
    unsaved,
    left,
    change: (next) => {
      setText(next);
      if (next === kept.current) return;
      if (accept(next)) {
        kept.current = next;
        setUnsaved(false);
      }
    },
    leave: () => {
      setUnsaved(text !== kept.current);
      setLeft(true);
      onLeave();
    },
  };
}
