"""Everything that the engine makes of many conversations, one line of JSON each: `python -m tests.engine.transcripts`.

The conversations are the examples of all step types and those of tests/conversations, with somebody of few words in
the place of a model of language. Only policies are learned.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import orjson
import yaml

from botbuilder.compiled_core import in_use
from flows.engine import advance as engine
from flows.engine.fold import fold
from flows.engine.graph import compile_bot
from flows.engine.run import Turn
from flows.engine.stories_examples import policy_set, policy_source
from flows.lint import lint
from flows.runtime.degrade import as_text
from flows.services import rehearse
from flows.services.play_test import play_test
from flows.steps import STEP_TYPES
from nlu.pipeline.fit_policy import fit_policy
from tests.conversations.compact import document_of
from tests.engine.talking import Talk, document, flow, intent, say, step
from tests.ground_rules_paths import ROOT
from tests.lint.flaws import CHANNELS, FLAWS
from tests.steps.test_examples import CASES, bot_around, play

TOLD = ROOT / "tests" / "conversations"


def transcripts() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each with the document of its bot."""
    for path in sorted(TOLD.glob("*.yaml")):
        for one in yaml.safe_load(path.read_text()):
            bot = one["bot"]
            if bot == "demo":
                yield one, json.loads((ROOT / "botbuilder" / "demo" / "pizza.json").read_text())
            else:
                short = (TOLD / "bots" / f"{bot}.yaml").read_text() if isinstance(bot, str) else None
                yield one, document_of(bot if short is None else yaml.safe_load(short))


def told(turn: Turn) -> dict[str, Any]:
    """A turn as JSON, numbers with and without a point apart."""
    effects = [
        {"effect": type(one).__name__, **{field.name: getattr(one, field.name) for field in fields(one)}}
        for one in turn.effects
    ]
    plain = [as_text(one["message"]) for one in effects if one["effect"] == "Say"]
    return {"state": turn.state.encode().decode(), "trace": turn.trace, "effects": effects, "plain": plain}


class Recording:
    """Stands where the engine is called from, and keeps what it gives."""

    def __init__(self) -> None:
        self.turns: list[dict[str, Any]] = []

    def __call__(self, *arguments: Any) -> Turn:
        turn = engine.advance(*arguments)
        self.turns.append(told(turn))
        return turn


def few_words(document: Mapping[str, Any]) -> rehearse.Understand:
    """Intents and answers by the words that they share with what was said, entities by their wordings."""
    named = [(one["name"], one["examples"]) for one in document["intents"]]
    asked = [(one["id"], one["questions"]) for one in document["answers"]]

    def ranked(key: str, known: list[tuple[str, Any]], words: set[str]) -> list[dict[str, Any]]:
        found = {
            name: max((shared(words, text) for texts in wordings.values() for text in texts), default=0.0)
            for name, wordings in known
        }
        return [{key: name, "confidence": found[name]} for name in sorted(found, key=lambda one: -found[one])]

    def understand(language: str, text: str, now: float) -> dict[str, Any]:
        words = set(fold(text).split())
        return {
            "language": language,
            "in_scope": True,
            "intents": ranked("name", named, words),
            "answers": ranked("id", asked, words),
            "entities": list(mentions(document, text)),
        }

    return understand


def shared(words: set[str], text: str) -> float:
    others = set(fold(text).split())
    return round(len(words & others) / max(1, len(words | others)), 4)


def mentions(document: Mapping[str, Any], text: str) -> Iterator[dict[str, Any]]:
    for entity in document["entities"]:
        for one in entity.get("values", ()):
            for word in (one["value"], *(word for words in one.get("synonyms", {}).values() for word in words)):
                start = text.lower().find(str(word).lower())
                if start >= 0:
                    place = {"start": start, "end": start + len(word), "text": text[start : start + len(word)]}
                    yield {"entity": entity["name"], "value": one["value"], "confidence": 1.0, **place}


def examples() -> Iterator[tuple[str, Any]]:
    for type, example in CASES:
        talk = Talk(bot_around(type, example))
        talk.start(**example.variables)
        assert talk.turn is not None
        turns = [told(talk.turn)]
        for one in example.happens:
            play(talk, (one,))
            turns.append(told(talk.turn))
        yield f"{type.type}: {example.title}", turns


def conversations() -> Iterator[tuple[str, Any]]:
    for transcript, bot in transcripts():
        recording = Recording()
        rehearse.advance = recording
        learned = policy_set(bot)
        policy = None if learned is None else fit_policy(learned)
        result = play_test(compile_bot(bot, STEP_TYPES, policy), transcript, few_words(bot))
        yield transcript["name"], [recording.turns, result, policy_source(bot), learned]


def numbers() -> Iterator[tuple[str, Any]]:
    """Whole numbers that JSON writes with a point, and those that must not get one."""
    settings = {"handoff_after": 3.0, "suggestions": 2.0, "context_turns": 1.0, "session_minutes": 1, "bridge": False}
    steps = [
        *(step(f"c{scope}", "counter", variable=scope, by={"literal": 2}) for scope in ("user", "bot", "turn", "n")),
        step("half", "counter", variable="n", by={"literal": 0.5}),
        step("list", "change_list", variable="l", do="append_all", value={"literal": [2**53 + 1, 2**53, 1.5, 1, 1.0]}),
        step("sort", "change_list", variable="l", do="sort"),
        step("unique", "change_list", variable="l", do="unique"),
        step("e", "set", variable="e", value={"expression": "[1, 1.0, 2 ** 2, 6 / 3, round(2.5), -7 % 3, 10 / 4]"}),
        say("s", "{{ user }} {{ bot }} {{ turn }} {{ n }} {{ l }} {{ e }} {{ now }} {{ e[0] + 1 }} {{ session }}"),
        step("ask", "ask", message="Well?", variable="n", timeout=90, retries=2.0),
    ]
    variables = [{"name": scope, "type": "number", "scope": scope} for scope in ("user", "bot", "turn")]
    bot = document(
        flow("main", *steps, kind="main"), settings=settings, variables=[*variables, {"name": "n", "type": "number"}]
    )
    talk = Talk(bot)
    acts: tuple[Callable[[], list[str]], ...] = (
        talk.start,
        lambda: talk.say("many", intent("gone", 1.0)),
        lambda: talk.say("7", intent("x", 0.5)),
        lambda: talk.later(99),
    )
    turns: list[Any] = []
    for act in acts:
        said = act()
        assert talk.turn is not None
        turns.append([said, told(talk.turn)])
    yield "numbers", turns


def findings() -> Iterator[tuple[str, Any]]:
    bots = {**FLAWS, **{transcript["name"]: bot for transcript, bot in transcripts()}}
    for name, bot in bots.items():
        yield f"lint: {name}", [str(one) for one in lint(bot, channels=CHANNELS)]


if __name__ == "__main__":
    print(json.dumps(["machine code", in_use()]))
    for part in (examples, conversations, numbers, findings):
        for line in part():
            sys.stdout.buffer.write(orjson.dumps(line, default=str) + b"\n")
