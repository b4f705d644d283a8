"""The queue and the work of agents over REST, and what the visitor sees of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from botbuilder.tenancy.models import AuditEntry, Workspace
from flows.models import Bot, Conversation, Version
from flows.services.create_bot import create_bot

from .conftest import Person, tea_house


@pytest.fixture
def workspace(transactional_db: None) -> Workspace:
    return Workspace.objects.create(slug="ours", name="Ours")


@pytest.fixture
def shop(workspace: Workspace) -> Bot:
    """Hands every visitor over; published."""
    document = tea_house()
    flow = document["flows"][0]
    flow["nodes"] = [
        {"id": "n1", "title": "Hand over", "steps": [
            {"id": "s1", "type": "listen", "config": {}},
            {"id": "s2", "type": "handoff", "config": {"queue": "support", "message": "I call somebody."}}]},
        {"id": "n2", "title": "Done", "steps": [{"id": "s3", "type": "say", "config": {"message": "I am back."}}]},
        {"id": "n3", "title": "Nobody", "steps": [{"id": "s4", "type": "say", "config": {"message": "Nobody there."}}]},
    ]  # fmt: skip
    flow["transitions"] = [
        {"id": "t1", "node": "n1", "step": "s2", "output": "resolved", "target": "n2"},
        {"id": "t2", "node": "n1", "step": "s2", "output": "unavailable", "target": "n3"},
        {"id": "t3", "node": "n1", "step": "s2", "output": "timeout", "target": "n3"},
    ]
    flow["nodes"].append(
        {"id": "n4", "title": "News", "steps": [{"id": "s5", "type": "say", "config": {"message": "News!"}}]}
    )
    document["flows"].append({"id": "news", "title": "News", "nodes": [flow["nodes"].pop()], "transitions": []})
    bot = create_bot(workspace, name="Shop", by="ann@ours.example", slug="shop", document=document)
    bot.live_version = Version.unscoped.create(workspace=workspace, bot=bot, number=1, document=document)
    bot.save()
    return bot


class Visitor:
    """Talks over the public chat."""

    def __init__(self, slug: str) -> None:
        self.client = APIClient()
        self.base = f"/api/v1/chat/{slug}/conversations/"
        opened = self.client.post(self.base, {}, format="json").json()
        self.id = opened["conversation"]
        self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {opened['token']}")
        self.sent = 0

    def say(self, text: str) -> list[str]:
        self.sent += 1
        body = {"id": f"m{self.sent}", "text": text}
        answer = self.client.post(f"{self.base}{self.id}/messages/", body, format="json").json()
        return [one["content"]["text"] for one in answer["messages"]]

    def sees(self) -> list[tuple[str, str]]:
        answer = self.client.get(f"{self.base}{self.id}/messages/").json()
        return [(one["from"], one["content"]["text"]) for one in answer["messages"]]


@pytest.fixture
def visitor(shop: Bot) -> Visitor:
    return Visitor(shop.slug)


@pytest.fixture
def kim(workspace: Workspace, join: Callable[..., Person]) -> Person:
    return join(workspace, "agent", "kim")


@pytest.fixture
def lee(workspace: Workspace, join: Callable[..., Person]) -> Person:
    return join(workspace, "agent", "lee")


def post(person: Person, visitor: Visitor, what: str, body: dict[str, Any] | None = None) -> Any:
    return person.client.post(f"/api/v1/bots/shop/conversations/{visitor.id}/{what}/", body or {}, format="json")


def queue(person: Person, state: str = "open") -> list[dict[str, Any]]:
    return person.client.get(f"/api/v1/bots/shop/handoffs/?state={state}").json()["results"]


def test_from_the_queue_to_the_end(visitor: Visitor, kim: Person, lee: Person) -> None:
    assert queue(kim) == []
    assert visitor.say("a person please") == ["I call somebody."]
    (waiting,) = queue(kim)
    assert (waiting["conversation"], waiting["queue"], waiting["state"]) == (visitor.id, "support", "waiting")
    assert waiting["message"] == "I call somebody." and waiting["agent"] is None

    taken = post(kim, visitor, "takeover", {"control": waiting["control"]})
    assert taken.status_code == 200
    assert (taken.json()["agent"], taken.json()["control"]) == ("kim@ours.example", waiting["control"] + 1)
    late = post(lee, visitor, "takeover", {"control": waiting["control"]})
    assert (late.status_code, late.json()["code"]) == (409, "taken")

    said = post(kim, visitor, "messages", {"id": "a1", "text": "Hi, Kim here"})
    assert (said.status_code, said.json()["duplicate"]) == (201, False)
    again = post(kim, visitor, "messages", {"id": "a1", "text": "Hi, Kim here"})
    assert (again.status_code, again.json()["seq"]) == (200, said.json()["seq"])
    assert visitor.say("my tea is cold") == []
    assert post(lee, visitor, "messages", {"text": "and Lee"}).json()["code"] == "not-yours"
    assert post(lee, visitor, "resolve").status_code == 409

    done = post(kim, visitor, "resolve")
    assert done.status_code == 200
    assert [one["content"]["text"] for one in done.json()["messages"]] == ["I am back."]
    assert visitor.sees() == [
        ("user", "a person please"),
        ("bot", "I call somebody."),
        ("agent", "Hi, Kim here"),
        ("user", "my tea is cold"),
        ("bot", "I am back."),
    ]
    assert queue(kim) == []
    assert [one["state"] for one in queue(kim, "resolved")] == ["resolved"]
    acts = AuditEntry.unscoped.filter(action__startswith="conversation.").values_list("action", "actor")
    assert list(acts.order_by("id")) == [
        ("conversation.take_over", "kim@ours.example"),
        ("conversation.give_back", "kim@ours.example"),
    ]


def test_an_act_on_a_count_that_has_moved_is_409(visitor: Visitor, kim: Person) -> None:
    visitor.say("a person please")
    post(kim, visitor, "takeover")
    stale = post(kim, visitor, "messages", {"text": "Hi", "control": 0})
    assert (stale.status_code, stale.json()["code"]) == (409, "control-moved")
    assert post(kim, visitor, "messages", {"text": "Hi"}).status_code == 201


def test_nothing_can_be_said_before_taking_over(visitor: Visitor, kim: Person) -> None:
    visitor.say("a person please")
    for what, body in (("messages", {"text": "Hi"}), ("resolve", {})):
        answer = post(kim, visitor, what, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "not-taken")
    assert post(kim, visitor, "messages", {"text": "  "}).status_code == 400
    assert post(kim, visitor, "messages", {"txt": "Hi"}).status_code == 400
    assert post(kim, visitor, "takeover", {"control": "0"}).status_code in (200, 400)


def test_a_closed_queue(shop: Bot, kim: Person) -> None:
    closed = kim.client.put("/api/v1/bots/shop/queues/support/", {"open": False}, format="json")
    told = {"name": "support", "open": False, "hours": None, "answers": False}
    assert closed.json() == told
    assert kim.client.get("/api/v1/bots/shop/queues/").json()["results"] == [told]
    assert Visitor("shop").say("a person please") == ["I call somebody.", "Nobody there."]
    kim.client.put("/api/v1/bots/shop/queues/support/", {"open": True}, format="json")
    assert Visitor("shop").say("a person please") == ["I call somebody."]


EVERY_DAY = {"timezone": "Europe/Paris", "days": [[["00:00", "24:00"]]] * 7, "closed": []}
NEVER = {**EVERY_DAY, "days": [[]] * 7}


def test_outside_its_hours_a_queue_is_closed_and_by_hand_it_stays_closed(shop: Bot, kim: Person) -> None:
    def put(**body: Any) -> dict[str, Any]:
        answer = kim.client.put("/api/v1/bots/shop/queues/support/", body, format="json")
        assert answer.status_code == 200, answer.content
        told: dict[str, Any] = answer.json()
        return told

    assert put(open=True, hours=NEVER)["answers"] is False
    assert Visitor("shop").say("a person please") == ["I call somebody.", "Nobody there."]
    assert put(open=True, hours=EVERY_DAY)["answers"] is True
    assert Visitor("shop").say("a person please") == ["I call somebody."]
    closed = put(open=False)
    assert (closed["hours"], closed["answers"]) == (EVERY_DAY, False), "the hours stay"
    assert Visitor("shop").say("a person please") == ["I call somebody.", "Nobody there."]
    assert put(open=True, hours=None)["hours"] is None


@pytest.mark.parametrize("hours", [{}, "9 to 5", {**NEVER, "timezone": "Mars/Base"}, {**NEVER, "days": [[]] * 6}])
def test_hours_that_are_none_are_refused_and_change_nothing(shop: Bot, kim: Person, hours: Any) -> None:
    answer = kim.client.put("/api/v1/bots/shop/queues/support/", {"open": False, "hours": hours}, format="json")
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["pointer"].startswith("/hours")
    assert kim.client.get("/api/v1/bots/shop/queues/").json()["results"] == []


def test_a_member_begins_a_flow_in_a_conversation(visitor: Visitor, kim: Person) -> None:
    begun = post(kim, visitor, "start-flow", {"id": "x", "flow": "news"})
    assert begun.status_code == 200, begun.content
    assert [one["content"]["text"] for one in begun.json()["messages"]][:1] == ["News!"]
    assert post(kim, visitor, "start-flow", {"id": "x", "flow": "news"}).json()["duplicate"] is True
    assert [text for _, text in visitor.sees()].count("News!") == 1


def test_the_list_of_conversations_tells_the_count(visitor: Visitor, kim: Person) -> None:
    visitor.say("a person please")
    post(kim, visitor, "takeover")
    (one,) = kim.client.get("/api/v1/bots/shop/conversations/").json()["results"]
    assert (one["waiting"], one["control"]) == ("agent", 1)
    assert Conversation.unscoped.get().control == 1


def test_an_unknown_state_of_the_queue_is_refused(shop: Bot, kim: Person) -> None:
    assert kim.client.get("/api/v1/bots/shop/handoffs/?state=nonsense").status_code == 400
