"""Two server processes on one database, and a flood at one of them."""

from __future__ import annotations

import asyncio

import pytest

from botbuilder.settings.env import text
from tests.runtime.bots import counter

from .live import LiveServer
from .visitor import Visitor


@pytest.mark.skipif(not text("DATABASE_URL"), reason="SQLite serves one process")
@pytest.mark.parametrize("redis", [True, False])
async def test_what_one_process_stores_the_other_one_shows(tmp_path, redis):
    more = {} if redis else {"REDIS_URL": ""}
    one = await asyncio.to_thread(LiveServer(tmp_path, {"counter": counter()}, **more).start)
    two = await asyncio.to_thread(LiveServer(tmp_path, {}, beside=one, **more).start)
    async with Visitor(one.socket("counter")) as here, Visitor(two.socket("counter")) as there:
        welcome = await here.hello()
        await there.come_back(welcome, after=0)
        for number in range(1, 6):
            speaker, listener = (here, there) if number % 2 else (there, here)
            await speaker.say("hi", f"m{number}")
            own, answer = await listener.receive(5), await listener.receive(5)
            assert (own["client_id"], answer["content"]["text"]) == (f"m{number}", str(number))
            assert (own["seq"], answer["seq"]) == (2 * number - 1, 2 * number)
    for server in (one, two):
        await asyncio.to_thread(server.stop)


async def test_a_flood_is_told_to_slow_down_and_nothing_is_lost(tmp_path):
    server = await asyncio.to_thread(LiveServer(tmp_path, {"counter": counter()}, BOTBUILDER_RATE_LIMITS="on").start)
    async with Visitor(server.socket("counter")) as loud, Visitor(server.socket("counter")) as quiet:
        await loud.hello()
        await quiet.hello()
        for number in range(40):
            await loud.send(type="message", id=f"m{number}", text="hi")
        frames = []
        while len([one for one in frames if one["type"] in ("ack", "error")]) < 40:
            frames.append(await loud.receive())
        refused = [one for one in frames if one["type"] == "error"]
        taken = [one for one in frames if one["type"] == "ack"]
        assert 10 <= len(taken) <= 20
        assert all(one["code"] == "rate-limited" and 0 < one["retry_after"] <= 1 and one["id"] for one in refused)
        assert [one["seq"] for one in taken] == sorted(one["seq"] for one in taken)
        await quiet.say("hi", "a")
    await asyncio.to_thread(server.stop)
