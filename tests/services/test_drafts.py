"""Drafts under many hands: nothing is lost, and what is remembered is what is stored."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from botbuilder.tenancy.models import Workspace
from flows.document import fold
from flows.models import Bot, Operation, Part
from flows.services.change_draft import change_draft
from flows.services.create_bot import create_bot
from flows.services.errors import DraftConflict, InvalidOperation
from flows.services.load_draft import as_document_part, load_draft
from flows.services.replace_draft import replace_draft

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 6
EACH = 8


@pytest.fixture
def bot() -> Bot:
    workspace = Workspace.objects.create(slug="ours", name="Ours")
    return create_bot(workspace, name="Tea", by="ann", slug="tea")


def stored(bot: Bot) -> dict[str, Any]:
    return fold([as_document_part(row) for row in Part.unscoped.filter(bot=bot)])


def intent(name: str, *examples: str) -> dict[str, Any]:
    return {"name": name, "examples": {"en": list(examples)}}


def test_many_writers_of_different_places_lose_nothing(bot: Bot) -> None:
    def write(writer: int) -> None:
        try:
            base = load_draft(bot).revision
            for n in range(EACH):
                name = f"w{writer}-{n}"
                add = {"op": "add", "part": f"intent:{name}", "path": "", "value": intent(name), "base": base}
                change_draft(bot, [add], by=f"writer {writer}", tab=str(writer))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    draft = load_draft(bot)
    assert draft.revision == 1 + WRITERS * EACH
    assert {each["name"] for each in draft.document["intents"]} == {
        f"w{writer}-{n}" for writer in range(WRITERS) for n in range(EACH)
    }
    assert draft.document == stored(bot)
    revisions = list(Operation.unscoped.filter(bot=bot, part__startswith="intent:").values_list("revision", flat=True))
    assert revisions == sorted(set(revisions)), "one revision each, in order"


def test_of_many_writers_of_one_place_one_wins_and_the_others_hear_of_it(bot: Bot) -> None:
    def write(writer: int) -> str:
        operation = {"op": "set", "part": "flow:main", "path": "/title", "value": f"t{writer}", "base": 1}
        try:
            change_draft(bot, [operation], by=f"writer {writer}", tab=str(writer))
        except DraftConflict as error:
            return str(error.conflicts[0]["theirs"])
        finally:
            connections.close_all()
        return "won"

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(write, range(WRITERS)))
    title = load_draft(bot).document["flows"][0]["title"]
    assert sorted(outcomes) == sorted(["won", *[title] * (WRITERS - 1)])


def test_what_is_remembered_is_what_is_stored(bot: Bot) -> None:
    steps = [
        {"op": "add", "part": "intent:a", "path": "", "value": intent("a", "one")},
        {"op": "add", "part": "intent:b", "path": "", "value": intent("b")},
        {"op": "move", "part": "intent:b", "path": "", "value": {"index": 0}},
        {"op": "set", "part": "intent:a", "path": "/name", "value": "c"},
        {"op": "set", "part": "settings", "path": "/name", "value": "Renamed"},
        {"op": "add", "part": "flow:main", "path": "/notes/-", "value": {"id": "x", "text": "1.0", "x": 1.0, "y": 1}},
        {"op": "remove", "part": "intent:b", "path": ""},
    ]
    for step in steps:
        try:
            change_draft(bot, [step], by="ann")
        except InvalidOperation as error:
            pytest.fail(f"{step}: {error.problems}")
        assert load_draft(bot).document == stored(bot), step
    assert [each["name"] for each in load_draft(bot).document["intents"]] == ["c"]
    bot.refresh_from_db()
    assert bot.name == "Renamed"


def test_storing_the_same_draft_again_is_no_revision(bot: Bot) -> None:
    document = load_draft(bot).document
    assert replace_draft(bot, document, by="ann").revision == 1
    changed = {**document, "settings": {"stateless": True}}
    assert replace_draft(bot, changed, by="ann").revision == 2
    assert Operation.unscoped.filter(bot=bot, revision=2).get().part == "settings"
