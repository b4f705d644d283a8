"""Calls of the kind `flow`: begin a flow in another conversation of the bot.

Nothing is written into the other conversation: it gets an event whose id is made of the call's, so that a repeated
attempt changes nothing. The call's row is what remembers that the event has to be brought.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flows.engine.proactive import START_FLOW
from flows.runtime.inbound import TRYOUT, Inbound
from flows.runtime.outcome import Outcome
from flows.runtime.ports import RuntimeRefusal, StorageDown

from .call_kinds import Made
from .call_rows import ClaimedCall
from .readers import Readers
from .turn_store import TurnStore
from .writer_database import Writer

SECONDS = 5.0
PAUSE = 0.5


class FlowCalls:
    def __init__(self, store: TurnStore, readers: Readers) -> None:
        self._store = store
        self._readers = readers

    def place(self, request: Mapping[str, Any]) -> str:
        return ""

    def repeatable(self, request: Mapping[str, Any], *, idempotent: bool) -> bool:
        return True

    async def close(self) -> None:
        return

    async def make(self, call: ClaimedCall) -> Made:
        found = await asyncio.wrap_future(self._readers.run(lambda writer: find_target(writer, call)))
        if found is None:
            return Made({"failed": "unknown_conversation" if "conversation" in call.request else "unknown_visitor"})
        id, uuid = found
        if id == call.conversation_id:
            return Made({"failed": "own_conversation"})
        data = {name: call.request.get(name) for name in ("flow", "node", "inputs")}
        body = {"name": START_FLOW, "data": data}
        while time.time() < call.deadline:
            # Of its own making in the other conversation: its messages have no cause among that visitor's events.
            event_id = f"@flow/{call.key}"
            event = Inbound(event_id, "happen", body, time.time(), event_id, call.hops, background=True)
            mark = _Mark(asyncio.get_running_loop())
            try:
                self._store.submit(id, call.bot_id, event, mark)
                outcome = await asyncio.wait_for(mark.told, SECONDS)
            except (RuntimeRefusal, TimeoutError):
                await asyncio.sleep(PAUSE)
                continue
            if outcome.error is None:
                return Made({"value": {"conversation": uuid}})
            if not isinstance(outcome.error, StorageDown):
                return Made({"failed": outcome.error.code})
            await asyncio.sleep(PAUSE)
        return Made({"failed": "timeout"})


class _Mark:
    """Waits for the outcome of one event."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop: asyncio.AbstractEventLoop | None = loop
        self.told: asyncio.Future[Outcome] = loop.create_future()

    def heard(self, outcome: Outcome) -> None:
        if not self.told.done():
            self.told.set_result(outcome)


def find_target(writer: Writer, call: ClaimedCall) -> tuple[int, str] | None:
    """The conversation by its id, or the visitor's latest one; of this bot, and a try-out only from a try-out."""
    request = call.request
    sql = "SELECT channel FROM flows_conversation WHERE id = ?"
    asks = writer.rows(sql, (call.conversation_id,))
    same = "c.channel = ?" if asks and asks[0][0] == TRYOUT else "c.channel <> ?"
    if "conversation" in request:
        try:
            uuid = UUID(str(request["conversation"]))
        except ValueError:
            return None
        sql = f"SELECT c.id, c.uuid FROM flows_conversation c WHERE c.uuid = ? AND c.bot_id = ? AND {same}"  # noqa: S608
        rows = writer.rows(sql, (uuid.hex, call.bot_id, TRYOUT))
    else:
        rows = writer.rows(
            "SELECT c.id, c.uuid FROM flows_conversation c JOIN flows_visitor v ON v.id = c.visitor_id "  # noqa: S608
            f"WHERE v.bot_id = ? AND v.key = ? AND {same} ORDER BY c.last_event_at DESC, c.id DESC LIMIT 1",
            (call.bot_id, f"user:{request.get('user', '')}", TRYOUT),
        )
    return (rows[0][0], str(UUID(str(rows[0][1])))) if rows else None
