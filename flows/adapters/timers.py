"""Durable timers, and events that were held when a process died: both are found in the database and run."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from typing import Any

from flows.runtime.inbound import Inbound
from flows.runtime.ports import StorageDown

from .background import Alarm, Background
from .turn_store import TurnStore
from .writer_database import PostgresWriter, Writer

logger = logging.getLogger("flows.timers")

LEASE = 30.0  # seconds
LATE = 5.0  # seconds; later than that is catching up
CATCH_UP = 50  # late timers per second
LONGEST_SLEEP = 2.0
HELD_SWEEP = 10.0


class Timers:
    """`only` names the conversations this process may work for; None = all of them."""

    def __init__(
        self, store: TurnStore, background: Background, *, only: Callable[[], Collection[int]] | None = None
    ) -> None:
        self._store = store
        self._only = only
        self._alarm = Alarm(background.loop)

    def wake(self, due: float) -> None:
        """A timer was set; worth a look if it comes before the next one anyway."""
        if due - time.time() < LONGEST_SLEEP:
            self._alarm.ring()

    async def run(self) -> None:
        swept = 0.0
        while True:
            now = time.time()
            try:
                if now - swept > HELD_SWEEP:
                    swept = now
                    await self._release_held()
                pause = await self._fire(now)
            except StorageDown:
                pause = 1.0
            await self._alarm.sleep(pause)

    async def _fire(self, now: float) -> float:
        """Seconds until the next look."""
        only = self._only() if self._only is not None else None
        due, following = await asyncio.wrap_future(self._store.transact(lambda writer: _claim(writer, now, only)))
        late = 0
        for conversation_id, bot_id, timer_id, cause, hops, when in due:
            late_by = max(0.0, now - when)
            late += late_by > LATE
            body = {"timer": timer_id, "late_by": round(late_by, 3)}
            event = Inbound(f"@timer/{timer_id}", "timer", body, now, cause, hops, background=late_by > LATE)
            self._store.submit(conversation_id, bot_id, event)
        if len(due) == CATCH_UP:
            return 1.0 if late else 0.0
        return LONGEST_SLEEP if following is None else min(LONGEST_SLEEP, max(0.0, following - time.time()))

    async def _release_held(self) -> None:
        held = await asyncio.wrap_future(self._store.transact(_held))
        only = self._only() if self._only is not None else None
        for conversation_id, bot_id in held:
            if only is None or conversation_id in only:
                self._store.release(conversation_id, bot_id)


def _bot(writer: Writer) -> str:
    return "c.bot_id::text" if isinstance(writer, PostgresWriter) else "c.bot_id"


def _claim(writer: Writer, now: float, only: Collection[int] | None) -> tuple[list[tuple[Any, ...]], float | None]:
    """Due timers under a lease, and when the next one is due."""
    following = "SELECT min(due) FROM flows_timer WHERE leased_until < ? AND due > ?"
    sql = (
        f"SELECT t.id, t.conversation_id, {_bot(writer)}, t.timer_id, t.cause, t.hops, t.due FROM flows_timer t "  # noqa: S608
        "JOIN flows_conversation c ON c.id = t.conversation_id WHERE t.due <= ? AND t.leased_until < ? "
        "ORDER BY t.due LIMIT ?"
    )
    if not writer.rows("SELECT 1 FROM flows_timer WHERE due <= ? AND leased_until < ? LIMIT 1", (now, now)):
        return [], writer.rows(following, (now, now))[0][0]
    writer.begin()
    try:
        lock = " FOR UPDATE OF t SKIP LOCKED" if isinstance(writer, PostgresWriter) else ""
        rows = [one for one in writer.rows(sql + lock, (now, now, CATCH_UP)) if only is None or one[1] in only]
        if rows:
            writer.many("UPDATE flows_timer SET leased_until = ? WHERE id = ?", [(now + LEASE, one[0]) for one in rows])
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    return [one[1:] for one in rows], writer.rows(following, (now, now))[0][0]


def _held(writer: Writer) -> list[tuple[int, str]]:
    sql = (
        f"SELECT DISTINCT e.conversation_id, {_bot(writer)} FROM flows_event e "  # noqa: S608
        "JOIN flows_conversation c ON c.id = e.conversation_id WHERE e.status = 'held' AND c.waiting <> 'call' "
        "LIMIT 500"
    )
    return [(one[0], one[1]) for one in writer.rows(sql)]
