"""Conversations begin here: insert or ignore by (bot, channel, key), so the same opening twice is the same one."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from flows.runtime.inbound import Opening

from .writer_database import Writer

_FIND = "SELECT id, uuid FROM flows_conversation WHERE bot_id = ? AND channel = ? AND key = ?"


class Found(NamedTuple):
    id: int
    uuid: str


def find_or_open(writer: Writer, openings: list[Opening]) -> list[Found]:
    """One short transaction; an opening that is cut off here leaves an empty conversation that a retry starts."""
    found = [_find(writer, one) for one in openings]
    if None in found:
        writer.begin()
        try:
            found = [there or _open(writer, one) for there, one in zip(found, openings, strict=True)]
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
    return [one for one in found if one is not None]


def _find(writer: Writer, opening: Opening) -> Found | None:
    rows = writer.rows(_FIND, (opening.bot_id, opening.channel, opening.key))
    return Found(rows[0][0], _hex(rows[0][1])) if rows else None


def _open(writer: Writer, opening: Opening) -> Found | None:
    new = uuid.uuid4().hex
    visitor_key = opening.visitor_key or f"conversation:{new}"
    writer.run(
        "INSERT INTO flows_visitor (workspace_id, bot_id, key, name, created_at) VALUES (?, ?, ?, '', ?) "
        "ON CONFLICT (bot_id, key) DO NOTHING",
        (opening.workspace_id, opening.bot_id, visitor_key, opening.at),
    )
    sql = "SELECT id FROM flows_visitor WHERE bot_id = ? AND key = ?"
    visitor_id = writer.rows(sql, (opening.bot_id, visitor_key))[0][0]
    writer.run(
        "INSERT INTO flows_conversation (workspace_id, uuid, bot_id, version_id, pinned_at, visitor_id, channel, key, "
        "language, state, revision, turn, last_seq, epoch, control, waiting, held, created_at, last_event_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, 0, 0, 1, 0, '', 0, ?, ?) ON CONFLICT (bot_id, channel, key) "
        "DO NOTHING",
        (
            *(opening.workspace_id, new, opening.bot_id, opening.version_id, opening.at, visitor_id),
            *(opening.channel, opening.key or new, opening.language, opening.at, opening.at),
        ),
    )
    sql = _FIND if opening.key else "SELECT id, uuid FROM flows_conversation WHERE uuid = ?"
    params = (opening.bot_id, opening.channel, opening.key) if opening.key else (new,)
    rows = writer.rows(sql, params)
    return Found(rows[0][0], _hex(rows[0][1]))


def _hex(value: object) -> str:
    """SQLite keeps a UUID as its hex digits, PostgreSQL as a type of its own."""
    return value.hex if isinstance(value, uuid.UUID) else str(value)
