import { describe, expect, it } from "vitest";
import { middleOf, NOTHING_ROUTED, plainRoute, roundedPath, routeAll, type Box, type Line } from "../routes";

const box = (id: string, x: number, y: number): Box => ({ id, x, y, width: 236, height: 120 });
const line = (id: string, from: [number, number], to: [number, number], lane = 0): Line => ({ id, from: { x: from[0], y: from[1] }, to: { x: to[0], y: to[1] }, lane });

function crosses(path: readonly { x: number; y: number }[], one: Box): boolean {
  return path.slice(1).some((b, index) => {
    const a = path[index] ?? b;
    const inX = Math.max(a.x, b.x) > one.x + 2 && Math.min(a.x, b.x) < one.x + one.width - 2;
    return inX && Math.max(a.y, b.y) > one.y + 2 && Math.min(a.y, b.y) < one.y + one.height - 2;
  });
}

describe("routes", () => {
  it("go straight between handles on one height, and by one elbow otherwise", () => {
    expect(plainRoute({ x: 0, y: 10 }, { x: 200, y: 10 })).toHaveLength(2);
    expect(plainRoute({ x: 0, y: 10 }, { x: 200, y: 90 })).toHaveLength(4);
  });

  it("go around a node that stands in the way", () => {
    const boxes = [box("a", 0, 0), box("between", 340, 0), box("b", 680, 0)];
    const path = routeAll([line("t", [236, 60], [680, 19])], boxes).paths.get("t") ?? [];
    expect(path.length).toBeGreaterThan(2);
    expect(boxes.some((one) => one.id === "between" && crosses(path, one))).toBe(false);
  });

  it("run back in a lane of their own, orthogonal all the way", () => {
    const boxes = [box("a", 0, 0), box("b", 340, 0)];
    const path = routeAll([line("back", [576, 60], [0, 19])], boxes).paths.get("back") ?? [];
    expect(boxes.some((one) => crosses(path, one))).toBe(false);
    expect(path.slice(1).every((point, index) => point.x === path[index]?.x || point.y === path[index]?.y)).toBe(true);
  });

  it("do not run on top of each other towards different nodes", () => {
    const boxes = [box("a", 0, 0), box("b", 400, 0), box("c", 400, 200)];
    const { paths } = routeAll([line("one", [236, 60], [400, 219]), line("two", [236, 80], [400, 19], 1)], boxes);
    const columns = ["one", "two"].map((id) => paths.get(id)?.[1]?.x);
    expect(columns[0]).not.toBe(columns[1]);
  });

  it("stay as they are in a large flow where nothing near them moved", () => {
    const boxes = Array.from({ length: 200 }, (_, index) => box(String(index), (index % 20) * 340, Math.floor(index / 20) * 300));
    const lines = boxes.slice(1).map((one, index) => line(one.id, [(boxes[index]?.x ?? 0) + 236, (boxes[index]?.y ?? 0) + 60], [one.x, one.y + 19]));
    const first = routeAll(lines, boxes, NOTHING_ROUTED);
    const second = routeAll(lines, boxes.map((one) => (one.id === "0" ? { ...one, height: 160 } : one)), first);
    expect(second.paths.get("150")).toBe(first.paths.get("150"));
    expect(second.paths.size).toBe(lines.length);
  });

  it("are drawn with round corners and know their middle", () => {
    const path = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 100 }];
    expect(roundedPath(path)).toBe("M0,0L88,0Q100,0 100,12L100,100");
    expect(middleOf(path)).toEqual({ x: 100, y: 0 });
  });
});
