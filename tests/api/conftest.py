from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from rest_framework.test import APIClient

from botbuilder.tenancy.models import Account, Member, Role, Token, Workspace
from flows import wiring
from flows.models import Bot
from flows.services.create_bot import create_bot


@dataclass
class Person:
    """A member with a token, and a client that uses it."""

    account: Account
    member: Member
    key: str
    client: APIClient


@pytest.fixture(autouse=True)
def runtime_ends_with_the_test() -> Iterator[None]:
    """A try-out starts the runtime of this process; it must not outlive the test's database."""
    yield
    asyncio.run(wiring.stop())


@pytest.fixture
def workspace(db: None) -> Workspace:
    return Workspace.objects.create(slug="ours", name="Ours")


@pytest.fixture
def other_workspace(db: None) -> Workspace:
    return Workspace.objects.create(slug="theirs", name="Theirs")


@pytest.fixture
def join() -> Callable[..., Person]:
    """`join(workspace, "editor")` makes a person with that role."""

    def make(workspace: Workspace, role: str = Role.OWNER, name: str = "") -> Person:
        email = f"{name or role}@{workspace.slug}.example"
        account = Account.objects.create_user(email)
        member = Member.unscoped.create(workspace=workspace, account=account, role=role)
        _, key = Token.issue(member, role=role)
        client = APIClient(raise_request_exception=True)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
        return Person(account, member, key, client)

    return make


@pytest.fixture
def ann(workspace: Workspace, join: Callable[..., Person]) -> Person:
    """The owner of our workspace."""
    return join(workspace, Role.OWNER, "ann")


@pytest.fixture
def ben(workspace: Workspace, join: Callable[..., Person]) -> Person:
    """An editor of our workspace."""
    return join(workspace, Role.EDITOR, "ben")


@pytest.fixture
def api(ann: Person) -> APIClient:
    return ann.client


@pytest.fixture
def bot(workspace: Workspace) -> Bot:
    return create_bot(workspace, name="Tea house", by="ann@ours.example", slug="tea", document=tea_house())


def tea_house() -> dict[str, Any]:
    """A small complete bot."""
    return {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Tea house",
        "languages": ["en"],
        "default_language": "en",
        "settings": {},
        "variables": [{"name": "drink", "type": "text", "scope": "conversation"}],
        "entities": [],
        "intents": [
            {"name": "greet", "examples": {"en": ["hi", "hello there"]}},
            {"name": "order", "examples": {"en": ["a cup of tea please", "I want tea"]}},
        ],
        "answers": [{"id": "hours", "questions": {"en": ["when are you open"]}, "answers": {"en": ["9 to 5"]}}],
        "content": [{"id": "welcome", "message": {"text": {"en": "Hello!"}}}],
        "stories": [],
        "tests": [],
        "flows": [
            {
                "id": "main",
                "title": "Main",
                "kind": "main",
                "start": "n1",
                "triggers": [],
                "nodes": [
                    {
                        "id": "n1",
                        "title": "Ask",
                        "x": 80,
                        "y": 120,
                        "steps": [
                            {"id": "s1", "type": "say", "config": {"message": "Good day."}},
                            {"id": "s2", "type": "say", "config": {"message": "Tea or coffee?"}},
                        ],
                    }
                ],
                "transitions": [],
                "notes": [],
            }
        ],
    }
