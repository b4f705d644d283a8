"""Nodes, steps and flows that no conversation can come to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.lint.finding import Finding, Fix
from flows.lint.index import Flow, Index, Node
from flows.lint.references import References
from flows.lint.step_types import removal


def find(index: Index, references: References) -> Iterator[Finding]:
    for flow in index.flows.values():
        if not flow.reached:
            yield Finding(
                "warning", "unused-flow", flow.place, "Nothing starts this flow: no trigger, no other flow.",
                Fix("Remove the flow", ({"op": "remove", "part": f"flow:{flow.id}", "path": ""},)),
            )  # fmt: skip
            continue
        lost = {node.id for node in flow.nodes.values() if not node.reached}
        lines = _lines(flow, lost)
        for node in flow.nodes.values():
            if not node.reached:
                yield Finding(
                    "warning", "unreachable-node", node.place, "No path leads to this node.",
                    _remove(flow, node, lines.get(node.id, [])),
                )  # fmt: skip
                continue
            dead = next((step for step in node.steps if not step.reached), None)
            if dead is not None:
                yield Finding(
                    "warning", "unreachable-step", dead.place,
                    "The step before this one never goes on to it. Move it, or remove it.",
                    Fix("Remove the step", removal(flow, dead)),
                )  # fmt: skip


def _lines(flow: Flow, nodes: set[str]) -> dict[str, list[Any]]:
    """Ids of the transitions from and to each of these nodes."""
    found: dict[str, list[Any]] = {}
    for one in flow.body.get("transitions", ()) if nodes else ():
        for id in {one["node"], one["target"]} & nodes:
            found.setdefault(id, []).append(one["id"])
    return found


def _remove(flow: Flow, node: Node, lines: list[Any]) -> Fix:
    """Removes the node with all transitions from and to it."""
    part = f"flow:{flow.id}"
    transitions = [{"op": "remove", "part": part, "path": f"/transitions/{id}"} for id in lines]
    start = ({"op": "remove", "part": part, "path": "/start"},) if flow.body.get("start") == node.id else ()
    return Fix("Remove the node", (*start, *transitions, {"op": "remove", "part": part, "path": f"/nodes/{node.id}"}))
