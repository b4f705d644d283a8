"""Flows of Botpress as flows of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flows.formats.botpress.actions import Actions, Place
from flows.formats.botpress.content import by_language as by_dollar
from flows.formats.botpress.files import Files
from flows.formats.botpress.graph import Graph
from flows.formats.botpress.names import Taken, slug
from flows.formats.botpress.skills import Skill, Skills, SlotSkill
from flows.formats.botpress.transitions import ALWAYS, NEVER, Conditions, intent_of
from flows.formats.botpress.trial import Trial
from flows.formats.botpress.triggers import triggers_of
from flows.formats.layout import FARTHEST
from flows.formats.report import Item

KINDS = {
    "main": "main", "error": "error", "timeout": "timeout", "conversation_end": "end", "misunderstood": "fallback",
}  # fmt: skip
_KNOWN_NODES = (
    *(None, "standard", "skill-call", "trigger", "say_something", "listen", "router", "execute", "action", "prompt"),
    *("sub-workflow", "success", "failure"),
)
_DURATION = re.compile(r"\s*([0-9.]+)\s*(ms|s|m|h|d|w)?[a-z]*\s*")
_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, None: 0.001}
Raw = Mapping[str, Any]


@dataclass(slots=True)
class Flow:
    """A flow that is being read: its file, our id, and our ids of its nodes by their names."""

    path: str
    source: dict[str, Any]
    id: str
    kind: str
    nodes: dict[str, str] = field(default_factory=dict)
    returns: bool = False


class Flows:
    """All flows of a bot. `by_name` finds one by the lower-case path that transitions use."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._items = files.items
        self.by_name: dict[str, Flow] = {}
        self._skills = {path.lower(): flow["skillData"] for path, flow in files.flows.items()
                        if isinstance(flow.get("skillData"), dict)}  # fmt: skip
        self._places = {path.lower(): places for path, places in files.positions.items()}
        self._interval = _seconds(_object(files.config.get("dialog")).get("timeoutInterval"))
        made = {str(node.get("flow", "")).lower() for flow in files.flows.values() for node in _nodes(flow)
                if self._wizard(node)}  # fmt: skip
        taken = Taken()
        for path in sorted(files.flows, key=lambda path: (not path.startswith("main."), path)):
            if path.lower() in made:
                continue  # what the wizard made is made anew from its data
            source = files.flows[path]
            name = path.removesuffix(".flow.json")
            flow = Flow(path, source, slug(name.replace("/", "-"), taken), KINDS.get(name, "normal"))
            ids = Taken({"flow-ends", "the-end", "back"})
            for node in _nodes(source):
                flow.nodes.setdefault(str(node.get("name")), slug(str(node.get("id") or node.get("name")), ids))
            flow.returns = any(
                str(way.get("node", "")).startswith("#") for node in _nodes(source) for way in _ways(node)
            )
            self.by_name[path.lower()] = flow

    def _wizard(self, node: Raw) -> bool:
        return bool(node.get("skill")) and self._skill_data(node) is not None

    def _skill_data(self, node: Raw) -> dict[str, Any] | None:
        data = self._skills.get(str(node.get("flow", "")).lower())
        known = str(node.get("skill")).lower() in ("choice", "slot", "callapi", "hitlnext", "sendemail")
        return data if known else None

    def read(self, actions: Actions, skills: Skills, conditions: Conditions, trial: Trial) -> list[dict[str, Any]]:
        """The flows of the document."""
        conditions.ends = self.ends()
        return [_FlowReader(self, flow, actions, skills, conditions, trial).read() for flow in self.by_name.values()]

    def positions(self, flow: Flow) -> dict[str, tuple[float, float]]:
        """Places of the nodes by their Botpress ids."""
        found: dict[str, tuple[float, float]] = {}
        nodes = self._places.get(flow.path.lower(), {}).get("nodes")
        for node in nodes if isinstance(nodes, list) else ():
            at = _object(node.get("position")) if isinstance(node, dict) else {}
            x, y = at.get("x"), at.get("y")
            if isinstance(x, int | float) and isinstance(y, int | float) and max(abs(x), abs(y)) <= FARTHEST:
                found[str(node.get("id"))] = (round(x), round(y))
        return found

    @property
    def interval(self) -> float:
        return self._interval

    @property
    def language(self) -> str:
        """The bot's own language."""
        return str(self._files.config.get("defaultLanguage") or "en")

    def ends(self) -> frozenset[str]:
        """Names of nodes at which workflows of the trial version end."""
        sources = (node for flow in self._files.flows.values() for node in _nodes(flow))
        return frozenset(str(node.get("name")) for node in sources if node.get("type") in ("success", "failure"))

    def skill_data(self, node: Raw) -> dict[str, Any] | None:
        return self._skill_data(node)

    def tell(self, flow: Flow, pointer: str, code: str, what: str, todo: str, severity: str = "warning") -> None:
        self._items.append(Item(severity, code, f"flows/{flow.path}", what, todo, pointer, f"flow:{flow.id}"))


class _FlowReader:
    def __init__(
        self, flows: Flows, flow: Flow, actions: Actions, skills: Skills, conditions: Conditions, trial: Trial
    ) -> None:
        self._flows = flows
        self._flow = flow
        self._actions = actions
        self._skills = skills
        self._conditions = conditions
        self._trial = trial
        title = str(flow.source.get("label") or flow.path.removesuffix(".flow.json"))
        self._graph = Graph(flow.id, title, flow.kind, flow.nodes.values())
        self._catch_all = _object(flow.source.get("catchAll"))

    def read(self) -> dict[str, Any]:
        flow, places = self._flow, self._flows.positions(self._flow)
        nodes = list(_nodes(flow.source))
        for node in nodes:
            self._graph.node(flow.nodes[str(node.get("name"))], str(node.get("name")), places.get(str(node.get("id"))))
        start = str(flow.source.get("startNode") or "")
        self._graph.start = flow.nodes.get(start) or next(iter(flow.nodes.values()), None)
        for index, node in enumerate(nodes):
            self._node(node, f"/nodes/{index}")
        self._graph.triggers = triggers_of(flow, nodes, self._flows, self._conditions)
        self._silent(nodes)
        body = self._graph.body()
        description = flow.source.get("description")
        if isinstance(description, str) and description:
            body["description"] = description
        return body

    def _silent(self, nodes: list[dict[str, Any]]) -> None:
        """Names the nodes at which transitions of the whole flow held there and do not here."""
        names = [str(node.get("name")) for node in nodes if not self._waits(node) and not node.get("skill")
                 and node.get("name") != self._flow.source.get("startNode")]  # fmt: skip
        if names and _list(self._catch_all.get("next")):
            what = "Transitions of the whole flow held at every node; here where something was said, not at "
            self._tell("/catchAll/next", "flow-wide", f"{what}{', '.join(names)[:300]}.", "Add a branch there if "
                       "one is needed.", "hint")  # fmt: skip

    def _node(self, node: Raw, pointer: str) -> None:
        id = self._flow.nodes[str(node.get("name"))]
        place = Place(self._graph, id, str(node.get("name")), f"flows/{self._flow.path}", pointer)
        kind = node.get("type")
        for instruction in _list(node.get("onEnter")):
            self._actions.add(place, instruction)
        if kind == "say_something":
            self._say_something(place, node)
        if isinstance(node.get("execute"), dict):
            self._trial.execute(place, node["execute"], _list(node.get("onEnter")))
        if kind in ("success", "failure"):
            self._trial.end(place)
            return
        if isinstance(node.get("prompt"), dict):
            self._exits(place, node, self._trial.prompt(place, node["prompt"], self._flows.language))
            return
        if kind not in _KNOWN_NODES:
            self._tell(pointer, "node-type", f"A node of the type {str(kind)[:40]!r} is not known.",
                       "Look at its steps.")  # fmt: skip
        data = self._flows.skill_data(node)
        if node.get("skill") and data is not None:
            self._skill(place, node, data)
            return
        if node.get("flow") and kind in ("skill-call", "sub-workflow"):
            self._call(place, node, pointer)
        if self._waits(node):
            self._listen(place, node)
        self._transitions(place, node, pointer)

    def _waits(self, node: Raw) -> bool:
        return isinstance(node.get("onReceive"), list) or node.get("type") == "listen"

    def _say_something(self, place: Place, node: Raw) -> None:
        self._trial.say(place, _list(node.get("contents")), self._flows.language)
        content = _object(node.get("content"))
        data = _object(content.get("formData"))
        if data:
            fields = by_dollar(data, self._flows.language)
            config = self._actions.said(str(content.get("contentType", "builtin_text")), fields, place)
            self._graph.step(place.node, "say", config)

    def _listen(self, place: Place, node: Raw) -> None:
        config: dict[str, Any] = {}
        target = self._timeout(node)
        if target is not None:
            config["timeout"] = self._flows.interval
        step = self._graph.step(place.node, "listen", config)
        if target is not None:
            self._graph.connect(place.node, step, "timeout", target)
            following = self._graph.after(place.node, place.title)
            self._graph.connect(place.node, None, "next", following)
            place.node = following
        for instruction in (*_list(self._catch_all.get("onReceive")), *_list(node.get("onReceive"))):
            self._actions.add(place, instruction)

    def _timeout(self, node: Raw) -> str | None:
        """The node that a silent visitor comes to, as Botpress looks for it."""
        for name in (node.get("timeout"), "timeout", self._flow.source.get("timeoutNode")):
            if isinstance(name, str) and name in self._flow.nodes and name != node.get("name"):
                return self._flow.nodes[name]
        return None

    def _skill(self, place: Place, node: Raw, data: dict[str, Any]) -> None:
        skill = self._skills.add(place, str(node.get("skill")), data)
        if skill is None:
            self._transitions(place, node, place.pointer)
            return
        silent = self._timeout(node)
        step = next(one for one in self._graph.steps_of(skill.node) if one["id"] == skill.step)
        if silent is not None and step["type"] in ("choice", "ask"):
            step["config"]["timeout"] = self._flows.interval
            self._graph.connect(skill.node, skill.step, "timeout", silent)
        self._exits(place, node, skill)

    def _exits(self, place: Place, node: Raw, skill: Skill) -> None:
        """Connects the exits of a skill by the node's transitions; those without one go where the rest goes."""
        otherwise: str | None = None
        led: dict[str, str] = {}
        for index, way in enumerate(_ways(node)):
            pointer = f"{place.pointer}/next/{index}"
            target = self._target(way, pointer, place.node)
            output, always = skill.output(way), str(way.get("condition")) == "true"
            if (output is None and not always) or (output == "else" and not always):
                self._tell(pointer, "skill-way", "A condition beside the exits of a skill does not count here.",
                           "Put a branch behind the step.")  # fmt: skip
                continue
            if output == skill.otherwise or always:
                otherwise = otherwise or target
            if target is not None and output is not None:
                if led.setdefault(output, target) != target and not always:
                    self._tell(pointer, "skill-way", "A second way for the same exit of a skill; the first one counts.",
                               "Check it.")  # fmt: skip
                elif led[output] != target:
                    self._tell(pointer, "skill-way", "All exits of the skill have a way of their own; this one is left "
                               "out.", "", "hint")  # fmt: skip
                self._connect_skill(skill, output, target)
        rest = otherwise or self._graph.stop()
        for output in skill.outputs():
            self._connect_skill(skill, output, rest)

    def _connect_skill(self, skill: Skill, output: str, target: str) -> None:
        if output == "already" and isinstance(skill, SlotSkill):
            self._graph.connect(skill.known[0], skill.known[1], "known", target)
        elif output == "next":
            self._graph.connect(skill.node, None, "next", target)
        else:
            self._graph.connect(skill.node, skill.step, output, target)

    def _call(self, place: Place, node: Raw, pointer: str) -> None:
        name = str(node["flow"])
        flow = self._flows.by_name.get(name.lower())
        if flow is None:
            self._tell(pointer, "missing-flow", f"The flow {name!r} does not exist.", "Choose a flow.", "error")
            return
        values = _object(node.get("subflow"))
        self._trial.put_values(place, values.get("in"), back=False)
        self._graph.step(place.node, "call_flow", {"flow": flow.id})
        self._trial.put_values(place, values.get("out"), back=True)

    def _transitions(self, place: Place, node: Raw, pointer: str) -> None:
        ways = [(way, f"{pointer}/next/{index}") for index, way in enumerate(_ways(node))]
        name = node.get("name")
        # They hold at every node there. Here where something new was said: after listening, and at the start.
        if self._waits(node) or name == self._flow.source.get("startNode"):
            flow_wide = [(way, f"/catchAll/next/{n}") for n, way in enumerate(_list(self._catch_all.get("next")))
                         if isinstance(way, dict) and way.get("node") != name]  # fmt: skip
            ways = [*flow_wide, *ways]
        rules: list[dict[str, Any]] = []
        targets: list[str] = []
        last: str | None = None
        for index, (way, at) in enumerate(ways):
            condition = self._conditions.read(way, partial(self._tell, at))
            target = self._target(way, at, place.node, [later for later, _ in ways[index + 1 :]])
            if condition is ALWAYS:
                last = target
                break
            if condition is NEVER and intent_of(str(way.get("condition"))) is not None:
                continue
            # What holds in the whole flow keeps its number, so that it can be told apart.
            own = f"wide-{at.rsplit('/', 1)[-1]}" if at.startswith("/catchAll") else f"r{len(rules) + 1}"
            rules.append({"id": own, "when": condition})
            targets.append(target or self._graph.stop())
        if not rules:
            if last is not None:
                self._graph.connect(place.node, None, "next", last)
            return
        step = self._graph.step(place.node, "branch", {"rules": rules})
        for rule, target in zip(rules, targets, strict=True):
            self._graph.connect(place.node, step, rule["id"], target)
        self._graph.connect(place.node, step, "else", last or self._graph.stop())

    def _target(self, way: Raw, pointer: str, node: str, later: list[Raw] | None = None) -> str | None:
        """Our node for the target of a transition; None where the flow just ends."""
        name = str(way.get("node") or "").strip()
        if not name:
            return None
        if name == "END":
            return self._graph.leaf("the-end", "The end", "end")
        if name.startswith("#"):
            if name != "#":
                self._tell(pointer, "return", f"{name!r} returned to a node of the caller; here the caller goes on.",
                           "Let the caller decide by a variable.")  # fmt: skip
            return self._graph.leaf("back", "Back", "return")
        if ".flow.json" in name:
            return self._other_flow(name, pointer, node, later or [])
        found = self._flow.nodes.get(name)
        if found is None:
            self._tell(pointer, "missing-node", f"The node {name!r} does not exist.", "Connect the output.", "error")
        return found

    def _other_flow(self, name: str, pointer: str, node: str, later: list[Raw]) -> str | None:
        path, _, at = name.partition("#")
        flow = self._flows.by_name.get(path.lower())
        if flow is None:
            self._tell(pointer, "missing-flow", f"The flow {path!r} does not exist.", "Connect the output.", "error")
            return None
        entrance = self._graph.after(node, f"To {path.removesuffix('.flow.json')}")
        config = {"flow": flow.id}
        if at and at in flow.nodes:
            config["node"] = flow.nodes[at]
        elif at:
            self._tell(
                pointer, "missing-node", f"{path!r} has no node {at!r}; the flow begins at its start.", "Check it."
            )
        if not flow.returns or "node" in config:
            self._graph.step(entrance, "jump", config)
            return entrance
        self._graph.step(entrance, "call_flow", config)
        after = next((way for way in later if str(way.get("condition")) == "true"), None)
        back = self._target(after, pointer, entrance) if after is not None else None
        if back is not None:
            self._graph.connect(entrance, None, "next", back)
        return entrance

    def _tell(self, pointer: str, code: str, what: str, todo: str, severity: str = "warning") -> None:
        self._flows.tell(self._flow, pointer, code, what, todo, severity)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _nodes(flow: Raw) -> list[dict[str, Any]]:
    return [node for node in _list(flow.get("nodes")) if isinstance(node, dict)]


def _ways(node: Raw) -> list[dict[str, Any]]:
    return [way for way in _list(node.get("next")) if isinstance(way, dict)]


def _seconds(text: Any) -> float:
    """A duration like "5m"; Botpress waits five minutes unless told otherwise."""
    found = _DURATION.fullmatch(str(text or "").lower())
    try:
        return max(1.0, float(found[1]) * _UNITS[found[2]]) if found else 300.0
    except ValueError:
        return 300.0
