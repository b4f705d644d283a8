"""The variable that says whether a visitor has agreed must be one that something sets."""

from __future__ import annotations

from typing import Any

from flows.lint import lint
from tests.engine.talking import document, flow, say, step

ASKED = step("s", "set", variable="agreed", value={"literal": True})


def codes(*steps: dict[str, Any], variable: str = "agreed") -> set[tuple[str, str]]:
    main = flow("main", say("w", "Welcome"), *steps, step("e", "end"), kind="main")
    settings = {"learning": {"keep": "consent", "consent": variable}}
    declared = [{"name": "agreed", "type": "boolean"}]
    bot = {**document(main, settings=settings), "languages": ["en"], "variables": declared}
    return {(one.code, one.place.pointer) for one in lint(bot)}


def test_a_consent_that_nobody_ever_gives() -> None:
    assert ("unknown-variable", "/settings/learning/consent") in codes(ASKED, variable="agred")


def test_a_consent_that_is_set_is_read_by_learning() -> None:
    assert codes(ASKED) == set()
