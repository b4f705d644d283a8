import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { focusable, useFocusReturn } from "./focus";

export interface Anchor {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface PopoverProps {
  /** Where it belongs, in page pixels: usually `element.getBoundingClientRect()`. */
  anchor: Anchor;
  align?: "start" | "end" | undefined;
  label: string;
  onClose: () => void;
  className?: string | undefined;
  /** False leaves the focus where it is, for lists that follow a text field. */
  takeFocus?: boolean | undefined;
  role?: "dialog" | "menu" | "listbox" | undefined;
  children: ReactNode;
}

const GAP = 4;
const EDGE = 8;

/** A floating box beside its anchor, above it where there is no room below. Esc and a press outside close it. */
export function Popover(props: PopoverProps) {
  const { anchor, align = "start", label, onClose, className, takeFocus = true, role = "dialog", children } = props;
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useFocusReturn();

  useLayoutEffect(() => {
    const size = box.current?.getBoundingClientRect();
    if (size === undefined) return;
    const wanted = align === "start" ? anchor.left : anchor.right - size.width;
    const left = Math.max(EDGE, Math.min(wanted, window.innerWidth - size.width - EDGE));
    const below = anchor.bottom + GAP;
    const fits = below + size.height <= window.innerHeight - EDGE;
    setPlace({ left, top: fits ? below : Math.max(EDGE, anchor.top - GAP - size.height) });
  }, [anchor, align]);

  // Before it has its place it is hidden, and what is hidden takes no focus.
  const placed = place !== null;
  useEffect(() => {
    if (takeFocus && placed && box.current !== null) (focusable(box.current)[0] ?? box.current).focus();
  }, [takeFocus, placed]);

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) onClose();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        onClose();
      }
    };
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("keydown", key, true);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("keydown", key, true);
    };
  }, [onClose]);

  return createPortal(
    <div
      ref={box}
      className={["pop floating", className ?? ""].filter(Boolean).join(" ")}
      role={role}
      aria-label={label}
      tabIndex={-1}
      style={place === null ? { visibility: "hidden", left: 0, top: 0 } : { left: place.left, top: place.top }}
    >
      {children}
    </div>,
    document.body,
  );
}
