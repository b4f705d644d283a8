"""Stories and rules in our form: what the visitor says and what the bot does, one step after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from flows.engine.variables import storable
from flows.formats.names import Ids, line
from flows.formats.rasa.acts import Acts
from flows.formats.rasa.domain import NAMED_BY_RASA
from flows.formats.rasa.examples import read_example
from flows.formats.rasa.knowledge import Knowledge
from flows.formats.rasa.names import REQUESTED
from flows.formats.rasa.slots import Slots
from flows.formats.told import Place, Told

_STORY_KEYS = frozenset({"story", "steps", "metadata"})
_RULE_KEYS = frozenset({"rule", "steps", "metadata", "condition", "conversation_start", "wait_for_user_input"})
_STEP_KEYS = frozenset(
    {"intent", "user", "entities", "action", "active_loop", "slot_was_set", "checkpoint", "or", "bot", "metadata"}
)

MOST_BETWEEN = 50  # steps between a form's last run and the word that it is over

Step = dict[str, Any]
Body = Mapping[str, Any]


@dataclass(slots=True)
class Telling:
    """One story while it is being read. `form` is the active one; `topic` a retrieval intent just heard."""

    name: str
    is_rule: bool
    steps: list[Step] = field(default_factory=list)
    form: str | None = None
    topic: str = ""
    leaving: bool = False
    unheard: dict[str, None] = field(default_factory=dict)


class Dialogues:
    """`bodies` are the stories and rules of the document. What only Rasa needs is told and left out."""

    def __init__(self, knowledge: Knowledge, slots: Slots, acts: Acts, told: Told) -> None:
        self._knowledge = knowledge
        self._slots = slots
        self._acts = acts
        self._told = told
        self._free = Ids()
        self.bodies: list[dict[str, Any]] = []
        self.on_fallback: list[Step] = []
        self.fallback_name = "Not understood"
        self.on_event: dict[str, list[Step]] = {}

    def read(self, place: Place, body: Body, *, is_rule: bool) -> None:
        """Adds one story or rule."""
        self._told.unknown_keys(place, dict(body), _RULE_KEYS if is_rule else _STORY_KEYS)
        if body.get("metadata"):
            self._told.hint("metadata", place, "Metadata of a story has no place here and was left out.")
        name = line(body.get("rule" if is_rule else "story") or "", place.pointer.strip("/") or "story")
        telling = Telling(name, is_rule)
        if is_rule:
            self._conditions(telling, body.get("condition"), place.at("condition"))
        conditions = len(telling.steps)
        steps = body.get("steps")
        listed = steps if isinstance(steps, list) else []
        for index, one in enumerate(listed):
            if not isinstance(one, Mapping):
                at = place.at("steps", index)
                if one != "...":
                    self._told.lost("story-step", at, "This step has no shape that is known; it was left out.")
                continue
            self._step(telling, one, islice(listed, index + 1, index + 1 + MOST_BETWEEN), place.at("steps", index))
        self._keep(telling, conditions, body, place)

    def _keep(self, telling: Telling, conditions: int, body: Body, place: Place) -> None:
        told, steps = self._told, telling.steps
        if any(name in NAMED_BY_RASA for name in telling.unheard):
            if telling.is_rule and conditions == 0 and steps and not self.on_fallback and _only_acts(steps[1:]):
                self.on_fallback, self.fallback_name = steps[1:], telling.name
                told.hint("fallback", place, f"The rule {telling.name!r} is the fallback flow.", target="flow:fallback")
            else:
                told.lost(
                    "fallback",
                    place,
                    f"{telling.name!r} reacts to what nobody understood in a way that the fallback "
                    "flow cannot; it was left out.",
                    "Build it into the fallback flow.",
                )
            return
        if not any(
            one.keys() & {"bot", "flow", "form", "form_done", "set", "checkpoint"} for one in steps[conditions:]
        ):
            told.hint("story", place, f"{telling.name!r} says nothing that does not happen by itself; it was left out.")
            return
        made: dict[str, Any] = {"name": self._free.unused(telling.name), "kind": "story", "steps": steps}
        if telling.is_rule:
            made["kind"] = "rule"
            if body.get("conversation_start"):
                made["at_start"] = True
            if body.get("wait_for_user_input") is False:
                made["then_wait"] = False
            self._external(telling, steps, place)
        self.bodies.append(made)

    def _external(self, telling: Telling, steps: list[Step], place: Place) -> None:
        """Rules for intents that no visitor can say, but a service sends."""
        for name in telling.unheard:
            if name.startswith("EXTERNAL") and "user" in steps[0] and _only_acts(steps[1:]):
                self.on_event[name] = steps[1:]
                self._told.hint(
                    "event",
                    place,
                    f"{name!r} comes from outside: an event of this name starts a flow.",
                    target=f"flow:{name}",
                )

    # -- one step -----------------------------------------------------------------------------------------------

    def _step(self, telling: Telling, one: Body, following: Iterable[Any], place: Place) -> None:
        self._told.unknown_keys(place, dict(one), _STEP_KEYS)
        if "or" in one:
            self._alternatives(telling, one["or"], place.at("or"))
        elif "intent" in one or "user" in one:
            spoken = self._spoken(telling, one, place)
            if spoken is not None:
                telling.steps.append(spoken)
        elif "checkpoint" in one:
            telling.steps.append({"checkpoint": line(one["checkpoint"], "checkpoint")})
            self._set(telling, one.get("slot_was_set"), place)
        elif "slot_was_set" in one:
            self._set(telling, one["slot_was_set"], place)
        elif "active_loop" in one:
            self._loop(telling, one["active_loop"], place)
        elif "action" in one:
            self._action(telling, str(one["action"]), following, place)
        elif "bot" in one:
            telling.steps.append({"bot": self._acts.spoken(str(one["bot"]).strip(), place)})

    def _spoken(self, telling: Telling, one: Body, place: Place) -> Step | None:
        telling.topic = ""
        if one.get("intent") is None:
            return {"said": read_example(str(one.get("user") or "").strip()).example.text}
        intent = " ".join(str(one["intent"]).strip().removeprefix("/").split())
        topic = intent.split("/", 1)[0]
        if topic in self._knowledge.topics:
            telling.topic = topic
            self._told.hint("answers", place, f"{intent[:60]!r} is answered by the answers, wherever it is said.")
            return None
        if not self._knowledge.is_taught(intent):
            telling.unheard[intent] = None
        entities = self.entities(one.get("entities"), place)
        return {"user": intent, "entities": entities} if entities else {"user": intent}

    def entities(self, listed: Any, place: Place) -> Any:
        """`[{"city": "Rome", "role": "to"}, "size"]` in our form."""
        found: list[Any] = []
        plain: dict[str, Any] = {}
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(one, str):
                found.append(self._knowledge.finder(one))
                continue
            names = [key for key in one if key not in ("role", "group")] if isinstance(one, Mapping) else []
            if len(names) != 1 or not storable(one[names[0]]):
                self._told.lost("story-entity", place.at("entities", index), "This entity has no shape that is known.")
                continue
            more = {key: str(one[key]) for key in ("role", "group") if one.get(key)}
            name, value = self._knowledge.finder(names[0]), one[names[0]]
            found.append({"entity": name, **({} if value is None else {"value": value}), **more})
            if value is not None and not more:
                plain[name] = value
        return plain if len(plain) == len(found) else found

    def _alternatives(self, telling: Telling, listed: Any, place: Place) -> None:
        inner = Telling(telling.name, telling.is_rule, form=telling.form)
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(one, Mapping):
                self._step(inner, one, (), place.at(index))
        telling.unheard.update(inner.unheard)
        telling.topic = inner.topic
        if len(inner.steps) > 1:
            telling.steps.append({"or": inner.steps})
        else:
            telling.steps += inner.steps

    def _action(self, telling: Telling, name: str, following: Iterable[Any], place: Place) -> None:
        if telling.topic and name == f"utter_{telling.topic}":
            return
        if name in ("action_listen", "..."):
            return
        if name == "action_deactivate_loop":
            telling.leaving = True
            return
        form = self._acts.form(name)
        if form is not None:
            # Rasa runs a form once more before it ends it; `active_loop: null` says that it has ended.
            if not (_ends(following) and telling.steps and telling.steps[-1] == {"form": form}):
                telling.steps.append({"form": form})
            telling.form = form
            return
        act = self._acts.act(name, f"{'rule' if telling.is_rule else 'story'} {telling.name}", place)
        if act is not None:
            telling.steps.append(act)

    def _loop(self, telling: Telling, name: Any, place: Place) -> None:
        if name is not None:
            form = self._acts.form(str(name))
            if form is None:
                self._told.lost("form", place, f"There is no form {str(name)[:60]!r}; this step was left out.")
            elif {"form": form} not in telling.steps[-2:]:
                telling.steps.append({"form": form})
            telling.form = form
        elif telling.leaving:
            telling.steps.append({"form": None})
            telling.form = None
        elif telling.form is not None:
            telling.steps.append({"form_done": True})
            telling.form = None
        telling.leaving = False

    # -- variables ----------------------------------------------------------------------------------------------

    def _conditions(self, telling: Telling, listed: Any, place: Place) -> None:
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            if not isinstance(one, Mapping) or not one.keys() & {"active_loop", "slot_was_set"}:
                self._told.lost("condition", place.at(index), "This condition is of a kind that is not known.")
                continue
            if "active_loop" in one:
                form = None if one["active_loop"] is None else self._acts.form(str(one["active_loop"]))
                if telling.steps and "form" in telling.steps[0]:
                    self._told.lost("condition", place.at(index), "Only one form can be active; the first one counts.")
                else:
                    telling.steps.insert(0, {"form": form})
                    telling.form = form
            self._set(telling, one.get("slot_was_set"), place.at(index))

    def _set(self, telling: Telling, listed: Any, place: Place) -> None:
        values = self.values(listed, place)
        if not values:
            return
        last = telling.steps[-1] if telling.steps else {}
        if telling.is_rule and (last.keys() & {"user", "or"}) and not any("user" in one for one in telling.steps[:-1]):
            # What entities of the first words have set is a condition of the rule.
            telling.steps.insert(len(telling.steps) - 1, {"set": values})
            return
        telling.steps.append({"set": values})
        if "flow" in last:
            self._told.hint(
                "story-sets",
                place,
                f"Unless the action before it sets {', '.join(values)[:100]}, the bot sets what this step shows.",
                "Remove the step where the action sets another value.",
            )

    def values(self, listed: Any, place: Place) -> dict[str, Any]:
        """`[{slot: value}, slot]` as variables and values; a bare name only says that it is set."""
        found: dict[str, Any] = {}
        for one in listed if isinstance(listed, list) else [listed] if isinstance(listed, Mapping) else ():
            pairs = one.items() if isinstance(one, Mapping) else [(str(one), _SET)]
            for slot, value in pairs:
                if slot == REQUESTED:
                    continue
                variable = self._slots.variable(str(slot), place)
                if value is _SET:
                    found[variable] = self._slots.any_value(str(slot))
                elif storable(value):
                    found[variable] = value
                else:
                    self._told.lost("story-value", place, f"The value of {str(slot)[:60]!r} cannot be kept.")
        return found


_SET = object()


def _ends(following: Iterable[Any]) -> bool:
    """Whether what follows an action says that the form is over."""
    for one in following:
        if not isinstance(one, Mapping) or "slot_was_set" not in one:
            return isinstance(one, Mapping) and "active_loop" in one and one["active_loop"] is None
    return False


def _only_acts(steps: list[Step]) -> bool:
    return bool(steps) and all(one.keys() & {"bot", "flow", "form"} for one in steps)
