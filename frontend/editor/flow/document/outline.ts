import { startOf, type Flow, type FlowNode } from "./model";

/** Nodes in the order a talk meets them: along the transitions from the start, then those nobody leads to. */
export function outlineOf(flow: Flow): readonly FlowNode[] {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const targets = new Map<string, string[]>();
  for (const transition of flow.transitions) {
    const list = targets.get(transition.node);
    if (list) list.push(transition.target);
    else targets.set(transition.node, [transition.target]);
  }
  const order: FlowNode[] = [];
  const seen = new Set<string>();
  const start = startOf(flow);
  const stack = [...flow.nodes.map((node) => node.id).reverse(), ...(start === undefined ? [] : [start])];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const node = byId.get(id);
    if (!node || seen.has(id)) continue;
    seen.add(id);
    order.push(node);
    stack.push(...(targets.get(id) ?? []).toReversed());
  }
  return order;
}
