"""A flow while it is being built: nodes, steps and transitions with ids that repeat at every import."""

from __future__ import annotations

from typing import Any

from flows.formats.layout import place_missing
from flows.formats.names import Ids

Body = dict[str, Any]


class Drawing:
    """Collects one flow."""

    def __init__(self, id: str, title: str, kind: str = "normal") -> None:
        self.id = id
        self.title = title
        self.kind = kind
        self.start: str | None = None
        self.triggers: list[Body] = []
        self.inputs: list[Any] = []
        self._ids = Ids()
        self._nodes: dict[str, Body] = {}
        self._transitions: list[Body] = []
        self._outputs: set[tuple[str, str | None, str]] = set()
        self._steps = 0

    def node(self, wanted: str, title: str, place: tuple[float, float] | None = None) -> str:
        """Adds a node and gives its id, made from what is wanted. The first one is where the flow begins."""
        id = self._ids.slug(wanted)
        self._nodes[id] = {"id": id, "title": title[:500], "steps": []}
        if place is not None:
            self._nodes[id].update(x=place[0], y=place[1])
        self.start = self.start or id
        return id

    def step(self, node: str, type: str, config: Body) -> str:
        """Adds a step at the end of a node."""
        self._steps += 1
        id = f"s{self._steps}"
        self._nodes[node]["steps"].append({"id": id, "type": type, "config": config})
        return id

    def steps(self, node: str) -> list[Body]:
        """The steps of a node so far."""
        steps: list[Body] = self._nodes[node]["steps"]
        return steps

    def place(self, node: str) -> tuple[float, float] | None:
        body = self._nodes[node]
        return (body["x"], body["y"]) if "x" in body else None

    def connect(self, node: str, step: str | None, output: str, target: str) -> None:
        """Adds a transition; the first one of an output counts."""
        key = (node, step, output)
        if key not in self._outputs:
            self._outputs.add(key)
            id = f"t{len(self._transitions) + 1}"
            self._transitions.append({"id": id, "node": node, "step": step, "output": output, "target": target})

    def goes_on(self, node: str) -> bool:
        """Whether something follows the last step of a node."""
        return (node, None, "next") in self._outputs

    def body(self) -> Body:
        """The flow of the document."""
        body: Body = {
            "id": self.id, "title": self.title[:500], "kind": self.kind, "start": self.start,
            "triggers": self.triggers, "nodes": list(self._nodes.values()), "transitions": self._transitions,
            "notes": [],
        }  # fmt: skip
        if self.inputs:
            body["inputs"] = self.inputs
        place_missing(body)
        return body
