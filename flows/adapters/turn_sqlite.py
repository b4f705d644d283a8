"""A batch of turns as one statement of SQLite, which takes the lock, checks, writes and commits in one step.

Python lets go of its lock at each step of a statement and queues for it afterwards, behind the threads that serve
sockets and prepare turns; with a statement per table those waits took longer than the writing. A temporary view has a
column for all that a plain turn writes, and its trigger takes the row apart.
"""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Sequence
from typing import Any

from flows.runtime.prepared import Prepared

from .writer_database import SqliteWriter

MESSAGES = 4  # of one turn; one that says more does not fit
# Rows of a statement: few texts, so that SQLite keeps them all compiled. What is left over is empty rows.
_SIZES = (1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 44, 48, 56, 64, 80)
LARGEST = _SIZES[-1]

_STATE = ("state", "revision", "turn", "last_seq", "language", "version_id", "pinned_at", "waiting", "control", "held")
_EVENT = ("event_id", "kind", "body", "status", "cause", "decision", "trace")
_MESSAGE = ("seq", "author", "content", "client_id", "cause")
_COLUMNS = [
    *("id", "workspace_id", "bot_id", "live_version_id", "at", "is_snapshot", "acknowledged"),
    *_STATE,
    *_EVENT,
    *(f"{name}_{number}" for number in range(MESSAGES) for name in _MESSAGE),
]
_NO_ROW = (None,) * len(_COLUMNS)
_NO_MESSAGE = (None,) * len(_MESSAGE)


def fits(turns: Sequence[Prepared]) -> bool:
    return len(turns) <= LARGEST and all(one.is_plain and len(one.messages) <= MESSAGES for one in turns)


def store(writer: SqliteWriter, turns: Sequence[Prepared]) -> bool:
    """Store these turns, which must fit, in a transaction of their own: all, or, where anything is raised, none.

    False, and nothing was stored, where one of them was prepared from a row that is no longer so.
    """
    writer.once(_install)
    size = next(size for size in _SIZES if size >= len(turns))
    values = [value for one in turns for value in _values(one)]
    values += _NO_ROW * (size - len(turns))
    try:
        writer.alone(_insert(size), values)
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
            return False
        raise
    return True


def _values(one: Prepared) -> list[Any]:
    row, event = one.row, one.inbound
    values = [
        *(row.id, row.workspace_id, row.bot_id, row.live_version_id, event.at, one.snapshot, one.seq),
        *(one.state.decode(), row.revision + 1, one.turn, one.last_seq, one.language, one.version_id),
        *(one.pinned_at, one.waiting, one.control, one.held),
        *(event.id, event.kind, one.event_body, one.status, event.cause or event.id, one.decision, one.trace),
    ]
    for said in one.messages:
        values += (said.seq, said.author, said.content, said.client_id, said.cause)
    values += _NO_MESSAGE * (MESSAGES - len(one.messages))
    return values


@functools.cache
def _insert(size: int) -> str:
    row = f"({', '.join('?' * len(_COLUMNS))})"
    return f"INSERT INTO stored_turn VALUES {', '.join([row] * size)}"  # noqa: S608


def _install(connection: sqlite3.Connection) -> None:
    nothing = ", ".join(["NULL"] * len(_COLUMNS))
    connection.execute(f"CREATE TEMP VIEW stored_turn ({', '.join(_COLUMNS)}) AS SELECT {nothing}")
    connection.execute(_trigger())


def _trigger() -> str:
    moved = ", ".join(f"{name} = NEW.{name}" for name in _STATE)
    event = ", ".join(f"NEW.{name}" for name in _EVENT)
    messages = "".join(_message(number) for number in range(MESSAGES))
    return f"""CREATE TEMP TRIGGER store_turn INSTEAD OF INSERT ON stored_turn WHEN NEW.id IS NOT NULL BEGIN
        UPDATE flows_conversation SET {moved}, last_event_at = NEW.at
            WHERE id = NEW.id AND revision = NEW.revision - 1
            AND (SELECT live_version_id FROM flows_bot WHERE id = NEW.bot_id) IS NEW.live_version_id;
        SELECT RAISE(ABORT, 'stale') WHERE changes() = 0;
        {messages}
        INSERT INTO flows_event (workspace_id, conversation_id, seq, turn, at, {", ".join(_EVENT)})
            VALUES (NEW.workspace_id, NEW.id, NEW.acknowledged, NEW.turn, NEW.at, {event});
        INSERT INTO flows_snapshot (workspace_id, conversation_id, turn, state, last_seq, language, at)
            SELECT NEW.workspace_id, NEW.id, NEW.turn, NEW.state, NEW.last_seq, NEW.language, NEW.at
            WHERE NEW.is_snapshot ON CONFLICT (conversation_id, turn) DO NOTHING;
        END"""  # noqa: S608


def _message(number: int) -> str:
    said = ", ".join(f"NEW.{name}_{number}" for name in _MESSAGE)
    return f"""INSERT INTO flows_message (workspace_id, conversation_id, turn, at, {", ".join(_MESSAGE)})
            SELECT NEW.workspace_id, NEW.id, NEW.turn, NEW.at, {said} WHERE NEW.seq_{number} IS NOT NULL;
        """
