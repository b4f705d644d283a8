import { useEffect, useState } from "react";

/** A title that is edited where it stands; Enter or leaving keeps, Esc reverts. */
export function TitleInput({ title, label, onKeep }: { title: string; label: string; onKeep: (title: string) => void }) {
  const [text, setText] = useState(title);
  useEffect(() => setText(title), [title]);
  return (
    <input
      className="nt bare grow"
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        if (text.trim() === "") setText(title);
        else onKeep(text);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") {
          setText(title);
          event.stopPropagation();
        }
      }}
    />
  );
}
