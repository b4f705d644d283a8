"""A finished training serves in every server process at once: two servers with an encoder, and a real worker."""

from __future__ import annotations

import copy
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nlu.pipeline import load_model
from nlu.pipeline.encoder import find_encoder
from tests.chaos.test_kill_trainer import Rest, Workers, wait_for
from tests.nlu.tiny_encoder import write_foreign

from .live import ROOT, LiveServer

AT_ONCE = 2.0  # seconds from the end of a training until each process serves its model
PHRASE = "flumox the quibble"
BAKED = ["Into the oven it goes."]
BAKE = ["bake a cake", "can you bake bread", "I want something baked", "put it in the oven", "bake me a pie"]
GREET = ["hello", "good morning", "hi there", "hey you", "good evening"]

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks up child processes in /proc")


def bakery(draft: dict[str, Any]) -> dict[str, Any]:
    step = {"id": "s", "type": "say", "config": {"message": BAKED[0]}}
    flow = {
        "id": "baking", "title": "Baking", "kind": "normal", "start": "n", "triggers": [{"intent": "bake"}],
        "nodes": [{"id": "n", "title": "Bake", "steps": [step]}], "transitions": [],
    }  # fmt: skip
    intents = [{"name": "bake", "examples": {"en": BAKE}}, {"name": "greet", "examples": {"en": GREET}}]
    return {**draft, "intents": intents, "flows": [flow], "settings": {"suggestions": 0, "intent_threshold": 0.95}}


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    return write_foreign(tmp_path / "mine")


@pytest.fixture
def members(tmp_path: Path, encoder: Path) -> Iterator[tuple[Rest, Rest]]:
    """A member at each of two server processes; a worker trains."""
    first = LiveServer(tmp_path, {}, BOTBUILDER_ENCODER=str(encoder)).start()
    second = LiveServer(tmp_path, {}, beside=first, BOTBUILDER_ENCODER=str(encoder)).start()
    workers = Workers(first.environment)
    workers.start()
    said = subprocess.run(
        [sys.executable, "manage.py", "create_token", "baker@example.org"],
        cwd=ROOT, env=first.environment, capture_output=True, check=True, text=True,
    )  # fmt: skip
    token = said.stdout.split()[-1]
    yield Rest(first, token), Rest(second, token)
    workers.kill()
    for server in (first, second):
        server.kill()


def train(member: Rest) -> dict[str, Any]:
    job = member.ask("POST", "bots/bakery/train/")
    wait_for(lambda: member.job(job["id"])["state"] not in ("queued", "running"))
    job = member.job(job["id"])
    assert (job["state"], job["result"]["notes"], job["result"]["failures"]) == ("done", [], []), job
    return job


def seconds_until(holds: Callable[[], bool]) -> float:
    began = time.monotonic()
    wait_for(holds)
    return time.monotonic() - began


def answer(member: Rest, phrase: str = PHRASE) -> list[str]:
    """What a new visitor of this process hears."""
    opened = member.ask("POST", "chat/bakery/conversations/", {})
    visitor = copy.copy(member)
    visitor.token = opened["token"]
    said = {"id": uuid.uuid4().hex, "text": phrase}
    heard = visitor.ask("POST", f"chat/bakery/conversations/{opened['conversation']}/messages/", said)
    return [one["content"]["text"] for one in heard["messages"] if one["from"] == "bot"]


def sure_of(member: Rest, phrase: str = PHRASE) -> float:
    """How sure this process is that the phrase is about baking."""
    understood = member.ask("POST", "bots/bakery/parse/", {"text": phrase})
    return float(understood["intents"][0]["confidence"]) if understood["intent"] == "bake" else 0.0


def teach(member: Rest, phrase: str) -> None:
    revision = member.ask("GET", "bots/bakery/")["draft_revision"]
    change = {"op": "add", "part": "intent:bake", "path": "/examples/en/-", "value": phrase, "base": revision}
    member.ask("PATCH", "bots/bakery/draft/", [change])


def seconds_to_know(member: Rest) -> float:
    return seconds_until(lambda: sure_of(member) == 1.0)


def seconds_to_say(member: Rest) -> float:
    return seconds_until(lambda: answer(member) == BAKED)


def test_every_process_serves_the_new_model_within_two_seconds(
    members: tuple[Rest, Rest], tmp_path: Path, encoder: Path
) -> None:
    first, second = members
    first.ask("POST", "bots/", {"name": "Bakery", "slug": "bakery"})
    draft = first.ask("GET", "bots/bakery/draft/")
    first.ask("PUT", "bots/bakery/draft/", bakery(draft.get("document", draft)))
    train(first)
    first.ask("POST", "bots/bakery/publish/", {"force": True})
    for member in members:  # both hold the old model in their memory
        assert sure_of(member) < 0.95
        assert answer(member) != BAKED

    teach(first, PHRASE)
    job = train(first)
    took = [seconds_to_know(second), seconds_to_know(first)]
    assert max(took) < AT_ONCE, took
    model = load_model(tmp_path / "models" / job["result"]["models"]["en"], find_encoder(encoder))
    for member in members:
        understood = member.ask("POST", "bots/bakery/parse/", {"text": "a baaked quible plz"})
        expected = model.understand("a baaked quible plz", now=0.0)
        assert understood["intents"] == expected["intents"], "this process does without its encoder"

    first.ask("POST", "bots/bakery/publish/", {"force": True})
    took = [seconds_to_say(second), seconds_to_say(first)]
    assert max(took) < AT_ONCE, took
