import { useEffect, useRef, type RefObject } from "react";

/** A column that covers the page where it is narrow: takes the focus when it opens there and gives it back when it goes.
 *  `button` is the one that closes it, which is drawn only where it covers. */
export function useDrawer(open: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const close = button.current;
    if (!open || close === null || close.offsetParent === null) return undefined;
    const before = document.activeElement;
    close.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [open]);
  return button;
}
