import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { t } from "../words";

export interface InlineEditProps {
  text: string;
  label: string;
  /** One line: Enter keeps, too. */
  single?: boolean;
  onKeep: (text: string) => void;
  /** `byKey`: the keyboard is to go back to where it was. */
  onLeave: (byKey: boolean) => void;
}

/** A text edited where it stands: Ctrl+Enter or leaving keeps, Esc reverts; one undo for all of it. */
export function InlineEdit({ text, label, single = false, onKeep, onLeave }: InlineEditProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [value, setValue] = useState(text);
  const settled = useRef(false);

  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null) return;
    area.style.height = "0";
    area.style.height = `${String(area.scrollHeight)}px`;
  }, [value]);

  function settle(keep: boolean, byKey: boolean) {
    if (settled.current) return;
    settled.current = true;
    if (keep && value !== text) onKeep(value);
    onLeave(byKey);
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === "Escape") settle(false, true);
    else if (event.key === "Enter" && (single || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      settle(true, true);
    }
  }

  return (
    <textarea
      ref={box}
      className="inline nodrag nopan nowheel"
      aria-label={label}
      title={single ? undefined : t("inlineHint")}
      rows={1}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => settle(true, false)}
    />
  );
}
