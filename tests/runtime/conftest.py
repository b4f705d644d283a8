from __future__ import annotations

import itertools
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from botbuilder.tenancy.models import Workspace
from flows.adapters.conversations import Reply
from flows.adapters.writer_database import lane
from flows.models import Bot, Conversation, Version
from flows.runtime.inbound import Inbound, Opening
from flows.wiring import Runtime

from .outside import Outside, outside

Publish = Callable[..., Bot]


@pytest.fixture
def workspace(transactional_db: None) -> Workspace:
    return Workspace.objects.create(slug="ours", name="Ours")


@pytest.fixture
def publish(workspace: Workspace) -> Publish:
    """`publish(document)` makes a bot with this live version; `publish(document, bot)` the bot's next version."""

    def publish(document: dict[str, Any], bot: Bot | None = None) -> Bot:
        bot = bot or Bot.unscoped.create(workspace=workspace, slug=f"bot-{uuid.uuid4().hex[:8]}", name="Test")
        number = Version.unscoped.filter(bot=bot).count() + 1
        bot.live_version = Version.unscoped.create(workspace=workspace, bot=bot, number=number, document=document)
        bot.save()
        return bot

    return publish


@pytest.fixture
def start(transactional_db: None) -> Iterator[Callable[[], Runtime]]:
    """`start()` gives a runtime as a server process has one; two of them are two processes."""
    started: list[Runtime] = []

    def start() -> Runtime:
        one = Runtime()
        one.start()
        started.append(one)
        return one

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def local_hosts(settings: Any) -> None:
    """Steps may call servers on this machine."""
    settings.INTERNAL_HOSTS = ["127.0.0.1", "localhost"]


@pytest.fixture
def other() -> Iterator[Outside]:
    """A web server of another company."""
    with outside() as server:
        yield server


@pytest.fixture
def runtime(start: Callable[[], Runtime]) -> Runtime:
    return start()


@dataclass
class Talk:
    """One visitor's conversation with a bot."""

    runtime: Runtime
    bot: Bot
    user: str = ""
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    channel: str = "test"
    opened: Reply | None = None
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def open(self, **more: Any) -> list[str]:
        opening = Opening(
            workspace_id=self.bot.workspace_id,
            bot_id=lane(self.bot.pk),
            version_id=self.bot.live_version_id,
            channel=self.channel,
            key=self.key,
            at=time.time(),
            visitor_key=f"user:{self.user}" if self.user else "",
            **more,
        )
        self.opened = self.runtime.conversations.open(opening)
        return texts(self.opened)

    @property
    def id(self) -> int:
        if self.opened is None:
            self.open()
        assert self.opened is not None
        return self.opened.conversation_id

    @property
    def row(self) -> Conversation:
        return Conversation.unscoped.get(pk=self.id)

    def send(self, text: str, id: str = "", *, wait: float = 20.0, runtime: Runtime | None = None) -> Reply:
        return self.submit("say", {"text": text}, id, wait=wait, runtime=runtime)

    def submit(
        self, kind: Any, body: dict[str, Any], id: str = "", *, wait: float = 20.0, runtime: Runtime | None = None
    ) -> Reply:
        id = id or f"m{next(self.numbers)}"
        inbound = Inbound(id, kind, body, time.time(), id)
        return (runtime or self.runtime).conversations.submit(self.id, lane(self.bot.pk), inbound, wait)

    def say(self, text: str, **more: Any) -> list[str]:
        return texts(self.send(text, **more))

    def transcript(self) -> list[tuple[int, str, str]]:
        said = self.runtime.conversations.messages(self.id)
        return [(one.seq, one.author, one.view()["content"]["text"]) for one in said]


def texts(reply: Reply) -> list[str]:
    return [one["content"]["text"] for one in reply.views()]


@pytest.fixture
def talk(runtime: Runtime, publish: Publish) -> Callable[..., Talk]:
    """`talk(document or bot)` begins a conversation."""

    def talk(bot: Bot | dict[str, Any], **more: Any) -> Talk:
        return Talk(runtime, publish(bot) if isinstance(bot, dict) else bot, **more)

    return talk
