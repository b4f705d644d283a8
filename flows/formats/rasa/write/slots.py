"""Variables as slots, with the mappings that fill them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flows.formats.rasa.write.forms import Form, Forms
from flows.formats.rasa.write.knowledge import Knowledge
from flows.formats.rasa.write.texts import DOCUMENT
from flows.formats.told import Told

Json = dict[str, Any]
_TYPES = {"text": "text", "number": "float", "boolean": "bool", "list": "list", "date": "text"}
_ONE_OF = "One of: "
_LIMITS = re.compile(r"(?P<key>min_value|max_value) (?P<value>-?[0-9]+(\.[0-9]+)?)")
_LEFT_OUT = {
    "sensitive": "Every slot is stored like any other there.",
    "input": "A page cannot set a slot there but by an intent.",
}


class Slots:
    """Writes the slots of the domain. `triggers`: form → intents after which it begins at once.

    `tested`: variable → values that rules ask for, which Rasa can only tell apart where a slot has a list of values.
    """

    def __init__(
        self, document: Mapping[str, Any], forms: Forms, knowledge: Knowledge, triggers: Mapping[str, set[str]],
        tested: Mapping[str, Mapping[Any, None]], told: Told,
    ) -> None:  # fmt: skip
        self._variables = {one["name"]: one for one in document.get("variables", ())}
        self._forms = forms
        self._knowledge = knowledge
        self._triggers = triggers
        self._tested = tested
        self._told = told
        asked = {slot["variable"] for form in forms.all() for slot in form.slots}
        self._undeclared = sorted(asked - self._variables.keys())

    def domain(self) -> Json:
        """All slots by name."""
        made = {name: self._slot(name, one) for name, one in self._variables.items()}
        return {**made, **{name: self._slot(name, {"type": "any"}) for name in self._undeclared}}

    def _slot(self, name: str, one: Mapping[str, Any]) -> Json:
        kind = str(one.get("type", "any"))
        influences = bool(one.get("influences_policy", kind not in ("any", "object")))
        made: Json = {"type": _TYPES.get(kind, "any")}
        described = str(one.get("description", ""))
        words = [value for value in self._tested.get(name, ()) if isinstance(value, str)]
        influences = influences or name in self._tested
        if kind == "text" and described.startswith(_ONE_OF):
            made = {"type": "categorical", "values": described.removeprefix(_ONE_OF).split(", ")}
        elif words:
            made = {"type": "categorical", "values": words}
        elif influences and made["type"] == "any":
            made = {"type": "text"}
        elif kind == "number":
            for limit in _LIMITS.finditer(described):
                made[limit["key"]] = float(limit["value"]) if "." in limit["value"] else int(limit["value"])
        if "default" in one and one["default"] is not None:
            made["initial_value"] = one["default"]
        made["influence_conversation"] = influences
        self._tell(name, one)
        return {**made, "mappings": self._mappings(name, one) or [{"type": "custom"}]}

    def _tell(self, name: str, one: Mapping[str, Any]) -> None:
        target = f"variable:{name}"
        if one.get("scope", "conversation") != "conversation":
            self._told.warn("scope", DOCUMENT, f"A slot lives as long as its conversation; {name[:60]!r} was of the "
                            f"scope {one['scope']!r}.", "", target)  # fmt: skip
        for key, what in _LEFT_OUT.items():
            if one.get(key):
                self._told.warn("variable", DOCUMENT, what, "", target)

    # -- mappings -----------------------------------------------------------------------------------------------

    def _mappings(self, name: str, one: Mapping[str, Any]) -> list[Json]:
        everywhere = self._everywhere(one)
        merged: list[tuple[Json, list[Json]]] = []
        for form in self._forms.all():
            for slot in form.slots:
                if slot["variable"] == name:
                    for mapping, condition in self._of_form(form, slot, one, everywhere):
                        found = next((rest for body, rest in merged if body == mapping), None)
                        if found is None:
                            merged.append((mapping, [condition]))
                        elif condition not in found:
                            found.append(condition)
        if everywhere and all(body != everywhere for body, _ in merged):
            # The first mapping that fits counts: any text must not come before what is looked for.
            first = (number for number, (body, _) in enumerate(merged) if body["type"] == "from_text")
            merged.insert(next(first, len(merged)), (everywhere, []))
        return [{**body, "conditions": rest} if body != everywhere else body for body, rest in merged]

    def _everywhere(self, one: Mapping[str, Any]) -> Json:
        """The entity that fills a variable wherever it is said."""
        if not one.get("entity"):
            return {}
        entity, _, role = str(one["entity"]).partition(":")
        return {"type": "from_entity", "entity": self._knowledge.entity(entity), **({"role": role} if role else {})}

    def _of_form(
        self, form: Form, slot: Mapping[str, Any], one: Mapping[str, Any], everywhere: Json
    ) -> Iterator[tuple[Json, Json]]:
        asked = {"active_loop": form.name, "requested_slot": slot["variable"]}
        for fill in slot.get("fill") or ([] if everywhere else [{"text": True}]):
            if "entity" in fill:
                mapping: Json = {"type": "from_entity", "entity": self._knowledge.entity(fill["entity"])}
                mapping |= {"role": fill["role"]} if fill.get("role") else {}
                mapping |= self._intents(fill.get("intents") or ())
                yield mapping, {"active_loop": form.name}
            elif "intent" in fill:
                begins = fill["intent"] in self._triggers.get(form.name, ())
                kind = "from_trigger_intent" if begins else "from_intent"
                mapping = {"type": kind, "intent": self._knowledge.intent(fill["intent"]), "value": fill.get("value")}
                yield mapping, {"active_loop": form.name} if begins else asked
            else:
                refused = set(fill.get("not_intents") or ())
                wanted = [name for name in self._knowledge.intents if name not in refused]
                yield {"type": "from_text", **(self._intents(wanted) if refused else {})}, asked

    def _intents(self, wanted: Any) -> Json:
        """`intent` or `not_intent`, whichever says it in fewer words."""
        if not wanted:
            return {}
        unwanted = [self._knowledge.intent(name) for name in self._knowledge.intents if name not in wanted]
        if len(unwanted) < len(wanted):
            return {"not_intent": unwanted} if unwanted else {}
        return {"intent": [self._knowledge.intent(name) for name in wanted]}
