"""Conversations as a visitor has them, each told in a few lines of YAML and understood by models trained here.

A file of this folder is a list of transcripts, `{name, bot, turns}`: `turns` are those of a document's tests, and
nothing may be said beside what is expected. `bot` is `demo`, the name of a file in `bots/`, or a bot in short form
(`compact.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.adapters.understanding import training_sets
from flows.document import validate
from flows.engine.graph import CompiledBot, compile_bot
from flows.engine.stories_examples import policy_set
from flows.services.play_test import play_test
from flows.steps import STEP_TYPES
from nlu.pipeline import Model, train
from nlu.pipeline.fit_policy import fit_policy
from nlu.services.encoders import shared_encoder
from tests.conversations.compact import document_of
from tests.ground_rules_paths import ROOT

HERE = Path(__file__).parent
FEWEST = 60
Understand = Callable[[str, str, float], dict[str, Any]]


def transcripts() -> list[Any]:
    found = []
    for path in sorted(HERE.glob("*.yaml")):
        for one in yaml.safe_load(path.read_text()):
            found.append(pytest.param(one, id=f"{path.stem}: {one['name']}"))
    return found


TRANSCRIPTS = transcripts()


def document_for(bot: str | Mapping[str, Any]) -> dict[str, Any]:
    if bot == "demo":
        demo: dict[str, Any] = json.loads((ROOT / "botbuilder" / "demo" / "pizza.json").read_text())
        return demo
    return document_of(yaml.safe_load((HERE / "bots" / f"{bot}.yaml").read_text()) if isinstance(bot, str) else bot)


@cache
def model_of(training_set: str) -> Model:
    """With the sentence encoder where `BOTBUILDER_ENCODER` names one, else of words alone."""
    return train(json.loads(training_set), encoder=shared_encoder())


@cache
def compiled(document: str) -> tuple[CompiledBot, Understand]:
    body = json.loads(document)
    stories = policy_set(body)
    bot = compile_bot(body, STEP_TYPES, None if stories is None else fit_policy(stories))
    models = {one["language"]: model_of(json.dumps(one, sort_keys=True)) for one in training_sets(body)}

    def understand(language: str, text: str, now: float) -> dict[str, Any]:
        model = models.get(language) or models.get(language.split("-")[0]) or models[body["default_language"]]
        return model.understand(text, now=now, timezone="UTC")

    return bot, understand


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
def test_the_conversation_goes_as_told(transcript: Mapping[str, Any]) -> None:
    document = document_for(transcript["bot"])
    names = ("name", "turns", "language", "calls")
    test = {"exact": True, **{name: transcript[name] for name in names if name in transcript}}
    assert validate({**document, "tests": [test]}) == []
    bot, understand = compiled(json.dumps(document))
    assert play_test(bot, test, understand)["differences"] == []


def test_there_are_transcripts_enough_and_each_has_its_own_name() -> None:
    assert len(TRANSCRIPTS) >= FEWEST
    assert len({one.id for one in TRANSCRIPTS}) == len(TRANSCRIPTS)


def test_every_step_type_is_in_a_conversation() -> None:
    used = {
        step["type"]
        for one in TRANSCRIPTS
        for flow in document_for(one.values[0]["bot"])["flows"]
        for node in flow["nodes"]
        for step in node["steps"]
    }
    assert set(STEP_TYPES) <= used


def test_conversations_are_had_in_three_languages_at_least() -> None:
    spoken = {
        one.values[0].get("language", document_for(one.values[0]["bot"])["default_language"]) for one in TRANSCRIPTS
    }
    assert len(spoken) >= 3
