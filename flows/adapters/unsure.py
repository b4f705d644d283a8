"""Keeps what visitors said and bots did not take, or not surely. Written aside: no turn waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Sequence
from typing import Any

from flows.runtime.ports import StorageDown
from flows.runtime.prepared import Prepared
from flows.runtime.unsure import redacted

from .background import Alarm, Background
from .turn_store import TurnStore
from .writer_database import Writer

PAUSE = 1.0  # seconds between two writes
LAST_SECONDS = 2.0
MOST_PENDING = 1000  # that may wait to be written; more of them are not kept
SWEEP = 3600.0  # seconds between two looks for what has expired
MOST_OF_BOT = 20_000
MOST_SWEPT = 5000  # rows per statement: the writer's thread has turns to write

# Nothing is kept of a conversation that is gone by now.
_INSERT = (
    "INSERT INTO flows_unsureutterance (workspace_id, conversation_id, bot_id, visitor_id, version, text, language, "
    "reason, best, confidence, in_scope, turn, at, expires_at, state) "
    "SELECT workspace_id, id, bot_id, visitor_id, COALESCE((SELECT number FROM flows_version WHERE id = ?), 0), "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM flows_conversation WHERE id = ?"
)
_EXPIRED = "SELECT id FROM flows_unsureutterance WHERE expires_at < ? ORDER BY id LIMIT ?"
_BEYOND = "SELECT id FROM flows_unsureutterance WHERE bot_id = ? ORDER BY id DESC LIMIT ? OFFSET ?"


class UnsureBook:
    """`note` is called on the writer's thread, after the turns were written."""

    def __init__(self, store: TurnStore, background: Background) -> None:
        self._store = store
        self._alarm = Alarm(background.loop)
        self._lock = threading.Lock()
        self._pending: list[Prepared] = []
        self._bots: set[str] = set()  # that were written to since the last sweep
        self._next_sweep = 0.0

    def note(self, turns: Sequence[Prepared]) -> None:
        with self._lock:
            self._pending.extend(turns[: max(0, MOST_PENDING - len(self._pending))])
        self._alarm.ring()

    async def run(self) -> None:
        while True:
            await self._alarm.sleep(60.0)
            await asyncio.sleep(PAUSE)
            pending = self._take()
            try:
                if pending:
                    rows = [_row(one) for one in pending]
                    await asyncio.wrap_future(self._store.transact(lambda writer, rows=rows: _write(writer, rows)))
                if time.monotonic() >= self._next_sweep:
                    await self._sweep()
            except StorageDown:
                self.note(pending)

    def flush(self) -> None:
        """At the end of the process, while the store still writes. What cannot be written now is lost."""
        rows = [_row(one) for one in self._take()]
        if rows:
            with contextlib.suppress(StorageDown, TimeoutError):
                self._store.transact(lambda writer: _write(writer, rows)).result(LAST_SECONDS)

    async def _sweep(self) -> None:
        bots, self._bots = self._bots, set()
        now = time.time()
        removed = await asyncio.wrap_future(self._store.transact(lambda writer: _sweep(writer, bots, now)))
        self._next_sweep = time.monotonic() + (0.0 if removed >= MOST_SWEPT else SWEEP)

    def _take(self) -> list[Prepared]:
        with self._lock:
            pending, self._pending = self._pending, []
        self._bots.update(one.row.bot_id for one in pending)
        return pending


def _row(turn: Prepared) -> tuple[Any, ...]:
    unsure = turn.unsure
    assert unsure is not None
    keeping, at = unsure.keeping, turn.inbound.at
    text = redacted(unsure.text, keeping.redact).replace("\0", "")
    about = (text, unsure.language[:35], unsure.reason, unsure.best[:220], unsure.confidence, unsure.in_scope)
    return (turn.version_id, *about, turn.turn, at, at + keeping.seconds, "waiting", turn.row.id)


def _write(writer: Writer, rows: Sequence[tuple[Any, ...]]) -> None:
    writer.begin()
    try:
        writer.many(_INSERT, rows)
        writer.commit()
    except BaseException:
        writer.rollback()
        raise


def _sweep(writer: Writer, bots: set[str], now: float) -> int:
    """Removes what has expired, and the oldest of bots that have too many; how many rows."""
    gone = [row[0] for row in writer.rows(_EXPIRED, (now, MOST_SWEPT))]
    for bot in bots:
        gone += [row[0] for row in writer.rows(_BEYOND, (bot, MOST_SWEPT, MOST_OF_BOT))]
    if gone:
        writer.begin()
        try:
            writer.many("DELETE FROM flows_unsureutterance WHERE id = ?", [(id,) for id in gone])
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
    return len(gone)
