"""Two tabs on one bot: what each hears of the other."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import wait
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.routing import URLRouter
from django.db import connections
from django.urls import re_path
from rest_framework.test import APIClient

from botbuilder.jobs.models import Job
from botbuilder.tenancy.models import Account, Member, Role, Token, Workspace
from flows import wiring
from flows.models import Bot, Conversation, Handoff, Version
from flows.realtime.editor_consumer import EDITOR_THREADS, THREADS, EditorConsumer
from flows.services.change_draft import change_draft
from flows.services.create_bot import create_bot
from flows.services.delete_bot import delete_bot

pytestmark = pytest.mark.django_db(transaction=True)

APPLICATION = URLRouter([re_path(r"^ws/editor/(?P<slug>[a-z0-9-]{1,60})/$", EditorConsumer.as_asgi())])
MESSAGE = "/nodes/welcome/steps/s1/config/message"


class Tab:
    """A tab of the studio: its end of the socket."""

    def __init__(self, slug: str = "tea", **headers: str) -> None:
        given = {"host": "studio.example", **headers}
        lines = [(name.encode(), value.encode()) for name, value in given.items()]
        scope = {"type": "websocket", "path": f"/ws/editor/{slug}/", "headers": lines, "query_string": b""}
        self.socket = ApplicationCommunicator(APPLICATION, scope)

    async def connect(self) -> bool:
        """Whether the server lets us in."""
        await self.socket.send_input({"type": "websocket.connect"})
        return (await self.socket.receive_output(timeout=10))["type"] == "websocket.accept"

    async def disconnect(self) -> None:
        await self.socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.socket.wait(timeout=10)

    async def send(self, **message: Any) -> None:
        await self.send_text(json.dumps(message))

    async def send_text(self, text: str) -> None:
        await self.socket.send_input({"type": "websocket.receive", "text": text})

    async def receive(self, patience: float) -> dict[str, Any]:
        output = await self.socket.receive_output(timeout=patience)
        assert output["type"] == "websocket.send", output
        return json.loads(output["text"])

    async def hear(self, kind: str, *, patience: float = 10.0) -> dict[str, Any]:
        """The next message of a kind; others before it are left out."""
        async with asyncio.timeout(patience):
            while True:
                message = await self.receive(patience)
                if message["type"] == kind:
                    return message

    async def set_text(self, text: str, base: int, *, id: str = "1") -> None:
        operation = {"op": "set", "part": "flow:main", "path": MESSAGE, "value": text, "base": base}
        await self.send(type="operations", id=id, operations=[operation])


@pytest.fixture(autouse=True)
def threads_let_go_of_the_database() -> Iterator[None]:
    yield
    everyone = threading.Barrier(THREADS)

    def let_go() -> None:
        everyone.wait(10)
        connections.close_all()

    wait([EDITOR_THREADS.submit(let_go) for _ in range(THREADS)])


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.objects.create(slug="ours", name="Ours")


@pytest.fixture
def bot(workspace: Workspace) -> Bot:
    return create_bot(workspace, name="Tea", by="ann", slug="tea")


def _token(workspace: Workspace, name: str, role: str) -> tuple[Member, str]:
    account = Account.objects.create_user(f"{name}@{workspace.slug}.example", name=name.capitalize())
    member = Member.unscoped.create(workspace=workspace, account=account, role=role)
    return member, Token.issue(member, role=role)[1]


def bearer(key: str) -> str:
    return f"Bearer {key}"


@asynccontextmanager
async def opened(workspace: Workspace, name: str, role: str = Role.EDITOR) -> AsyncIterator[tuple[Tab, dict[str, Any]]]:
    _, key = await sync_to_async(_token)(workspace, name, role)
    tab = Tab(authorization=bearer(key))
    assert await tab.connect()
    await tab.send(type="hello", tab=f"tab-{name}")
    try:
        yield tab, await tab.hear("welcome")
    finally:
        await tab.disconnect()


async def test_hello_is_answered_with_revision_and_members(workspace: Workspace, bot: Bot) -> None:
    async with opened(workspace, "ann") as (_, welcome):
        assert welcome["revision"] == 1
        assert welcome["you"]["name"] == "Ann" and welcome["you"]["tab"] == "tab-ann"
        assert [member["tab"] for member in welcome["members"]] == ["tab-ann"]


async def test_changes_merge_and_are_heard_by_the_other_tab_only(workspace: Workspace, bot: Bot) -> None:
    async with opened(workspace, "ann") as (ann, _), opened(workspace, "ben") as (ben, _):
        await ann.set_text("Welcome.", 1)
        assert (await ann.hear("ack")) == {"type": "ack", "id": "1", "revision": 2}
        heard = await ben.hear("operations")
        assert (heard["revision"], heard["tab"], heard["actor"]) == (2, "tab-ann", "ann@ours.example")
        assert heard["operations"][0]["value"] == "Welcome."
        title = {"op": "set", "part": "flow:main", "path": "/title", "value": "Start", "base": 1}
        await ben.send(type="operations", id="b1", operations=[title])
        assert (await ben.hear("ack"))["revision"] == 3
        assert (await ann.hear("operations"))["operations"][0]["value"] == "Start"


async def test_the_same_place_twice_is_a_conflict(workspace: Workspace, bot: Bot) -> None:
    async with opened(workspace, "ann") as (ann, _), opened(workspace, "ben") as (ben, _):
        await ann.set_text("Welcome.", 1)
        await ann.hear("ack")
        await ben.set_text("Come in.", 1, id="b1")
        conflict = await ben.hear("conflict")
        assert conflict["id"] == "b1"
        assert [(each["yours"], each["theirs"]) for each in conflict["conflicts"]] == [("Come in.", "Welcome.")]


async def test_what_does_not_fit_is_refused_with_pointers(workspace: Workspace, bot: Bot) -> None:
    async with opened(workspace, "ann") as (ann, _):
        operation = {"op": "set", "part": "flow:main", "path": "/title", "value": 7, "base": 1}
        await ann.send(type="operations", id="x", operations=[operation])
        refused = await ann.hear("refused")
        assert refused["id"] == "x" and refused["problems"][0]["pointer"] == "/flows/0/title"
        await ann.set_text("The line lives on.", 1)
        await ann.hear("ack")


async def test_presence_comes_moves_and_goes(workspace: Workspace, bot: Bot) -> None:
    async with opened(workspace, "ann") as (ann, _):
        async with opened(workspace, "ben") as (ben, _):
            assert len((await ann.hear("presence"))["members"]) in (1, 2)
            await ben.send(type="presence", flow="main", node="welcome", step="s1", field="message")
            while True:
                members = {member["tab"]: member for member in (await ann.hear("presence"))["members"]}
                if members.get("tab-ben", {}).get("node") == "welcome":
                    break
            assert members["tab-ben"]["field"] == "message"
            assert members["tab-ben"]["colour"] != members["tab-ann"]["colour"]
        while [member["tab"] for member in (await ann.hear("presence"))["members"]] != ["tab-ann"]:
            pass


async def test_a_change_from_outside_of_the_socket_is_heard_with_its_lint(workspace: Workspace, bot: Bot) -> None:
    async with opened(workspace, "ann") as (ann, _):
        assert (await ann.hear("lint"))["revision"] == 1
        operation = {"op": "set", "part": "flow:main", "path": "/title", "value": "By hand"}
        await sync_to_async(change_draft)(bot, [operation], by="somebody")
        assert (await ann.hear("operations"))["actor"] == "somebody"
        assert (await ann.hear("lint"))["revision"] == 2


async def test_jobs_and_a_new_version_are_told_even_where_another_process_did_them(
    workspace: Workspace, bot: Bot
) -> None:
    async with opened(workspace, "ann") as (ann, _):
        job = await sync_to_async(Job.unscoped.create)(workspace=workspace, kind="train", bot="tea")
        assert (await ann.hear("job"))["job"]["state"] == "queued"
        running = Job.unscoped.filter(pk=job.pk)
        await sync_to_async(running.update)(state="running", progress=0.5, stage="fit", revision=1)
        assert (await ann.hear("job"))["job"]["progress"] == 0.5
        version = await sync_to_async(Version.unscoped.create)(workspace=workspace, bot=bot, number=1, document={})
        await sync_to_async(Bot.unscoped.filter(pk=bot.pk).update)(live_version=version)
        assert await ann.hear("published") == {"type": "published", "version": 1}


async def test_a_viewer_watches_but_changes_nothing(workspace: Workspace, bot: Bot) -> None:
    async with opened(workspace, "vic", Role.VIEWER) as (vic, _):
        await vic.set_text("Mine.", 1)
        assert "role" in (await vic.hear("refused"))["detail"]


@pytest.mark.parametrize(
    "frame", ["[]", "{", '{"type": "paint"}', '{"type": NaN}', '{"a": 1, "a": 2}', '"\\ud800"', "7"]
)
async def test_a_bad_frame_is_an_error_and_the_line_lives_on(workspace: Workspace, bot: Bot, frame: str) -> None:
    async with opened(workspace, "ann") as (ann, _):
        await ann.send_text(frame)
        assert (await ann.hear("error"))["code"] in ("invalid-json", "unknown-type")
        await ann.send(type="ping")
        await ann.hear("pong")


async def test_only_members_of_the_workspace_get_in(workspace: Workspace, bot: Bot) -> None:
    theirs = await sync_to_async(Workspace.objects.create)(slug="theirs", name="Theirs")
    _, stranger = await sync_to_async(_token)(theirs, "zoe", Role.OWNER)
    _, member = await sync_to_async(_token)(workspace, "ann", Role.OWNER)
    own = bearer(member)
    refused = [
        Tab(), Tab(authorization=bearer(stranger)), Tab(authorization="Bearer nonsense"),
        Tab("none", authorization=own), Tab(authorization=own, origin="https://evil.example"),
        Tab(authorization=own, origin="null"), Tab(authorization=own, origin="https://studio.example.evil.example"),
    ]  # fmt: skip
    for tab in refused:
        assert not await tab.connect()
    tab = Tab(authorization=own, origin="https://studio.example")
    assert await tab.connect()
    await tab.disconnect()


async def test_a_session_cookie_opens_the_line(workspace: Workspace, bot: Bot) -> None:
    def cookie() -> str:
        member, _ = _token(workspace, "ann", Role.OWNER)
        client = APIClient()
        client.force_login(member.account)
        return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    tab = Tab(cookie=await sync_to_async(cookie)())
    assert await tab.connect()
    await tab.disconnect()


async def test_whoever_is_removed_is_shown_out(workspace: Workspace, bot: Bot) -> None:
    async with opened(workspace, "ann") as (ann, _):
        await sync_to_async(Member.unscoped.all().delete)()
        async with asyncio.timeout(10):
            while (await ann.socket.receive_output(timeout=10))["type"] != "websocket.close":
                pass


async def test_a_deleted_bot_closes_the_line(workspace: Workspace, bot: Bot) -> None:
    async with opened(workspace, "ann") as (ann, _):
        await sync_to_async(delete_bot)(bot, by="somebody")
        assert (await ann.hear("error"))["code"] == "not-found"


async def test_a_try_out_that_goes_on_by_itself_is_told(workspace: Workspace, bot: Bot) -> None:
    def make_it_wait() -> str:
        wait = {"id": "s9", "type": "wait", "config": {"seconds": 1}}
        late = {"id": "s10", "type": "say", "config": {"message": "Still there?"}}
        steps = "/nodes/welcome/steps"
        operations = [
            {"op": "remove", "part": "flow:main", "path": f"{steps}/s2"},
            *({"op": "add", "part": "flow:main", "path": f"{steps}/-", "value": step} for step in (wait, late)),
        ]
        change_draft(bot, operations, by="ann")
        return wiring.runtime().tryout.open(bot)["conversation"]

    try:
        async with opened(workspace, "ann") as (ann, _):
            conversation = await sync_to_async(make_it_wait)()
            told = await ann.hear("tryout")
            assert told["conversation"] == conversation
            assert told["messages"][-1]["content"]["text"] == "Still there?"
    finally:
        await wiring.stop()


async def test_agents_hear_of_who_waits_and_viewers_do_not(workspace: Workspace, bot: Bot) -> None:
    def ask_for_somebody() -> Handoff:
        conversation = Conversation.unscoped.create(
            workspace=workspace, bot=bot, channel="web", revision=1, created_at=1.0
        )
        of = {"workspace": workspace, "bot": bot, "conversation": conversation}
        return Handoff.unscoped.create(**of, queue="support", state="waiting", requested_at=1.0)

    async with opened(workspace, "kim", Role.AGENT) as (kim, _), opened(workspace, "vic", Role.VIEWER) as (vic, _):
        handoff = await sync_to_async(ask_for_somebody)()
        told = {"type": "handoffs", "conversations": [str(handoff.conversation.uuid)]}
        assert await kim.hear("handoffs") == told
        conversation = Conversation.unscoped.filter(pk=handoff.conversation_id)
        await sync_to_async(conversation.update)(revision=2)  # somebody said something
        assert await kim.hear("handoffs") == told
        await sync_to_async(Handoff.unscoped.filter(pk=handoff.pk).update)(state="resolved")
        assert await kim.hear("handoffs") == told
        await sync_to_async(change_draft)(
            bot, [{"op": "set", "part": "flow:main", "path": "/title", "value": "Start"}], by="somebody"
        )
        while (heard := await vic.receive(10))["type"] != "operations":
            assert heard["type"] != "handoffs"
