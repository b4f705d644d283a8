"""The turn writer's own connection: plain SQL on SQLite or PostgreSQL, without the ORM and its cost per row.

Statements use `?` for a parameter; what they raise is in `database_errors`.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    import psycopg

Params = Sequence[Any]
LOCK_PAUSE = 0.0005  # seconds
LOCK_PATIENCE = 10.0  # seconds


class SqliteWriter:
    """SQLite. Waits for the write lock itself: the built-in busy handler is unfair under load."""

    vendor = "sqlite"

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        connection.ensure_connection()
        self._connection = connection
        self._raw: sqlite3.Connection = connection.connection
        self._raw.execute("PRAGMA busy_timeout=0")
        # What a statement of many rows needs to undo itself would go into a file, made and deleted with each batch.
        self._raw.execute("PRAGMA temp_store=MEMORY")
        self._raw.execute("PRAGMA wal_autocheckpoint=4000")  # pages; a checkpoint is done inside somebody's commit
        self._installed: set[Callable[[sqlite3.Connection], None]] = set()

    def once(self, install: Callable[[sqlite3.Connection], None]) -> None:
        """Before each use of what `install` makes for a connection."""
        if install not in self._installed:
            install(self._raw)
            self._installed.add(install)

    def begin(self) -> None:
        self.alone("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self.alone("COMMIT")

    def alone(self, sql: str, params: Params = ()) -> None:
        """A statement that takes the write lock, or ends what was done under it."""
        deadline = time.monotonic() + LOCK_PATIENCE
        while True:
            try:
                self._raw.execute(sql, params)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(LOCK_PAUSE)

    def rollback(self) -> None:
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        return self._raw.execute(sql, params).fetchall()

    def rows_each(self, reads: Sequence[tuple[str, Params]]) -> list[list[tuple[Any, ...]]]:
        return [self.rows(sql, params) for sql, params in reads]

    def run(self, sql: str, params: Params = ()) -> int:
        """Number of rows that changed."""
        return self._raw.execute(sql, params).rowcount

    def many(self, sql: str, rows: Iterable[Params]) -> None:
        self._raw.executemany(sql, rows)


class PostgresWriter:
    """PostgreSQL, with prepared statements bound by the server."""

    vendor = "postgresql"

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        import psycopg

        connection.close_if_unusable_or_obsolete()
        connection.ensure_connection()
        self._connection = connection
        self._raw: psycopg.Connection[Any] = connection.connection
        self._raw.prepare_threshold = 2
        self._new_cursor = psycopg.Cursor[Any]
        self._idle = psycopg.pq.TransactionStatus.IDLE
        self._cursor = self._new_cursor(self._raw)
        self._begins = False

    def begin(self) -> None:
        """Sent together with the first statement: a round trip costs more than most statements."""
        self._begins = True

    def commit(self) -> None:
        self._cursor.execute("COMMIT")

    def rollback(self) -> None:
        self._begins = False
        if self._raw.info.transaction_status != self._idle:
            self._cursor.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        return self.rows_each([(sql, params)])[0]

    def rows_each(self, reads: Sequence[tuple[str, Params]]) -> list[list[tuple[Any, ...]]]:
        """Several statements in one round trip."""
        if len(reads) == 1 and not self._begins:
            return [self._cursor.execute(_percent(reads[0][0]), reads[0][1]).fetchall()]
        cursors = []
        with self._raw.pipeline():
            if self._begins:
                self._cursor.execute("BEGIN")
                self._begins = False
            for sql, params in reads:
                cursors.append(self._new_cursor(self._raw).execute(_percent(sql), params))
        return [cursor.fetchall() for cursor in cursors]

    def run(self, sql: str, params: Params = ()) -> int:
        """Number of rows that changed."""
        self._begin_now()
        return self._cursor.execute(_percent(sql), params).rowcount

    def many(self, sql: str, rows: Iterable[Params]) -> None:
        self._begin_now()
        self._cursor.executemany(_percent(sql), rows)

    def _begin_now(self) -> None:
        if self._begins:
            self._begins = False
            self._cursor.execute("BEGIN")

    def pipeline(self) -> Any:
        """Statements inside are sent without waiting for each answer."""
        return self._raw.pipeline()


Writer = SqliteWriter | PostgresWriter


def open_writer(*, apart: bool = False) -> Writer:
    """A writer over this thread's connection, or over one apart from it and from what the ORM does there. Raises one of
    `storage_errors`, or Django's wrapping of it."""
    connection = connections["default"]
    if apart:
        connection = connection.copy()
    return SqliteWriter(connection) if connection.vendor == "sqlite" else PostgresWriter(connection)


def id_list(writer: Writer, ids: Iterable[Any]) -> str:
    """Numbers or UUIDs as one parameter: for `= ANY(?::bigint[])` there, for `json_each(?)` here."""
    if isinstance(writer, PostgresWriter):
        return f"{{{','.join(map(str, ids))}}}"
    return orjson.dumps(list(ids)).decode()


def lane(bot_id: UUID) -> str:
    """A bot's id as the columns of this database spell it; also the name of its lane in the queue."""
    return bot_id.hex if connections["default"].vendor == "sqlite" else str(bot_id)


def _percent(sql: str) -> str:
    return _PERCENT.get(sql) or _PERCENT.setdefault(sql, sql.replace("?", "%s"))


_PERCENT: dict[str, str] = {}
