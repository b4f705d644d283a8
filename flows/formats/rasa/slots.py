"""Slots: what the bot remembers, and by what each of them is filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flows.engine.variables import storable
from flows.formats.rasa.domain import Domain
from flows.formats.rasa.knowledge import Knowledge
from flows.formats.rasa.names import REQUESTED, Variables
from flows.formats.told import Place, Told

_TYPES = {
    "text": "text",
    "bool": "boolean",
    "float": "number",
    "list": "list",
    "categorical": "text",
    "any": "any",
    "unfeaturized": "any",
}
_KEYS = frozenset(
    {
        "type",
        "initial_value",
        "influence_conversation",
        "values",
        "min_value",
        "max_value",
        "mappings",
        "auto_fill",
        "value_reset_delay",
    }
)
_MAPPING_KEYS = frozenset(
    {"type", "entity", "role", "group", "intent", "not_intent", "value", "conditions", "action", "allowed"}
)

MOST_MAPPINGS = 100
MOST_INTENTS = 400  # that one mapping lists; the document would grow with mappings times intents

Mapped = Mapping[str, Any]


class Slots:
    """Makes the variables, and knows how a form fills each of them: `fills(form, slot)`."""

    def __init__(self, domain: Domain, knowledge: Knowledge, variables: Variables, told: Told) -> None:
        self._domain = domain
        self._knowledge = knowledge
        self._variables = variables
        self._told = told
        self._mappings: dict[str, list[tuple[Place, Mapped]]] = {}
        self.values: dict[str, list[Any]] = {}
        for name, (place, body) in domain.slots.items():
            if name == REQUESTED:
                told.hint("requested-slot", place, "What a form asks for next is known to the form here.")
                continue
            self._mappings[name] = list(self._mappings_of(name, place, body))
            self._declare(name, place, body)

    def listed(self, slot: str, mappings: Any, place: Place) -> list[tuple[Place, Mapped]]:
        """Mappings as a form of version 2 lists them; a slot without any was filled by the entity of its name."""
        if not isinstance(mappings, list) or not mappings:
            return [(place, {"type": "from_entity", "entity": slot})]
        return [(place.at(index), one) for index, one in enumerate(mappings) if isinstance(one, Mapping)]

    def of_form(self, form: str, slot: str) -> list[tuple[Place, Mapped]]:
        """The mappings of a slot that hold while a form asks."""
        return [(place, one) for place, one in self._mappings.get(slot, []) if _holds_in(one, form)]

    def fills(self, slot: str, mappings: Sequence[tuple[Place, Mapped]], target: str) -> list[dict[str, Any]]:
        """Mappings in our form, first match wins; what cannot be kept is told."""
        found: list[dict[str, Any]] = []
        for place, _ in mappings[MOST_MAPPINGS:]:
            self._told.lost("mapping", place, f"{slot[:60]!r} has more than {MOST_MAPPINGS} mappings.", target=target)
        for place, one in mappings[:MOST_MAPPINGS]:
            for fill in self._fill(slot, one, place, target):
                if fill not in found:
                    found.append(fill)
        return found

    def variable(self, slot: str, place: Place) -> str:
        """The variable of a slot; one that no file declares is made and told."""
        found = self._variables.of_slot(slot)
        if found is None:
            found = self._variables.declare(slot, {"type": "any", "scope": "conversation", "influences_policy": True})
            self._told.warn("slot", place, f"No file declares the slot {slot[:60]!r}; it was made.", "Check its type.")
        return found

    def any_value(self, slot: str) -> Any:
        """A value for a slot of which a story only says that it is set."""
        if self.values.get(slot):
            return self.values[slot][0]
        kind = self._variables.bodies[self._variables.of_slot(slot) or ""]["type"]
        return {"number": 1, "list": ["…"], "text": "…"}.get(kind, True)

    def _declare(self, name: str, place: Place, body: Mapped) -> None:
        kind = str(body.get("type") or "any")
        made: dict[str, Any] = {"type": _TYPES.get(kind, "any"), "scope": "conversation"}
        if kind not in _TYPES:
            self._told.warn(
                "slot-type",
                place.at("type"),
                f"{name[:60]!r} had a type of its own, {kind[:80]!r}; here it takes any value.",
                "Choose a type for the variable.",
            )
        self._told.unknown_keys(place, dict(body), _KEYS)
        influences = body.get("influence_conversation", kind not in ("any", "unfeaturized"))
        made["influences_policy"] = bool(influences)
        if body.get("initial_value") is not None:
            if storable(body["initial_value"]):
                made["default"] = body["initial_value"]
            else:
                self._told.lost("slot", place.at("initial_value"), f"The first value of {name[:60]!r} cannot be kept.")
        self._describe(name, place, body, made)
        entity = self._filling_entity(name)
        if entity is not None:
            made["entity"] = entity
        variable = self._variables.declare(name, made)
        if variable != name:
            self._told.hint(
                "renamed",
                place,
                f"The slot {name[:60]!r} is the variable {variable[:60]!r}.",
                target=f"variable:{variable}",
            )

    def _describe(self, name: str, place: Place, body: Mapped, made: dict[str, Any]) -> None:
        values = body.get("values")
        if isinstance(values, list):
            self.values[name] = values
            made["description"] = "One of: " + ", ".join(map(str, values))
            self._told.hint(
                "values",
                place.at("values"),
                f"The values of {name[:60]!r} are in its description; any text is taken.",
                "Ask with options, or make the values an entity.",
            )
        limits = [f"{key} {body[key]}" for key in ("min_value", "max_value") if body.get(key) is not None]
        if limits:
            made["description"] = ", ".join(limits)
            self._told.hint(
                "values",
                place,
                f"The limits of {name[:60]!r} ({', '.join(limits)}) only scaled a number for "
                "the policy; they are in its description.",
            )

    def _mappings_of(self, name: str, place: Place, body: Mapped) -> Iterator[tuple[Place, Mapped]]:
        mappings = body.get("mappings")
        if mappings is None:
            # Version 2: every slot was filled by the entity of its name, unless that was switched off.
            if body.get("auto_fill") is not False and self._domain.stores_entities and name in self._domain.entities:
                yield place, {"type": "from_entity", "entity": name}
            return
        for index, one in enumerate(mappings if isinstance(mappings, list) else ()):
            at = place.at("mappings", index)
            if not isinstance(one, Mapping):
                self._told.lost("mapping", at, "This mapping has no shape that is known; it was left out.")
                continue
            self._told.unknown_keys(at, dict(one), _MAPPING_KEYS)
            if one.get("type") == "custom":
                action = str(one.get("action") or "an action")
                self._told.warn(
                    "mapping" if one.get("action") else "by-code",
                    at,
                    f"{name[:60]!r} was filled by code ({action[:60]}).",
                    "Fill it with a set, code or API step.",
                )
            yield at, one

    def _filling_entity(self, name: str) -> str | None:
        """`entity` or `entity:role` that fills a variable wherever it is said."""
        found: str | None = None
        for place, one in self._mappings[name]:
            if one.get("conditions") or one.get("type") == "custom":
                continue
            if one.get("type") != "from_entity":
                self._told.warn(
                    "mapping",
                    place,
                    f"Outside of a form {name[:60]!r} is no longer filled by {str(one.get('type'))[:40]!r}.",
                    "Use a set step where it matters.",
                )
                continue
            role = f":{one['role']}" if one.get("role") else ""
            finders = self._knowledge.finders(str(one.get("entity") or name))
            entity = next(iter(finders), None)
            if found is not None or entity is None:
                self._told.warn(
                    "mapping",
                    place,
                    f"A variable has one entity that fills it everywhere; for {name[:60]!r} "
                    f"this one ({str(one.get('entity'))[:60]!r}) is not it.",
                    "Ask for it in a form.",
                )
                continue
            found = f"{entity}{role}"
            if any(key in one for key in ("intent", "not_intent", "group")):
                self._told.hint("mapping", place, f"{name[:60]!r} is filled whatever the intent or group.")
        return found

    def _fill(self, slot: str, one: Mapped, place: Place, target: str) -> Iterator[dict[str, Any]]:
        kind, wanted, unwanted = one.get("type"), _names(one.get("intent")), _names(one.get("not_intent"))
        if kind in ("from_entity", "from_intent") and _waits_for_its_question(one):
            what = f"{slot[:60]!r} is filled whichever slot the form asks for."
            self._told.hint("mapping", place.at("conditions"), what, target=target)
        if kind == "from_entity":
            entity = str(one.get("entity") or slot)
            finders = self._knowledge.finders(entity)
            if not finders:
                self._told.warn(
                    "entity",
                    place,
                    f"Nothing finds the entity {entity[:60]!r} that filled {slot[:60]!r}.",
                    "Choose another entity for the question.",
                    target,
                )
            if one.get("group"):
                self._told.hint("mapping", place, f"{slot[:60]!r} is filled whatever the group.", target=target)
            limited = {"intents": self._known(wanted, unwanted)} if wanted or unwanted else {}
            if len(limited.get("intents", ())) > MOST_INTENTS:
                limited = {}
                self._told.warn("mapping", place, f"{slot[:60]!r} is filled whatever the intent.", target=target)
            for finder in finders:
                yield {"entity": finder, **({"role": str(one["role"])} if one.get("role") else {}), **limited}
        elif kind in ("from_intent", "from_trigger_intent"):
            if not storable(one.get("value")):
                self._told.lost("mapping", place, f"The value for {slot[:60]!r} cannot be kept.", target=target)
                return
            for intent in wanted:
                yield {"intent": intent, "value": one.get("value")}
        elif kind == "from_text":
            refused = self._not_intents(wanted, unwanted)
            if len(refused.get("not_intents", ())) > MOST_INTENTS:
                refused = {}
                self._told.warn("mapping", place, f"{slot[:60]!r} takes any text, whatever the intent.", target=target)
            yield {"text": True, **refused}
        elif kind != "custom":
            self._told.lost(
                "mapping",
                place,
                f"{slot[:60]!r} has a mapping of the kind {str(kind)[:40]!r}; it was left out.",
                target=target,
            )

    def _known(self, wanted: list[str], unwanted: list[str]) -> list[str]:
        """The intents that a mapping is for."""
        if wanted:
            return wanted
        return [intent["name"] for intent in self._knowledge.intents if intent["name"] not in unwanted]

    def _not_intents(self, wanted: list[str], unwanted: list[str]) -> dict[str, Any]:
        if wanted:
            unwanted = [one["name"] for one in self._knowledge.intents if one["name"] not in wanted]
        return {"not_intents": unwanted} if unwanted else {}


def _holds_in(mapping: Mapped, form: str) -> bool:
    conditions = mapping.get("conditions")
    if not isinstance(conditions, list) or not conditions:
        return True
    return any(isinstance(one, Mapping) and one.get("active_loop") == form for one in conditions)


def _names(value: Any) -> list[str]:
    """`intent: a` or `intent: [a, b]`."""
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _waits_for_its_question(one: Mapped) -> bool:
    """Whether a mapping counts only while the form asks for a certain slot."""
    conditions = one.get("conditions")
    listed = conditions if isinstance(conditions, list) else ()
    return any(isinstance(condition, Mapping) and condition.get(REQUESTED) for condition in listed)
