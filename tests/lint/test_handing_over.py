"""The flow that takes over when a bot fails too often must be there, and counts as reached."""

from __future__ import annotations

from flows.lint import lint
from tests.engine.talking import document, flow, say, step

MAIN = flow("main", say("w", "Welcome"), step("e", "end"), kind="main")
CARE = flow("care", say("c", "Call us."), step("ce", "return"))


def codes(**settings: object) -> list[tuple[str, str]]:
    bot = {**document(MAIN, CARE, settings=settings), "languages": ["en"]}
    return [(one.code, one.place.pointer) for one in lint(bot)]


def test_a_flow_that_is_not_there() -> None:
    assert ("unknown-flow", "/settings/handoff_flow") in codes(handoff_after=2, handoff_flow="gone")


def test_a_flow_that_is_there_is_reached() -> None:
    assert [code for code, pointer in codes() if pointer == "/flows/1"] != []
    assert codes(handoff_after=2, handoff_flow="care") == []
