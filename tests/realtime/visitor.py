"""A visitor's client on a real socket."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import websockets

Frame = dict[str, Any]


class Visitor:
    def __init__(self, url: str) -> None:
        self.url = url
        self.welcome: Frame = {}
        self.seq = 0

    async def __aenter__(self) -> Visitor:
        self.ws = await websockets.connect(self.url, compression=None)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.ws.close()

    async def send(self, **frame: Any) -> None:
        await self.ws.send(json.dumps(frame))

    async def receive(self, seconds: float = 20.0) -> Frame:
        frame = json.loads(await asyncio.wait_for(self.ws.recv(), seconds))
        self.seq = max(self.seq, frame.get("seq", 0))
        return frame

    async def hello(self, **more: Any) -> Frame:
        await self.send(type="hello", **more)
        frame = await self.receive()
        if frame["type"] == "welcome":
            self.welcome = frame
            self.seq = frame["last_seq"]
        return frame

    async def come_back(self, to: Frame, after: int, **more: Any) -> Frame:
        known = {name: to[name] for name in ("conversation", "token", "epoch")}
        return await self.hello(**known | {"after": after} | more)

    async def until(self, kind: str, seconds: float = 20.0) -> Frame:
        while True:
            frame = await self.receive(seconds)
            if frame["type"] == kind:
                return frame

    async def say(self, text: str, id: str) -> list[Frame]:
        """Everything up to the first answer of the bot."""
        await self.send(type="message", id=id, text=text)
        frames = [await self.receive()]
        while frames[-1]["type"] not in ("error",) and frames[-1].get("from") != "bot":
            frames.append(await self.receive())
        return frames

    async def silence(self, seconds: float = 0.3) -> None:
        """Raises AssertionError when anything arrives."""
        try:
            frame = await self.receive(seconds)
        except TimeoutError:
            return
        raise AssertionError(f"unexpected: {frame}")


def said(frames: list[Frame]) -> list[str]:
    return [frame["content"]["text"] for frame in frames if frame.get("from") == "bot"]
