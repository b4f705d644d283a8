"""Time travel by REST: what was said is run again, and a conversation goes on from one of its turns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from botbuilder.tenancy.models import AuditEntry, Workspace
from flows.models import Bot, Version

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def greeter(workspace: Workspace) -> Bot:
    return _publish(Bot.unscoped.create(workspace=workspace, slug="echo", name="Echo"), "You said")


@pytest.fixture
def talked(greeter: Bot) -> str:
    """A conversation of three turns; its id."""
    visitor = APIClient()
    opened = visitor.post("/api/v1/chat/echo/conversations/", {}, format="json").json()
    visitor.credentials(HTTP_AUTHORIZATION=f"Bearer {opened['token']}")
    for number, text in enumerate(("one", "two")):
        address = f"/api/v1/chat/echo/conversations/{opened['conversation']}/messages/"
        said = visitor.post(address, {"id": f"m{number}", "text": text}, format="json")
        assert said.json()["messages"][0]["content"]["text"] == f"You said {text}"
    return str(opened["conversation"])


def test_a_conversation_replays_and_tells_what_another_version_would_have_said(
    talked: str, greeter: Bot, workspace: Workspace, join: Callable[..., Any]
) -> None:
    editor = join(workspace, "editor").client
    here = f"/api/v1/bots/echo/conversations/{talked}/replay/"
    told = editor.get(here).json()
    assert told["same"] and [turn["event"]["text"] for turn in told["turns"][-2:]] == ["one", "two"]
    assert all(turn["build"] == told["build"] for turn in told["turns"])
    _publish(greeter, "I heard")
    other = editor.post(here, {"version": 2, "since": told["turns"][-1]["turn"]}, format="json").json()
    assert not other["same"] and [one["text"] for one in other["turns"][0]["replayed"]] == ["I heard two"]
    assert editor.post(here, {"version": 9}, format="json").status_code == 404
    assert editor.post(here, {"since": 0}, format="json").status_code == 400


def test_going_back_is_for_admins_and_written_down(talked: str, workspace: Workspace, join: Callable[..., Any]) -> None:
    here = f"/api/v1/bots/echo/conversations/{talked}/"
    admin = join(workspace, "admin").client
    turns = admin.get(f"{here}replay/").json()["turns"]
    first = next(turn["turn"] for turn in turns if turn["event"]["text"] == "one")
    assert join(workspace, "editor").client.post(f"{here}rewind/", {"turn": first}, format="json").status_code == 403
    unknown = admin.post(f"{here}rewind/", {"turn": 99}, format="json")
    assert unknown.status_code == 404 and unknown.json()["code"] == "unknown-turn"
    assert admin.post(f"{here}rewind/", {"turn": first}, format="json").status_code == 200
    said = [one["content"]["text"] for one in admin.get(f"{here}messages/").json()["results"]]
    assert said == ["one", "You said one"]
    assert AuditEntry.unscoped.filter(action="rewind", target=talked).exists()


def _publish(bot: Bot, prefix: str) -> Bot:
    steps = [
        {"id": "s1", "type": "listen", "config": {"variable": "said"}},
        {"id": "s2", "type": "say", "config": {"message": prefix + " {{ said }}"}},
    ]
    nodes = [{"id": "n1", "title": "One", "steps": steps}]
    again = [{"id": "t1", "node": "n1", "step": None, "output": "next", "target": "n1"}]
    flow = {"id": "main", "title": "Main", "kind": "main", "start": "n1", "nodes": nodes, "transitions": again}
    document = {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Echo",
        "languages": ["en"],
        "default_language": "en",
        "variables": [{"name": "said", "type": "text"}],
        "flows": [flow],
    }
    number = Version.unscoped.filter(bot=bot).count() + 1
    bot.live_version = Version.unscoped.create(workspace=bot.workspace, bot=bot, number=number, document=document)
    bot.save()
    return bot
