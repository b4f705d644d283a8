"""What the turn writer reads: conversations, known events, values, held events. A handful of statements per batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import orjson

from flows.runtime.inbound import Inbound, Row
from flows.runtime.messages import Sent

from .writer_database import PostgresWriter, Writer, id_list

_COLUMNS = """c.id, c.workspace_id, {bot}, c.version_id, c.pinned_at, c.visitor_id, c.channel, c.language, c.state,
 c.revision, c.turn, c.last_seq, c.epoch, c.control, c.waiting, c.held, b.live_version_id"""
_SQLITE_IDS = "IN (SELECT value FROM json_each(?))"
_POSTGRES_IDS = "= ANY(?::bigint[])"
# json_each drives the join: one look-up in the unique index per pair.
_SQLITE_KNOWN = """SELECT e.conversation_id, e.event_id, e.status, e.seq, e.turn FROM json_each(?) p
 CROSS JOIN flows_event e ON e.conversation_id = json_extract(p.value, '$[0]')
 AND e.event_id = json_extract(p.value, '$[1]')"""
_POSTGRES_KNOWN = """SELECT e.conversation_id, e.event_id, e.status, e.seq, e.turn
 FROM json_array_elements(?::json) p JOIN flows_event e ON e.conversation_id = (p ->> 0)::bigint
 AND e.event_id = p ->> 1"""


class Known(NamedTuple):
    """An event that is stored already: its outcome answers a repetition."""

    status: str
    seq: int
    turn: int


def _in(writer: Writer) -> str:
    return _POSTGRES_IDS if isinstance(writer, PostgresWriter) else _SQLITE_IDS


def read_conversations(writer: Writer, ids: Iterable[int], *, lock: bool = False) -> list[Row]:
    """The rows as they are now, in id order; `lock` waits for them (PostgreSQL; SQLite's writer has them anyway)."""
    postgres = isinstance(writer, PostgresWriter)
    bot = "c.bot_id::text" if postgres else "c.bot_id"
    sql = (
        f"SELECT {_COLUMNS.format(bot=bot)} FROM flows_conversation c JOIN flows_bot b ON b.id = c.bot_id "  # noqa: S608
        f"WHERE c.id {_in(writer)} ORDER BY c.id" + (" FOR UPDATE OF c" if lock and postgres else "")
    )
    return [Row(*one[:8], one[8].encode(), *one[9:]) for one in writer.rows(sql, (id_list(writer, ids),))]


def read_known(writer: Writer, pairs: list[tuple[int, str]]) -> dict[tuple[int, str], Known]:
    """Which of these (conversation, event id) are stored already."""
    sql = _POSTGRES_KNOWN if isinstance(writer, PostgresWriter) else _SQLITE_KNOWN
    rows = writer.rows(sql, (orjson.dumps(pairs).decode(),))
    return {(one[0], one[1]): Known(one[2], one[3], one[4]) for one in rows}


def read_user_values(writer: Writer, visitor_ids: Iterable[int]) -> dict[int, tuple[Mapping[str, Any], int]]:
    sql = f"SELECT visitor_id, values_json, revision FROM flows_uservalues WHERE visitor_id {_in(writer)}"  # noqa: S608
    rows = writer.rows(sql, (id_list(writer, visitor_ids),))
    return {one[0]: (orjson.loads(one[1]), one[2]) for one in rows}


def read_bot_values(writer: Writer, bot_id: str) -> dict[str, Any]:
    rows = writer.rows("SELECT name, value FROM flows_botvalue WHERE bot_id = ?", (bot_id,))
    return {name: orjson.loads(value) for name, value in rows}


def read_held(writer: Writer, conversation_id: int) -> Inbound | None:
    """The oldest event of a conversation that waits for its turn."""
    sql = (
        "SELECT event_id, kind, body, at, cause FROM flows_event "
        "WHERE conversation_id = ? AND status = 'held' ORDER BY id LIMIT 1"
    )
    rows = writer.rows(sql, (conversation_id,))
    if not rows:
        return None
    event_id, kind, body, at, cause = rows[0]
    text = body if isinstance(body, str) else orjson.dumps(body).decode()
    return Inbound.decode(event_id, kind, text, at, cause)


def read_messages(writer: Writer, conversation_id: int, after: int, most: int = 1000) -> list[Sent]:
    """What was said after sequence number `after`, in order."""
    sql = (
        "SELECT seq, author, content, client_id, cause FROM flows_message "
        "WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?"
    )
    return [_sent(one) for one in writer.rows(sql, (conversation_id, after, most))]


def _sent(row: tuple[Any, ...]) -> Sent:
    seq, author, content, client_id, cause = row
    text = content if isinstance(content, str) else orjson.dumps(content).decode()
    return Sent(seq, author, text, client_id, cause)
