import type { JSX, RefObject } from "preact";
import { useState } from "preact/hooks";
import type { Labels } from "../labels/index.ts";
import { Icon } from "./icons.tsx";

interface ComposerProps {
  labels: Labels;
  placeholder: string;
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  setText: (text: string) => void;
  say: (text: string) => void;
}

const MOST_ROWS = 5;

export function Composer({ labels, placeholder, field, text, setText, say }: ComposerProps): JSX.Element {
  const [isComposing, setComposing] = useState(false);
  const send = (): void => {
    const said = text.trim();
    if (said !== "") say(said);
    setText("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // The Enter that ends an input method's suggestion is not the one that sends.
    if (event.key !== "Enter" || event.shiftKey || isComposing || event.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={Math.min(MOST_ROWS, text.split("\n").length)}
        value={text}
        placeholder={placeholder}
        aria-label={placeholder}
        enterkeyhint="send"
        autocomplete="off"
        dir="auto"
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
      />
      <button type="submit" class="send" aria-label={labels.send}>
        <Icon name="send" />
      </button>
    </form>
  );
}
