"""From a visitor's words to a bot that takes them: a conversation, a label, a training, the next conversation."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from botbuilder.tenancy.models import Account, Member, Role, Token, Workspace
from flows.models import Bot, Conversation, UnsureUtterance
from flows.services.create_bot import create_bot
from flows.services.publish_bot import publish_bot
from flows.services.train_bot import train_now

from .conftest import Talk
from .test_unsure import kept


def flow(id: str, intent: str, answer: str) -> dict[str, Any]:
    return {
        "id": id,
        "title": id,
        "kind": "normal",
        "start": "n1",
        "triggers": [{"type": "intent", "intent": intent}],
        "nodes": [
            {"id": "n1", "title": "One", "steps": [{"id": f"{id}s", "type": "say", "config": {"message": answer}}]}
        ],
        "transitions": [],
    }


def cafe() -> dict[str, Any]:
    order = ["a cup of tea please", "I want tea", "green tea", "black tea with milk", "one tea", "tea for two"]
    seat = ["a table for two", "book a table", "is there a free table", "reserve a table", "table outside", "sit here"]
    return {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Café",
        "languages": ["en"],
        "default_language": "en",
        "settings": {"suggestions": 0},
        "intents": [{"name": "order", "examples": {"en": order}}, {"name": "seat", "examples": {"en": seat}}],
        "flows": [flow("ordering", "order", "Tea it is."), flow("seating", "seat", "Take a seat.")],
    }


@pytest.fixture
def api(workspace: Workspace) -> APIClient:
    account = Account.objects.create_user("ann@ours.example")
    member = Member.unscoped.create(workspace=workspace, account=account, role=Role.EDITOR)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {Token.issue(member, role=Role.EDITOR)[1]}")
    return client


def published(bot: Bot) -> Bot:
    train_now(bot)
    publish_bot(bot, by="ann", note="", force=True)
    return Bot.unscoped.select_related("live_version").get(pk=bot.pk)


def test_what_was_not_understood_is_taught_and_then_taken(
    workspace: Workspace, runtime: Any, api: APIClient, settings: Any, tmp_path: Any
) -> None:
    settings.DATA = tmp_path
    bot = published(create_bot(workspace, name="Café", slug="cafe", by="ann", document=cafe()))
    visitor = Talk(runtime, bot)
    visitor.open()
    assert visitor.say("green tea") == ["Tea it is."]
    assert "Tea it is." not in visitor.say("would a hot beverage be available")
    (one,) = kept()
    assert one.text == "would a hot beverage be available" and not one.in_scope
    (group,) = api.get("/api/v1/bots/cafe/learning/").json()["results"]
    conversation = Conversation.unscoped.get(pk=visitor.id)
    assert group["utterances"][0]["conversation"] == str(conversation.uuid)
    body = {"ids": group["utterances"][0]["ids"], "intent": "order"}
    assert api.post("/api/v1/bots/cafe/learning/accept/", body, format="json").status_code == 200
    bot = published(bot)
    again = Talk(runtime, bot)
    again.open()
    assert again.say("Would a hot beverage be available?") == ["Tea it is."]
    assert [row.state for row in UnsureUtterance.unscoped.all()] == ["accepted"]


def test_what_was_taken_without_being_sure_is_kept_too(
    workspace: Workspace, runtime: Any, settings: Any, tmp_path: Any
) -> None:
    settings.DATA = tmp_path
    document = cafe()
    document["settings"] |= {"intent_threshold": 0.05, "learning": {"unsure_below": 0.999}}
    bot = published(create_bot(workspace, name="Café", slug="cafe", by="ann", document=document))
    visitor = Talk(runtime, bot)
    visitor.open()
    assert visitor.say("green tea") == ["Tea it is."]  # an example: certain
    assert visitor.say("table for tea") in (["Tea it is."], ["Take a seat."])
    (one,) = kept()
    assert (one.text, one.reason) == ("table for tea", "unsure") and one.best in ("order", "seat")
    assert 0 < one.confidence < 0.999
