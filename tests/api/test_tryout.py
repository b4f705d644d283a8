"""Trying a draft out: a conversation with trace, going back, setting variables; and what visitors' rows look like."""

from __future__ import annotations

import time
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from flows.models import Bot, Conversation, Event, Message, Version
from flows.services.train_bot import train_now

from .conftest import tea_house

TRYOUT = "/api/v1/bots/tea/tryout/"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asking(api: APIClient, bot: Bot) -> Bot:
    """The tea house asks what it may bring."""
    document = tea_house()
    ask = {"id": "s2", "type": "ask", "config": {"message": "Tea or coffee?", "variable": "drink"}}
    thank = {"id": "s3", "type": "say", "config": {"message": "One {{ drink }}."}}
    document["flows"][0]["nodes"][0]["steps"][1:] = [ask, thank]
    assert api.put("/api/v1/bots/tea/draft/", document, format="json").status_code == 200
    train_now(bot)
    return bot


def texts(answer: Any) -> list[str]:
    return [message["content"]["text"] for message in answer.json()["messages"] if message["from"] == "bot"]


def test_a_try_out_talks_to_the_draft_and_shows_why(api: APIClient, asking: Bot) -> None:
    opened = api.post(TRYOUT, {}, format="json")
    assert opened.status_code == 201
    assert texts(opened) == ["Good day.", "Tea or coffee?"]
    here = f"{TRYOUT}{opened.json()['conversation']}/"
    answer = api.post(f"{here}messages/", {"id": "m1", "text": "mint tea"}, format="json")
    assert answer.status_code == 200 and texts(answer) == ["One mint tea."]
    (turn,) = answer.json()["turns"]
    assert turn["trace"]["steps"] and "understanding" in turn
    assert answer.json()["variables"]["drink"] == {"value": "mint tea", "scope": "conversation"}
    again = api.post(f"{here}messages/", {"id": "m1", "text": "mint tea"}, format="json").json()
    assert again["duplicate"] is True and again["last_seq"] == answer.json()["last_seq"]
    assert api.get(here).json()["last_seq"] == answer.json()["last_seq"]


def test_going_back_and_setting_a_variable(api: APIClient, asking: Bot) -> None:
    opened = api.post(TRYOUT, {}, format="json").json()
    here = f"{TRYOUT}{opened['conversation']}/"
    api.post(f"{here}messages/", {"id": "m1", "text": "tea"}, format="json")
    back = api.post(f"{here}rewind/", {"turn": 1}, format="json")
    assert back.status_code == 200 and back.json()["last_seq"] == opened["last_seq"]
    set_ = api.patch(f"{here}variables/", {"variables": {"drink": "milk"}}, format="json")
    assert set_.status_code == 200 and set_.json()["variables"]["drink"]["value"] == "milk"
    assert texts(api.post(f"{here}messages/", {"id": "m2", "text": "coffee"}, format="json")) == ["One coffee."]


def test_what_does_not_fit_is_told(api: APIClient, asking: Bot) -> None:
    here = f"{TRYOUT}{api.post(TRYOUT, {}, format='json').json()['conversation']}/"
    cases = [
        ("messages/", {"id": "m1"}, 400),
        ("messages/", {"id": "m1", "text": "a", "payload": {}}, 400),
        ("messages/", {"id": "@m1", "text": "a"}, 400),
        ("messages/", {"text": "a"}, 400),
        ("messages/", {"id": "m1", "text": "a" * 16_001}, 400),
        ("rewind/", {"turn": 99}, 404),
        ("rewind/", {"turn": -1}, 400),
    ]
    for where, body, status in cases:
        answer = api.post(here + where, body, format="json")
        assert answer.status_code == status, (body, answer.content)
        assert answer["Content-Type"] == "application/problem+json"
    assert api.get(f"{TRYOUT}{uuid.uuid4()}/").status_code == 404
    assert api.patch(f"{here}variables/", {"variables": {"none": 1}}, format="json").status_code == 422


def test_a_change_of_the_draft_is_heard_at_the_next_turn(api: APIClient, asking: Bot) -> None:
    here = f"{TRYOUT}{api.post(TRYOUT, {}, format='json').json()['conversation']}/"
    change = {
        "op": "set", "part": "flow:main", "path": "/nodes/n1/steps/s3/config/message", "value": "{{ drink }}, gladly.",
    }  # fmt: skip
    assert api.patch("/api/v1/bots/tea/draft/", [change], format="json").status_code == 200
    assert texts(api.post(f"{here}messages/", {"id": "m1", "text": "tea"}, format="json")) == ["tea, gladly."]


def test_conversations_of_visitors_are_listed_and_try_outs_are_not(api: APIClient, asking: Bot) -> None:
    api.post(TRYOUT, {}, format="json")
    version = Version.unscoped.create(workspace=asking.workspace, bot=asking, number=1, document=tea_house())
    now = time.time()
    common = {"workspace": asking.workspace}
    talk = Conversation.unscoped.create(
        **common, bot=asking, version=version, channel="web", key="k", created_at=now, last_event_at=now, last_seq=1
    )
    hello = {"type": "text", "text": "hello"}
    Message.unscoped.create(**common, conversation=talk, seq=1, author="user", content=hello, turn=1, at=now)
    Event.unscoped.create(
        **common, conversation=talk, event_id="m1", kind="say", body={"text": "hello"}, seq=1, turn=1, at=now
    )
    where = "/api/v1/bots/tea/conversations/"
    (listed,) = api.get(where).json()["results"]
    assert (listed["id"], listed["version"], listed["last_seq"]) == (str(talk.uuid), 1, 1)
    (said,) = api.get(f"{where}{talk.uuid}/messages/").json()["results"]
    assert (said["seq"], said["from"], said["content"]) == (1, "user", hello)
    (event,) = api.get(f"{where}{talk.uuid}/events/").json()["results"]
    assert (event["id"], event["kind"], event["body"]) == ("m1", "say", {"text": "hello"})


def test_a_file_is_kept_and_answers_a_question(api: APIClient, bot: Bot) -> None:
    document = tea_house()
    ask = {"id": "s2", "type": "file_upload", "config": {"message": "A photo of your cup?", "variable": "photos"}}
    count = {"id": "s3", "type": "say", "config": {"message": "{{ photos[0].name }} is here."}}
    document["flows"][0]["nodes"][0]["steps"][1:] = [ask, count]
    assert api.put("/api/v1/bots/tea/draft/", document, format="json").status_code == 200
    train_now(bot)
    conversation = api.post(TRYOUT, {}, format="json").json()["conversation"]

    picture = SimpleUploadedFile("cup.png", b"\x89PNG\r\n\x1a\n" + bytes(64), content_type="image/png")
    kept = api.post(f"{TRYOUT}{conversation}/files/", {"file": picture}, format="multipart")
    assert kept.status_code == 201, kept.content
    answer = api.post(
        f"{TRYOUT}{conversation}/messages/", {"id": "1", "payload": {"files": [kept.json()["token"]]}}, format="json"
    )
    assert "cup.png is here." in texts(answer)

    page = SimpleUploadedFile("page.html", b"<html><script></script></html>", content_type="text/html")
    refused = api.post(f"{TRYOUT}{conversation}/files/", {"file": page}, format="multipart")
    assert refused.status_code == 415
    assert refused.json()["code"] == "file-type"
