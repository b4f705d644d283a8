from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.adapters.understanding import UNDERSTANDING, model_hashes
from flows.engine.graph import compile_bot
from flows.models import Bot
from flows.steps import STEP_TYPES

from .load_draft import load_draft
from .rehearse import Rehearsal
from .train_bot import train_document
from .wildcards import fits

_HOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def run_tests(bot: Bot) -> dict[str, Any]:
    """Run the tests that a draft holds: `{"passed", "failed", "tests": [{"name", "passed", "differences"}]}`.

    Its models are trained first where they are missing. Nothing is stored, nothing outside is reached.
    """
    document = load_draft(bot).document
    hashes = model_hashes(document)
    if not UNDERSTANDING.ready(hashes):
        train_document(bot.workspace, document)
    results = [_run(document, hashes, test) for test in document.get("tests", ())]
    passed = sum(result["passed"] for result in results)
    return {"passed": passed, "failed": len(results) - passed, "tests": results}


def _run(document: Mapping[str, Any], hashes: Mapping[str, str], test: Mapping[str, Any]) -> dict[str, Any]:
    def understand(language: str, text: str, now: float) -> dict[str, Any]:
        return UNDERSTANDING.understand(hashes, language, text, now=now, timezone="UTC")

    language = test.get("language", document["default_language"])
    rehearsal = Rehearsal(compile_bot(document, STEP_TYPES), understand, language, test.get("calls", ()))
    differences: list[str] = []
    rest = list(rehearsal.said)
    for number, turn in enumerate(test["turns"], start=1):
        if "say" in turn or "choose" in turn or "advance" in turn or "event" in turn:
            problem = _act(rehearsal, turn)
            rest = list(rehearsal.said)
        else:
            problem = _expect(rehearsal, turn, rest, document, language)
        if problem:
            differences.append(f"turn {number}: {problem}")
    return {"name": test["name"], "passed": not differences, "differences": differences}


def _act(rehearsal: Rehearsal, turn: Mapping[str, Any]) -> str | None:
    if "say" in turn:
        rehearsal.say(turn["say"])
    elif "advance" in turn:
        rehearsal.advance(turn["advance"])
    elif "event" in turn:
        rehearsal.happen(turn["event"], turn.get("data", {}))
    elif not rehearsal.choose(turn["choose"]):
        return f"the option “{turn['choose']}” is not offered"
    return None


def _expect(
    rehearsal: Rehearsal, turn: Mapping[str, Any], rest: list[Any], document: Mapping[str, Any], language: str
) -> str | None:
    """What is not as expected. `rest` holds the messages that no expectation has taken yet."""
    if "expect_intent" in turn:
        found = rehearsal.intent
        return None if found == turn["expect_intent"] else f"intent {turn['expect_intent']!r} expected, got {found!r}"
    if "expect_variables" in turn:
        wrong = {
            name: got for name, value in turn["expect_variables"].items() if (got := rehearsal.variable(name)) != value
        }
        expected = {name: turn["expect_variables"][name] for name in wrong}
        return f"variables {expected} expected, got {wrong}" if wrong else None
    if "expect_content" in turn:
        patterns = [_content_pattern(document, turn["expect_content"], language)]
    else:
        given = turn.get("expect", [])
        patterns = [given] if isinstance(given, str) else list(given)
    said = [_words(message) for message in rest]
    for pattern in patterns:
        place = next((n for n, message in enumerate(rest) if _fits(pattern, message)), None)
        if place is None:
            return f"“{pattern}” expected, got {said}"
        del rest[: place + 1]
    return None


def _fits(pattern: str, message: Mapping[str, Any]) -> bool:
    return any(fits(pattern.strip(), text.strip()) for text in (_words(message), *_texts(message)))


def _words(message: Mapping[str, Any]) -> str:
    return "\n".join(_texts(message))


def _texts(message: Mapping[str, Any]) -> list[str]:
    return [message[name] for name in ("title", "subtitle", "text") if isinstance(message.get(name), str)]


def _content_pattern(document: Mapping[str, Any], content: str, language: str) -> str:
    """The words of a content, with `*` for what its template fills in."""
    message = next((each["message"] for each in document.get("content", ()) if each["id"] == content), "")
    local = {
        name: value.get(language, value.get(document["default_language"], "")) if isinstance(value, dict) else value
        for name, value in ({"text": message} if isinstance(message, str) else message).items()
        if name in ("title", "subtitle", "text")
    }
    return _HOLE.sub("*", _words(local)) or f"(content {content})"
