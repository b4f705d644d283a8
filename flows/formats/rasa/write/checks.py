"""Tests as test stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flows.document.annotations import Annotated, Mark, write_annotated
from flows.formats.rasa.write.dialogues import Dialogues
from flows.formats.rasa.write.knowledge import Knowledge
from flows.formats.rasa.write.texts import DOCUMENT
from flows.formats.told import Told

Json = dict[str, Any]
Turn = Mapping[str, Any]
_EXPECTED = ("expect_intent", "expect_entities")
FALLBACK_INTENT = "nlu_fallback"


class Checks:
    """Test stories of those tests that say only what one can say there."""

    def __init__(
        self, document: Mapping[str, Any], knowledge: Knowledge, dialogues: Dialogues,
        spoken: Callable[[str], str | None], told: Told,
    ) -> None:  # fmt: skip
        self._knowledge = knowledge
        self._dialogues = dialogues
        self._spoken = spoken
        self._told = told
        self.stories: list[Json] = []
        for one in document.get("tests", ()):
            steps = self._steps(one)
            if steps:
                self.stories.append({"story": one["name"], "steps": steps})

    def _steps(self, test: Mapping[str, Any]) -> list[Json]:
        try:
            return list(_Writing(self, test).steps())
        except _NotThereError as error:
            self._told.lost("test", DOCUMENT, f"{str(error)[:120]}; the test was left out.", "", f"test:{test['name']}")
            return []

    def utterance(self, turn: Turn, expected: Mapping[str, Any], *, exact: bool) -> Json:
        """What is said, with what must be understood of it; the intent alone where an example stands in for it."""
        text = turn["say"]
        if (
            exact
            and "expect_entities" not in expected
            and self._knowledge.is_example(text, expected.get("expect_intent"))
        ):
            return {"intent": self._knowledge.intent(expected["expect_intent"])}
        marks = []
        at = 0
        for one in expected.get("expect_entities") or ():
            found = text.find(str(one.get("text", "")), at)
            if one.get("text") and found >= 0:
                marks.append(self._mark(one, found))
                at = found + len(one["text"])
        said = self._knowledge.example(write_annotated(Annotated(text, tuple(marks))))
        intent = self._knowledge.topic_of_question(text)
        if "expect_intent" in expected:
            name = expected["expect_intent"]
            intent = FALLBACK_INTENT if name is None else self._knowledge.intent(name)
        if intent is None:
            raise _NotThereError(f"No intent is expected of {text[:60]!r}, which a test story must name")
        return {"user": said, "intent": intent}

    def _mark(self, one: Mapping[str, Any], start: int) -> Mark:
        names = one["entity"] if isinstance(one["entity"], list) else [one["entity"]]
        # Marked is what training data marks; a dimension of Duckling is marked all the same in a test.
        name = next((name for name in names if not name.startswith("@")), self._knowledge.entity(names[0]))
        value = one.get("value")
        return Mark(start, start + len(one["text"]), name, one.get("role"), one.get("group"),
                    None if value is None else str(value))  # fmt: skip

    def act(self, turn: Turn) -> list[Json]:
        """What the bot must do, for a turn that expects a content, a flow or a text."""
        if "expect" not in turn:
            kept = {"bot": turn["expect_content"]} if "expect_content" in turn else {"flow": turn["expect_flow"]}
            return self._dialogues.acts(kept)
        texts = [turn["expect"]] if isinstance(turn["expect"], str) else turn["expect"]
        made = []
        for text in texts:
            action = self._spoken(text)
            if action is None:
                raise _NotThereError(f"No response says {text[:60]!r}")
            made.append({"action": action})
        return made

    def form(self, id: str) -> str:
        return self._dialogues.form(id)

    def values(self, values: Mapping[str, Any]) -> list[Json]:
        listed = self._dialogues.values(values)
        return [{"slot_was_set": listed}] if listed else []


class _NotThereError(Exception):
    """A test says something that a test story cannot."""


class _Writing:
    """One test while it is being written."""

    def __init__(self, checks: Checks, test: Mapping[str, Any]) -> None:
        self._checks = checks
        self._turns = list(test.get("turns") or ())
        self._exact = bool(test.get("exact"))
        self._stubs = [one for one in test.get("calls") or () if "flow" in one]
        self._active: str | None = None

    def steps(self) -> Iterator[Json]:
        number = 0
        while number < len(self._turns):
            turn = self._turns[number]
            number += 1
            if "say" in turn:
                expected: Json = {}
                while number < len(self._turns) and any(key in self._turns[number] for key in _EXPECTED):
                    expected |= self._turns[number]
                    number += 1
                yield self._checks.utterance(turn, expected, exact=self._exact)
            else:
                yield from self._turn(turn)

    def _turn(self, turn: Turn) -> Iterator[Json]:
        if "expect_flow" in turn or "expect_content" in turn or "expect" in turn:
            yield from self._checks.act(turn)
            yield from self._set_by(turn.get("expect_flow"))
        elif turn.get("expect_waiting", ...) is None:
            self._active = None
            yield from ({"action": "action_deactivate_loop"}, {"active_loop": None})
        elif "expect_waiting" in turn:
            form = self._checks.form(turn["expect_waiting"])
            yield {"action": form}
            if form != self._active:
                yield {"active_loop": form}
            self._active = form
        elif "complete_form" in turn:
            self._active = None
            yield {"active_loop": None}
        elif "set" in turn or "expect_variables" in turn:
            yield from self._checks.values(turn.get("set") or turn.get("expect_variables") or {})
        else:
            raise _NotThereError(f"{', '.join(turn)[:60]!r} does not exist in a test story")

    def _set_by(self, flow: str | None) -> Iterator[Json]:
        """What the stub of a flow's code sets."""
        stub = next((one for one in self._stubs if flow is not None and one["flow"] == flow), None)
        if stub is not None:
            self._stubs.remove(stub)
            yield from self._checks.values(stub.get("set") or {})
