"""Loops in which nothing ever waits: a turn would go round until its budget stops it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.lint.finding import Finding
from flows.lint.index import Flow, Index, Node
from flows.lint.references import References

Key = tuple[str, str]


def find(index: Index, references: References) -> Iterator[Finding]:
    waiting_flows = {flow.id for flow in index.flows.values() if any(step.waits for _, step in flow.steps)}
    leads: dict[Key, list[Key]] = {}
    leaves: dict[Key, bool] = {}
    for flow in index.flows.values():
        for node in flow.nodes.values():
            leads[flow.id, node.id], leaves[flow.id, node.id] = _without_waiting(index, flow, node, waiting_flows)
    order = {key: number for number, key in enumerate(leads)}
    for component in cycles(leads):
        members = set(component)
        inside_only = all(target in members for key in component for target in leads[key])
        endless = inside_only and not any(leaves[key] for key in component)
        flow_id, node_id = min(component, key=order.__getitem__)
        node = index.flows[flow_id].nodes[node_id]
        if not node.reached:
            continue
        if endless:
            yield Finding("error", "endless-loop", node.place, "This loop never waits for the visitor and never ends.")
        else:
            yield Finding(
                "warning", "loop", node.place, "This loop does not wait for the visitor; make sure that it ends."
            )


def _without_waiting(index: Index, flow: Flow, node: Node, waiting_flows: set[str]) -> tuple[list[Key], bool]:
    """Nodes that follow in the same turn, and whether the talk can stop or wait here."""
    targets: list[Key] = []
    for step in node.steps:
        if step.waits:
            return targets, True
        kind = step.type.type if step.type is not None else ""
        called = index.flows.get(str(step.config.get("flow")))
        if kind == "call_flow" and called is not None and called.id in waiting_flows:
            return targets, True
        for output in step.outputs:
            if kind == "loop" and output == "each":
                continue  # it comes back as often as its list is long, and then goes on by another way
            target = flow.exits.get((node.id, step.id, output))
            if target is not None and output != "next":
                targets.append((flow.id, target))
        if kind == "jump" and called is not None:
            start = str(step.config.get("node") or called.start or "")
            return ([*targets, (called.id, start)], False) if start in called.nodes else (targets, True)
        if step.type is not None and "next" not in step.outputs:
            return targets, not step.outputs
    following = flow.next_of(node, node.steps[-1]) if node.steps else flow.exits.get((node.id, None, "next"))
    if following is None or following not in flow.nodes:
        return targets, True
    return [*targets, (flow.id, following)], False


def cycles(leads: Mapping[Key, list[Key]]) -> Iterator[list[Key]]:
    """Strongly connected components with at least one edge inside (Tarjan, without recursion)."""
    number: dict[Key, int] = {}
    low: dict[Key, int] = {}
    stack: list[Key] = []
    on_stack: set[Key] = set()
    for root in leads:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(leads[root]))]
        while work:
            here, targets = work[-1]
            target = next((one for one in targets if one in leads), None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == number[here]:
                    component = _popped(here, stack, on_stack)
                    if len(component) > 1 or here in leads[here]:
                        yield component
            elif target not in number:
                number[target] = low[target] = len(number)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter(leads[target])))
            elif target in on_stack:
                low[here] = min(low[here], number[target])


def _popped(until: Key, stack: list[Key], on_stack: set[Key]) -> list[Key]:
    component: list[Key] = []
    while True:
        key = stack.pop()
        on_stack.discard(key)
        component.append(key)
        if key == until:
            return component
