import { useEffect, useRef, type KeyboardEvent } from "react";

const STOPS = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** Everything inside that Tab would stop at, in order. */
export function focusable(inside: HTMLElement): HTMLElement[] {
  return [...inside.querySelectorAll<HTMLElement>(STOPS)].filter((element) => !element.closest("[hidden], [inert]"));
}

/** Tab at the last stop goes to the first, Shift+Tab at the first to the last. */
export function keepInside(inside: HTMLElement, event: KeyboardEvent): void {
  const stops = focusable(inside);
  const first = stops[0];
  const last = stops.at(-1);
  const here = document.activeElement;
  if (first === undefined || last === undefined) {
    event.preventDefault();
  } else if (event.shiftKey && (here === first || here === inside)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && here === last) {
    event.preventDefault();
    first.focus();
  }
}

/** Gives the focus back to where it was when the component came, once it goes. */
export function useFocusReturn(): void {
  const before = useRef<Element | null>(null);
  if (before.current === null && typeof document !== "undefined") before.current = document.activeElement;
  useEffect(() => {
    const element = before.current;
    return () => {
      if (element instanceof HTMLElement && element.isConnected) element.focus();
    };
  }, []);
}
