"""The turns of tests that look at forms, flows and entities, on a bot with one form and one code step."""

from __future__ import annotations

from typing import Any

import pytest

from flows.engine.graph import compile_bot
from flows.services.play_test import play_test
from flows.steps import STEP_TYPES

ENTITY = {"entity": "day", "start": 0, "end": 6, "text": "friday", "value": "fr", "role": None, "group": None,
          "confidence": 1.0, "source": "list"}  # fmt: skip


def bot(**form: Any) -> dict[str, Any]:
    """“book” begins a form; after it code runs, then the bot says what was booked."""
    slots = [{"variable": "day", "ask": "Which day?"}, {"variable": "guests", "ask": "How many?"}]
    steps = [
        {"id": "f", "type": "form", "config": {"slots": slots, **form}},
        {"id": "c", "type": "code", "config": {"source": "return 1"}},
        {"id": "s", "type": "say", "config": {"message": {"content": "booked"}}},
    ]
    ends = [{"id": "n2", "title": "", "steps": [{"id": "e", "type": "return", "config": {}}]}]
    flow = {
        "id": "table", "title": "Table", "triggers": [{"keyword": "book"}],
        "nodes": [{"id": "n1", "title": "", "steps": steps}, *ends],
        "transitions": [{"id": "t1", "node": "n1", "step": "f", "output": "cancelled", "target": "n2"},
                        {"id": "t2", "node": "n1", "step": "c", "output": "failed", "target": "n2"}],
    }  # fmt: skip
    variables = [
        {"name": "day", "type": "text", "entity": "day"}, {"name": "guests", "type": "number"},
        {"name": "open", "type": "boolean"}, {"name": "vip", "type": "text", "scope": "user"},
    ]  # fmt: skip
    message = {"message": "Booked {{ day }}.", "variations": ["See you {{ day }}."]}
    return {
        "name": "B", "languages": ["en"], "default_language": "en", "flows": [flow], "variables": variables,
        "entities": [{"name": "day", "kind": "learned"}], "content": [{"id": "booked", **message}],
    }  # fmt: skip


def understand(language: str, text: str, now: float) -> dict[str, Any]:
    entities = [ENTITY] if text.startswith("friday") else []
    return {"intent": None, "intents": [], "in_scope": False, "entities": entities, "answers": []}


def differences(*turns: dict[str, Any], document: dict[str, Any] | None = None, **test: Any) -> list[str]:
    compiled = compile_bot(document or bot(), STEP_TYPES)
    found: list[str] = play_test(compiled, {"name": "t", "turns": list(turns), **test}, understand)["differences"]
    return found


STUB = [{"flow": "table", "set": {"open": True, "vip": "yes"}}]
WHOLE = (
    {"say": "book"}, {"expect_waiting": "table"}, {"complete_form": "table"}, {"expect_flow": "table"},
    {"expect_content": "booked"}, {"expect_waiting": None},
)  # fmt: skip


def test_a_form_is_completed_and_its_code_stubbed() -> None:
    more = {"expect_variables": {"day": "stand-in", "guests": 1, "open": True, "vip": "yes"}}
    assert differences(*WHOLE, more, calls=STUB, exact=True) == []


def test_without_a_stub_code_fails() -> None:
    (difference,) = differences(*WHOLE, exact=True)
    assert difference == "turn 5: content booked expected, got []"


def test_a_stub_stands_for_one_run() -> None:
    again = differences(*WHOLE, *WHOLE, calls=STUB)
    assert again == ["turn 11: content booked expected, got []"]


def test_a_form_that_refuses_every_reply_is_not_completed() -> None:
    slots = [{"variable": "day", "ask": "Which day?", "valid": {"variable": "day", "op": "==", "value": "friday"}}]
    found = differences({"say": "book"}, {"complete_form": "table"}, document=bot(slots=slots))
    assert found == ["turn 2: the form “table” does not wait, or takes no reply"]


def test_a_form_that_does_not_wait_is_not_completed() -> None:
    assert len(differences({"complete_form": "table"})) == 1


def test_confirmation_belongs_to_the_form() -> None:
    assert differences(*WHOLE, calls=STUB, exact=True, document=bot(confirm="{{ day }}?")) == []


def test_variables_change_from_outside() -> None:
    turns = ({"say": "book"}, {"set": {"day": "monday"}}, {"say": "3"}, {"expect_variables": {"day": "monday"}})
    assert differences(*turns, {"set": {"day": None}}, {"expect_variables": {"day": None}}) == []


@pytest.mark.parametrize(
    ("expected", "fits"),
    [
        ([{"entity": "day"}], True),
        ([{"entity": ["place", "day"], "text": "friday night", "value": "fr"}], True),
        ([{"entity": "day", "value": "mo"}], False),
        ([{"entity": "day", "text": "monday"}], False),
        ([{"entity": "day", "role": "to"}], False),
        ([{"entity": "day"}, {"entity": "day"}], False),
        ([], False),
    ],
)
def test_entities(expected: list[dict[str, Any]], fits: bool) -> None:
    assert (differences({"say": "friday"}, {"expect_entities": expected}) == []) is fits


def test_exact_says_what_was_not_expected() -> None:
    assert differences({"say": "book"}, {"expect": "Which day?"}, exact=True) == []
    assert differences({"say": "book"}, exact=True) == ["turn 1: nothing more expected, got ['Which day?']"]
    assert differences({"say": "book"}) == []


def test_what_waits_is_named() -> None:
    (difference,) = differences({"say": "hello"}, {"expect_waiting": "table"})
    assert difference.startswith("turn 2: the flow “table” expected to wait, got nothing; said: [")
