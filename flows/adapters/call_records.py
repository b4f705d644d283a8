"""Calls of the kind `records`: find, insert, update and delete in a bot's own tables.

Rows are looked for by a reader, away from the turns. What changes them is one short transaction with the call's own
row: it happens exactly once, or not at all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Any

from .call_kinds import Made
from .call_rows import ClaimedCall, take_and_finish
from .readers import Readers
from .records import TooMuch, Where, change_records, find_records, insert_record
from .turn_store import TurnStore
from .writer_database import Writer


class RecordCalls:
    def __init__(self, store: TurnStore, readers: Readers) -> None:
        self._store = store
        self._readers = readers

    def place(self, request: Mapping[str, Any]) -> str:
        return ""

    def repeatable(self, request: Mapping[str, Any], *, idempotent: bool) -> bool:
        """What was not finished together with its row has not happened."""
        return True

    async def close(self) -> None:
        return

    async def make(self, call: ClaimedCall) -> Made:
        request = call.request
        where = Where(call.workspace_id, call.bot_id, str(request["table"]))
        try:
            if request["op"] == "find":
                found = self._readers.run(lambda writer: find_records(writer, where, request))
                return Made({"value": await asyncio.wrap_future(found)})
            ids = await self._chosen(where, request)
            done = self._store.transact(lambda writer: _change(writer, call, where, ids))
            result = await asyncio.wrap_future(done)
        except TooMuch as reason:
            return Made({"failed": str(reason)})
        # None: somebody else has the call now, and nothing was changed here.
        return Made({"failed": "unknown_outcome"}) if result is None else Made(result, stored=True)

    async def _chosen(self, where: Where, request: Mapping[str, Any]) -> list[int]:
        if request["op"] == "insert":
            return []
        wanted = {**request, "order": None}
        found = await asyncio.wrap_future(self._readers.run(lambda writer: find_records(writer, where, wanted)))
        return [one["id"] for one in found]


def _change(writer: Writer, call: ClaimedCall, where: Where, ids: Sequence[int]) -> dict[str, Any] | None:
    """On the turn writer's thread."""
    at = time.time()

    def change() -> dict[str, Any]:
        if call.request["op"] == "insert":
            return {"value": insert_record(writer, where, call.request["values"], at)}
        return {"value": change_records(writer, where, call.request, ids, at)}

    return take_and_finish(writer, call, at, change)
