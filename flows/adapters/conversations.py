"""Send an event and wait until the conversation is quiet: what REST, webhooks, `talk` and the try-out share."""

from __future__ import annotations

import asyncio
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flows.runtime.inbound import Inbound, Opening
from flows.runtime.messages import Sent
from flows.runtime.outcome import Outcome, is_quiet

from .hub import Hub
from .readers import Readers
from .turn_rows import read_messages
from .turn_store import TurnStore
from .writer_database import Writer

PATIENCE = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Reply:
    """What one event led to. `pending`: more may come; ask for messages after `last_seq`."""

    conversation_id: int
    uuid: str
    epoch: int
    seq: int
    last_seq: int
    turn: int
    duplicate: bool
    pending: bool
    waiting: str
    messages: list[Sent] = field(default_factory=list)

    def views(self) -> list[dict[str, Any]]:
        return [one.view() for one in self.messages]


class _Gathering:
    """Follows one event until its conversation is quiet."""

    def __init__(self, cause: str, wait: float) -> None:
        self._cause = cause
        self._deadline = time.monotonic() + wait
        self._ends = time.time() + wait
        self.first: Outcome | None = None
        self._last: Outcome | None = None

    @property
    def left(self) -> float:
        return self._deadline - time.monotonic()

    def heard(self, outcome: Outcome, mark: object) -> None:
        """Raises the refusal of the event."""
        if outcome.origin is mark:
            if outcome.error is not None:
                raise outcome.error
            self.first = outcome
        if self.first is not None and outcome.error is None:
            self._last = outcome

    @property
    def quiet(self) -> bool:
        return self._last is not None and self._last.quiet

    @property
    def simple(self) -> bool:
        """Whether the event's own turn holds all of the answer."""
        return self.first is self._last and self.quiet and self.first is not None and not self.first.duplicate

    def read(self, writer: Writer) -> tuple[Outcome, list[Sent], bool]:
        """Where the conversation stands, what this event led to, and whether waiting on makes sense."""
        assert self.first is not None
        id = self.first.conversation_id
        sql = "SELECT last_seq, epoch, turn, waiting, held FROM flows_conversation WHERE id = ?"
        rows = writer.rows(sql, (id,))
        last_seq, epoch, turn, waiting, held = rows[0] if rows else (0, 1, 0, "", 0)
        quiet = is_quiet(waiting, held)
        messages = [
            one
            for one in read_messages(writer, id, self.first.seq)
            if one.cause == self._cause and one.author != "user"
        ]
        hopeless = False
        if waiting == "timer":
            due = writer.rows("SELECT min(due) FROM flows_timer WHERE conversation_id = ?", (id,))[0][0]
            hopeless = due is None or due > self._ends
        outcome = Outcome(id, "", last_seq=last_seq, epoch=epoch, turn=turn, waiting=waiting, quiet=quiet)
        self._last = outcome
        return outcome, messages, not quiet and not hopeless

    def reply(self, read: tuple[Outcome, list[Sent], bool] | None) -> Reply:
        assert self.first is not None
        first = self.first
        if read is None:
            now, messages = first, [one for one in first.messages if one.author != "user"]
        else:
            now, messages = read[0], read[1]
        return Reply(
            *(first.conversation_id, first.uuid, now.epoch, first.seq, now.last_seq, now.turn),
            *(first.duplicate, not now.quiet, now.waiting, messages),
        )


class _ThreadMark:
    loop = None

    def __init__(self) -> None:
        self.box: queue.SimpleQueue[Outcome] = queue.SimpleQueue()

    def heard(self, outcome: Outcome) -> None:
        self.box.put(outcome)


class _LoopMark:
    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        self.box: asyncio.Queue[Outcome] = asyncio.Queue()

    def heard(self, outcome: Outcome) -> None:
        self.box.put_nowait(outcome)


class Conversations:
    def __init__(self, store: TurnStore, hub: Hub, readers: Readers) -> None:
        self._store = store
        self._hub = hub
        self._readers = readers

    def open(self, opening: Opening, wait: float = PATIENCE) -> Reply:
        """Begin a conversation, or find the one with this key. Raises RuntimeRefusal."""
        return self._gather(lambda mark: self._store.open(opening, mark), 0, opening.event().cause, wait)

    async def aopen(self, opening: Opening, wait: float = PATIENCE) -> Reply:
        return await self._agather(lambda mark: self._store.open(opening, mark), 0, opening.event().cause, wait)

    def submit(self, conversation_id: int, lane: str, inbound: Inbound, wait: float = PATIENCE) -> Reply:
        """`lane` is the id of the bot, as in Opening. Raises RuntimeRefusal."""
        send: Callable[[Any], None] = lambda mark: self._store.submit(conversation_id, lane, inbound, mark)  # noqa: E731
        return self._gather(send, conversation_id, inbound.cause, wait)

    async def asubmit(self, conversation_id: int, lane: str, inbound: Inbound, wait: float = PATIENCE) -> Reply:
        send: Callable[[Any], None] = lambda mark: self._store.submit(conversation_id, lane, inbound, mark)  # noqa: E731
        return await self._agather(send, conversation_id, inbound.cause, wait)

    def messages(self, conversation_id: int, after: int = 0) -> list[Sent]:
        return self._readers.run(lambda writer: read_messages(writer, conversation_id, after)).result()

    async def amessages(self, conversation_id: int, after: int = 0) -> list[Sent]:
        return await asyncio.wrap_future(
            self._readers.run(lambda writer: read_messages(writer, conversation_id, after))
        )

    def _gather(self, send: Callable[[Any], None], conversation_id: int, cause: str, wait: float) -> Reply:
        mark, gathering = _ThreadMark(), _Gathering(cause, wait)
        attached = conversation_id
        if attached:
            self._hub.attach(attached, mark)
        try:
            send(mark)
            while gathering.first is None:
                gathering.heard(mark.box.get(), mark)
            if gathering.simple:
                return gathering.reply(None)
            if not attached:
                attached = gathering.first.conversation_id
                self._hub.attach(attached, mark)
            read = self._readers.run(gathering.read).result()
            while read[2] and gathering.left > 0:
                try:
                    gathering.heard(mark.box.get(timeout=gathering.left), mark)
                except queue.Empty:
                    break
                if gathering.quiet:
                    read = self._readers.run(gathering.read).result()
            return gathering.reply(self._readers.run(gathering.read).result())
        finally:
            self._hub.detach(attached, mark)

    async def _agather(self, send: Callable[[Any], None], conversation_id: int, cause: str, wait: float) -> Reply:
        mark, gathering = _LoopMark(), _Gathering(cause, wait)
        attached = conversation_id
        if attached:
            self._hub.attach(attached, mark)
        try:
            send(mark)
            while gathering.first is None:
                gathering.heard(await mark.box.get(), mark)
            if gathering.simple:
                return gathering.reply(None)
            if not attached:
                attached = gathering.first.conversation_id
                self._hub.attach(attached, mark)
            read = await self._read(gathering)
            while read[2] and gathering.left > 0:
                try:
                    gathering.heard(await asyncio.wait_for(mark.box.get(), gathering.left), mark)
                except TimeoutError:
                    break
                if gathering.quiet:
                    read = await self._read(gathering)
            return gathering.reply(await self._read(gathering))
        finally:
            self._hub.detach(attached, mark)

    async def _read(self, gathering: _Gathering) -> tuple[Outcome, list[Sent], bool]:
        return await asyncio.wrap_future(self._readers.run(gathering.read))
