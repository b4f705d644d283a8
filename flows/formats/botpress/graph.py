"""A flow while it is being built: nodes, steps and transitions with ids that repeat at every import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flows.formats.botpress.names import Taken, slug
from flows.formats.layout import HEIGHT, WIDTH, place_missing

Step = dict[str, Any]


class Graph:
    """Collects one flow. `end()`, `back()` and `stop()` are shared nodes, made when first used."""

    def __init__(self, id: str, title: str, kind: str, reserved: Iterable[str] = ()) -> None:
        self.id = id
        self.title = title
        self.kind = kind
        self.start: str | None = None
        self.last_step = "return"
        """What `stop` does."""
        self.triggers: list[dict[str, Any]] = []
        self._nodes: dict[str, dict[str, Any]] = {}
        self._transitions: list[dict[str, Any]] = []
        self._outputs: set[tuple[str, str | None, str]] = set()
        self._taken = Taken(reserved)
        self._steps = 0
        self._followers: dict[str, int] = {}

    def reserve(self, name: str) -> str:
        """A node id made from any text."""
        return slug(name, self._taken)

    def node(self, id: str, title: str, place: tuple[float, float] | None = None) -> str:
        """Adds a node with a reserved id."""
        self._nodes[id] = {"id": id, "title": title, "steps": []}
        if place is not None:
            self._nodes[id].update(x=place[0], y=place[1])
        return id

    def after(self, node: str, title: str) -> str:
        """Adds a node to the right of another one."""
        at = self._nodes[node]
        count = self._followers[node] = self._followers.get(node, -1) + 1
        place = (at["x"] + WIDTH, at["y"] + HEIGHT * count) if "x" in at else None
        return self.node(self.reserve(f"{node}-{count + 1}"), title, place)

    def step(self, node: str, type: str, config: Step) -> str:
        """Adds a step at the end of a node."""
        self._steps += 1
        id = f"s{self._steps}"
        self._nodes[node]["steps"].append({"id": id, "type": type, "config": config})
        return id

    def steps_of(self, node: str) -> list[Step]:
        """The steps of a node so far; their configs may still be completed."""
        return list(self._nodes[node]["steps"])

    def connect(self, node: str, step: str | None, output: str, target: str) -> None:
        """Adds a transition; the first one of an output counts."""
        key = (node, step, output)
        if key in self._outputs:
            return
        self._outputs.add(key)
        id = f"t{len(self._transitions) + 1}"
        self._transitions.append({"id": id, "node": node, "step": step, "output": output, "target": target})

    def leaf(self, name: str, title: str, type: str) -> str:
        """The shared node of a name with one step and no exit."""
        if name not in self._nodes:
            self._taken.add(name)
            self.step(self.node(name, title), type, {})
        return name

    def stop(self) -> str:
        """Where a flow ends without a word."""
        return self.leaf("flow-ends", "The flow ends", self.last_step)

    def body(self) -> dict[str, Any]:
        """The flow of the document."""
        body = {
            "id": self.id, "title": self.title, "kind": self.kind, "start": self.start, "triggers": self.triggers,
            "nodes": list(self._nodes.values()), "transitions": self._transitions, "notes": [],
        }  # fmt: skip
        place_missing(body)
        return body
