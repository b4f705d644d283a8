"""Rows of outgoing calls: ready → started(attempt, fence) → done | failed, each step committed before the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from .writer_database import PostgresWriter, Writer

LEASE = 30.0  # seconds; whoever makes a call renews it, so that only a dead process lets it run out
MOST_READ = 256


@dataclass(frozen=True, slots=True)
class ClaimedCall:
    """A call of ours to make, or (with `result`) one whose outcome only has to be told."""

    row_id: int
    workspace_id: int
    conversation_id: int
    bot_id: str
    call_id: str
    kind: str
    request: dict[str, Any]
    cause: str
    hops: int
    deadline: float  # epoch seconds
    repeatable: bool
    fence: int
    result: dict[str, Any] | None
    created_at: float  # epoch seconds: when the step asked for it

    @property
    def key(self) -> str:
        """The same for every attempt, and for no other call."""
        return f"{self.conversation_id}/{self.call_id}"


Wanted = Callable[[str, dict[str, Any]], bool]
Repeatable = Callable[[str, dict[str, Any], bool], bool]


def claim_calls(
    writer: Writer, now: float, wanted: Wanted, repeatable: Repeatable, only: Collection[int] | None
) -> list[ClaimedCall]:
    """Lease what is ready, what a dead process left started, and results nobody has taken.

    `wanted` says per kind and request whether there is room, `repeatable` whether it may be made twice; `only` limits
    it to some conversations.
    """
    writer.begin()
    try:
        rows = _claimable(writer, now)
        claimed = [one for row in rows if (one := _claim(writer, row, now, wanted, repeatable, only))]
        writer.commit() if claimed else writer.rollback()
    except BaseException:
        writer.rollback()
        raise
    return claimed


def _claimable(writer: Writer, now: float) -> list[tuple[Any, ...]]:
    bot = "c.bot_id::text" if isinstance(writer, PostgresWriter) else "c.bot_id"
    lock = " FOR UPDATE OF k SKIP LOCKED" if isinstance(writer, PostgresWriter) else ""
    return writer.rows(
        f"SELECT k.id, k.workspace_id, k.conversation_id, {bot}, k.call_id, k.kind, k.request, k.cause, k.hops, "  # noqa: S608
        "k.deadline, k.idempotent, k.fence, k.state, k.result, k.created_at FROM flows_call k "
        f"JOIN flows_conversation c ON c.id = k.conversation_id WHERE k.leased_until < ? ORDER BY k.id LIMIT ?{lock}",
        (now, MOST_READ),
    )


def _claim(
    writer: Writer,
    row: tuple[Any, ...],
    now: float,
    wanted: Wanted,
    may_repeat: Repeatable,
    only: Collection[int] | None,
) -> ClaimedCall | None:
    *head, request_text, cause, hops, deadline, idempotent, fence, state, result_text, created_at = row
    request = orjson.loads(request_text)
    if only is not None and head[2] not in only:
        return None
    repeatable = may_repeat(head[5], request, bool(idempotent))
    result: dict[str, Any] | None = None
    if state in ("done", "failed"):
        result = orjson.loads(result_text)
    elif state == "started" and not repeatable:
        result = {"failed": "unknown_outcome"}
    elif now > deadline:
        result = {"failed": "timeout"}
    elif not wanted(head[5], request):
        return None
    sql = "UPDATE flows_call SET state = ?, result = ?, attempt = attempt + 1, fence = ?, leased_until = ? WHERE id = ?"
    kept = "" if result is None else orjson.dumps(result).decode()
    writer.run(sql, ("started" if result is None else _state(result), kept, fence + 1, now + LEASE, head[0]))
    return ClaimedCall(*head, request, cause, hops, deadline, repeatable, fence + 1, result, created_at)


def take_and_finish(
    writer: Writer, call: ClaimedCall, now: float, change: Callable[[], dict[str, Any]]
) -> dict[str, Any] | None:
    """`change` and its outcome in one transaction; None where somebody else has claimed the call since."""
    writer.begin()
    try:
        lock = " FOR UPDATE" if isinstance(writer, PostgresWriter) else ""
        sql = f"SELECT 1 FROM flows_call WHERE id = ? AND fence = ? AND state = 'started'{lock}"  # noqa: S608
        if not writer.rows(sql, (call.row_id, call.fence)):
            writer.rollback()
            return None
        result = change()
        sql = "UPDATE flows_call SET state = ?, result = ?, leased_until = ? WHERE id = ?"
        writer.run(sql, (_state(result), orjson.dumps(result).decode(), now + LEASE, call.row_id))
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    return result


def renew_leases(writer: Writer, calls: Iterable[ClaimedCall], now: float) -> None:
    """These calls are still under way here."""
    writer.begin()
    try:
        rows = [(now + LEASE, call.row_id, call.fence) for call in calls]
        writer.many("UPDATE flows_call SET leased_until = ? WHERE id = ? AND fence = ? AND state = 'started'", rows)
        writer.commit()
    except BaseException:
        writer.rollback()
        raise


def finish_call(writer: Writer, call: ClaimedCall, result: dict[str, Any], now: float) -> bool:
    """Store the outcome; False where somebody else has claimed the call since, whose outcome will count."""
    writer.begin()
    try:
        changed = writer.run(
            "UPDATE flows_call SET state = ?, result = ?, leased_until = ? WHERE id = ? AND fence = ? "
            "AND state = 'started'",
            (_state(result), orjson.dumps(result).decode(), now + LEASE, call.row_id, call.fence),
        )
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    return changed == 1


def forget_leases(writer: Writer) -> None:
    """At the start of the only server of a database: whoever held a lease is dead."""
    writer.begin()
    try:
        writer.run("UPDATE flows_call SET leased_until = 0 WHERE leased_until > 0")
        writer.run("UPDATE flows_timer SET leased_until = 0 WHERE leased_until > 0")
        writer.commit()
    except BaseException:
        writer.rollback()
        raise


def _state(result: dict[str, Any]) -> str:
    return "failed" if "failed" in result else "done"
