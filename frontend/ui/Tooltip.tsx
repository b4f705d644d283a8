import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";

const DELAY_MS = 500;

/** The name of a control and its key, after half a second of pointing or at once on keyboard focus. */
export function Tooltip({ label, kbd, children }: { label: string; kbd?: string | undefined; children: ReactNode }) {
  const wrap = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [at, setAt] = useState<{ left: number; top: number } | null>(null);
  const id = useId();

  const show = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const box = wrap.current?.firstElementChild?.getBoundingClientRect();
      if (box === undefined) return;
      const below = box.bottom + 34 < window.innerHeight;
      setAt({ left: box.left + box.width / 2, top: below ? box.bottom + 6 : box.top - 34 });
    }, delay);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setAt(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <span
      ref={wrap}
      className="tipwrap"
      onMouseEnter={() => show(DELAY_MS)}
      onMouseLeave={hide}
      onMouseDown={hide}
      onFocus={(event) => {
        if (event.target.matches(":focus-visible")) show(0);
      }}
      onBlur={hide}
    >
      {children}
      {at !== null &&
        createPortal(
          <span className="tip" role="tooltip" id={id} style={at}>
            {label}
            {kbd !== undefined && <span className="kbd">{kbd}</span>}
          </span>,
          document.body,
        )}
    </span>
  );
}
