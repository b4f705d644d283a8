import type { Place } from "./commands/nodes";
import { startOf, type Flow } from "./model";

const COLUMN = 340;
const GAP = 48;
const ORIGIN = 56;

/** How far each node is from the start along transitions; nodes nobody leads to come last. */
export function depths(flow: Flow): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const next = new Map<string, string[]>();
  for (const transition of flow.transitions) {
    const list = next.get(transition.node);
    if (list) list.push(transition.target);
    else next.set(transition.node, [transition.target]);
  }
  const start = startOf(flow);
  const queue = start === undefined ? [] : [start];
  if (start !== undefined) found.set(start, 0);
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const depth = found.get(id) ?? 0;
    for (const target of next.get(id) ?? []) {
      if (found.has(target)) continue;
      found.set(target, depth + 1);
      queue.push(target);
    }
  }
  const reached = [...found.values()].reduce((most, depth) => Math.max(most, depth), -1);
  for (const node of flow.nodes) if (!found.has(node.id)) found.set(node.id, reached + 1);
  return found;
}

/** Columns by distance from the start; inside a column nodes stand near what leads to them. Same flow, same places. */
export function tidy(flow: Flow, heightOf: (node: string) => number): readonly Place[] {
  const depth = depths(flow);
  const columns: string[][] = [];
  for (const node of flow.nodes) {
    const column = depth.get(node.id) ?? 0;
    while (columns.length <= column) columns.push([]);
    columns[column]?.push(node.id);
  }
  const centre = new Map<string, number>();
  const places: Place[] = [];
  columns.forEach((column, index) => {
    const wish = (id: string) => {
      const sources = flow.transitions.filter((t) => t.target === id).map((t) => centre.get(t.node));
      const known = sources.filter((y) => y !== undefined);
      return known.length === 0 ? Number.MAX_SAFE_INTEGER : known.reduce((sum, y) => sum + y, 0) / known.length;
    };
    const order = flow.nodes.map((node) => node.id);
    const wishes = new Map(column.map((id) => [id, wish(id)]));
    const sorted = [...column].sort((a, b) => (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0) || order.indexOf(a) - order.indexOf(b));
    let y = ORIGIN;
    for (const id of sorted) {
      const height = heightOf(id);
      places.push({ id, x: ORIGIN + index * COLUMN, y });
      centre.set(id, y + height / 2);
      y += height + GAP;
    }
  });
  return places;
}
