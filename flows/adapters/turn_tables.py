"""Set-wise statements over the live tables: executemany on SQLite; on PostgreSQL all rows as one JSON document.

One JSON text costs a tenth of what arrays cost: psycopg escapes each array element in Python.
"""

from __future__ import annotations

import base64
import functools
import itertools
from collections.abc import Callable, Sequence
from typing import Any

import orjson

from .writer_database import SqliteWriter, Writer

Values = tuple[Any, ...]
_SIZES = (32, 16, 8, 4, 2, 1)  # rows of a statement: few texts, so that SQLite keeps them all compiled

_ENCODE: dict[str, Callable[[Any], Any]] = {
    # JSON already: it goes in as it is.
    "jsonb": lambda value: None if value is None else orjson.Fragment(value),
    "bytea": lambda value: None if value is None else base64.b64encode(value).decode(),
}


class _Rows:
    """Rows of columns `c0, c1, …` with PostgreSQL's types, as the argument of json_to_recordset."""

    def __init__(self, kinds: Sequence[str]) -> None:
        fields = [(f"c{number}", kind) for number, kind in enumerate(kinds)]
        columns = ", ".join(f"{name} {'text' if kind == 'bytea' else kind}" for name, kind in fields)
        self.source = f"json_to_recordset(?::json) AS u({columns})"
        self.values = [f"decode(u.{name}, 'base64')" if kind == "bytea" else f"u.{name}" for name, kind in fields]
        self._encoders = [(name, _ENCODE.get(kind)) for name, kind in fields]

    def encode(self, rows: Sequence[Values]) -> str:
        encoders = self._encoders
        return orjson.dumps(
            [
                {
                    name: value if encode is None else encode(value)
                    for (name, encode), value in zip(encoders, row, strict=True)
                }
                for row in rows
            ]
        ).decode()


class _Together:
    """Rows of one statement on SQLite: Python lets go of its lock at each step of a statement, and takes it back only
    when the threads that wait for it have had their turn. One step for many rows costs that once."""

    def __init__(self, statement: Callable[[int], str]) -> None:
        self._statement = functools.cache(statement)

    def run(self, writer: SqliteWriter, rows: Sequence[Values]) -> None:
        start = 0
        for count in _SIZES:
            while len(rows) - start >= count:
                part = rows[start : start + count]
                writer.run(self._statement(count), list(itertools.chain.from_iterable(part)))
                start += count


class Insert:
    def __init__(self, table: str, columns: str, kinds: str, conflict: str = "") -> None:
        names = columns.split()
        self._rows = _Rows(kinds.split())
        into = f"INSERT INTO {table} ({', '.join(names)})"
        one = f"({', '.join('?' * len(names))})"
        self._sqlite = _Together(lambda count: f"{into} VALUES {', '.join([one] * count)}{conflict}")
        values = ", ".join(self._rows.values)
        self._postgres = f"{into} SELECT {values} FROM {self._rows.source}{conflict}"  # noqa: S608

    def run(self, writer: Writer, rows: Sequence[Values]) -> None:
        if not rows:
            return
        if isinstance(writer, SqliteWriter):
            self._sqlite.run(writer, rows)
        else:
            writer.run(self._postgres, (self._rows.encode(rows),))


class Update:
    """Sets `columns` of the row that the last value of each tuple names by `key`."""

    def __init__(self, table: str, columns: str, kinds: str, key: str = "id") -> None:
        names = columns.split()
        self._rows = _Rows([*kinds.split(), "bigint"])
        sets = ", ".join(f"{name} = ?" for name in names)
        one = f"({', '.join('?' * (len(names) + 1))})"
        sets = ", ".join(f"{name} = u.column{number}" for number, name in enumerate(names, start=1))
        update, same = f"UPDATE {table} SET {sets}", f"{table}.{key} = u.column{len(names) + 1}"  # noqa: S608
        self._sqlite = _Together(lambda count: f"{update} FROM (VALUES {', '.join([one] * count)}) AS u WHERE {same}")
        pairs = ", ".join(f"{name} = {value}" for name, value in zip(names, self._rows.values, strict=False))
        where = f"t.{key} = {self._rows.values[-1]}"
        self._postgres = f"UPDATE {table} t SET {pairs} FROM {self._rows.source} WHERE {where}"  # noqa: S608

    def run(self, writer: Writer, rows: Sequence[Values]) -> None:
        if not rows:
            return
        if isinstance(writer, SqliteWriter):
            self._sqlite.run(writer, rows)
        else:
            writer.run(self._postgres, (self._rows.encode(rows),))


CONVERSATIONS = Update(
    "flows_conversation",
    "state revision turn last_seq language version_id pinned_at waiting control held last_event_at",
    "text bigint bigint bigint text bigint float8 text int int float8",
)
MESSAGES = Insert(
    "flows_message",
    "workspace_id conversation_id seq author content client_id cause turn at",
    "bigint bigint bigint text jsonb text text bigint float8",
)
EVENTS = Insert(
    "flows_event",
    "workspace_id conversation_id event_id kind body status seq cause turn decision trace at",
    "bigint bigint text text jsonb text bigint text bigint jsonb bytea float8",
)
SNAPSHOTS = Insert(
    "flows_snapshot",
    "workspace_id conversation_id turn state last_seq language at",
    "bigint bigint bigint text bigint text float8",
    # Events that change nothing do not move the turn on.
    " ON CONFLICT (conversation_id, turn) DO NOTHING",
)
TIMERS = Insert(
    "flows_timer",
    "workspace_id conversation_id timer_id kind cause hops due leased_until",
    "bigint bigint text text text int float8 float8",
)
CALLS = Insert(
    "flows_call",
    "workspace_id conversation_id call_id kind request result state cause hops timeout idempotent attempt fence "
    "leased_until deadline created_at",
    "bigint bigint text text text text text text int float8 bool int int float8 float8 float8",
)
HANDOFFS = Insert(
    "flows_handoff",
    "workspace_id conversation_id bot_id queue message state agent agent_name requested_at taken_at ended_at",
    "bigint bigint uuid text text text text text float8 float8 float8",
)
