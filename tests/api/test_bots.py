"""Bots: making, listing, renaming, deleting, reading their parts."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from botbuilder.tenancy.models import AuditEntry, Workspace
from flows.models import Bot, Part
from flows.services.create_bot import create_bot

from .conftest import Person


def test_a_new_bot_greets_and_can_be_opened(api: APIClient) -> None:
    answer = api.post("/api/v1/bots/", {"name": "Café Ömer"}, format="json")
    assert answer.status_code == 201
    assert answer.json()["slug"] == "cafe-omer" and answer["Location"] == "/api/v1/bots/cafe-omer/"
    document = api.get("/api/v1/bots/cafe-omer/draft/").json()
    assert document["name"] == "Café Ömer" and document["languages"] == ["en"]
    assert document["flows"][0]["kind"] == "main"
    assert api.get("/api/v1/bots/cafe-omer/lint/").status_code == 200


def test_a_language_and_a_slug_may_be_chosen(api: APIClient) -> None:
    api.post("/api/v1/bots/", {"name": "Thé", "slug": "the", "language": "fr"}, format="json")
    answer = api.get("/api/v1/bots/the/").json()
    assert (answer["default_language"], answer["languages"], answer["version"]) == ("fr", ["fr"], None)
    assert answer["trained"] == "never" and answer["draft_revision"] == 1


def test_slugs_are_unique_over_the_installation_without_telling_whose(
    api: APIClient, other_workspace: Workspace
) -> None:
    create_bot(other_workspace, name="Pizza", by="zoe", slug="pizza")
    answer = api.post("/api/v1/bots/", {"name": "Pizza", "slug": "pizza"}, format="json")
    assert answer.status_code == 409 and answer.json()["code"] == "slug-taken"
    assert api.post("/api/v1/bots/", {"name": "Pizza"}, format="json").json()["slug"] == "pizza-2"


@pytest.mark.parametrize("slug", ["", "A", "a b", "-a", "a-", "a" * 61, "ä", "import", "a\nb"])
def test_slugs_that_are_none_are_refused(api: APIClient, slug: str) -> None:
    answer = api.post("/api/v1/bots/", {"name": "X", "slug": slug}, format="json")
    assert answer.status_code in (400, 422)
    assert answer.json()["problems"][0]["pointer"] == "/slug"
    assert not Bot.unscoped.exists()


def test_the_list_is_paged_by_cursor(api: APIClient, workspace: Workspace) -> None:
    for n in range(5):
        create_bot(workspace, name=f"Bot {n}", by="ann")
    first = api.get("/api/v1/bots/?limit=3").json()
    assert [bot["slug"] for bot in first["results"]] == ["bot-0", "bot-1", "bot-2"]
    second = api.get(first["next"]).json()
    assert [bot["slug"] for bot in second["results"]] == ["bot-3", "bot-4"]
    assert second["next"] is None


@pytest.mark.parametrize(
    "cursor", ["x", "cD0wMA==", "cD1hJTAwYg==", "bz05OTk5OTk5OTk5OTk5OTk5OTk5OQ==", "%00", "=" * 500]
)
def test_a_made_up_cursor_is_no_fault_of_ours(api: APIClient, bot: Bot, cursor: str) -> None:
    for where in ("bots/", "bots/tea/intents/", "bots/tea/versions/"):
        assert api.get(f"/api/v1/{where}", {"cursor": cursor}).status_code in (200, 404)


def test_renaming_changes_the_document_too(api: APIClient, bot: Bot) -> None:
    answer = api.patch("/api/v1/bots/tea/", {"name": "Tea room", "emblem": "leaf"}, format="json")
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["emblem"]) == ("Tea room", "leaf")
    assert api.get("/api/v1/bots/tea/draft/").json()["name"] == "Tea room"


@pytest.mark.parametrize(
    "field", ["slug", "workspace", "id", "live_version", "trained", "draft_revision", "created_at"]
)
def test_what_the_server_owns_cannot_be_set(api: APIClient, bot: Bot, field: str) -> None:
    before = Bot.unscoped.values().get(pk=bot.pk)
    answer = api.patch("/api/v1/bots/tea/", {field: "x", "name": "y"}, format="json")
    assert answer.status_code == 400
    assert answer.json()["problems"][0] == {
        "pointer": f"/{field}", "code": "unknown", "detail": "This field is not known here.",
    }  # fmt: skip
    assert Bot.unscoped.values().get(pk=bot.pk) == before


def test_deleting_takes_everything_along_and_is_written_down(api: APIClient, bot: Bot, workspace: Workspace) -> None:
    assert api.delete("/api/v1/bots/tea/").status_code == 204
    assert api.get("/api/v1/bots/tea/").status_code == 404
    assert not Part.unscoped.exists()
    last = AuditEntry.unscoped.filter(workspace=workspace).last()
    assert last and (last.action, last.target, last.actor) == ("bot.delete", "tea", "ann@ours.example")


def test_parts_are_lists_in_the_order_of_the_document(api: APIClient, bot: Bot) -> None:
    names = [intent["name"] for intent in api.get("/api/v1/bots/tea/intents/").json()["results"]]
    assert names == ["greet", "order"]
    assert api.get("/api/v1/bots/tea/flows/main/").json()["title"] == "Main"
    assert api.get("/api/v1/bots/tea/answers/").json()["results"][0]["id"] == "hours"
    assert api.get("/api/v1/bots/tea/flows/none/").status_code == 404


def test_a_session_of_two_workspaces_acts_in_the_one_it_names(
    bot: Bot, other_workspace: Workspace, ann: Person
) -> None:
    from botbuilder.tenancy.models import Member, Role

    Member.unscoped.create(workspace=other_workspace, account=ann.account, role=Role.VIEWER)
    client = APIClient()
    client.force_login(ann.account)
    assert client.get("/api/v1/bots/tea/").status_code == 200
    assert client.get("/api/v1/bots/tea/", headers={"X-Workspace": "theirs"}).status_code == 404
    assert client.get("/api/v1/session/", headers={"X-Workspace": "theirs"}).json()["member"]["role"] == "viewer"
    assert client.get("/api/v1/bots/", headers={"X-Workspace": "nobodys"}).status_code == 403
