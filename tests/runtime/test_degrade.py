"""A neutral message where only text can be shown: nothing that was said is lost, and every option can be answered."""

from __future__ import annotations

from typing import Any

import pytest

from flows.runtime.degrade import as_text
from flows.steps import STEP_TYPES
from tests.engine.talking import Talk
from tests.runtime.every_kind import MESSAGES
from tests.steps.test_examples import bot_around

OPTIONS = [{"kind": "reply", "title": "Tea"}, {"kind": "reply", "title": "Cake", "description": "with plums"}]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"type": "text", "text": "Hello"}, "Hello"),
        ({"type": "choice", "text": "Which?", "options": OPTIONS}, "Which?\n1. Tea\n2. Cake – with plums"),
        ({"type": "choice", "text": "Which?", "style": "dropdown", "options": OPTIONS[:1]}, "Which?\n1. Tea"),
        ({"type": "request", "what": "date", "text": "When?"}, "When?"),
        ({"type": "image", "url": "/a.png", "alt": "A pizza", "caption": "Ours"}, "(A pizza)\nOurs\n/a.png"),
        ({"type": "file", "url": "/m.pdf", "name": "Menu"}, "(Menu)\n/m.pdf"),
        (
            {"type": "location", "lat": 48.8, "lon": 2.3, "name": "Shop"},
            "Shop\nhttps://www.openstreetmap.org/?mlat=48.8&mlon=2.3#map=16/48.8/2.3",
        ),
        (
            {"type": "card", "title": "Pizza", "text": "Good", "image": {"url": "/p.png", "alt": "Basil"},
             "actions": [OPTIONS[0], {"kind": "url", "title": "More", "url": "https://x.example"}]},
            "(Basil)\nPizza\nGood\n1. Tea\nMore: https://x.example",
        ),
        ({"type": "carousel", "items": [{"title": "One"}, {"title": "Two"}]}, "One\n\nTwo"),
        ({"type": "native", "body": {}, "fallback": {"type": "text", "text": "In words"}}, "In words"),
    ],
)  # fmt: skip
def test_in_words(content: dict[str, Any], text: str) -> None:
    assert as_text(content) == text


def test_a_rating_shows_its_ends() -> None:
    marks = [{"kind": "reply", "title": str(mark)} for mark in range(1, 6)]
    content = {"type": "choice", "style": "rating", "text": "Well?", "options": marks, "low": "Bad", "high": "Good"}
    assert as_text(content) == "Well?\n1–5 (Bad – Good)"


@pytest.mark.parametrize("type", [type for type, _ in MESSAGES if type != "typing"])
def test_every_message_step_leaves_something_to_read(type: str) -> None:
    for example in STEP_TYPES[type].examples:
        talk = Talk(bot_around(STEP_TYPES[type], example))
        talk.start(**example.variables)
        assert talk.turn is not None
        for effect in talk.turn.effects:
            if hasattr(effect, "message"):
                assert as_text(effect.message).strip()
