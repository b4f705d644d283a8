"""kill -9 in the middle of conversations: nothing that was acknowledged is lost, nothing happens twice.

Every client talks to a bot that counts, so reply n proves that its state moved exactly n times. Clients send some
messages twice, cut some sockets after sending, and after each failure come back with their cursor and send the same
id again, as the web chat does.

Broken by hand to see it fail. The test as it stands: event ids remembered in memory only (the stored transcript holds a
turn twice; 2 of 2 runs). An earlier, weaker form of it, not tried again since: no look for known event ids
("acknowledged and lost"); acknowledging before the commit ("the cursor … was refused"); the reply in a second
transaction (seen only as a client that waits past its patience).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time

import websockets

from tests.realtime.live import LiveServer
from tests.runtime.bots import counter

CLIENTS = 12
TURNS = 12
KILLS = 5
TWICE = 0.06
CUT = 0.15
PATIENCE = 240.0  # seconds, on a busy machine


class Client:
    def __init__(self, server: LiveServer, number: int, chance: random.Random, cut: asyncio.Event) -> None:
        self.cut = cut
        self.server, self.number, self.chance = server, number, chance
        self.seen: list[dict] = []  # messages, in order
        self.acked: dict[str, int] = {}
        self.welcome: dict | None = None
        self.done = 0
        self.resent = 0

    @property
    def cursor(self) -> int:
        return self.seen[-1]["seq"] if self.seen else 0

    async def run(self) -> None:
        while self.done < TURNS:
            try:
                async with websockets.connect(self.server.socket("counter"), compression=None) as ws:
                    await self._hello(ws)
                    while self.done < TURNS:
                        await self._turn(ws)
            except (OSError, websockets.WebSocketException, TimeoutError):
                await asyncio.sleep(self.chance.uniform(0.05, 0.3))

    async def _hello(self, ws) -> None:
        hello = {"type": "hello", "id": f"client-{self.number}", "after": self.cursor}
        if self.welcome is not None:
            hello |= {name: self.welcome[name] for name in ("conversation", "token", "epoch")}
        await ws.send(json.dumps(hello))
        while (frame := await self._receive(ws))["type"] != "welcome":
            continue
        assert self.welcome is None or not frame["reset"], "the cursor of a living conversation was refused"
        self.welcome = frame
        for message in frame["messages"]:
            self._see(message)

    async def _turn(self, ws) -> None:
        id = f"turn-{self.done + 1}"
        said = json.dumps({"type": "message", "id": id, "text": "hi"})
        self.resent += id in self.acked
        await ws.send(said)
        if self.chance.random() < TWICE:
            await ws.send(said)
        if self.chance.random() < CUT:
            ws.transport.abort()
            self.cut.set()
            raise OSError("cut")
        while len(self._replies()) <= self.done or id not in self.acked:
            frame = await self._receive(ws)
            if frame["type"] == "ack":
                known = self.acked.setdefault(frame["id"], frame["seq"])
                assert known == frame["seq"], "acknowledged and lost: the same id has another number now"
                own = {"seq": frame["seq"], "from": "user", "client_id": frame["id"], "content": {"text": "hi"}}
                self._see(own)
            elif frame["type"] == "message":
                self._see(frame)
            elif frame["type"] in ("bye", "error"):
                raise OSError(frame)
        self.done += 1
        await asyncio.sleep(self.chance.uniform(0, 0.4))

    async def _receive(self, ws) -> dict:
        return json.loads(await asyncio.wait_for(ws.recv(), 10))

    def _see(self, message: dict) -> None:
        if message["seq"] <= self.cursor:
            return  # told before the socket broke
        assert message["seq"] == self.cursor + 1, f"a gap: {message['seq']} after {self.cursor}"
        self.seen.append(message)
        if message["from"] == "bot":
            replies = self._replies()
            assert replies[-1] == len(replies), f"counted twice or lost: {replies[-1]} as reply {len(replies)}"

    def _replies(self) -> list[int]:
        return [int(one["content"]["text"]) for one in self.seen if one["from"] == "bot"]


async def kill_again_and_again(server: LiveServer, clients: list[Client], chance: random.Random) -> int:
    """Kills shortly after a socket was cut: a turn is stored then whose client knows nothing of it."""
    kills, cut = 0, clients[0].cut
    while kills < KILLS and any(client.done < TURNS for client in clients):
        before = sum(client.done for client in clients)
        while sum(client.done for client in clients) < before + 2 and any(client.done < TURNS for client in clients):
            await asyncio.sleep(0.01)
        cut.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(cut.wait(), 2)
        await asyncio.sleep(chance.uniform(0.01, 0.06))
        await asyncio.to_thread(server.kill)
        kills += 1
        await asyncio.to_thread(server.start)
    return kills


async def test_kill_dash_nine(tmp_path):
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    server = await asyncio.to_thread(LiveServer(tmp_path, {"counter": counter()}).start)
    cut = asyncio.Event()
    clients = [Client(server, number, random.Random(seed + number), cut) for number in range(CLIENTS)]
    started = time.monotonic()
    async with asyncio.timeout(PATIENCE):
        killer = asyncio.create_task(kill_again_and_again(server, clients, chance))
        await asyncio.gather(*(client.run() for client in clients))
        kills = await killer
    print(f"{CLIENTS * TURNS} turns, {kills} kills, {time.monotonic() - started:.0f} s")
    assert kills >= 2
    for client in clients:
        await everything_is_stored(server, client)
    with contextlib.suppress(AssertionError):
        server.stop()


async def everything_is_stored(server: LiveServer, client: Client) -> None:
    """What a newcomer with the same token is told is exactly what the client lived through."""
    async with websockets.connect(server.socket("counter"), compression=None) as ws:
        known = {name: client.welcome[name] for name in ("conversation", "token")}
        await ws.send(json.dumps({"type": "hello", **known}))
        welcome = json.loads(await ws.recv())
    told = [(one["seq"], one["from"], one["content"]["text"], one.get("client_id")) for one in welcome["messages"]]
    lived = [(one["seq"], one["from"], one["content"]["text"], one.get("client_id")) for one in client.seen]
    assert told == lived
    assert [seq for seq, *_ in told] == list(range(1, 2 * TURNS + 1))
    assert [text for _, author, text, _ in told if author == "bot"] == [str(n) for n in range(1, TURNS + 1)]
    assert [id for _, author, _, id in told if author == "user"] == [f"turn-{n}" for n in range(1, TURNS + 1)]
