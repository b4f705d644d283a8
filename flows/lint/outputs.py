"""Exits that lead nowhere: a visitor would meet silence, or a flow ends where nobody said that it does."""

from __future__ import annotations

from collections.abc import Iterator

from flows.lint.finding import Finding, Fix
from flows.lint.index import Flow, Index, Node
from flows.lint.references import References
from flows.lint.repairs import end_of_flow, free_id


def find(index: Index, references: References) -> Iterator[Finding]:
    for flow, node, step in index.steps:
        if not step.reached:
            continue
        titles = {one.id: one.title for one in step.type.outputs_spec} if step.type is not None else {}
        for output in step.outputs:
            if output != "next" and (node.id, step.id, output) not in flow.exits:
                title = titles.get(output) or output
                yield Finding(
                    "error", "open-output", step.place,
                    f"The exit “{title}” leads nowhere: visitors would meet the error flow. Connect it.",
                    Fix("End the flow there", end_of_flow(flow, node, step.id, output)),
                )  # fmt: skip
    for flow in index.flows.values():
        for node in flow.nodes.values():
            if node.reached and _ends_silently(flow, node):
                yield Finding(
                    "warning", "flow-ends", node.place, "The flow ends here without a step that says so.",
                    Fix("Add a step that ends the flow", (_return_step(flow, node),)),
                )  # fmt: skip


def _ends_silently(flow: Flow, node: Node) -> bool:
    if not node.steps:
        return (node.id, None, "next") not in flow.exits
    last = node.steps[-1]
    return last.reached and "next" in last.outputs and flow.next_of(node, last) is None


def _return_step(flow: Flow, node: Node) -> dict[str, object]:
    name = free_id({step.id for _, step in flow.steps}, f"{node.id}_end"[:60])
    return {
        "op": "add",
        "part": f"flow:{flow.id}",
        "path": f"/nodes/{node.id}/steps/-",
        "value": {"id": name, "type": "return", "config": {}},
    }
