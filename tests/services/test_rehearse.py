"""Tests of bots: what a test in a document can do, and that it fails when the bot does something else."""

from __future__ import annotations

from typing import Any

import pytest

from botbuilder.tenancy.models import Workspace
from flows.services.create_bot import create_bot
from flows.services.run_tests import run_tests
from flows.services.wildcards import fits

pytestmark = pytest.mark.django_db


def step(id: str, type: str, **config: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "config": config}


def weather_bot(*turns: dict[str, Any], calls: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Asks a town, asks a service for its weather, waits a minute, says goodbye."""
    steps = [
        step("s1", "ask", message="Which town?", variable="town"),
        step("s2", "call_api", method="GET", url="https://weather.example/{{ town }}", save_as="weather"),
        step("s3", "say", message="{{ weather.body.sky }} in {{ town }}."),
        step("s4", "choice", message="More?", options=[{"id": "y", "title": "Yes"}, {"id": "n", "title": "No"}]),
        step("s5", "wait", seconds=60),
        step("s6", "say", message="Goodbye."),
    ]
    nodes = [
        {"id": "n1", "title": "Ask", "x": 0, "y": 0, "steps": steps[:4]},
        {"id": "n2", "title": "Sorry", "x": 0, "y": 0, "steps": [step("s7", "say", message="No weather today.")]},
        {"id": "n3", "title": "Bye", "x": 0, "y": 0, "steps": steps[4:]},
    ]
    transitions = [
        {"id": "t1", "node": "n1", "step": "s2", "output": "failed", "target": "n2"},
        {"id": "t2", "node": "n1", "step": "s4", "output": "n", "target": "n3"},
        {"id": "t3", "node": "n1", "step": "s4", "output": "y", "target": "n1"},
    ]
    flow = {"id": "main", "title": "Main", "kind": "main", "start": "n1", "triggers": [], "notes": []}
    variables = [{"name": name, "type": "any", "scope": "conversation"} for name in ("town", "weather")]
    test = {"name": "t", "turns": list(turns), **({"calls": calls} if calls else {})}
    return {
        "format": "botbuilder/bot", "version": 1, "name": "Weather", "languages": ["en"], "default_language": "en",
        "settings": {}, "variables": variables, "entities": [], "intents": [], "answers": [], "content": [],
        "stories": [], "tests": [test], "flows": [{**flow, "nodes": nodes, "transitions": transitions}],
    }  # fmt: skip


def differences(document: dict[str, Any]) -> list[str]:
    workspace = Workspace.objects.create(slug="ours", name="Ours")
    (result,) = run_tests(create_bot(workspace, name="W", by="ann", document=document))["tests"]
    assert result["passed"] == (not result["differences"])
    return result["differences"]


SUNNY = [{"url": "https://weather.example/*", "status": 200, "body": {"sky": "Sun"}}]


def test_a_test_taps_waits_and_stubs_the_outside() -> None:
    turns = [
        {"expect": "Which town?"},
        {"say": "Rome"},
        {"expect": ["Sun in Rome.", "More?"]},
        {"expect_variables": {"town": "Rome"}},
        {"choose": "n"},
        {"advance": 59},
        {"advance": 2},
        {"expect": "Good*"},
    ]
    assert differences(weather_bot(*turns, calls=SUNNY)) == []


def test_without_a_stub_the_call_fails_and_nothing_goes_outside() -> None:
    assert differences(weather_bot({"say": "Rome"}, {"expect": "No weather today."})) == []


def test_what_differs_is_told_turn_by_turn() -> None:
    turns = [
        {"say": "Rome"},
        {"expect": ["More?", "Sun in Rome."]},
        {"expect_variables": {"town": "Oslo"}},
        {"choose": "maybe"},
        {"choose": "n"},
        {"advance": 30},
        {"expect": "Goodbye."},
    ]
    found = differences(weather_bot(*turns, calls=SUNNY))
    assert [difference.split(":")[0] for difference in found] == ["turn 2", "turn 3", "turn 4", "turn 7"]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("a*c", "abc", True), ("a*c", "ac", True), ("a*c", "a", False), ("*", "", True), ("", "", True),
        ("a*a", "a", False), ("*b*b*", "abab", True), ("*b*b*", "ab", False), ("[a]*", "[a]x", True),
        ("a", "ab", False),
    ],
)  # fmt: skip
def test_a_star_is_any_text_and_nothing_else_is_special(pattern: str, text: str, expected: bool) -> None:
    assert fits(pattern, text) is expected
