"""A batch of turns as one statement of PostgreSQL, which locks, checks and writes; then it commits by itself.

One round trip instead of two, one statement to send and to bind instead of seven.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import orjson

from flows.runtime.prepared import Prepared

from .writer_database import PostgresWriter

_STATE = (
    ("state", "text"),
    ("revision", "bigint"),
    ("turn", "bigint"),
    ("last_seq", "bigint"),
    ("language", "text"),
    ("version_id", "bigint"),
    ("pinned_at", "float8"),
    ("waiting", "text"),
    ("control", "int"),
    ("held", "int"),
)
_FIELDS = (
    *(("id", "bigint"), ("workspace_id", "bigint"), ("bot_id", "uuid"), ("live_version_id", "bigint")),
    *(("at", "float8"), ("is_snapshot", "bool"), ("acknowledged", "bigint")),
    *_STATE,
    *(("event_id", "text"), ("kind", "text"), ("body", "jsonb"), ("status", "text"), ("cause", "text")),
    *(("decision", "jsonb"), ("trace", "text"), ("messages", "json")),
)

_STORE = f"""WITH t AS MATERIALIZED (
    SELECT * FROM json_to_recordset(?::json) AS u({", ".join(f"{name} {kind}" for name, kind in _FIELDS)})
), locked AS (
    SELECT c.id FROM flows_conversation c JOIN t ON t.id = c.id JOIN flows_bot b ON b.id = t.bot_id
    WHERE c.revision = t.revision - 1 AND b.live_version_id IS NOT DISTINCT FROM t.live_version_id
    ORDER BY c.id FOR UPDATE OF c SKIP LOCKED
), moved AS (
    UPDATE flows_conversation c SET {", ".join(f"{name} = t.{name}" for name, _ in _STATE)}, last_event_at = t.at
    FROM t JOIN locked USING (id) WHERE c.id = t.id RETURNING c.id
), said AS (
    INSERT INTO flows_message (workspace_id, conversation_id, turn, at, seq, author, content, client_id, cause)
    SELECT t.workspace_id, t.id, t.turn, t.at, m.seq, m.author, m.content, m.client_id, m.cause
    FROM t JOIN moved USING (id) CROSS JOIN LATERAL json_to_recordset(t.messages)
        AS m(seq bigint, author text, content jsonb, client_id text, cause text)
), recorded AS (
    INSERT INTO flows_event (workspace_id, conversation_id, event_id, kind, body, status, seq, cause, turn, decision,
        trace, at)
    SELECT t.workspace_id, t.id, t.event_id, t.kind, t.body, t.status, t.acknowledged, t.cause, t.turn, t.decision,
        decode(t.trace, 'base64'), t.at
    FROM t JOIN moved USING (id)
), kept AS (
    INSERT INTO flows_snapshot (workspace_id, conversation_id, turn, state, last_seq, language, at)
    SELECT t.workspace_id, t.id, t.turn, t.state, t.last_seq, t.language, t.at
    FROM t JOIN moved USING (id) WHERE t.is_snapshot ON CONFLICT (conversation_id, turn) DO NOTHING
) SELECT id FROM moved"""  # noqa: S608


def fits(turns: Sequence[Prepared]) -> bool:
    return all(one.is_plain for one in turns)


def store(writer: PostgresWriter, turns: Sequence[Prepared]) -> list[Prepared]:
    """Store these turns, which must fit, in a transaction of their own; gives those that were stored.

    The others were prepared from rows that are no longer so, or that another process holds.
    """
    moved = {id for (id,) in writer.rows(_STORE, (orjson.dumps([_fields(one) for one in turns]).decode(),))}
    return [one for one in turns if one.row.id in moved]


def _fields(one: Prepared) -> dict[str, Any]:
    row, event = one.row, one.inbound
    return {
        "id": row.id,
        "workspace_id": row.workspace_id,
        "bot_id": row.bot_id,
        "live_version_id": row.live_version_id,
        "at": event.at,
        "is_snapshot": one.snapshot,
        "acknowledged": one.seq,
        "state": one.state.decode(),
        "revision": row.revision + 1,
        "turn": one.turn,
        "last_seq": one.last_seq,
        "language": one.language,
        "version_id": one.version_id,
        "pinned_at": one.pinned_at,
        "waiting": one.waiting,
        "control": one.control,
        "held": one.held,
        "event_id": event.id,
        "kind": event.kind,
        "body": orjson.Fragment(one.event_body),
        "status": one.status,
        "cause": event.cause or event.id,
        "decision": None if one.decision is None else orjson.Fragment(one.decision),
        "trace": None if one.trace is None else base64.b64encode(one.trace).decode(),
        "messages": [
            {
                "seq": said.seq,
                "author": said.author,
                "content": orjson.Fragment(said.content),
                "client_id": said.client_id,
                "cause": said.cause,
            }
            for said in one.messages
        ],
    }
