"""A human agent answers in the web chat: the visitor sees who, and what they say, also after coming back."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import urllib.request
from typing import Any

import pytest

from tests.runtime.bots import handoff_bot

from .live import ROOT, LiveServer
from .visitor import Visitor


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    live = LiveServer(tmp_path_factory.mktemp("live"), {"desk": handoff_bot(queue="support")}).start()
    yield live
    live.stop()
    assert "Traceback" not in live.log()


@pytest.fixture(scope="module")
def agent(server):
    """Sends an agent's request; gives status and answer."""
    command = [sys.executable, "manage.py", "create_token", "kim@ours.example", "--role", "agent"]
    done = subprocess.run(command, cwd=ROOT, env=server.environment, check=True, capture_output=True)
    key = done.stdout.decode().split()[-1]

    def agent(path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(f"{server.http}/api/v1/bots/desk/{path}", data, headers)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            result: dict[str, Any] = json.loads(answer.read())
            return result

    return agent


async def test_the_visitor_sees_who_answers_and_what_they_say(server, agent):
    async with Visitor(server.socket("desk")) as visitor:
        welcome = await visitor.hello()
        await visitor.send(type="message", id="a", text="a person please")
        assert (await visitor.until("message"))["content"]["text"] == "I call somebody."
        assert await visitor.until("handoff") == {"type": "handoff", "state": "requested"}

        conversation = welcome["conversation"]
        await asyncio.to_thread(agent, f"conversations/{conversation}/takeover/", {})
        assert (await visitor.until("handoff"))["state"] == "active"
        await asyncio.to_thread(agent, f"conversations/{conversation}/messages/", {"id": "1", "text": "Hi, I am Kim"})
        said = await visitor.until("message")
        assert (said["from"], said["content"], said["seq"]) == ("agent", {"type": "text", "text": "Hi, I am Kim"}, 3)

        await visitor.send(type="message", id="b", text="thank you")
        assert (await visitor.until("ack"))["seq"] == 4
        await visitor.silence()

        async with Visitor(server.socket("desk")) as again:
            back = await again.come_back(welcome, 0)
            assert [one["from"] for one in back["messages"]] == ["user", "bot", "agent", "user"]
            assert await again.receive() == {"type": "handoff", "state": "active"}

        await asyncio.to_thread(agent, f"conversations/{conversation}/resolve/", {})
        frames = [await visitor.receive(), await visitor.receive()]
        assert {one["type"] for one in frames} == {"message", "handoff"}
        assert next(one for one in frames if one["type"] == "handoff")["state"] == "released"
        assert next(one for one in frames if one["type"] == "message")["content"]["text"] == "bot: resolved"


async def test_a_new_visitor_is_told_of_no_hand_off(server):
    async with Visitor(server.socket("desk")) as visitor:
        await visitor.hello()
        await visitor.silence()
