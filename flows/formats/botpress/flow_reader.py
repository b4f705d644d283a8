"""One flow of Botpress as a flow of ours."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from flows.formats.botpress.actions import Actions, Place
from flows.formats.botpress.content import by_language as by_dollar
from flows.formats.botpress.graph import Graph
from flows.formats.botpress.raw import Raw, list_of, listens, nodes_of, object_of, ways_of
from flows.formats.botpress.returns import Returns, about_words, asks_again
from flows.formats.botpress.skills import Skill, Skills, SlotSkill
from flows.formats.botpress.transitions import ALWAYS, NEVER, Conditions, intent_of
from flows.formats.botpress.trial import Trial
from flows.formats.botpress.triggers import triggers_of

if TYPE_CHECKING:
    from flows.formats.botpress.flows import Flow, Flows

_KNOWN_NODES = (
    *(None, "standard", "skill-call", "trigger", "say_something", "listen", "router", "execute", "action", "prompt"),
    *("sub-workflow", "success", "failure"),
)


class FlowReader:
    """Reads one flow; `flows` knows the others."""

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
        self._catch_all = object_of(flow.source.get("catchAll"))
        # What leads nowhere ends the talk. In a flow that somebody runs, a return would go on there.
        self._graph.last_step = "end" if flow.back and flow.is_run else "return"
        self._returns = Returns(self._graph, flow.nodes, conditions, partial(flows.tell, flow))
        # Names of nodes whose transitions are asked by themselves, when a flow comes back.
        self._asked: set[str] = set()

    def read(self) -> dict[str, Any]:
        flow, places = self._flow, self._flows.positions(self._flow)
        nodes = list(nodes_of(flow.source))
        for node in nodes:
            self._graph.node(flow.nodes[str(node.get("name"))], str(node.get("name")), places.get(str(node.get("id"))))
        start = str(flow.source.get("startNode") or "")
        self._graph.start = flow.nodes.get(start) or next(iter(flow.nodes.values()), None)
        for node in nodes:
            self._ask_after_calls(node)
        for index, node in enumerate(nodes):
            self._node(node, f"/nodes/{index}")
        self._returns.connect()
        self._graph.triggers = triggers_of(flow, nodes, self._flows, self._conditions)
        self._silent(nodes)
        body = self._graph.body()
        description = flow.source.get("description")
        if isinstance(description, str) and description:
            body["description"] = description
        return body

    def _ask_after_calls(self, node: Raw) -> None:
        """Notes at which nodes the transitions are asked again after a flow that this node runs."""
        called = [(way, self._flows.called(str(way.get("node")))) for way, _ in self._ways(node)]
        for way, flow in [*called, ({}, self._flows.called(str(node.get("flow"))))]:
            if flow is not None:
                self._asked |= {to[1:] for to in flow.back if to[1:] and not to.startswith("##")}
                if "#" in flow.back and way and asks_again(str(way.get("condition")), waits=flow.waits):
                    self._asked.add(str(node.get("name")))

    def _ways(self, node: Raw) -> list[tuple[dict[str, Any], str]]:
        """The transitions that hold at a node, with their pointers (those of the whole flow have their own)."""
        name = node.get("name")
        # Those of the whole flow hold at every node. What was said is asked for where something new may have been
        # said, after listening and at the start: at the nodes in between, it is known what it was not.
        hears = listens(node) or name == self._flow.source.get("startNode")
        flow_wide = [(way, f"/catchAll/next/{n}") for n, way in enumerate(list_of(self._catch_all.get("next")))
                     if isinstance(way, dict) and way.get("node") != name
                     and (hears or not about_words(str(way.get("condition"))))]  # fmt: skip
        return [*flow_wide, *((way, f"/next/{index}") for index, way in enumerate(ways_of(node)))]

    def _silent(self, nodes: list[dict[str, Any]]) -> None:
        """Names the nodes at which transitions of the whole flow were asked for the same words once more."""
        names = [str(node.get("name")) for node in nodes if not listens(node) and not node.get("skill")
                 and node.get("name") != self._flow.source.get("startNode")]  # fmt: skip
        if names and any(about_words(str(way.get("condition"))) for way in ways_of(self._catch_all)):
            what = "Transitions of the whole flow for what was said are asked where something was said, not again at "
            self._tell("/catchAll/next", "flow-wide", f"{what}{', '.join(names)[:300]}.", "Add a branch there if "
                       "one is needed.", "hint")  # fmt: skip

    def _node(self, node: Raw, pointer: str) -> None:
        id = self._flow.nodes[str(node.get("name"))]
        place = Place(self._graph, id, str(node.get("name")), f"flows/{self._flow.path}", pointer)
        kind = node.get("type")
        for instruction in list_of(node.get("onEnter")):
            self._actions.add(place, instruction)
        if kind == "say_something":
            self._say_something(place, node)
        if isinstance(node.get("execute"), dict):
            self._trial.execute(place, node["execute"], list_of(node.get("onEnter")))
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
        if listens(node):
            self._listen(place, node)
        self._transitions(place, node, pointer)

    def _say_something(self, place: Place, node: Raw) -> None:
        self._trial.say(place, list_of(node.get("contents")), self._flows.language)
        content = object_of(node.get("content"))
        data = object_of(content.get("formData"))
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
        for instruction in (*list_of(self._catch_all.get("onReceive")), *list_of(node.get("onReceive"))):
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
        for index, way in enumerate(ways_of(node)):
            pointer = f"{place.pointer}/next/{index}"
            target = self._target(way, pointer, place)
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
                               "out.", "Nothing.", "hint")  # fmt: skip
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
        values = object_of(node.get("subflow"))
        self._trial.put_values(place, values.get("in"), back=False)
        branch = self._returns.call(place.node, {"flow": flow.id}, flow.back, place.title, pointer)
        if branch is not None:
            following = self._graph.after(place.node, place.title)
            self._graph.connect(place.node, branch, "else", following)
            place.node = following
        self._trial.put_values(place, values.get("out"), back=True)

    def _transitions(self, place: Place, node: Raw, pointer: str) -> None:
        ways = [(way, at if at.startswith("/catchAll") else f"{pointer}{at}") for way, at in self._ways(node)]
        rules: list[dict[str, Any]] = []
        targets: list[str] = []
        last: str | None = None
        for index, (way, at) in enumerate(ways):
            condition = self._conditions.read(way, partial(self._tell, at))
            target = self._target(way, at, place, [later for later, _ in ways[index + 1 :]])
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
            if last is not None or self._graph.last_step == "end":
                self._graph.connect(place.node, None, "next", last or self._graph.stop())
            self._returns.after[place.title] = last or ""
            return
        if place.title in self._asked and self._graph.steps_of(place.node):
            following = self._graph.after(place.node, place.title)
            self._graph.connect(place.node, None, "next", following)
            place.node = following
        self._returns.after[place.title] = place.node
        step = self._graph.step(place.node, "branch", {"rules": rules})
        for rule, target in zip(rules, targets, strict=True):
            self._graph.connect(place.node, step, rule["id"], target)
        self._graph.connect(place.node, step, "else", last or self._graph.stop())

    def _target(self, way: Raw, pointer: str, place: Place, later: list[Raw] | None = None) -> str | None:
        """Our node for the target of a transition; None where the flow just ends. `later` are the ways behind it."""
        name = str(way.get("node") or "").strip()
        if not name:
            return None
        if name == "END":
            return self._graph.leaf("the-end", "The end", "end")
        if name.startswith("#"):
            if name != "#" and not self._flow.is_run:
                self._tell(pointer, "return", f"{name[:60]!r} goes back to the flow that ran this one, but none does; "
                           "the talk just ends.", "Choose where it should go on.", "hint")  # fmt: skip
            return self._returns.leaf(name)
        if ".flow.json" in name:
            return self._other_flow(way, pointer, place, later)
        found = self._flow.nodes.get(name)
        if found is None:
            self._tell(pointer, "missing-node", f"The node {name!r} does not exist.", "Connect the output.", "error")
        return found

    def _other_flow(self, way: Raw, pointer: str, place: Place, later: list[Raw] | None) -> str | None:
        path, _, at = str(way["node"]).strip().partition("#")
        flow = self._flows.by_name.get(path.lower())
        if flow is None:
            self._tell(pointer, "missing-flow", f"The flow {path!r} does not exist.", "Connect the output.", "error")
            return None
        entrance = self._graph.after(place.node, f"To {path.removesuffix('.flow.json')}")
        config = {"flow": flow.id}
        if at and at in flow.nodes:
            config["node"] = flow.nodes[at]
        elif at:
            self._tell(
                pointer, "missing-node", f"{path!r} has no node {at!r}; the flow begins at its start.", "Check it."
            )
        if not flow.back:
            self._graph.step(entrance, "jump", config)
            return entrance
        branch = self._returns.call(entrance, config, flow.back, place.title, pointer)
        self._goes_on(entrance, branch, flow, way, pointer, place, later)
        return entrance

    def _goes_on(
        self, entrance: str, branch: str | None, flow: Flow, way: Raw, pointer: str, place: Place,
        later: list[Raw] | None,
    ) -> None:  # fmt: skip
        """Connects what comes after a call: the transitions of the node once more, or the way that is always open."""
        output = "next" if branch is None else "else"
        after = next((one for one in later or () if str(one.get("condition")) == "true"), None)
        condition = str(way.get("condition") or "true")
        always = condition in ("true", "always")
        back = None
        if "#" not in flow.back:
            pass  # it always goes back to a node with a name
        elif later is not None and not (always and after) and asks_again(condition, waits=flow.waits):
            self._returns.later(entrance, branch, output, f"#{place.title}")
            return
        elif after is not None:
            back = self._target(after, pointer, replace(place, node=entrance))
        if back is not None or branch is not None:
            self._graph.connect(entrance, branch, output, back or self._graph.stop())

    def _tell(self, pointer: str, code: str, what: str, todo: str, severity: str = "warning") -> None:
        self._flows.tell(self._flow, pointer, code, what, todo, severity)
