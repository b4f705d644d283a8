"""What those who build and answer see of conversations: how each went, why, and what the bot knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from botbuilder.tenancy.models import Workspace
from flows.models import Bot, Event, Version

pytestmark = pytest.mark.django_db(transaction=True)

WHERE = "/api/v1/bots/desk/conversations/"


@pytest.fixture
def desk(workspace: Workspace) -> Bot:
    """Asks for a name and a secret word, then hands over."""
    steps = [
        {"id": "s1", "type": "ask", "config": {"message": "Your name?", "variable": "name"}},
        {"id": "s2", "type": "ask", "config": {"message": "The word?", "variable": "word"}},
        {"id": "s3", "type": "handoff", "config": {"queue": "desk", "message": "One moment."}},
    ]
    document = {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Desk",
        "languages": ["en"],
        "default_language": "en",
        "variables": [
            {"name": "name", "type": "text", "scope": "conversation"},
            {"name": "word", "type": "text", "scope": "conversation", "sensitive": True},
        ],
        "flows": [
            {"id": "main", "title": "Main", "kind": "main", "nodes": [{"id": "n1", "title": "Ask", "steps": steps}]}
        ],
    }
    bot = Bot.unscoped.create(workspace=workspace, slug="desk", name="Desk")
    bot.live_version = Version.unscoped.create(workspace=workspace, bot=bot, number=1, document=document)
    bot.save()
    return bot


def talk(*lines: str) -> str:
    """A conversation in which the visitor says these; its id."""
    visitor = APIClient()
    opened = visitor.post("/api/v1/chat/desk/conversations/", {}, format="json").json()
    visitor.credentials(HTTP_AUTHORIZATION=f"Bearer {opened['token']}")
    for number, text in enumerate(lines):
        here = f"/api/v1/chat/desk/conversations/{opened['conversation']}/messages/"
        assert visitor.post(here, {"id": f"m{number}", "text": text}, format="json").status_code == 200
    return str(opened["conversation"])


@pytest.fixture
def agent(desk: Bot, workspace: Workspace, join: Callable[..., Any]) -> APIClient:
    client: APIClient = join(workspace, "agent").client
    return client


def test_the_list_tells_how_each_went(agent: APIClient) -> None:
    handed = talk("Kim", "swordfish")
    left = talk("Lee")
    rows = {row["id"]: row for row in agent.get(WHERE).json()["results"]}
    assert list(rows) == [left, handed]
    assert (rows[handed]["said"], rows[handed]["handoff"], rows[handed]["turns"]) == ("swordfish", "waiting", 3)
    assert (rows[left]["said"], rows[left]["handoff"], rows[left]["misses"]) == ("Lee", None, 0)
    assert rows[left]["broke"] is False and rows[left]["visitor"] is None


def test_the_list_is_narrowed_to_how_they_went(agent: APIClient) -> None:
    handed, missed, broken = talk("Kim", "swordfish"), talk("Lee"), talk("Ann")
    Event.unscoped.filter(conversation__uuid=missed, kind="say").update(decision={"by": "no match", "what": "s1"})
    Event.unscoped.filter(conversation__uuid=broken, kind="say").update(status="quarantined")
    for outcome, expected in (("handed-over", [handed]), ("missed", [missed]), ("problem", [broken])):
        assert [row["id"] for row in agent.get(f"{WHERE}?outcome={outcome}").json()["results"]] == expected
    assert len(agent.get(f"{WHERE}?outcome=all").json()["results"]) == 3
    assert agent.get(f"{WHERE}?outcome=sad").status_code == 400
    assert next(row for row in agent.get(WHERE).json()["results"] if row["id"] == missed)["misses"] == 1


def test_one_conversation_knows_where_it_stands_and_hides_what_is_sensitive(agent: APIClient) -> None:
    detail = agent.get(f"{WHERE}{talk('Kim', 'swordfish')}/").json()
    assert detail["place"] == {"flow": "main", "node": "n1", "step": "s3"}
    assert (detail["variables"]["name"], detail["variables"]["word"]) == ("Kim", "•••")


def test_a_turn_tells_its_steps_and_who_decided(agent: APIClient) -> None:
    here = f"{WHERE}{talk('Kim')}/events/"
    (event,) = agent.get(f"{here}2/").json()["events"]
    assert (event["kind"], event["body"]["text"]) == ("say", "Kim")
    assert [step["step"] for step in event["trace"]["steps"]] == ["s1", "s2"]
    assert event["trace"]["variables"]["name"] == "Kim"
    assert event["trace"]["decision"]["bids"]
    assert agent.get(f"{here}99/").status_code == 404


def test_the_queue_tells_what_the_visitor_said_last(agent: APIClient) -> None:
    talk("Kim", "swordfish")
    (waiting,) = agent.get("/api/v1/bots/desk/handoffs/").json()["results"]
    assert (waiting["said"], waiting["visitor"]) == ("swordfish", None)
