/** Where transitions run: orthogonal, around nodes where there is room, lanes apart where many run together. Pure. */
export type Point = { readonly x: number; readonly y: number };
export type Box = { readonly id: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Line = { readonly id: string; readonly from: Point; readonly to: Point; readonly lane: number };

const CLEAR = 18;
const LANE = 10;
const STUB = 22;
const FEW = 160;

type Path = readonly Point[];

function crossesBox(a: Point, b: Point, box: Box): boolean {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return right > box.x + 2 && left < box.x + box.width - 2 && bottom > box.y + 2 && top < box.y + box.height - 2;
}

type Segment = readonly [Point, Point];

function segmentsOf(path: Path): readonly Segment[] {
  return path.slice(1).flatMap((point, index): readonly Segment[] => {
    const before = path[index];
    return before ? [[before, point]] : [];
  });
}

/** How much of two parallel segments runs on top of each other. */
function shared(first: Segment, second: Segment): number {
  const vertical = (s: Segment) => Math.abs(s[0].x - s[1].x) < 1;
  if (vertical(first) !== vertical(second)) return 0;
  const [across, along]: ["x" | "y", "x" | "y"] = vertical(first) ? ["x", "y"] : ["y", "x"];
  if (Math.abs(first[0][across] - second[0][across]) > 5) return 0;
  const [a, b] = [Math.min(first[0][along], first[1][along]), Math.max(first[0][along], first[1][along])];
  const [c, d] = [Math.min(second[0][along], second[1][along]), Math.max(second[0][along], second[1][along])];
  return Math.max(0, Math.min(b, d) - Math.max(a, c));
}

function straight(line: Line): Path {
  return [line.from, line.to];
}

function elbow(line: Line, x: number): Path {
  return [line.from, { x, y: line.from.y }, { x, y: line.to.y }, line.to];
}

function around(line: Line, y: number): Path {
  const out = line.from.x + STUB + line.lane * LANE;
  const back = line.to.x - STUB - line.lane * LANE;
  return [line.from, { x: out, y: line.from.y }, { x: out, y }, { x: back, y }, { x: back, y: line.to.y }, line.to];
}

/** The route without regard to other nodes: what is drawn while something is dragged. */
export function plainRoute(from: Point, to: Point, lane = 0): Path {
  const line = { id: "", from, to, lane };
  if (to.x > from.x + 2 * STUB) return Math.abs(from.y - to.y) < 1 ? straight(line) : elbow(line, (from.x + to.x) / 2);
  const below = to.y > from.y ? (from.y + to.y) / 2 : Math.max(from.y, to.y) + 60;
  return around(line, below + lane * LANE);
}

function candidates(line: Line, near: readonly Box[]): readonly Path[] {
  const { from, to, lane } = line;
  const paths: Path[] = [];
  if (to.x > from.x + STUB) {
    const middle = (from.x + to.x) / 2;
    if (Math.abs(from.y - to.y) < 1) paths.push(straight(line));
    for (const x of [middle, middle + LANE, middle - LANE, from.x + STUB + lane * LANE, to.x - STUB - lane * LANE]) {
      if (x > from.x + 8 && x < to.x - 12) paths.push(elbow(line, x));
    }
  }
  const heights = new Set<number>([(from.y + to.y) / 2]);
  for (const box of near) {
    heights.add(box.y - CLEAR - lane * LANE);
    heights.add(box.y + box.height + CLEAR + lane * LANE);
  }
  for (const y of heights) paths.push(around(line, y));
  return paths;
}

function costOf(path: Path, near: readonly Box[], placed: readonly Segment[]): number {
  let cost = path.length * 30;
  for (const segment of segmentsOf(path)) {
    cost += Math.abs(segment[0].x - segment[1].x) + Math.abs(segment[0].y - segment[1].y);
    for (const box of near) if (crossesBox(segment[0], segment[1], box)) cost += 900;
    for (const other of placed) cost += shared(segment, other) * 4;
  }
  return cost;
}

const MARGIN = 260;

function areaOf(line: Line): Box {
  return {
    id: line.id,
    x: Math.min(line.from.x, line.to.x) - MARGIN,
    y: Math.min(line.from.y, line.to.y) - MARGIN,
    width: Math.abs(line.from.x - line.to.x) + 2 * MARGIN,
    height: Math.abs(line.from.y - line.to.y) + 2 * MARGIN,
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y;
}

/** What was routed, and among what, so that next time only what changed is routed again. */
export type Routed = {
  readonly lines: ReadonlyMap<string, Line>;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly paths: ReadonlyMap<string, Path>;
};

export const NOTHING_ROUTED: Routed = { lines: new Map(), boxes: new Map(), paths: new Map() };

function sameBox(a: Box | undefined, b: Box): boolean {
  return a !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function sameLine(a: Line | undefined, b: Line): boolean {
  return a !== undefined && a.from.x === b.from.x && a.from.y === b.from.y && a.to.x === b.to.x && a.to.y === b.to.y && a.lane === b.lane;
}

/** In a large flow: the old paths of lines that neither moved nor are near a node that did. */
function reusable(before: Routed, lines: readonly Line[], boxes: readonly Box[]): ReadonlyMap<string, Path> {
  if (lines.length <= FEW || before.paths.size === 0) return new Map();
  const gone = [...before.boxes.values()].filter((box) => !boxes.some((other) => other.id === box.id));
  const moved = boxes.filter((box) => !sameBox(before.boxes.get(box.id), box)).flatMap((box) => [box, before.boxes.get(box.id) ?? box]);
  const changed = [...(before.boxes.size === boxes.length ? [] : gone), ...moved];
  if (changed.length > FEW) return new Map();
  const kept = lines.filter((line) => sameLine(before.lines.get(line.id), line) && !changed.some((box) => overlap(areaOf(line), box)));
  return new Map(kept.flatMap((line): [string, Path][] => {
    const path = before.paths.get(line.id);
    return path ? [[line.id, path]] : [];
  }));
}

function bestPath(line: Line, boxes: readonly Box[], others: readonly Segment[]): Path {
  const area = areaOf(line);
  const near = boxes.filter((box) => overlap(area, box));
  let best: Path = plainRoute(line.from, line.to, line.lane);
  let bestCost = Number.POSITIVE_INFINITY;
  for (const path of candidates(line, near)) {
    const cost = costOf(path, near, others);
    if (cost < bestCost) [best, bestCost] = [path, cost];
  }
  return best;
}

/** Routes the lines of a flow, short ones first; each avoids nodes and the lanes already taken on the way to other nodes. */
export function routeAll(lines: readonly Line[], boxes: readonly Box[], before: Routed = NOTHING_ROUTED): Routed {
  const paths = new Map(reusable(before, lines, boxes));
  const length = (line: Line) => Math.abs(line.from.x - line.to.x) + Math.abs(line.from.y - line.to.y);
  const careful = lines.length <= FEW;
  const placed: { readonly to: Point; readonly segments: readonly Segment[] }[] = [];
  for (const line of [...lines].sort((a, b) => length(a) - length(b))) {
    if (paths.has(line.id)) continue;
    const elsewhere = placed.filter((other) => other.to.x !== line.to.x || other.to.y !== line.to.y);
    const path = bestPath(line, boxes, careful ? elsewhere.flatMap((other) => other.segments) : []);
    paths.set(line.id, path);
    if (careful) placed.push({ to: line.to, segments: segmentsOf(path) });
  }
  return { lines: new Map(lines.map((line) => [line.id, line])), boxes: new Map(boxes.map((box) => [box.id, box])), paths };
}

/** An SVG path through the points with rounded corners. */
export function roundedPath(points: Path, radius = 12): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${String(first.x)},${String(first.y)}`;
  rest.forEach((corner, index) => {
    const before = points[index];
    const after = rest[index + 1];
    if (!before || !after) {
      path += `L${String(corner.x)},${String(corner.y)}`;
      return;
    }
    const [into, out] = [Math.hypot(corner.x - before.x, corner.y - before.y), Math.hypot(after.x - corner.x, after.y - corner.y)];
    const r = Math.min(radius, into / 2, out / 2);
    if (r < 0.5) {
      path += `L${String(corner.x)},${String(corner.y)}`;
      return;
    }
    const start = { x: corner.x + ((before.x - corner.x) * r) / into, y: corner.y + ((before.y - corner.y) * r) / into };
    const end = { x: corner.x + ((after.x - corner.x) * r) / out, y: corner.y + ((after.y - corner.y) * r) / out };
    path += `L${String(start.x)},${String(start.y)}Q${String(corner.x)},${String(corner.y)} ${String(end.x)},${String(end.y)}`;
  });
  return path;
}

/** Half-way along the line, for the button that splices a node in. */
export function middleOf(points: Path): Point {
  const total = segmentsOf(points).reduce((sum, [a, b]) => sum + Math.hypot(a.x - b.x, a.y - b.y), 0);
  let left = total / 2;
  for (const [a, b] of segmentsOf(points)) {
    const length = Math.hypot(a.x - b.x, a.y - b.y);
    if (length >= left && length > 0) return { x: a.x + ((b.x - a.x) * left) / length, y: a.y + ((b.y - a.y) * left) / length };
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}
