"""Operations that repair something, made from where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document.parts import COLLECTIONS
from flows.document.paths import name_of
from flows.document.pointers import pointer, segments_of
from flows.lint.index import Flow, Node

Operation = dict[str, Any]


def operation(document: Mapping[str, Any], op: str, place: str, value: Any = None) -> Operation:
    """An operation at a pointer into the document; elements are named by their ids, which stay when others move."""
    collection, number, *rest = segments_of(place)
    kind, key = COLLECTIONS[collection]
    here = document[collection][int(number)]
    part = f"{kind}:{here[key]}"
    path: list[str] = []
    for segment in rest:
        name = segment
        if isinstance(here, list):
            here = here[int(segment)]
            name = name_of(here) or segment
        else:
            here = here.get(segment) if isinstance(here, dict) else None
        path.append(name)
    made: Operation = {"op": op, "part": part, "path": pointer(*path)}
    if op != "remove":
        made["value"] = value
    return made


def free_id(taken: set[str], wish: str) -> str:
    name, count = wish, 2
    while name in taken:
        name, count = f"{wish}_{count}", count + 1
    return name


def end_of_flow(flow: Flow, node: Node, step: str | None, output: str) -> tuple[Operation, ...]:
    """A new node that ends the flow, to the right of `node`, and the line to it."""
    part = f"flow:{flow.id}"
    body = next(one for one in flow.body["nodes"] if one["id"] == node.id)
    new = free_id(set(flow.nodes), f"{node.id}_{output}"[:60] if output.isidentifier() else f"{node.id}_end"[:60])
    step_id = free_id({one.id for _, one in flow.steps}, f"{new}_end")
    way = free_id({one["id"] for one in flow.body.get("transitions", ())}, f"{new}_way")
    made = {
        "id": new,
        "title": "End",
        "x": body.get("x", 0) + 340,
        "y": body.get("y", 0) + 160,
        "steps": [{"id": step_id, "type": "return", "config": {}}],
    }
    line = {"id": way, "node": node.id, "step": step, "output": output, "target": new}
    return (
        {"op": "add", "part": part, "path": "/nodes/-", "value": made},
        {"op": "add", "part": part, "path": "/transitions/-", "value": line},
    )
