"""Learning from use over REST: from a visitor's words to an example of the draft, and back."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from botbuilder.tenancy.models import AuditEntry, Role, Workspace
from flows.models import Bot, Conversation, UnsureUtterance, Version

from .conftest import Person, tea_house

WHERE = "/api/v1/bots/tea/learning/"


@pytest.fixture
def said(bot: Bot) -> Callable[..., list[int]]:
    """`said("text", …)` keeps utterances of one conversation of our bot; their ids."""
    version = Version.unscoped.create(workspace=bot.workspace, bot=bot, number=1, document=tea_house())
    Bot.unscoped.filter(pk=bot.pk).update(live_version=version)
    talk = Conversation.unscoped.create(
        workspace=bot.workspace, bot=bot, version=version, channel="web", key=str(uuid.uuid4()), created_at=0
    )

    def said(*texts: str, **more: Any) -> list[int]:
        common = {
            "workspace": bot.workspace, "bot": bot, "conversation": talk, "language": "en", "reason": "fallback",
            "best": "order", "confidence": 0.3, "in_scope": False, "version": 1, "turn": 1, "at": time.time(),
            "expires_at": time.time() + 1000, **more,
        }  # fmt: skip
        return [UnsureUtterance.unscoped.create(text=text, **common).pk for text in texts]

    return said


def draft(api: APIClient) -> dict[str, Any]:
    found: dict[str, Any] = api.get("/api/v1/bots/tea/draft/").json()
    return found


def examples(api: APIClient, intent: str = "order") -> list[str]:
    return next(one["examples"]["en"] for one in draft(api)["intents"] if one["name"] == intent)


@pytest.fixture
def no_models(settings: Any, tmp_path: Path) -> None:
    """A model store of its own: in that of the run other tests may have left models of the same examples."""
    settings.DATA = tmp_path


@pytest.mark.usefixtures("no_models")
def test_groups_come_with_what_they_might_mean(said: Callable[..., list[int]], api: APIClient) -> None:
    ids = said("could I have some tea please", "may I have some tea please", "Could I have some tea please?")
    said("do you sell umbrellas")
    page = api.get(WHERE).json()
    assert page["waiting"] == 4 and page["next"] is None
    assert page["settings"] == {"consent": None, "redact": ["email", "card", "phone"], "days": 90, "unsure_below": 0.6}
    tea, other = page["results"]
    assert tea["count"] == 3 and sorted(id for one in tea["utterances"] for id in one["ids"]) == ids
    assert (tea["suggestion"]["name"], tea["suggestion"]["by"]) == ("order", "neighbours")
    assert other["text"] == "do you sell umbrellas" and other["utterances"][0]["intent"] == "order"


def test_what_is_written_down_while_somebody_looks_is_there_at_the_next_look(
    said: Callable[..., list[int]], api: APIClient
) -> None:
    """The turn writer does not wait for requests: a row may come between any two queries of one."""
    said("umbrellas")
    late = iter(["bicycles"])

    def look(execute: Any, sql: str, *more: Any) -> Any:
        found = execute(sql, *more)
        if sql.startswith("SELECT") and "flows_unsureutterance" in sql:
            for text in late:
                said(text)
        return found

    with connection.execute_wrapper(look):
        assert [one["text"] for one in api.get(WHERE).json()["results"]] == ["umbrellas"]
    assert {one["text"] for one in api.get(WHERE).json()["results"]} == {"umbrellas", "bicycles"}


def test_what_was_decided_otherwise_is_grouped_anew(said: Callable[..., list[int]], api: APIClient) -> None:
    ids = said("tea with milk please", "tea with milk, please")
    api.post(WHERE + "accept/", {"ids": ids[:1], "intent": "order"}, format="json")
    api.post(WHERE + "accept/", {"ids": ids[1:], "intent": "drinks", "new": True}, format="json")
    assert len(api.get(WHERE + "?state=accepted").json()["results"]) == 2
    api.post(WHERE + "restore/", {"ids": ids[1:]}, format="json")
    api.post(WHERE + "accept/", {"ids": ids[1:], "intent": "order"}, format="json")
    assert len(api.get(WHERE + "?state=accepted").json()["results"]) == 1


def test_pages_follow_each_other(said: Callable[..., list[int]], api: APIClient) -> None:
    said("umbrellas", "bicycles", "gardening")
    first = api.get(WHERE + "?limit=2").json()
    second = api.get(first["next"]).json()
    assert [len(first["results"]), len(second["results"]), second["next"]] == [2, 1, None]
    assert api.get(WHERE + "?cursor=-1").status_code == 404
    assert api.get(WHERE + "?state=gone").status_code == 400


def test_two_clicks_make_an_example_which_can_be_taken_back(said: Callable[..., list[int]], api: APIClient) -> None:
    ids = said("some [hot] tea", "some [hot] tea", "i want tea")
    before = draft(api)
    answer = api.post(WHERE + "accept/", {"ids": ids, "intent": "order"}, format="json")
    assert answer.status_code == 200, answer.content
    done = answer.json()
    assert (done["accepted"], done["added"]) == (3, ["some \\[hot\\] tea"]), "“I want tea” is there already"
    assert examples(api) == ["a cup of tea please", "I want tea", "some \\[hot\\] tea"]
    assert api.get(WHERE).json()["results"] == []
    decided = api.get(WHERE + "?state=accepted").json()["results"]
    assert decided[0]["decided"]["intent"] == "order" and decided[0]["suggestion"] is None
    assert api.patch("/api/v1/bots/tea/draft/", done["undo"], format="json").status_code == 200
    assert draft(api) == before
    assert api.post(WHERE + "restore/", {"ids": ids}, format="json").json() == {"restored": 3}
    assert api.get(WHERE).json()["waiting"] == 3
    assert AuditEntry.unscoped.filter(action="learning.accept").count() == 1


def test_a_new_intent_and_a_question_of_an_answer(said: Callable[..., list[int]], api: APIClient) -> None:
    ids = said("do you sell umbrellas", "opening times?")
    made = api.post(WHERE + "accept/", {"ids": ids[:1], "intent": "shop", "new": True}, format="json").json()
    assert examples(api, "shop") == ["do you sell umbrellas"]
    assert made["undo"] == [{"op": "remove", "part": "intent:shop", "path": "", "base": made["revision"]}]
    api.post(WHERE + "accept/", {"ids": ids[1:], "answer": "hours"}, format="json")
    assert draft(api)["answers"][0]["questions"]["en"] == ["when are you open", "opening times?"]
    gone = api.post(WHERE + "accept/", {"ids": ids, "intent": "nothing"}, format="json")
    assert gone.status_code == 404


def test_an_edited_text_may_be_marked_and_must_be_readable(said: Callable[..., list[int]], api: APIClient) -> None:
    (id,) = said("tea for 4 please")
    bad = {"ids": [id], "intent": "order", "texts": {str(id): "tea for [4](no entity)"}}
    answer = api.post(WHERE + "accept/", bad, format="json")
    assert answer.status_code == 422 and answer.json()["problems"][0]["pointer"] == f"/texts/{id}"
    good = {**bad, "texts": {str(id): "tea for [4](@number) please"}}
    assert api.post(WHERE + "accept/", good, format="json").json()["added"] == ["tea for [4](@number) please"]


def test_a_change_that_was_not_seen_is_a_conflict_and_nothing_is_decided(
    said: Callable[..., list[int]], api: APIClient, ben: Person
) -> None:
    (id,) = said("some tea")
    seen = api.get("/api/v1/bots/tea/").json()["draft_revision"]
    removed = [{"op": "remove", "part": "intent:order", "path": "/examples"}]
    assert ben.client.patch("/api/v1/bots/tea/draft/", removed, format="json").status_code == 200
    answer = api.post(WHERE + "accept/", {"ids": [id], "intent": "order", "base": seen}, format="json")
    assert answer.status_code == 409 and answer.json()["code"] == "conflict"
    assert UnsureUtterance.unscoped.get().state == "waiting"


def test_ignored_ones_wait_no_longer(said: Callable[..., list[int]], api: APIClient) -> None:
    ids = said("umbrellas", "bicycles")
    assert api.post(WHERE + "ignore/", {"ids": ids[:1]}, format="json").json() == {"ignored": 1}
    assert [one["text"] for one in api.get(WHERE).json()["results"]] == ["bicycles"]
    assert [one["text"] for one in api.get(WHERE + "?state=ignored").json()["results"]] == ["umbrellas"]


def test_what_was_decided_is_not_decided_otherwise_by_a_late_click(
    said: Callable[..., list[int]], api: APIClient
) -> None:
    ids = said("some tea", "bicycles")
    api.post(WHERE + "accept/", {"ids": ids[:1], "intent": "order"}, format="json")
    assert api.post(WHERE + "ignore/", {"ids": ids}, format="json").json() == {"ignored": 1}
    states = UnsureUtterance.unscoped.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["accepted", "ignored"]


def test_what_has_expired_is_not_shown_and_cannot_be_accepted(said: Callable[..., list[int]], api: APIClient) -> None:
    ids = said("umbrellas", expires_at=time.time() - 1)
    assert api.get(WHERE).json()["results"] == []
    assert api.post(WHERE + "accept/", {"ids": ids, "intent": "order"}, format="json").status_code == 404


@pytest.mark.parametrize(
    "body",
    [{}, {"ids": []}, {"ids": [1]}, {"ids": [1], "intent": "a", "answer": "b"}, {"ids": ["1x"], "intent": "a"},
     {"ids": list(range(1, 502)), "intent": "a"}, {"ids": [1], "intent": "a", "texts": {"1": 3}}],
)  # fmt: skip
def test_bodies_that_make_no_sense_are_400(bot: Bot, api: APIClient, body: dict[str, Any]) -> None:
    assert api.post(WHERE + "accept/", body, format="json").status_code == 400


def test_viewers_see_no_visitors_words_and_agents_teach_nothing(
    said: Callable[..., list[int]], workspace: Workspace, join: Callable[..., Person]
) -> None:
    ids = said("umbrellas")
    viewer, agent = join(workspace, Role.VIEWER), join(workspace, Role.AGENT)
    assert viewer.client.get(WHERE).status_code == 403
    assert agent.client.get(WHERE).json()["waiting"] == 1
    assert agent.client.post(WHERE + "accept/", {"ids": ids, "intent": "order"}, format="json").status_code == 403


def test_another_bots_utterances_are_not_taught(
    said: Callable[..., list[int]], workspace: Workspace, api: APIClient
) -> None:
    from flows.services.create_bot import create_bot

    ids = said("umbrellas")
    create_bot(workspace, name="Other", by="ann", slug="other", document=tea_house())
    answer = api.post("/api/v1/bots/other/learning/accept/", {"ids": ids, "intent": "order"}, format="json")
    assert answer.status_code == 404
    assert api.post("/api/v1/bots/other/learning/ignore/", {"ids": ids}, format="json").json() == {"ignored": 0}


def test_all_of_it_can_be_erased(said: Callable[..., list[int]], api: APIClient, ben: Person) -> None:
    said("umbrellas", "bicycles")
    assert ben.client.delete(WHERE).status_code == 403
    assert api.delete(WHERE).status_code == 204
    assert not UnsureUtterance.unscoped.exists()
