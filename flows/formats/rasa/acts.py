"""What the bot does in stories, tests and flows: a response, a form, or a custom action."""

from __future__ import annotations

from typing import Any

from flows.formats.rasa.actions import BY_RASA, RESTART, Actions
from flows.formats.rasa.forms import Forms
from flows.formats.rasa.responses import Responses
from flows.formats.told import Place, Told

DEFAULT = "utter_default"


class Acts:
    """Steps of stories for the actions of Rasa. `two_stages`: something asks what was meant before it gives up."""

    def __init__(self, responses: Responses, forms: Forms, actions: Actions, told: Told) -> None:
        self._responses = responses
        self._forms = forms
        self._actions = actions
        self._told = told
        self.two_stages = False

    def form(self, name: str) -> str | None:
        """The id of a form."""
        return self._forms.ids.get(name)

    def act(self, name: str, caller: str, place: Place) -> dict[str, Any] | None:
        """`{"bot": …}` or `{"flow": …}`; None for what Rasa does itself, which is told."""
        if self._responses.has(name) or name.startswith("utter_"):
            return {"bot": self._responses.content(name, place)}
        if name == "action_default_fallback" and self._responses.has(DEFAULT):
            return {"bot": self._responses.content(DEFAULT, place)}
        if name == RESTART:
            said = self._responses.content("utter_restart", place) if self._responses.has("utter_restart") else None
            return {"flow": self._actions.restart(said)}
        if name == "action_two_stage_fallback":
            self.two_stages = True
            self._told.hint("fallback", place, "Asking what was meant before giving up is part of the bot here.")
            return None
        if name in BY_RASA:
            self._told.warn(
                "default-action", place, f"{name!r} is part of Rasa; what it did was left out of {caller[:80]}.",
                "Use the flows for the start, the end and what was not understood.",
            )  # fmt: skip
            return None
        return {"flow": self._actions.flow(name, caller)}

    def spoken(self, text: str, place: Place) -> str:
        """The id of the content for a text that a story says itself."""
        return self._responses.spoken(text, place)

    def has_default(self) -> bool:
        """Whether the project says something of its own where it did not understand."""
        return self._responses.has(DEFAULT)


def flow_of(id: str, title: str, kind: str, acts: list[dict[str, Any]]) -> dict[str, Any]:
    """A flow that does the acts of a story one after the other."""
    steps: list[dict[str, Any]] = []
    for number, act in enumerate(acts, start=1):
        step = {"id": f"s{number}", "type": "call_flow", "config": {"flow": act.get("flow") or act.get("form")}}
        if "bot" in act:
            step = {"id": f"s{number}", "type": "say", "config": {"message": {"content": act["bot"]}}}
        steps.append(step)
    steps.append({"id": "end", "type": "return", "config": {}})
    node = {"id": "n1", "title": title, "x": 0, "y": 0, "steps": steps}
    return {
        "id": id, "title": title, "kind": kind, "start": "n1", "triggers": [], "nodes": [node], "transitions": [],
        "notes": [],
    }  # fmt: skip
