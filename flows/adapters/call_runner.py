"""Makes the calls that turns have asked for; each outcome comes back as an event of its conversation."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any

from flows.runtime.inbound import Inbound
from flows.runtime.ports import StorageDown

from .background import Alarm, Background
from .call_kinds import CallKind, Made
from .call_rows import ClaimedCall, claim_calls, finish_call, renew_leases
from .turn_store import TurnStore

logger = logging.getLogger("flows.calls")

MOST_CALLS = 64
MOST_PER_PLACE = 8
SWEEP = 2.0  # seconds between looks for leases that ran out
RENEWAL = 10.0  # seconds between renewals of our own


class CallRunner:
    """`kinds` by name. `only` names the conversations this process may work for; None = all of them."""

    def __init__(
        self,
        store: TurnStore,
        background: Background,
        kinds: Mapping[str, CallKind],
        *,
        only: Callable[[], Collection[int]] | None = None,
    ) -> None:
        self._store = store
        self._kinds = kinds
        self._only = only
        self._alarm = Alarm(background.loop)
        self._places: Counter[str] = Counter()
        self._running: set[asyncio.Task[None]] = set()
        self._under_way: dict[int, ClaimedCall] = {}
        self._renewed_at = 0.0

    def wake(self) -> None:
        self._alarm.ring()

    async def run(self) -> None:
        try:
            while True:
                await self._claim()
                await self._renew()
                await self._alarm.sleep(SWEEP)
        finally:
            for kind in self._kinds.values():
                await kind.close()

    async def _claim(self) -> None:
        only = self._only() if self._only is not None else None
        try:
            claimed = await asyncio.wrap_future(
                self._store.transact(
                    lambda writer: claim_calls(writer, time.time(), self._room(), self._repeatable, only)
                )
            )
        except StorageDown:
            return
        for call in claimed:
            self._places[self._place(call.kind, call.request)] += 1
            task = asyncio.create_task(self._make(call))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _renew(self) -> None:
        now = time.time()
        calls = list(self._under_way.values())
        if not calls or now - self._renewed_at < RENEWAL:
            return
        self._renewed_at = now
        try:
            await asyncio.wrap_future(self._store.transact(lambda writer: renew_leases(writer, calls, now)))
        except StorageDown:
            logger.warning("the leases of %d calls could not be renewed", len(calls))

    def _room(self) -> Callable[[str, dict[str, Any]], bool]:
        places = self._places.copy()

        def wanted(kind: str, request: dict[str, Any]) -> bool:
            place = self._place(kind, request)
            if places.total() >= MOST_CALLS or places[place] >= MOST_PER_PLACE:
                return False
            places[place] += 1
            return True

        return wanted

    def _place(self, kind: str, request: Mapping[str, Any]) -> str:
        maker = self._kinds.get(kind)
        return kind if maker is None else f"{kind} {maker.place(request)}"

    def _repeatable(self, kind: str, request: Mapping[str, Any], idempotent: bool) -> bool:
        maker = self._kinds.get(kind)
        return maker is None or maker.repeatable(request, idempotent=idempotent)

    async def _make(self, call: ClaimedCall) -> None:
        self._under_way[call.row_id] = call
        try:
            result = call.result
            if result is None:
                maker = self._kinds.get(call.kind)
                made = Made({"failed": "not_available"}) if maker is None else await maker.make(call)
                result = made.result
                if not made.stored and not await self._finish(call, result):
                    return
            now = time.time()
            body = {"call": call.call_id, "result": result, "took": round(now - call.created_at, 3)}
            event = Inbound(f"@call/{call.call_id}", "call", body, now, call.cause, call.hops)
            self._store.submit(call.conversation_id, call.bot_id, event)
        except StorageDown:
            logger.warning(
                "the outcome of call %s is not stored; its lease runs out and it is looked at again", call.row_id
            )
        except Exception:
            logger.exception("call %s failed", call.row_id)
        finally:
            self._under_way.pop(call.row_id, None)
            self._places[self._place(call.kind, call.request)] -= 1
            self._alarm.ring()

    async def _finish(self, call: ClaimedCall, result: dict[str, Any]) -> bool:
        stored = self._store.transact(lambda writer: finish_call(writer, call, result, time.time()))
        return await asyncio.wrap_future(stored)
