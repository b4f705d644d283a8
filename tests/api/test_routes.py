"""Every route of the URL conf against every role, nobody, and another workspace's ids."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern
from rest_framework.test import APIClient

from botbuilder.jobs.models import Job
from botbuilder.tenancy.models import Token, Workspace
from flows.api import urls
from flows.api.nowhere import NowhereView
from flows.models import Bot, Conversation, Evaluation, Version
from flows.services.create_bot import create_bot
from flows.services.set_secret import set_secret
from flows.services.store_media import store_media

from .conftest import Person, tea_house
from .policy import METHODS, OPEN, POLICY, ROLES

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


def routes() -> Iterator[tuple[str, URLPattern]]:
    """The routes with bare names of their parameters; the catch-all is none."""
    for pattern in urls.urlpatterns:
        if getattr(pattern.callback, "view_class", None) is not NowhereView:
            yield plain(str(pattern.pattern)), pattern


def plain(route: str) -> str:
    route = re.sub(r"\(\?P<(\w+)>[^()]*\)(?:\\\.\(\?:[^)]*\))?", r"<\1>", route.strip("^$"))
    return re.sub(r"<\w+:(\w+)>", r"<\1>", route)


CASES = [(route, method) for route, _ in routes() for method in METHODS if method in POLICY.get(route, {})]
CLOSED = [(route, method) for route, method in CASES if POLICY[route][method] != OPEN]


def test_every_route_has_a_row_in_the_policy_and_every_row_a_route() -> None:
    assert {route for route, _ in routes()} == set(POLICY)


@pytest.mark.parametrize(
    ("route", "pattern"), list(routes()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_view_declares_exactly_the_policy(route: str, pattern: URLPattern) -> None:
    view = pattern.callback.view_class
    declared = {method: role.value for method, role in getattr(view, "roles", {}).items()}
    expected = {method: role for method, role in POLICY[route].items() if role != OPEN}
    assert declared == expected
    handled = {method for method in METHODS if hasattr(view, method.lower())}
    assert handled == set(POLICY[route]), "a handler without a role would be dead, a role without a handler a lie"


@pytest.fixture
def things(db: None, other_workspace: Workspace, join: Callable[..., Person]) -> dict[str, Any]:
    """One of everything in the other workspace, by the names that routes use."""
    person = join(other_workspace, "editor", "zoe")
    bot = create_bot(other_workspace, name="Theirs", by="zoe", slug="theirs", document=tea_house())
    version = Version.unscoped.create(workspace=other_workspace, bot=bot, number=1, document=tea_house())
    Bot.unscoped.filter(pk=bot.pk).update(live_version=version)
    talk = Conversation.unscoped.create(
        workspace=other_workspace, bot=bot, version=version, channel="web", key=str(uuid.uuid4()), created_at=0
    )
    token, _ = Token.issue(person.member)
    return {
        "slug": bot.slug, "key": "main", "number": 1, "other": "draft", "kind": "rasa",
        "digest": store_media(bot, PNG).digest, "conversation": talk.uuid,
        "evaluation": Evaluation.unscoped.create(workspace=other_workspace, bot=bot, kind="rows", language="en").pk,
        "after": uuid.uuid4(),
        "job": Job.unscoped.create(workspace=other_workspace, kind="train", bot=bot.slug).pk,
        "token": token.pk, "member": person.member.pk, "row": 1, "turn": 1, "queue": "default",
        "name": set_secret(other_workspace, name="KEY", value="hush-hush", by="zoe").name,
    }  # fmt: skip


def address(route: str, things: dict[str, Any]) -> str:
    filled = re.sub(r"<(\w+)>", lambda found: str(things[found.group(1)]), route)
    return "/api/v1/" + (filled + ".png" if route == "media/<digest>" else filled)


BODIES: dict[str, Any] = {
    "POST session/": {"email": "a@b.example", "password": "x"},
    "POST bots/": {"name": "New"},
    "PATCH bots/<slug>/": {"name": "Mine now"},
    "PUT bots/<slug>/draft/": tea_house(),
    "PATCH bots/<slug>/draft/": [{"op": "remove", "part": "intent:greet", "path": ""}],
    "POST bots/<slug>/parse/": {"text": "hi"},
    "POST bots/<slug>/tryout/<conversation>/messages/": {"id": "1", "text": "hi"},
    "POST bots/<slug>/tryout/<conversation>/rewind/": {"turn": 0},
    "PATCH bots/<slug>/tryout/<conversation>/variables/": {"variables": {}},
    "POST bots/<slug>/conversations/<conversation>/messages/": {"text": "hi"},
    "POST bots/<slug>/conversations/<conversation>/start-flow/": {"flow": "main"},
    "PUT bots/<slug>/queues/<queue>/": {"open": False},
    "POST bots/<slug>/tables/<key>/rows/": {"values": {}},
    "POST bots/<slug>/evaluations/": {"kind": "tests"},
    "POST bots/<slug>/learning/accept/": {"ids": [1], "intent": "greet"},
    "POST bots/<slug>/learning/ignore/": {"ids": [1]},
    "POST bots/<slug>/learning/restore/": {"ids": [1]},
    "POST bots/<slug>/suggestions/dismiss/": {"ids": ["0" * 16]},
    "POST bots/<slug>/suggestions/restore/": {"ids": ["0" * 16]},
    "POST members/": {"email": "new@ours.example"},
    "PATCH members/<member>/": {"role": "viewer"},
    "POST secrets/": {"name": "OTHER", "value": "x"},
    "PUT secrets/<name>/": {"value": "x"},
    "POST bots/import/": tea_house(),
}


UPLOADS = ("bots/import/preview/", "bots/<slug>/media/", "bots/<slug>/tryout/<conversation>/files/")


def call(client: APIClient, route: str, method: str, things: dict[str, Any]) -> Any:
    where = address(route, things)
    if method == "POST" and route in UPLOADS:
        return client.post(where, {"file": SimpleUploadedFile("a.png", PNG)}, format="multipart")
    body = BODIES.get(f"{method} {route}", {} if method != "GET" else None)
    return (
        client.generic(method, where) if body is None else getattr(client, method.lower())(where, body, format="json")
    )


@pytest.mark.parametrize(("route", "method"), CLOSED)
def test_nobody_gets_in(route: str, method: str, things: dict[str, Any]) -> None:
    answer = call(APIClient(), route, method, things)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] == "not-authenticated"


@pytest.mark.parametrize(("route", "method"), [case for case in CLOSED if "<" in case[0]])
def test_an_owner_of_one_workspace_finds_nothing_of_another(
    route: str, method: str, things: dict[str, Any], ann: Person
) -> None:
    before = snapshot()
    answer = call(ann.client, route, method, things)
    assert answer.status_code in (403, 404), answer.content
    assert b"hush-hush" not in answer.content
    assert snapshot() == before


@pytest.mark.parametrize(
    ("route", "method"), [case for case in CLOSED if re.search("<slug>.*<(digest|conv|eval|number|row)", case[0])]
)
def test_our_bot_with_their_ids_finds_nothing_either(
    route: str, method: str, things: dict[str, Any], ann: Person, bot: Bot
) -> None:
    answer = call(ann.client, route, method, {**things, "slug": bot.slug})
    assert answer.status_code == 404, answer.content


@pytest.mark.parametrize(("route", "method"), CLOSED)
def test_each_role_below_the_policy_is_refused(
    route: str, method: str, things: dict[str, Any], other_workspace: Workspace, join: Callable[..., Person]
) -> None:
    for role in ROLES[: ROLES.index(POLICY[route][method])]:
        person = join(other_workspace, role, f"low-{role}")
        answer = call(person.client, route, method, things)
        assert answer.status_code == 403, f"{role}: {answer.status_code}"


@pytest.mark.parametrize("route", sorted(POLICY))
def test_other_methods_are_405(route: str, things: dict[str, Any], ann: Person) -> None:
    for method in {*METHODS, "OPTIONS"} - set(POLICY[route]) if OPEN not in POLICY[route].values() else ():
        answer = ann.client.generic(method, address(route, things))
        assert answer.status_code == 405, f"{method}: {answer.status_code}"
        assert answer["Content-Type"] == "application/problem+json"


def test_an_unknown_address_is_a_problem_too(api: APIClient) -> None:
    for client in (api, APIClient()):
        answer = client.get("/api/v1/no/such/thing/")
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "not-found"


def snapshot() -> list[Any]:
    """Enough of the database to see a change in the other workspace."""
    from botbuilder.tenancy.models import Member
    from flows.models import Media, Part, Secret

    tables = (Bot, Part, Version, Secret, Media, Token, Member, Job, Conversation, Evaluation)
    return [sorted(map(str, table.unscoped.values_list())) for table in tables if table is not Token] + [
        Token.unscoped.count()
    ]
