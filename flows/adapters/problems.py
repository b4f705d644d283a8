"""What went wrong in turns, counted per step for those who build the bot. Written aside: no turn waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.runtime.inbound import TRYOUT
from flows.runtime.ports import StorageDown
from flows.runtime.prepared import Prepared

from .background import Alarm, Background
from .turn_store import TurnStore
from .writer_database import Writer

PAUSE = 1.0  # seconds between two writes
LAST_SECONDS = 2.0
MOST_KEPT = 500  # kinds of problems that may wait to be written
LONGEST_DETAIL = 1000


@dataclass(slots=True)
class _Seen:
    workspace_id: int
    bot_id: str
    version_id: int | None
    flow: str
    node: str
    step: str
    code: str
    detail: str
    first_at: float
    last_at: float
    count: int = 1

    @property
    def key(self) -> str:
        parts = (self.bot_id, str(self.version_id or 0), self.flow, self.node, self.step, self.code)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class ProblemBook:
    def __init__(self, store: TurnStore, background: Background) -> None:
        self._store = store
        self._alarm = Alarm(background.loop)
        self._lock = threading.Lock()
        self._seen: dict[str, _Seen] = {}

    def note(self, turns: Sequence[Prepared]) -> None:
        """From the writer's thread, after the turns were written."""
        with self._lock:
            for turn in turns:
                if turn.problem is not None:
                    self._count(_seen(turn, turn.problem))
        self._alarm.ring()

    def _count(self, one: _Seen) -> None:
        known = self._seen.get(one.key)
        if known is not None:
            known.count += one.count
            known.last_at = max(known.last_at, one.last_at)
            known.detail = one.detail
        elif len(self._seen) < MOST_KEPT:
            self._seen[one.key] = one

    async def run(self) -> None:
        while True:
            await self._alarm.sleep(60.0)
            await asyncio.sleep(PAUSE)
            seen = self._take()
            if not seen:
                continue
            try:
                written = self._store.transact(lambda writer, seen=seen: _write(writer, seen))
                await asyncio.wrap_future(written)
            except StorageDown:
                with self._lock:
                    for one in seen:
                        self._count(one)

    def flush(self) -> None:
        """At the end of the process, while the store still writes. What cannot be written now is lost."""
        seen = self._take()
        if seen:
            with contextlib.suppress(StorageDown, TimeoutError):
                self._store.transact(lambda writer: _write(writer, seen)).result(LAST_SECONDS)

    def _take(self) -> list[_Seen]:
        with self._lock:
            seen, self._seen = list(self._seen.values()), {}
        return seen


def _seen(turn: Prepared, problem: Mapping[str, Any]) -> _Seen:
    where = [str(problem.get(name) or "")[:200] for name in ("flow", "node", "step")]
    code, detail = str(problem.get("code") or "internal")[:64], str(problem.get("detail") or "")[:LONGEST_DETAIL]
    row, at = turn.row, turn.inbound.at
    draft = row.channel == TRYOUT
    return _Seen(row.workspace_id, row.bot_id, None if draft else turn.version_id, *where, code, detail, at, at)


def _write(writer: Writer, seen: Sequence[_Seen]) -> None:
    writer.begin()
    try:
        for one in sorted(seen, key=lambda each: each.key):
            number = "COALESCE((SELECT number FROM flows_version WHERE id = ?), 0)"
            writer.run(
                "INSERT INTO flows_nodeproblem (workspace_id, key, bot_id, version, flow, node, step, code, detail, "  # noqa: S608
                f"count, first_at, last_at, is_read) VALUES (?, ?, ?, {number}, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (key) DO UPDATE SET count = flows_nodeproblem.count + excluded.count, "
                "last_at = excluded.last_at, detail = excluded.detail, is_read = excluded.is_read",
                (
                    *(one.workspace_id, one.key, one.bot_id, one.version_id, one.flow, one.node, one.step, one.code),
                    *(one.detail, one.count, one.first_at, one.last_at, False),
                ),
            )
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
