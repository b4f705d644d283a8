"""Bodies that are not strict JSON get 400 on every route that reads JSON, and store nothing."""

from __future__ import annotations

from typing import Any

import pytest

from botbuilder.tenancy.models import Workspace
from flows.models import Bot

from .conftest import Person
from .policy import POLICY
from .test_routes import address, snapshot

HOSTILE = {
    "NaN": b'{"name": NaN}',
    "infinity": b'{"name": -Infinity}',
    "huge float": b'{"name": 1e999}',
    "a lone surrogate": b'{"name": "\\ud800"}',
    "NUL": b'{"name": "a\\u0000b"}',
    "a raw NUL": b'{"name": "a\x00b"}',
    "a key twice": b'{"name": "a", "name": "b"}',
    "more than 64 levels": b"[" * 65 + b"]" * 65,
    "a tower": b"[" * 200_000,
    "more than 64 bits": b'{"name": 9223372036854775808}',
    "not UTF-8": b'{"name": "\xff"}',
    "not JSON": b"name=a",
    "two values": b"{} {}",
}
# Multipart only, or no body at all.
NO_JSON = {
    "bots/import/preview/",
    "bots/<slug>/media/",
    "bots/<slug>/tryout/<conversation>/files/",
    "bots/<slug>/train/",
    "bots/<slug>/trainings/<number>/restore/",
    "bots/<slug>/versions/<number>/restore/",
    "bots/<slug>/versions/<number>/recall/",
}
NO_JSON |= {"jobs/<job>/cancel/", "members/<member>/sign-in-link/"}
READERS = [
    (route, method)
    for route, methods in POLICY.items()
    for method in methods
    if method in ("POST", "PUT", "PATCH") and route not in NO_JSON
]


@pytest.fixture
def things(bot: Bot, ann: Person, workspace: Workspace) -> dict[str, Any]:
    from flows.models import Conversation, Secret

    Secret.unscoped.create(workspace=workspace, name="KEY", ciphertext="x")
    talk = Conversation.unscoped.create(workspace=workspace, bot=bot, channel="tryout", key="k", created_at=0)
    named = {"slug": "tea", "kind": "rasa", "name": "KEY", "queue": "default", "key": "orders"}
    return {**named, "conversation": talk.uuid, "member": ann.member.pk}


@pytest.mark.parametrize(("route", "method"), READERS)
def test_hostile_json_is_refused_and_stores_nothing(
    route: str, method: str, things: dict[str, Any], ann: Person
) -> None:
    if route == "session/":
        ann.client.credentials()
    before = snapshot()
    for name, body in HOSTILE.items():
        answer = ann.client.generic(method, address(route, things), body, content_type="application/json")
        assert answer.status_code == 400, f"{name}: {answer.status_code} {answer.content[:200]!r}"
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "invalid-json", name
    assert snapshot() == before


@pytest.mark.parametrize(("route", "method"), READERS)
def test_values_of_the_wrong_kind_are_4xx(route: str, method: str, things: dict[str, Any], ann: Person) -> None:
    for body in (b"null", b"[]", b'"text"', b"7", b"true", b"[[]]", b'[{"op": {}}]', b'{"name": {"a": []}}'):
        answer = ann.client.generic(method, address(route, things), body, content_type="application/json")
        assert 400 <= answer.status_code < 500, f"{body!r}: {answer.content[:200]!r}"


@pytest.mark.parametrize(("route", "method"), READERS)
def test_a_body_of_another_kind_is_415(route: str, method: str, things: dict[str, Any], ann: Person) -> None:
    answer = ann.client.generic(method, address(route, things), b"<a/>", content_type="text/xml")
    assert answer.status_code == 415
    assert answer.json()["code"] == "unsupported-media-type"


def test_a_body_beyond_the_limit_is_413(ann: Person, things: dict[str, Any]) -> None:
    body = b'{"name": "' + b"a" * 1_100_000 + b'"}'
    answer = ann.client.generic("POST", "/api/v1/bots/", body, content_type="application/json")
    assert answer.status_code == 413
    assert answer.json()["code"] == "too-large"


@pytest.mark.parametrize(
    ("route", "method"),
    [case for case in READERS if "draft" not in case[0] and case[0] not in ("bots/import/", "session/")],
)
def test_unknown_fields_are_refused_by_name(route: str, method: str, things: dict[str, Any], ann: Person) -> None:
    answer = ann.client.generic(
        method, address(route, things), b'{"workspace": 1, "id": "a"}', content_type="application/json"
    )
    assert answer.status_code == 400
    assert "/workspace" in {problem["pointer"] for problem in answer.json()["problems"]}
