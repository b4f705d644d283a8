import { useId, useState, type KeyboardEvent, type RefObject } from "react";
import { namesOf } from "../../document/model";
import { useShallowState } from "../../store/context";
import { completed, matching, useLanguage, wordAt, type Suggestion, type Word } from "./completion";

export interface CompletionOptions {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  expression: boolean;
  onText: (text: string) => void;
}

const MOST = 40;

/** Completion as a combobox: the field keeps the focus, arrows choose in the list, Enter or Tab takes, Esc closes. */
export function useCompletion({ field, text, expression, onText }: CompletionOptions) {
  const id = useId();
  const names = useShallowState((state) => namesOf(state.parts, "variable"));
  const language = useLanguage();
  const [word, setWord] = useState<Word | null>(null);
  const [at, setAt] = useState(0);
  const all = word === null ? [] : matching(word.filter ? [] : names, word.filter ? language.filter((one) => one.kind === "function") : language, word.text);
  // A name that is there already as it should be needs no list over what is written next.
  const done = all.length === 1 && all[0]?.name === word?.text;
  const shown = done ? [] : all.slice(0, MOST);
  const open = word !== null && shown.length > 0;
  const current = Math.min(at, Math.max(0, shown.length - 1));

  function look(asked: boolean): void {
    const area = field.current;
    const found = area === null ? undefined : wordAt(area.value, area.selectionStart, expression);
    setWord(found !== undefined && (asked || found.text !== "" || found.filter) ? found : null);
    setAt(0);
  }

  function choose(chosen: Suggestion): void {
    const area = field.current;
    if (area === null || word === null) return;
    const written = completed(text, word.from + word.text.length, word, chosen, expression);
    onText(written.text);
    setWord(null);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(written.caret, written.caret);
    });
  }

  /** True where the key was for the list. */
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (!open) return false;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const chosen = shown[current];
    const takes = (event.key === "Enter" || event.key === "Tab") && !event.shiftKey && chosen !== undefined;
    if (step === 0 && !takes && event.key !== "Escape") return false;
    event.preventDefault();
    event.stopPropagation();
    if (step !== 0) setAt((current + step + shown.length) % shown.length);
    else if (takes) choose(chosen);
    else setWord(null);
    return true;
  }

  return { id, open, shown, current, look, choose, onKeyDown, point: setAt, close: () => setWord(null) };
}
