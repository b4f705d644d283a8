import { useLayoutEffect, useState, type RefObject } from "react";

const MANY = 200;
const ROW = 27;
const SPARE = 20;

/** Which rows of a long list are worth drawing; short lists are drawn whole. */
export type Window = { readonly from: number; readonly to: number; readonly before: number; readonly after: number };

export function windowOf(count: number, top: number, height: number, row: number): Window {
  if (count <= MANY) return { from: 0, to: count, before: 0, after: 0 };
  const from = Math.max(0, Math.floor(top / row) - SPARE);
  const to = Math.min(count, Math.ceil((top + height) / row) + SPARE);
  return { from, to, before: from * row, after: (count - to) * row };
}

/** Follows the scrolling of a list. `shown` is an index that must be drawn and in sight, such as the chosen row. */
export function useWindow(list: RefObject<HTMLElement | null>, count: number, shown: number): Window {
  const [view, setView] = useState({ top: 0, height: 800 });
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const read = () => setView({ top: element.scrollTop, height: element.clientHeight });
    read();
    element.addEventListener("scroll", read, { passive: true });
    return () => element.removeEventListener("scroll", read);
  }, [list]);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || shown < 0 || count <= MANY) return;
    const top = shown * ROW;
    if (top < element.scrollTop || top + ROW > element.scrollTop + element.clientHeight) element.scrollTop = top - element.clientHeight / 2;
  }, [list, shown, count]);
  return windowOf(count, view.top, view.height, ROW);
}
