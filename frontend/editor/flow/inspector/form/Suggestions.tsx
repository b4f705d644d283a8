import { useEffect, useRef, type RefObject } from "react";
import { createPortal } from "react-dom";
import { w } from "../words";
import type { Suggestion } from "./completion";

export interface SuggestionsProps {
  id: string;
  field: RefObject<HTMLTextAreaElement | null>;
  shown: readonly Suggestion[];
  current: number;
  onPoint: (index: number) => void;
  onChoose: (chosen: Suggestion) => void;
}

const ROOM = 260;

/** What may stand at the caret, below the field (above it near the foot of the window). The field keeps the focus. */
export function Suggestions({ id, field, shown, current, onPoint, onChoose }: SuggestionsProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    row.current?.scrollIntoView({ block: "nearest" });
  }, [current, shown]);
  const box = field.current?.getBoundingClientRect();
  if (box === undefined) return null;
  const above = box.bottom + ROOM > window.innerHeight;
  const place = above ? { bottom: window.innerHeight - box.top + 4 } : { top: box.bottom + 4 };
  const help = shown[current]?.help ?? "";
  return createPortal(
    <div className="pop floating completions" style={{ left: box.left, width: Math.max(260, box.width), ...place }}>
      <ul role="listbox" id={id} aria-label={w("suggestions")}>
        {shown.map((one, index) => (
          <li
            key={`${one.kind} ${one.name}`}
            ref={index === current ? row : undefined}
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === current}
            className={index === current ? "on" : ""}
            onPointerMove={() => onPoint(index)}
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(one);
            }}
          >
            <span className={one.kind === "variable" ? "var" : "mono"}>{one.name}</span>
            <span className="small t3 clip note">{one.kind === "variable" ? one.note : one.note.replace(one.name, "")}</span>
          </li>
        ))}
      </ul>
      {help !== "" && <p className="small t2 hint">{help}</p>}
    </div>,
    document.body,
  );
}
