"""What a flow does, as actions of Rasa: responses, forms, actions of its own, or code that somebody has to write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.engine.cards import card
from flows.formats.rasa.actions import BY_RASA, action_name
from flows.formats.rasa.write.forms import Form, Forms
from flows.formats.rasa.write.graph import Graph
from flows.formats.rasa.write.responses import Responses
from flows.formats.rasa.write.texts import DOCUMENT
from flows.formats.told import Told

Json = dict[str, Any]
Flow = Mapping[str, Any]
Step = Mapping[str, Any]
SPOKEN = frozenset({"say", "image", "video", "audio", "file", "card", "carousel", "quick_replies"})
SILENT = frozenset({"return", "end", "comment", "typing", "goal", "wait"})
_NOT_NAME = re.compile(r"[^\w]+")
DEEPEST = 5


class Acts:
    """Actions of steps and flows. `actions` collects those that an action server has to have."""

    def __init__(self, graph: Graph, forms: Forms, responses: Responses, told: Told) -> None:
        self._graph = graph
        self._flows = graph.flows
        self._forms = forms
        self._responses = responses
        self._told = told
        self._of_flow: dict[str, list[Json]] = {}
        self.actions: dict[str, None] = {}
        for flow in self._flows.values():
            for name in filter(None, map(action_of, steps_of(flow))):
                self._needs(name)
        for form in forms.all():
            for name in form.actions:
                self._needs(name)

    def of_flow(self, id: str, deep: int = 0) -> list[Json]:
        """What a story does where it runs a flow; a flow with ways of its own becomes one action, which is told."""
        flow = self._flows.get(id)
        if flow is None:
            return [{"action": self._needs(_action_name(id))}]
        if id not in self._of_flow:
            self._of_flow[id] = self._made(flow, deep)
        return self._of_flow[id]

    def is_plain(self, id: str) -> bool:
        """Whether a flow is nothing but acts one after the other."""
        return id in self._flows and self._graph.chain(id) is not None

    def _made(self, flow: Flow, deep: int) -> list[Json]:
        chain = self._graph.chain(flow["id"])
        if chain is None or deep > DEEPEST:
            name = self._needs(_action_name(flow["id"]))
            self._told.lost("flow", DOCUMENT, f"A story runs {str(flow.get('title') or flow['id'])[:60]!r}, with ways "
                            "of its own; it is one action there.", f"Write the action {name!r}.",
                            f"flow:{flow['id']}")  # fmt: skip
            return [{"action": name}]
        return [act for step in chain for act in self.of_step(flow, step, deep)]

    def of_step(self, flow: Flow, step: Step, deep: int = 0) -> list[Json]:
        """What one step does; nothing for what has no trace in a conversation."""
        kind, config, target = step["type"], step.get("config") or {}, f"flow:{flow['id']}"
        form = self._forms.by_step.get((flow["id"], step["id"]))
        if form is not None:
            return begin(form)
        if kind in SPOKEN:
            message = config if kind == "say" else {"message": _media(kind, config)}
            return [{"action": self._responses.say(message, f"{flow['id']}_{step['id']}", target)}]
        if kind == "call_flow" and config.get("flow") in self._flows:
            return self.of_flow(config["flow"], deep + 1)
        if kind == "restart":
            return [{"action": "action_restart"}]
        if kind in SILENT:
            return []
        name = action_of(step)
        if name is None:
            name = _action_name(f"{flow['id']}_{step['id']}")
            self._told.lost("step", DOCUMENT, f"A step of the kind {kind!r} is code there.",
                            f"Write the action {name!r}.", f"{target}/steps/{step['id']}")  # fmt: skip
        return [{"action": self._needs(name)}]

    def _needs(self, name: str) -> str:
        if name not in BY_RASA:
            self.actions[name] = None
        return name


def begin(form: Form) -> list[Json]:
    """A form begins to ask."""
    return [{"action": form.name}, {"active_loop": form.name}]


def steps_of(flow: Flow) -> list[Step]:
    """All steps of a flow."""
    return [step for node in flow.get("nodes", ()) for step in node.get("steps", ())]


def action_of(step: Step) -> str | None:
    """The custom action that a step runs: on an action server, or what was imported as code to be written."""
    if step["type"] == "call_action":
        return str(step["config"].get("action"))
    return action_name(str(step["config"].get("source", ""))) if step["type"] == "code" else None


def _action_name(id: str) -> str:
    plain = _NOT_NAME.sub("_", id).strip("_")
    return plain if plain.startswith("action_") else f"action_{plain}"


def _media(kind: str, config: Mapping[str, Any]) -> Json:
    if kind == "quick_replies":
        return {"text": config.get("message", ""), "options": config.get("options") or []}
    if kind == "card":
        return card(config)
    if kind == "carousel":
        return {"type": "carousel", "items": [card(one) for one in config.get("items", ())]}
    return {"type": kind, **{key: value for key, value in config.items() if key not in ("variations", "variants")}}
