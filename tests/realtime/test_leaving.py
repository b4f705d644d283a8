"""A server that is told to leave finishes what it took, says goodbye, and leaves nothing behind."""

from __future__ import annotations

import asyncio

import pytest

from tests.runtime.bots import caller, counter, waiter
from tests.runtime.outside import outside

from .live import LiveServer
from .visitor import Visitor, said


async def test_sigterm_says_goodbye_and_the_next_server_goes_on(tmp_path):
    server = await asyncio.to_thread(LiveServer(tmp_path, {"counter": counter()}).start)
    async with Visitor(server.socket("counter")) as visitor:
        first = await visitor.hello()
        await visitor.say("hi", "a")
        server.terminate()
        bye = await visitor.until("bye")
        assert 0 < bye["retry_after"] <= 5
        await asyncio.wait_for(visitor.ws.wait_closed(), 10)
        assert visitor.ws.close_code == 1012
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)
    async with Visitor(server.socket("counter")) as visitor:
        again = await visitor.come_back(first, after=2)
        assert again["messages"] == [] and again["reset"] is False
        assert said(await visitor.say("hi", "b")) == ["2"]
    await asyncio.to_thread(server.stop)


@pytest.mark.parametrize("document", ["timer", "call"])
async def test_timers_and_calls_outlive_the_server(tmp_path, document):
    with outside() as other:
        other.gate.clear()
        bots = {"timer": waiter(2), "call": caller(f"{other.url}/gated", timeout=60)}
        server = LiveServer(tmp_path, bots, BOTBUILDER_INTERNAL_HOSTS="127.0.0.1")
        await asyncio.to_thread(server.start)
        async with Visitor(server.socket(document)) as visitor:
            first = await visitor.hello()
            await visitor.send(type="message", id="a", text="hi")
            await visitor.until("ack")
            await asyncio.sleep(0.2)
            await asyncio.to_thread(server.kill)
        other.gate.set()
        await asyncio.to_thread(server.start)
        async with Visitor(server.socket(document)) as visitor:
            again = await visitor.come_back(first, after=0)
            frames = list(again["messages"])
            while not frames or frames[-1]["content"]["text"] not in ("done", "got fine for hi"):
                # On PostgreSQL the dead process's lease (30 s) has to run out; SQLite's next server knows it is dead.
                frames.append(await visitor.until("message", seconds=45))
            assert [frame["seq"] for frame in frames] == list(range(1, len(frames) + 1))
        await asyncio.to_thread(server.stop)
