"""A document prepared for all checks: its flows and steps with their places, and what leads where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.engine.step_type import StepType
from flows.lint.finding import Place

Body = Mapping[str, Any]
LEADS_ON = frozenset({"jump", "call_flow", "start_flow"})  # types of steps that begin another flow


@dataclass(slots=True)
class Step:
    """A step in its place. `outputs` are the ids of its exits."""

    id: str
    body: Body
    config: Body
    type: StepType | None
    place: Place
    outputs: tuple[str, ...]
    reached: bool = False

    @property
    def waits(self) -> bool:
        """Whether it waits for something that takes time in the world: a visitor, an agent, a timer."""
        return self.type is not None and self.type.waits and self.type.category != "data"


@dataclass(slots=True)
class Node:
    id: str
    place: Place
    steps: list[Step]
    reached: bool = False


@dataclass(slots=True)
class Flow:
    """A flow: `exits` are its transitions by (node, step, output); `entries` the nodes at which others come in."""

    body: Body
    id: str
    place: Place
    nodes: dict[str, Node]
    steps: list[tuple[Node, Step]]
    exits: dict[tuple[str, str | None, str], str]
    entries: set[str] = field(default_factory=set)
    reached: bool = False

    @property
    def start(self) -> str | None:
        start = self.body.get("start")
        return start if start in self.nodes else next(iter(self.nodes), None)

    @property
    def kind(self) -> str:
        return str(self.body.get("kind", "normal"))

    def next_of(self, node: Node, step: Step) -> str | None:
        """The node that follows when the last step of a node is done."""
        return self.exits.get((node.id, None, "next")) or self.exits.get((node.id, step.id, "next"))


class Index:
    """The whole bot. Built once, read by every check."""

    def __init__(self, document: Body, step_types: Mapping[str, StepType], channels: Collection[str] = ()) -> None:
        self.document = document
        self.channels = frozenset(channels)
        self.languages: list[str] = list(document.get("languages", ()))
        self.default_language = str(document.get("default_language", ""))
        self.flows: dict[str, Flow] = {}
        for number, body in enumerate(document.get("flows", ())):
            flow = _flow(body, f"/flows/{number}", step_types)
            self.flows[flow.id] = flow
        self.steps = [(flow, node, step) for flow in self.flows.values() for node, step in flow.steps]
        self._find_entries()
        self._reach()

    def named(self, collection: str, key: str = "name") -> dict[str, tuple[Body, Place]]:
        """The bodies of a collection by name, each with its place."""
        return {
            body[key]: (body, Place(f"/{collection}/{number}"))
            for number, body in enumerate(self.document.get(collection, ()))
        }

    def _find_entries(self) -> None:
        """Nodes that a jump or an answer leads into, beside the start."""
        for answer in self.document.get("answers", ()):
            self._enter(answer.get("then"))
        for _, _, step in self.steps:
            if step.type is not None and step.type.type in LEADS_ON:
                self._enter(step.config)

    def _enter(self, target: Any) -> None:
        if isinstance(target, dict) and target.get("node") and target.get("flow") in self.flows:
            self.flows[target["flow"]].entries.add(target["node"])

    def _reach(self) -> None:
        """Marks what a conversation can come to, without recursion: bots are large."""
        waiting: list[tuple[str, str | None]] = []
        for flow in self.flows.values():
            body = flow.body
            if flow.kind != "normal" or body.get("triggers") or body.get("global"):
                waiting.append((flow.id, None))
        for target in (answer.get("then") for answer in self.document.get("answers", ())):
            if isinstance(target, dict):
                waiting.append((str(target.get("flow")), target.get("node")))
        waiting.append((str(self.document.get("settings", {}).get("handoff_flow")), None))
        waiting.extend((flow, None) for flow in _flows_of_stories(self.document))
        waiting.extend(self._forms_of_stories())
        while waiting:
            flow_id, node_id = waiting.pop()
            found = self.flows.get(flow_id)
            if found is None:
                continue
            found.reached = True
            node = found.nodes.get(node_id or found.start or "")
            if node is not None and not node.reached:
                waiting.extend(self._reach_node(found, node))

    def _forms_of_stories(self) -> Iterator[tuple[str, str | None]]:
        """Nodes of the forms that stories begin, with the flows they are in."""
        named = {
            one["form"]
            for story in self.document.get("stories", ())
            for step in story.get("steps", ())
            for one in step.get("or", (step,))
            if isinstance(one.get("form"), str)
        }
        for flow, node, step in self.steps if named else ():
            if step.id in named and step.type is not None and step.type.type == "form":
                yield flow.id, node.id

    def _reach_node(self, flow: Flow, node: Node) -> Iterator[tuple[str, str | None]]:
        node.reached = True
        for step in node.steps:
            step.reached = True
            if step.type is not None and step.type.type in LEADS_ON and "flow" in step.config:
                yield str(step.config["flow"]), step.config.get("node")
            for output in step.outputs:
                target = flow.exits.get((node.id, step.id, output))
                if target is not None:
                    yield flow.id, target
            if step.type is not None and "next" not in step.outputs:
                return
        target = flow.exits.get((node.id, None, "next"))
        if target is not None:
            yield flow.id, target


def _flow(body: Body, pointer: str, step_types: Mapping[str, StepType]) -> Flow:
    flow_id = str(body["id"])
    nodes: dict[str, Node] = {}
    for n, node in enumerate(body.get("nodes", ())):
        node_id = str(node["id"])
        steps = []
        for s, step in enumerate(node.get("steps", ())):
            config = step.get("config", {})
            step_type = step_types.get(step["type"])
            step_id = str(step["id"])
            place = Place(f"{pointer}/nodes/{n}/steps/{s}", flow_id, node_id, step_id)
            outputs = step_type.outputs(config) if step_type is not None else ()
            steps.append(Step(step_id, step, config, step_type, place, outputs))
        nodes[node_id] = Node(node_id, Place(f"{pointer}/nodes/{n}", flow_id, node_id), steps)
    exits = {(one["node"], one.get("step"), one["output"]): one["target"] for one in body.get("transitions", ())}
    placed = [(one, step) for one in nodes.values() for step in one.steps]
    return Flow(body, flow_id, Place(pointer, flow_id), nodes, placed, exits)


def _flows_of_stories(document: Body) -> Iterator[str]:
    for story in document.get("stories", ()):
        for step in story.get("steps", ()):
            for one in step.get("or", (step,)):
                if isinstance(one.get("flow"), str):
                    yield one["flow"]
