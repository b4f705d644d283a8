"""How frames leave a chat socket: at once where the client keeps up, else in order behind each other."""

from __future__ import annotations

import asyncio
from typing import Any

from flows.realtime.chat_socket import MOST_FRAMES, TOO_SLOW, ChatSocket


class Server:
    """The server's side of a socket; while `open` is not set it takes nothing."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.sent: list[Any] = []

    async def send(self, message: dict[str, Any]) -> None:
        await self.open.wait()
        self.sent.append(message.get("text", message.get("code")))


async def started(server: Server) -> tuple[ChatSocket, asyncio.Task[None]]:
    socket = ChatSocket(None, server.send)  # type: ignore[arg-type]  # it reads nothing here
    sender = asyncio.create_task(socket.send_frames())
    await asyncio.sleep(0)
    return socket, sender


async def test_a_frame_leaves_at_once():
    server = Server()
    socket, sender = await started(server)
    socket.push("1")
    socket.push("2")
    assert server.sent == ["1", "2"]
    socket.close(1000)
    await sender
    assert server.sent == ["1", "2", 1000]


async def test_frames_before_the_sender_runs_are_not_lost():
    server = Server()
    socket = ChatSocket(None, server.send)  # type: ignore[arg-type]
    socket.push("1")
    sender = asyncio.create_task(socket.send_frames())
    await asyncio.sleep(0)
    socket.push("2")
    assert server.sent == ["1", "2"]
    sender.cancel()


async def test_a_client_that_stops_reading_for_a_while_gets_everything_in_order():
    server = Server()
    socket, sender = await started(server)
    socket.push("1")
    server.open.clear()
    for number in range(2, 6):
        socket.push(str(number))
        await asyncio.sleep(0)
    assert server.sent == ["1"]
    server.open.set()
    await asyncio.sleep(0.01)
    socket.push("6")
    socket.close(1000)
    await sender
    assert server.sent == ["1", "2", "3", "4", "5", "6", 1000]


async def test_a_client_that_never_reads_loses_its_socket_not_our_memory():
    server = Server()
    socket, sender = await started(server)
    server.open.clear()
    for number in range(MOST_FRAMES + 2):
        socket.push(str(number))
    server.open.set()
    await sender
    assert server.sent == ["0", TOO_SLOW]


async def test_a_frame_that_waits_when_the_socket_ends_is_given_up():
    server = Server()
    socket, sender = await started(server)
    server.open.clear()
    socket.push("1")
    await asyncio.sleep(0)
    sender.cancel()
    await asyncio.gather(sender, return_exceptions=True)
    assert sender.cancelled()
    server.open.set()
    await asyncio.sleep(0)
    assert server.sent == []
