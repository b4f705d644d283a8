"""Test stories as tests of the document: what the visitor says, and exactly what the bot must do then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document.annotations import Annotated
from flows.formats.names import Ids, line
from flows.formats.rasa.acts import Acts
from flows.formats.rasa.dialogues import Dialogues
from flows.formats.rasa.domain import NAMED_BY_RASA
from flows.formats.rasa.examples import read_example
from flows.formats.rasa.knowledge import BUILT_IN, Knowledge
from flows.formats.told import Place, Told

Turn = dict[str, Any]
Body = Mapping[str, Any]
_KEYS = frozenset({"intent", "user", "entities", "action", "active_loop", "slot_was_set", "bot", "metadata"})


class Checks:
    """`bodies` are the tests of the document."""

    def __init__(self, knowledge: Knowledge, acts: Acts, dialogues: Dialogues, told: Told) -> None:
        self._knowledge = knowledge
        self._acts = acts
        self._dialogues = dialogues
        self._told = told
        self._free = Ids()
        self.bodies: list[dict[str, Any]] = []

    def read(self, place: Place, body: Body) -> None:
        """Adds one test story."""
        self._told.unknown_keys(place, dict(body), frozenset({"story", "steps", "metadata"}))
        name = self._free.unused(line(body.get("story") or "", "test"))
        listed = body.get("steps")
        steps = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
        reading = _Reading(self, name)
        for index, one in enumerate(steps):
            at = place.at("steps", index)
            self._told.unknown_keys(at, dict(one), _KEYS)
            reading.take(one, at)
        made: dict[str, Any] = {"name": name, "exact": True, "turns": reading.turns}
        if reading.calls:
            made["calls"] = reading.calls
        self.bodies.append(made)

    def utterance(self, one: Body, place: Place) -> list[Turn]:
        """What is said, and what must be understood of it."""
        intent = None if one.get("intent") is None else str(one["intent"]).strip().removeprefix("/")
        text = str(one.get("user") or "").strip()
        if not text and intent is not None:
            example = self._knowledge.first_example(intent)
            if example is None:
                self._told.lost(
                    "test-step",
                    place,
                    f"The test says only {intent[:60]!r}, which has no examples.",
                    "Write what is said.",
                )
                return []
            self._told.hint("test-step", place, f"The test says only {intent[:60]!r}; it says an example of it here.")
            return [{"say": example.text}, {"expect_intent": intent}]
        found = read_example(text).example
        turns: list[Turn] = [{"say": found.text}]
        if intent is not None and intent.split("/", 1)[0] not in self._knowledge.topics:
            turns.append({"expect_intent": None if intent in NAMED_BY_RASA else intent})
        return [*turns, {"expect_entities": self._entities(found)}]

    def _entities(self, example: Annotated) -> list[dict[str, Any]]:
        expected: list[dict[str, Any]] = []
        for mark in example.marks:
            said = example.text[mark.start : mark.end]
            finders = self._knowledge.finders(mark.entity) or [mark.entity]
            one: dict[str, Any] = {"entity": finders[0] if len(finders) == 1 else finders, "text": said}
            if not any(name in finders for name in BUILT_IN.get(mark.entity, ())):
                one["value"] = mark.value if mark.value is not None else self._knowledge.value_of(said)
            expected.append({**one, **{key: value for key in ("role", "group") if (value := getattr(mark, key))}})
        return expected

    def act(self, name: str, test: str, place: Place) -> Turn | None:
        """What must happen for an action that is no form."""
        act = self._acts.act(name, f"test {test}", place)
        if act is None:
            return None
        return {"expect_content": act["bot"]} if "bot" in act else {"expect_flow": act["flow"]}

    def form(self, name: str) -> str | None:
        """The id of a form."""
        return self._acts.form(name)

    def topic(self, name: str) -> bool:
        """Whether an action gives the answer of a retrieval intent."""
        return name.removeprefix("utter_") in self._knowledge.topics

    def values(self, listed: Any, place: Place) -> dict[str, Any]:
        """Slots that are set, as variables."""
        return self._dialogues.values(listed, place)


class _Reading:
    """One test while it is being read. `form` waits; `last` is what the step before was."""

    def __init__(self, checks: Checks, name: str) -> None:
        self._checks = checks
        self._name = name
        self._form: str | None = None
        self._last = ""
        self._leaving = False
        self.turns: list[Turn] = []
        self.calls: list[dict[str, Any]] = []

    def take(self, one: Body, place: Place) -> None:
        """Adds the turns of one step."""
        if "intent" in one or "user" in one:
            self.turns += self._checks.utterance(one, place)
            self._last = "user"
        elif "slot_was_set" in one:
            self._set(self._checks.values(one["slot_was_set"], place))
        elif "active_loop" in one:
            self._loop(one["active_loop"])
        elif "action" in one:
            self._action(str(one["action"]), place)
        elif "bot" in one:
            self.turns.append({"expect": str(one["bot"]).strip()})

    def _action(self, name: str, place: Place) -> None:
        form = self._checks.form(name)
        if form is not None:
            self._waits(form)
        elif name == "action_deactivate_loop":
            self._leaving = True
        elif name == "action_listen":
            return
        elif self._checks.topic(name):
            self.turns.append({"expect": "*"})
            self._last = "answer"
        else:
            turn = self._checks.act(name, self._name, place)
            if turn is None:
                return
            self.turns.append(turn)
            self._last = "flow" if "expect_flow" in turn else "bot"
            if self._last == "flow":
                self.calls.append({"flow": turn["expect_flow"], "set": {}})

    def _waits(self, form: str) -> None:
        if self.turns[-1:] != [{"expect_waiting": form}]:
            self.turns.append({"expect_waiting": form})
        self._form, self._last = form, "form"

    def _loop(self, name: Any) -> None:
        if name is not None:
            form = self._checks.form(str(name))
            if form is not None:
                self._waits(form)
        elif self._leaving or self._form is None:
            self._leaving = False
        else:
            self.turns.append({"complete_form": self._form})
            self._form, self._last = None, "done"

    def _set(self, values: dict[str, Any]) -> None:
        """After an action its code has set them; after words, these have; in a form, the code that checked it."""
        if not values:
            return
        if self._last == "flow":
            self.calls[-1]["set"].update(values)
        elif self._last == "user":
            self.turns.append({"expect_variables": values})
        else:
            self.turns.append({"set": values})
