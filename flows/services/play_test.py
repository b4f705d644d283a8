"""One test of a document, played through with a bot in memory. No database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.graph import CompiledBot

from .expect import Expectations
from .rehearse import Rehearsal, Understand

ACTS = ("say", "choose", "advance", "event", "complete_form", "set", "agent")


def play_test(bot: CompiledBot, test: Mapping[str, Any], understand: Understand) -> dict[str, Any]:
    """`{"name", "passed", "differences"}`; a difference names the turn, the first one is 1."""
    language = test.get("language", bot.default_language)
    agents = any("agent" in turn for turn in test["turns"])
    rehearsal = Rehearsal(bot, understand, language, test.get("calls", ()), agents=agents)
    exact = bool(test.get("exact"))
    expectations = Expectations(rehearsal, bot.document, language, exact=exact)
    differences: list[str] = []

    def check(number: int, problem: str | None) -> None:
        if problem:
            differences.append(f"turn {number}: {problem}")

    for number, turn in enumerate(test["turns"], start=1):
        if any(act in turn for act in ACTS):
            check(number - 1, expectations.left_over() if exact else None)
            check(number, _act(rehearsal, turn))
            expectations.begin()
        else:
            check(number, expectations.check(turn))
    check(len(test["turns"]), expectations.left_over() if exact else None)
    return {"name": test["name"], "passed": not differences, "differences": differences}


def _act(rehearsal: Rehearsal, turn: Mapping[str, Any]) -> str | None:
    if "say" in turn:
        rehearsal.say(turn["say"])
    elif "advance" in turn:
        rehearsal.advance(turn["advance"])
    elif "event" in turn:
        rehearsal.happen(turn["event"], turn.get("data", {}))
    elif "agent" in turn:
        rehearsal.agent(turn["agent"])
    elif "set" in turn:
        rehearsal.put(turn["set"])
        rehearsal.said, rehearsal.done = [], []
    elif "complete_form" in turn:
        if not rehearsal.complete_form(turn["complete_form"]):
            return f"the form “{turn['complete_form']}” does not wait, or takes no reply"
    elif not _choose(rehearsal, turn["choose"]):
        return f"the option “{turn['choose']}” is not offered"
    return None


def _choose(rehearsal: Rehearsal, options: str | list[str]) -> bool:
    return rehearsal.choose(options) if isinstance(options, str) else rehearsal.choose_all(options)
