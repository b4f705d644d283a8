"""Starts the runtime with the server and lets it finish its work before the server leaves."""

from collections.abc import Awaitable, Callable
from typing import Any

from flows import wiring

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def lifespan(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await wiring.start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await wiring.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
