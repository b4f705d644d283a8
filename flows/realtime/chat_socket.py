"""One socket of a visitor: what it has been sent, what waits to be sent, and how gaps are filled.

Everything here runs on the socket's event loop. The hub hands over what was committed; whatever does not follow
directly on the socket's cursor is read from the database, so that a socket sees each number once and in order.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Generator, Sequence
from types import coroutine
from typing import Any, Protocol

import orjson

from flows.adapters.turn_rows import read_messages
from flows.runtime.messages import Sent
from flows.runtime.outcome import Outcome
from flows.runtime.ports import RuntimeRefusal
from flows.wiring import Runtime

from .protocol import error_frame

MOST_FRAMES = 512
ROOM = 128  # frames that may wait when the next page of a long history is read
PAGE = 200  # messages
MOST_BYTES = 1024 * 1024
TOO_SLOW = 1013
RESTARTING = 1012
EARLIEST, LATEST = 0.5, 3.0  # seconds

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Direct(Protocol):
    """What `botbuilder.websockets` offers beyond ASGI."""

    on_text: Callable[[str], bool] | None

    def send_texts(self, texts: Sequence[str]) -> bool: ...


class ChatSocket:
    """`direct`: the short way to the client, where this server has one."""

    def __init__(self, runtime: Runtime, send: Send, direct: Direct | None = None) -> None:
        self._direct = direct
        self.loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        self._runtime = runtime
        self._send = send
        self._out: deque[str] = deque()
        self._bytes = 0
        self._wanted = asyncio.Event()
        # The sender sleeps and every frame is sent: the next one need not wait for it.
        self._at_rest = False
        self._begun: Awaitable[None] | None = None  # a frame that the server has not taken whole
        self._close_code = 0
        self._conversation_id = 0
        self._epoch = 0
        self._cursor = 0
        self._typing = False
        # Outcomes that arrive while messages are being read; None = nothing is being read.
        self._kept: list[Outcome] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        # Told when the conversation was rewritten (rewind, restore): the client must begin anew.
        self.on_rewritten: Callable[[], Awaitable[None]] | None = None

    @property
    def conversation_id(self) -> int:
        return self._conversation_id

    # Joining a conversation

    def subscribe(self, conversation_id: int) -> None:
        """Before anything is read: what is committed from now on is kept until `follow`."""
        self.leave()
        self._conversation_id = conversation_id
        self._kept = []
        self._runtime.hub.attach(conversation_id, self)

    def follow(self, epoch: int, cursor: int, last_seq: int) -> None:
        """The client has everything up to `cursor` of `last_seq`; what was kept meanwhile comes after it."""
        self._epoch, self._cursor = epoch, cursor
        kept, self._kept = self._kept or [], None
        for outcome in kept:
            self.heard(outcome)
        if last_seq > self._cursor and self._kept is None:
            self._fill()

    def leave(self) -> None:
        if self._conversation_id:
            self._runtime.hub.detach(self._conversation_id, self)
            self._conversation_id = 0

    def end(self) -> None:
        self.leave()
        for task in self._tasks:
            task.cancel()

    # What was committed

    def heard(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.push(error_frame(outcome.error, outcome.event_id))
        elif self._kept is not None:
            self._kept.append(outcome)
        elif outcome.epoch != self._epoch:
            self._rewritten()
        else:
            self._deliver(outcome)

    def _deliver(self, outcome: Outcome) -> None:
        own = outcome.origin is self
        frames: list[str] = []
        if own:
            duplicate = "true" if outcome.duplicate else "false"
            frames.append(
                f'{{"type":"ack","id":{_quoted(outcome.event_id)},"seq":{outcome.seq},"duplicate":{duplicate}}}'
            )
        for said in outcome.messages:
            if said.seq <= self._cursor:
                continue
            if said.seq != self._cursor + 1:
                break
            self._cursor = said.seq
            # The sender's own message: its acknowledgement has told the number.
            if not (own and said.author == "user" and said.client_id == outcome.event_id):
                frames.append(said.frame())
        self._push_all(frames)
        self._show_typing(outcome)
        if outcome.handoff:
            self.show_handoff(outcome.handoff, outcome.agent)
        if outcome.last_seq > self._cursor:
            self._fill()

    def show_handoff(self, state: str, agent: str) -> None:
        named = f',"agent":{_quoted(agent)}' if agent else ""
        self.push(f'{{"type":"handoff","state":"{state}"{named}}}')

    def _show_typing(self, outcome: Outcome) -> None:
        busy = outcome.waiting == "call"
        if busy != self._typing:
            self._typing = busy
            self.push('{"type":"typing","on":true}' if busy else '{"type":"typing","on":false}')

    def _fill(self) -> None:
        self._kept = []
        self._task(self._read_gap())

    async def _read_gap(self) -> None:
        try:
            while True:
                batch = await self.read(self._cursor)
                for said in batch:
                    if said.seq == self._cursor + 1:
                        self._cursor = said.seq
                        self.push(said.frame())
                if len(batch) < PAGE:
                    break
                while len(self._out) > ROOM:
                    await asyncio.sleep(0.01)
        except RuntimeRefusal as error:
            # The client comes back with its cursor when the database does.
            self.push(error_frame(error))
            self.close(RESTARTING)
            return
        kept, self._kept = self._kept or [], None
        for outcome in kept:
            if outcome.last_seq > self._cursor or outcome.origin is self:
                self.heard(outcome)

    async def read(self, after: int) -> list[Sent]:
        """Raises StorageDown."""
        id = self._conversation_id
        return await asyncio.wrap_future(
            self._runtime.readers.run(lambda writer: read_messages(writer, id, after, PAGE))
        )

    def _rewritten(self) -> None:
        if self.on_rewritten is not None:
            self._kept = []
            self._task(self.on_rewritten())

    def _task(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Sending

    def _push_all(self, frames: Sequence[str]) -> None:
        direct = self._direct
        if direct is not None and frames and self._at_rest and not self._close_code and direct.send_texts(frames):
            return
        for frame in frames:
            self.push(frame)

    def push(self, frame: str) -> None:
        """Queue a frame. A client that does not read loses its socket, not our memory."""
        if self._close_code:
            return
        if len(self._out) >= MOST_FRAMES or (self._out and self._bytes > MOST_BYTES):
            self._out.clear()
            self.close(TOO_SLOW)
            return
        if self._at_rest:
            self._send_now(frame)
            return
        self._bytes += len(frame)
        self._out.append(frame)
        self._wanted.set()

    def _send_now(self, frame: str) -> None:
        """Waking the sender costs more than the frame; it is needed only if the client does not keep up."""
        sending = self._send({"type": "websocket.send", "text": frame}).__await__()
        try:
            awaited = next(sending)
        except StopIteration:
            return
        except (OSError, RuntimeError):  # the client went away; its disconnect is on its way to the consumer
            self.close(TOO_SLOW)
            return
        self._begun = _go_on(sending, awaited)
        self._at_rest = False
        self._wanted.set()

    def close(self, code: int) -> None:
        """After the frames that wait."""
        self._close_code = self._close_code or code
        self._wanted.set()

    def say_goodbye(self) -> None:
        """The server leaves; clients come back spread over some seconds."""
        self.push(f'{{"type":"bye","retry_after":{random.uniform(EARLIEST, LATEST):.2f}}}')
        self.close(RESTARTING)

    async def send_frames(self) -> None:
        """Until the socket closes."""
        out, send = self._out, self._send
        while True:
            if self._begun is not None:
                begun, self._begun = self._begun, None
                await begun
            while out:
                frame = out.popleft()
                self._bytes -= len(frame)
                await send({"type": "websocket.send", "text": frame})
            if self._close_code:
                await send({"type": "websocket.close", "code": self._close_code})
                return
            self._wanted.clear()
            self._at_rest = True
            await self._wanted.wait()
            self._at_rest = False


@coroutine
def _go_on(begun: Generator[Any, Any, None], awaited: Any) -> Generator[Any, Any, None]:
    """The rest of a coroutine that was begun outside of any task, and waits for `awaited`."""
    while True:
        yield awaited
        try:
            awaited = next(begun)
        except StopIteration:
            return


def _quoted(text: str) -> str:
    if text.isalnum() and text.isascii():
        return f'"{text}"'
    return orjson.dumps(text).decode()
