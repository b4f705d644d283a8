"""Our flows as flows of Botpress: nodes of steps become nodes of instructions, and skills."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.formats.botpress.returns import is_way_back, target_back
from flows.formats.botpress.write.asking import Asking
from flows.formats.botpress.write.steps import Steps, condition

Json = dict[str, Any]
Step = Mapping[str, Any]
_LEAVES = ("return", "end")
WIDE = "wide-"


@dataclass(slots=True)
class Draft:
    """A node of Botpress that is being written."""

    id: str
    name: str
    target: str
    place: tuple[Any, Any]
    enter: list[str] = field(default_factory=list)
    receive: list[str] | None = None
    ways: list[Json] = field(default_factory=list)
    more: Json = field(default_factory=dict)

    def into(self) -> list[str]:
        """Where instructions go now."""
        return self.enter if self.receive is None else self.receive

    def body(self) -> Json:
        kind = "skill-call" if "skill" in self.more else "standard"
        return {"id": self.id, "name": self.name, "type": kind, "onEnter": self.enter, "onReceive": self.receive,
                "next": self.ways, **self.more}  # fmt: skip


class FlowWriter:
    """Writes one flow. `targets` maps our flow ids to paths there, and to the names of nodes by our ids."""

    def __init__(
        self, flow: Mapping[str, Any], steps: Steps, asking: Asking,
        targets: Mapping[str, tuple[str, Mapping[str, str]]],
    ) -> None:  # fmt: skip
        self._flow = flow
        self._steps = steps
        self._asking = asking
        self._targets = targets
        self._names = targets[flow["id"]][1]
        self._nodes: dict[str, Mapping[str, Any]] = {node["id"]: node for node in flow.get("nodes", ())}
        self._next: dict[tuple[str, str | None, str], str] = {}
        self._first: dict[tuple[str, str | None], str] = {}
        self._into: dict[str, set[str]] = {}
        for one in flow.get("transitions", ()):
            self._next[one["node"], one.get("step"), one["output"]] = one["target"]
            self._first.setdefault((one["node"], one.get("step")), one["target"])
            self._into.setdefault(one["target"], set()).add(one["node"])
        for id, node in self._nodes.items():
            # What follows the last step of a node follows the node.
            last = next((step["id"] for step in reversed(node.get("steps", ()))), None)
            if (drawn := self._next.get((id, last, "next"))) is not None:
                self._next[id, None, "next"] = drawn
        self._start = flow.get("start") or next(iter(self._nodes), None)
        self._wide: dict[int, Json] = {}
        self._drafts: list[Draft] = []
        self._taken: set[str] = set(self._names.values())
        self._inlined: set[str] = set()
        self.skills: dict[str, Json] = {}

    def write(self) -> tuple[Json, Json]:
        """flow.json and ui.json; the flows of skills are in `skills` by path."""
        self._inlined = {id for id in self._nodes if self._is_leaf(id) or self._is_follower(id)}
        self._inlined |= {id for id in self._nodes if self._is_question_of_slot(id)}
        for id, node in self._nodes.items():
            if id not in self._inlined:
                self._node(node)
        wide = [self._wide[number] for number in sorted(self._wide)]
        start = self._names[self._start] if self._start is not None else ""
        body: Json = {"version": "0.0.1", "catchAll": {"onReceive": [], "next": wide}, "startNode": start}
        body["description"] = self._flow.get("description", "")
        body["nodes"] = [draft.body() for draft in self._drafts]
        return body, self._layout()

    def _layout(self) -> Json:
        ids = {draft.name: draft.id for draft in self._drafts}
        links = [
            {"source": draft.id, "sourcePort": f"out{number}", "target": ids[way["node"]], "points": []}
            for draft in self._drafts
            for number, way in enumerate(draft.ways)
            if way["node"] in ids
        ]
        nodes = [{"id": d.id, "position": {"x": d.place[0], "y": d.place[1]}} for d in self._drafts]
        return {"nodes": nodes, "links": links}

    def _is_leaf(self, id: str) -> bool:
        """A node that does nothing but leave the flow is a target there, and no node."""
        steps = self._nodes[id].get("steps", ())
        if id == self._start or len(steps) not in (1, 2):
            return False
        kind, config = steps[0]["type"], steps[0].get("config", {})
        if kind == "call_flow":
            return self._is_called_by_the_way(id)
        if len(steps) != 1:
            return False
        if kind in _LEAVES:
            return kind == "end" or target_back(config) is not None
        title = str(self._nodes[id].get("title", ""))
        return kind == "jump" and config.get("flow") in self._targets and title.startswith("To ")

    def _is_called_by_the_way(self, id: str) -> bool:
        """Whether the caller's ways say where this call goes on: then that is what happens there."""
        steps = self._nodes[id]["steps"]
        config, into = steps[0].get("config", {}), self._into.get(id, set()) - {id}
        if steps[0]["type"] != "call_flow" or config.get("flow") not in self._targets or len(into) != 1:
            return False
        if not str(self._nodes[id].get("title", "")).startswith("To ") or config.get("inputs"):
            return False
        if (len(steps) == 2) != bool(config.get("save")) or not all(is_way_back(one, steps[0]) for one in steps[1:]):
            return False
        caller = next(iter(into))
        after = self._after_call(id)
        if self._next.get((caller, None, "next")) == id:
            return True
        known = (None, id, caller, "flow-ends")
        return after in known or after in (self._next.get((caller, step["id"], "else"))
                                           for step in self._nodes[caller].get("steps", ()))  # fmt: skip

    def _after_call(self, id: str) -> str | None:
        """Our node behind a call that is a way, where the flow comes back without a name."""
        steps = self._nodes[id]["steps"]
        return self._next.get((id, steps[1]["id"], "else") if len(steps) == 2 else (id, None, "next"))

    def _is_follower(self, id: str) -> bool:
        """A node that only goes on with another one, after a step that all leave in the same way."""
        into = self._into.get(id, set())
        before = next((one for one in into if id.startswith(f"{one}-")), None)
        if id == self._start or before is None or self._nodes[id].get("title") != self._nodes[before].get("title"):
            return False
        steps, own = self._nodes[before].get("steps", ()), self._nodes[id].get("steps", ())
        if not steps:
            return False
        if self._way_back(before) is not None:
            return into == {before} and self._next.get((before, steps[-1]["id"], "else")) == id
        asked = len(own) == 1 and own[0]["type"] == "branch" and self._next.get((before, None, "next")) == id
        if asked:  # the ways of a node, which are asked again when a flow comes back
            return all(one == before or self._is_called_by_the_way(one) for one in into)
        return len(into) == 1 and steps[-1]["type"] in ("code", "wait", "listen", "handoff") and self._next.get(
            (before, None, "next")
        ) in (id, None)  # fmt: skip

    def _way_back(self, id: str) -> Step | None:
        """The last step of a node, if it asks where the flow run before it came back to."""
        steps = self._nodes[id].get("steps", ())
        call = next((step for step in reversed(steps) if step["type"] == "call_flow"), None)
        return steps[-1] if call is not None and is_way_back(steps[-1], call) else None

    def _is_question_of_slot(self, id: str) -> bool:
        steps = self._nodes[id].get("steps", ())
        return len(steps) == 1 and steps[0]["type"] == "ask" and self.slot_before(self._nodes[id], steps[0]) is not None

    def _draft(self, node: Mapping[str, Any], name: str, id: str, *, down: int = 0) -> Draft:
        place = (node.get("x", 0), node.get("y", 0) + 140 * down)
        draft = Draft(id, name, f"flow:{self._flow['id']}/nodes/{node['id']}", place)
        self._drafts.append(draft)
        return draft

    def more_of(self, draft: Draft, node: Mapping[str, Any]) -> Draft:
        """A further node there, for what does not fit into the one before."""
        number = 2
        while f"{draft.name} {number}" in self._taken:
            number += 1
        name = f"{draft.name} {number}"
        self._taken.add(name)
        return self._draft(node, name, f"{draft.id}-{number}", down=number - 1)

    def _node(self, node: Mapping[str, Any]) -> None:
        draft: Draft | None = self._draft(node, self._names[node["id"]], node["id"])
        here: Mapping[str, Any] | None = node
        while here is not None and draft is not None:
            for step in here.get("steps", ()):
                if draft is not None:
                    draft = self._step(draft, here, step)
            after = self._next.get((here["id"], None, "next"))
            steps = here.get("steps", ())
            if steps and steps[-1]["type"] == "handoff" and draft is not None:
                after = self._next.get((here["id"], steps[-1]["id"], "resolved"))
            if steps and self._way_back(here["id"]) is not None and draft is not None:
                after = self._next.get((here["id"], steps[-1]["id"], "else"))
            here = self._nodes[after] if after in self._inlined and after and self._is_follower(after) else None
            if here is None and draft is not None:
                target = self.target_of(after)
                if target:
                    draft.ways.append({"condition": "true", "node": target})
                behind = self._after_call(str(after)) if after in self._inlined and ".flow.json" in target else None
                if behind not in (None, after, "flow-ends"):  # where the flow that was called goes on
                    draft.ways.append({"condition": "true", "node": self.target_of(behind)})

    def target_of(self, id: str | None) -> str:
        """What stands in a transition for one of our nodes."""
        if id is None:
            return ""
        if id not in self._inlined or self._is_follower(id):
            return self._names[id]
        step = self._nodes[id]["steps"][0]
        if step["type"] in _LEAVES:
            return "" if id == "flow-ends" else self._leaves_by(step)
        return self._other(step.get("config", {}))

    def _leaves_by(self, step: Step) -> str:
        """What stands in a transition for a step that leaves the flow."""
        return "END" if step["type"] == "end" else target_back(step.get("config", {})) or "#"

    def _other(self, config: Mapping[str, Any]) -> str:
        path, nodes = self._targets.get(str(config.get("flow")), ("", {}))
        node = nodes.get(str(config.get("node", "")))
        return f"{path}#{node}" if node and path else path

    def output(self, node: Mapping[str, Any], step: Step, output: str) -> str | None:
        return self._next.get((node["id"], step["id"], output))

    def _step(self, draft: Draft, node: Mapping[str, Any], step: Step) -> Draft | None:
        """Writes a step; the node that goes on afterwards, None where it is left for good."""
        kind, config = step["type"], step.get("config", {})
        if self._steps.add(step, draft.target, draft.into()):
            return draft
        if kind == "listen":
            return self._listen(draft, node, step)
        if kind == "branch":
            # Where a flow comes back to, it says there itself.
            return draft if self._way_back(node["id"]) is step else self._branch(draft, node, step)
        if kind in _LEAVES:
            if kind == "return" and target_back(config) is None:
                self._steps.tell(draft.target, "A flow gives back no values there.")
            draft.ways.append({"condition": "true", "node": self._leaves_by(step)})
            return None
        if kind in ("jump", "call_flow"):
            return self._call(draft, node, step)
        if kind == "handoff" and self._goes_on(node, step):
            draft.into().append("hitlnext/handoff {}")
            return draft
        if kind in self._asking.kinds:
            if draft.receive is not None:
                following = self.more_of(draft, node)
                draft.ways.append({"condition": "true", "node": following.name})
                draft = following
            return self._asking.add(self, draft, node, step)
        return self._lost(draft, node, step)

    def _goes_on(self, node: Mapping[str, Any], step: Step) -> bool:
        """Whether all ways out lead to the same place, as after the action that hands over there."""
        targets = {self.output(node, step, output) for output in ("resolved", "unavailable", "timeout")}
        only = next(iter(targets))
        return len(targets) == 1 and only is not None and self._is_follower(only)

    def _listen(self, draft: Draft, node: Mapping[str, Any], step: Step) -> Draft:
        if draft.receive is not None:
            following = self.more_of(draft, node)
            draft.ways.append({"condition": "true", "node": following.name})
            draft = following
        draft.receive = []
        if step["config"].get("variable"):
            draft.receive.append(self._steps.put(step["config"]["variable"], "{{{event.preview}}}"))
        self.silence(draft, node, step)
        return draft

    def silence(self, draft: Draft, node: Mapping[str, Any], step: Step) -> None:
        """Where a visitor who says nothing comes to."""
        target = self.output(node, step, "timeout")
        name = self._names.get(target or "")
        if name and name != "timeout":
            draft.more["timeout"] = name

    def _branch(self, draft: Draft, node: Mapping[str, Any], step: Step) -> Draft | None:
        rules = step["config"].get("rules", ())
        if self._asking.is_slot(self, node, step):
            asked = self._nodes[str(self.output(node, step, "else"))]
            return self._asking.add(self, draft, asked, asked["steps"][0])  # it leaves at once if it is filled
        for rule in rules:
            test = condition(self._asking.language, rule["when"], lambda what: self._steps.tell(draft.target, what))
            way = {"condition": test, "node": self.target_of(self.output(node, step, rule["id"]))}
            number = rule["id"].removeprefix(WIDE)
            if rule["id"].startswith(WIDE) and number.isdigit() and self._wide.setdefault(int(number), way) == way:
                continue
            draft.ways.append(way)
        last = self.target_of(self.output(node, step, "else"))
        if last:
            draft.ways.append({"condition": "true", "node": last})
        return None

    def _call(self, draft: Draft, node: Mapping[str, Any], step: Step) -> Draft | None:
        config = step.get("config", {})
        for name, value in (config.get("inputs") or {}).items():
            self._steps.add({"type": "set", "config": {"variable": name, "value": value}}, draft.target, draft.into())
        if config.get("save") and self._way_back(node["id"]) is None:
            self._steps.tell(draft.target, "A flow gives back no values there.")
        draft.ways.append({"condition": "true", "node": self._other(config)})
        if step["type"] == "jump":
            return None
        steps = node.get("steps", ())
        if steps and steps[-1] is step:
            after = self.target_of(self._next.get((node["id"], None, "next")))
            if after:
                draft.ways.append({"condition": "true", "node": after})
            return None
        following = self.more_of(draft, node)
        draft.ways.append({"condition": "true", "node": following.name})
        return following

    def _lost(self, draft: Draft, node: Mapping[str, Any], step: Step) -> Draft | None:
        """A step that has no equal there is named; the flow goes on by its first way out."""
        self._steps.tell(
            draft.target, f"The step {step['type']!r} has no equal there and is left out.", "lost", "error"
        )
        first = self._first.get((node["id"], step["id"]))
        steps = node.get("steps", ())
        if (steps and steps[-1] is not step) or self._next.get((node["id"], None, "next")) or first is None:
            return draft
        draft.ways.append({"condition": "true", "node": self.target_of(first)})
        return None

    def after(self, node: Mapping[str, Any], step: Step) -> str | None:
        """Our node after a step that is the last of its node."""
        steps = node.get("steps", ())
        return self._next.get((node["id"], None, "next")) if steps and steps[-1] is step else None

    def rest(self, draft: Draft, node: Mapping[str, Any], step: Step) -> Draft | None:
        """A further node for the steps after this one; None where it is the last."""
        steps = node.get("steps", ())
        return None if steps and steps[-1] is step else self.more_of(draft, node)

    def slot_after(self, node: Mapping[str, Any], branch: Step) -> Step | None:
        """The question of a slot that comes where it is not filled, if it is a node of its own."""
        target = self.output(node, branch, "else")
        node_behind = self._nodes.get(target or "")
        steps: list[Step] = list(node_behind.get("steps", ())) if node_behind else []
        variable = branch["config"]["rules"][0]["when"].get("variable")
        if target is None or len(steps) != 1 or len(self._into.get(target, ())) != 1 or target == self._start:
            return None
        asked = steps[0]
        return asked if asked["type"] == "ask" and asked["config"]["variable"] == variable else None

    def slot_before(self, node: Mapping[str, Any], ask: Step) -> tuple[Mapping[str, Any], Step] | None:
        """The branch that leads to the question of a slot, with its node."""
        for before in (self._nodes[id] for id in self._into.get(node["id"], ())):
            for step in before.get("steps", ()):
                known = step["type"] == "branch" and self._asking.is_slot(self, before, step)
                if known and self.slot_after(before, step) is ask:
                    return before, step
        return None

    def add_skill(self, draft: Draft, kind: str, body: Json) -> None:
        """Makes a node the call of a skill; `body` is the skill's hidden flow."""
        mark = hashlib.blake2b(f"{draft.target} {draft.name}".encode(), digest_size=5).hexdigest()
        path = f"skills/{kind}-{mark}.flow.json"
        draft.more.update(skill=kind, flow=path)
        self.skills[path] = body
