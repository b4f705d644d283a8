"""What the turn writer writes: all rows of a batch, table by table, in one short transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import orjson

from flows.runtime.prepared import Prepared

from . import turn_postgres, turn_sqlite
from .turn_handoffs import answer_for_closed_queues, write_handoffs
from .turn_tables import CALLS, CONVERSATIONS, EVENTS, MESSAGES, SNAPSHOTS, TIMERS, Values
from .writer_database import Params, PostgresWriter, Writer, id_list

_RELEASE = (
    "UPDATE flows_event SET status = ?, body = ?, turn = ?, decision = ?, trace = ? "
    "WHERE conversation_id = ? AND event_id = ?"
)
# One row: Python lets go of its lock for each row that SQLite gives.
_PAIRS = "json_group_array(json_array({}, {}))"


def store_batch(writer: Writer, batch: Sequence[Prepared]) -> list[Prepared]:
    """Store what these turns write in one transaction, and wait for the disk.

    Gives those that were stored; the others were prepared from rows that are no longer so. Where anything is raised
    nothing was stored, and a rollback is left to do.
    """
    if isinstance(writer, PostgresWriter):
        if turn_postgres.fits(batch):
            return turn_postgres.store(writer, batch)
    elif turn_sqlite.fits(batch) and turn_sqlite.store(writer, batch):
        return list(batch)
    writer.begin()
    there = still_there(writer, batch, wait=False)
    write_and_commit(writer, there)
    return there


def write_and_commit(writer: Writer, batch: Sequence[Prepared]) -> None:
    """In the transaction that has begun, for turns that are `still_there`."""
    answer_for_closed_queues(writer, batch)
    if not batch:
        writer.rollback()
    elif isinstance(writer, PostgresWriter):
        with writer.pipeline():
            _write_rows(writer, batch)
            writer.commit()
    else:
        _write_rows(writer, batch)
        writer.commit()


def still_there(writer: Writer, batch: Sequence[Prepared], *, wait: bool) -> list[Prepared]:
    """Lock the conversations of a batch in id order; those still at the revision they were prepared from, and whose
    bot's live version has not changed since.

    Without `wait`, rows that another process holds are left out (PostgreSQL); SQLite's transaction holds them all.
    """
    ids, bot_ids = [one.row.id for one in batch], {one.row.bot_id for one in batch}
    rows, bots = writer.rows_each(
        [_revisions(writer, "flows_conversation", "id", ids, wait=wait), _live_versions(writer, bot_ids)]
    )
    revisions: dict[int, int] = _by_key(writer, rows)
    live: dict[str, int | None] = _by_key(writer, bots)
    there = [
        one
        for one in batch
        if revisions.get(one.row.id) == one.row.revision and live.get(one.row.bot_id) == one.row.live_version_id
    ]
    visitors = sorted({one.row.visitor_id for one in there if one.user_values is not None and one.row.visitor_id})
    if not visitors:
        return there
    _make_user_values(writer, there)
    sql, params = _revisions(writer, "flows_uservalues", "visitor_id", visitors, wait=wait)
    seen = _by_key(writer, writer.rows(sql, params))
    kept: list[Prepared] = []
    for one in there:
        if (
            one.user_values is None
            or one.row.visitor_id is None
            or seen.pop(one.row.visitor_id, None) == one.row.user_revision
        ):
            kept.append(one)
    return kept


def _revisions(writer: Writer, table: str, key: str, ids: Iterable[int], *, wait: bool) -> tuple[str, Params]:
    if isinstance(writer, PostgresWriter):
        lock = "FOR UPDATE" if wait else "FOR UPDATE SKIP LOCKED"
        sql = f"SELECT {key}, revision FROM {table} WHERE {key} = ANY(?::bigint[]) ORDER BY {key} {lock}"  # noqa: S608
    else:
        sql = f"SELECT {_PAIRS.format(key, 'revision')} FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))"  # noqa: S608
    return sql, (id_list(writer, ids),)


def _by_key(writer: Writer, rows: Sequence[tuple[Any, ...]]) -> dict[Any, Any]:
    return dict(rows) if isinstance(writer, PostgresWriter) else dict(orjson.loads(rows[0][0]))


def _live_versions(writer: Writer, bot_ids: Collection[str]) -> tuple[str, Params]:
    """Where conversations of these bots may move to, as of now: a turn prepared for another version is stale."""
    if isinstance(writer, PostgresWriter):
        sql = "SELECT id::text, live_version_id FROM flows_bot WHERE id = ANY(?::uuid[])"
    else:
        columns = _PAIRS.format("id", "live_version_id")
        sql = f"SELECT {columns} FROM flows_bot WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
    return sql, (id_list(writer, bot_ids),)


def _write_rows(writer: Writer, batch: Sequence[Prepared]) -> None:
    _update_conversations(writer, batch)
    MESSAGES.run(writer, _each(batch, _message_rows))
    EVENTS.run(writer, _each(batch, _event_rows))
    released = [one for one in batch if one.releases]
    if released:
        writer.many(_RELEASE, [_release_row(one) for one in released])
    SNAPSHOTS.run(writer, [_snapshot_row(one) for one in batch if one.snapshot])
    _delete(writer, "flows_timer", "timer_id", _each(batch, lambda one: _pairs(one, one.dropped_timers)))
    _delete(writer, "flows_call", "call_id", _each(batch, lambda one: _pairs(one, one.dropped_calls)))
    TIMERS.run(writer, _each(batch, _timer_rows))
    CALLS.run(writer, _each(batch, _call_rows))
    write_handoffs(writer, [one for one in batch if one.handoffs])
    _write_user_values(writer, [one for one in batch if one.user_values is not None])
    _write_bot_values(writer, [one for one in batch if one.bot_puts or one.bot_adds])


def _each(batch: Sequence[Prepared], rows: Callable[[Prepared], list[Values]]) -> list[Values]:
    return [row for one in batch for row in rows(one)]


def _pairs(one: Prepared, ids: list[str]) -> list[Values]:
    return [(one.row.id, id) for id in ids]


def _update_conversations(writer: Writer, batch: Sequence[Prepared]) -> None:
    rows = [
        (
            one.state.decode(),
            one.row.revision + 1,
            one.turn,
            one.last_seq,
            one.language,
            one.version_id,
            one.pinned_at,
            one.waiting,
            one.control,
            one.held,
            one.inbound.at,
            one.row.id,
        )
        for one in batch
    ]
    CONVERSATIONS.run(writer, rows)


def _message_rows(one: Prepared) -> list[Values]:
    row, at = one.row, one.inbound.at
    return [
        (row.workspace_id, row.id, said.seq, said.author, said.content, said.client_id, said.cause, one.turn, at)
        for said in one.messages
    ]


def _event_rows(one: Prepared) -> list[Values]:
    row, event = one.row, one.inbound
    rows: list[Values] = []
    if not one.releases:
        cause = event.cause or event.id
        head = (row.workspace_id, row.id, event.id, event.kind, one.event_body, one.status)
        rows.append((*head, one.seq, cause, one.turn, one.decision, one.trace, event.at))
    for caused in one.inbox:
        head = (row.workspace_id, row.id, caused.id, caused.kind, caused.encode(), "held")
        rows.append((*head, one.last_seq, caused.cause, one.turn, None, None, caused.at))
    for ordinal, body in enumerate(one.emitted):
        head = (row.workspace_id, row.id, f"@emit/{one.turn}/{ordinal}", "emit", body, "done")
        rows.append((*head, one.last_seq, event.cause, one.turn, None, None, event.at))
    return rows


def _release_row(one: Prepared) -> Values:
    return (one.status, one.event_body, one.turn, one.decision, one.trace, one.row.id, one.inbound.id)


def _snapshot_row(one: Prepared) -> Values:
    row = one.row
    return (row.workspace_id, row.id, one.turn, one.state.decode(), one.last_seq, one.language, one.inbound.at)


def _timer_rows(one: Prepared) -> list[Values]:
    cause = one.inbound.cause
    return [
        (one.row.workspace_id, one.row.id, timer.id, timer.kind, cause, timer.hops, timer.due, 0.0)
        for timer in one.timers
        if timer.id not in one.dropped_timers
    ]


def _call_rows(one: Prepared) -> list[Values]:
    at, cause = one.inbound.at, one.inbound.cause
    return [
        (
            *(one.row.workspace_id, one.row.id, call.id, call.kind, call.request, "", "ready", cause, call.hops),
            *(call.timeout, call.idempotent, 0, 0, 0.0, at + call.timeout, at),
        )
        for call in one.calls
        if call.id not in one.dropped_calls
    ]


def _delete(writer: Writer, table: str, key: str, pairs: Sequence[Values]) -> None:
    if pairs:
        writer.many(f"DELETE FROM {table} WHERE conversation_id = ? AND {key} = ?", pairs)  # noqa: S608


def _make_user_values(writer: Writer, batch: Sequence[Prepared]) -> None:
    for one in batch:
        if one.user_values is not None and one.row.visitor_id is not None and one.row.user_revision == 0:
            writer.run(
                "INSERT INTO flows_uservalues (workspace_id, visitor_id, values_json, revision) VALUES (?, ?, '{}', 0) "
                "ON CONFLICT (visitor_id) DO NOTHING",
                (one.row.workspace_id, one.row.visitor_id),
            )


def _write_user_values(writer: Writer, changed: Sequence[Prepared]) -> None:
    if changed:
        writer.many(
            "UPDATE flows_uservalues SET values_json = ?, revision = revision + 1 WHERE visitor_id = ?",
            [(one.user_values, one.row.visitor_id) for one in changed if one.row.visitor_id is not None],
        )


def _write_bot_values(writer: Writer, changed: Sequence[Prepared]) -> None:
    """Under a lock on each key, in key order: puts replace, adds add to what is there now."""
    keys = sorted({(one.row.bot_id, name) for one in changed for name, _ in (*one.bot_puts, *one.bot_adds)})
    lock = " FOR UPDATE" if isinstance(writer, PostgresWriter) else ""
    now: dict[tuple[str, str], Any] = {}
    workspaces = {one.row.bot_id: one.row.workspace_id for one in changed}
    for bot_id, name in keys:
        writer.run(
            "INSERT INTO flows_botvalue (workspace_id, bot_id, name, value, revision) VALUES (?, ?, ?, 'null', 0) "
            "ON CONFLICT (bot_id, name) DO NOTHING",
            (workspaces[bot_id], bot_id, name),
        )
        sql = f"SELECT value FROM flows_botvalue WHERE bot_id = ? AND name = ?{lock}"  # noqa: S608
        rows = writer.rows(sql, (bot_id, name))
        now[bot_id, name] = orjson.loads(rows[0][0])
    for one in changed:
        for name, value in one.bot_puts:
            now[one.row.bot_id, name] = value
        for name, amount in one.bot_adds:
            now[one.row.bot_id, name] = (now[one.row.bot_id, name] or 0) + amount
    writer.many(
        "UPDATE flows_botvalue SET value = ?, revision = revision + 1 WHERE bot_id = ? AND name = ?",
        [(orjson.dumps(value).decode(), bot_id, name) for (bot_id, name), value in now.items()],
    )
