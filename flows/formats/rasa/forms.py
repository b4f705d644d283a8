"""Forms: each a flow with one form step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.formats.names import Ids
from flows.formats.rasa.actions import WIDTH, Actions
from flows.formats.rasa.domain import Domain
from flows.formats.rasa.names import REQUESTED, Variables
from flows.formats.rasa.responses import Responses
from flows.formats.rasa.slots import Slots
from flows.formats.told import Place, Told

_KEYS = frozenset({"required_slots", "ignored_intents"})


class Forms:
    """Flows by form; the flow and its form step have the same id, so that stories can name either."""

    def __init__(
        self, domain: Domain, slots: Slots, responses: Responses, variables: Variables, actions: Actions, told: Told
    ) -> None:
        self._domain = domain
        self._slots = slots
        self._responses = responses
        self._variables = variables
        self._actions = actions
        self._told = told
        self.ids: dict[str, str] = {}
        self.bodies: list[dict[str, Any]] = []

    def read(self, free: Ids) -> None:
        """Makes all flows."""
        self.ids = {name: free.slug(name) for name in self._domain.forms}
        for name, (place, body) in self._domain.forms.items():
            self.bodies.append(self._flow(name, self.ids[name], place, body))

    def _flow(self, name: str, id: str, place: Place, body: Any) -> dict[str, Any]:
        required, own, ignored = self._read(place, body)
        notes: list[str] = []
        slots = [self._slot(name, id, slot, own, place, notes) for slot in required if slot != REQUESTED]
        if f"validate_{name}" in self._domain.actions:
            action = f"validate_{name}"
            self._told.warn(
                "validation",
                self._domain.actions[action],
                f"The code of {action!r} checked the replies to the form; nothing checks them now.",
                "Name its action server, or give the questions of the form a condition.",
                f"flow:{id}/nodes/n1",
            )
            notes.append(f"{action} checked the replies. Give the questions a condition ('valid') instead.")
        step: dict[str, Any]
        if slots:
            config: dict[str, Any] = {"slots": slots, **({"ignored_intents": ignored} if ignored else {})}
            step = {"id": id, "type": "form", "config": config}
            output = "cancelled"
        else:
            self._told.lost("form", place, f"Which slots the form {name[:60]!r} asks for was decided by code.",
                            "Replace the code step by a form.", f"flow:{id}/nodes/n1")  # fmt: skip
            step = {
                "id": id,
                "type": "code",
                "config": {"source": f"// The form {name[:200]} asked for what its code chose."},
            }
            output = "failed"
        ends = [{"id": f"{id}.{one}", "type": "return", "config": {}} for one in ("done", "left")]
        return {
            "id": id, "title": name[:200], "kind": "normal", "start": "n1", "triggers": [],
            "nodes": [{"id": "n1", "title": name[:200], "x": 0, "y": 0, "steps": [step]},
                      {"id": "n2", "title": "Done", "x": WIDTH, "y": 0, "steps": ends[:1]},
                      {"id": "n3", "title": "Left", "x": WIDTH, "y": 180, "steps": ends[1:]}],
            "transitions": [{"id": "t1", "node": "n1", "step": None, "output": "next", "target": "n2"},
                            {"id": "t2", "node": "n1", "step": id, "output": output, "target": "n3"}],
            "notes": [{"id": f"m{number}", "text": text, "x": 0, "y": 180 * number}
                      for number, text in enumerate(notes, start=1)],
        }  # fmt: skip

    def _read(self, place: Place, body: Any) -> tuple[list[str], dict[str, Any], list[str]]:
        """Required slots, the mappings of version 2 by slot, ignored intents."""
        if not isinstance(body, Mapping):
            return [], {}, []
        ignored = body.get("ignored_intents") or []
        ignored = [str(one) for one in (ignored if isinstance(ignored, list) else [ignored])]
        required = body.get("required_slots")
        if isinstance(required, list):
            self._told.unknown_keys(place, dict(body), _KEYS)
            return [str(slot) for slot in required if isinstance(slot, str)], {}, ignored
        if isinstance(required, Mapping):
            self._told.unknown_keys(place, dict(body), _KEYS)
            return [str(slot) for slot in required], dict(required), ignored
        own = {str(slot): mappings for slot, mappings in body.items() if slot not in _KEYS}
        return list(own), own, ignored

    def _slot(
        self, form: str, id: str, slot: str, own: Mapping[str, Any], place: Place, notes: list[str]
    ) -> dict[str, Any]:
        variable = self._variables.of_slot(slot)
        target = f"flow:{id}/nodes/n1"
        if variable is None:
            self._told.warn("slot", place, f"The form asks for {slot[:60]!r}, which is no slot.", "Check the variable.")
            variable = self._variables.declare(slot, {"type": "any", "scope": "conversation"})
        if slot in own:
            mappings = self._slots.listed(slot, own[slot], place.at(slot))
        else:
            mappings = self._slots.of_form(form, slot)
        fills = self._slots.fills(slot, mappings, target)
        made: dict[str, Any] = {"variable": variable, "ask": self._question(form, slot, fills, place, target, notes)}
        return {**made, "fill": fills} if fills else made

    def _question(
        self, form: str, slot: str, fills: list[dict[str, Any]], place: Place, target: str, notes: list[str]
    ) -> Any:
        """What the form asks; where code asked, the name of the slot stands in."""
        for ending in (f"{form}_{slot}", slot):
            action = f"action_ask_{ending}"
            if self._actions.named(action):
                self._actions.flow(action, f"form {form}")
                self._told.warn("question", place, f"The question for {slot[:60]!r} was asked by code ({action[:60]}).",
                                "Write the question in the form.", target)  # fmt: skip
                notes.append(f"{action} asked for {slot}. Write the question in the form.")
                break
            if self._responses.has(f"utter_ask_{ending}"):
                return self._responses.question(f"utter_ask_{ending}", fills)
        else:
            self._told.warn("no-question", place, f"No response asks for {slot[:60]!r}.", "Write the question.", target)
        return " ".join(slot.replace("_", " ").split()) + "?"
