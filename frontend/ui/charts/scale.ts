/** The plain arithmetic of charts, in the units of their view box. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const FRAME: Frame = { width: 360, height: 212, left: 40, right: 10, top: 10, bottom: 36 };

export type Scale = (value: number) => number;

/** From `0..most` to pixels, to the right. */
export function across(frame: Frame, most = 1): Scale {
  const span = frame.width - frame.left - frame.right;
  return (value) => frame.left + (value / most) * span;
}

/** From `0..most` to pixels, upwards. */
export function upwards(frame: Frame, most = 1): Scale {
  const span = frame.height - frame.top - frame.bottom;
  return (value) => frame.height - frame.bottom - (value / most) * span;
}

/** Round numbers from 0 to at least `most`: at most five of them above nought. */
export function ticksTo(most: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? rough);
  const count = Math.ceil(most / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** A path through the points; a point without a value breaks the line. */
export function pathOf(points: readonly { readonly x: number; readonly y: number | null }[], x: Scale, y: Scale): string {
  let path = "";
  let open = false;
  for (const point of points) {
    if (point.y === null) open = false;
    else {
      path += `${open ? "L" : "M"}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`;
      open = true;
    }
  }
  return path;
}

export function nearest(values: readonly number[], wanted: number): number {
  let best = 0;
  for (const [index, value] of values.entries()) {
    if (Math.abs(value - wanted) < Math.abs((values[best] ?? value) - wanted)) best = index;
  }
  return best;
}
