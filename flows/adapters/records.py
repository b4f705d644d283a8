"""Rows of bots' tables. Conditions are judged in Python, the same on every database; a table is scanned in pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from flows.engine.tables import ID, in_order, row_holds

from .writer_database import PostgresWriter, Writer, id_list

PAGE = 500  # rows
MOST_ROWS = 20_000  # of one table
MOST_CHANGED = 500  # in one transaction
LARGEST_ROW = 32 * 1024  # bytes of JSON
LARGEST_RESULT = 256 * 1024  # bytes of JSON

Record = dict[str, Any]


class Where(NamedTuple):
    """A table of a bot."""

    workspace_id: int
    bot_id: str
    table: str


class TooMuch(Exception):
    """The reason for `failed`: `full`, `too_large`."""


def records(writer: Writer, where: Where) -> Iterator[Record]:
    """All rows as `{"id", column: value…}`, oldest first."""
    last = 0
    while True:
        page = writer.rows(
            "SELECT id, values_json FROM flows_tablerow WHERE bot_id = ? AND table_name = ? AND id > ? "
            "ORDER BY id LIMIT ?",
            (where.bot_id, where.table, last, PAGE),
        )
        for id, text in page:
            yield {ID: id, **orjson.loads(text)}
        if len(page) < PAGE:
            return
        last = page[-1][0]


def find_records(writer: Writer, where: Where, request: Mapping[str, Any]) -> list[Record]:
    """Raises TooMuch where the result is larger than anybody can keep."""
    conditions, match = request["where"], request.get("match", "all")
    held = (one for one in records(writer, where) if row_holds(one, conditions, match))
    limit = int(request.get("limit", PAGE))
    found: list[Record] = []
    if request.get("order") is None:
        for one in held:
            found.append(one)
            if len(found) >= limit:
                break
    else:
        found = in_order(list(held), request["order"], descending=bool(request.get("descending")))[:limit]
    if len(orjson.dumps(found)) > LARGEST_RESULT:
        raise TooMuch("too_large")
    return found


def insert_record(writer: Writer, where: Where, values: Mapping[str, Any], at: float) -> Record:
    """Inside the caller's transaction. Raises TooMuch."""
    text = orjson.dumps(values).decode()
    if len(text) > LARGEST_ROW:
        raise TooMuch("too_large")
    sql = "SELECT count(*) FROM flows_tablerow WHERE bot_id = ? AND table_name = ?"
    if writer.rows(sql, (where.bot_id, where.table))[0][0] >= MOST_ROWS:
        raise TooMuch("full")
    made = writer.rows(
        "INSERT INTO flows_tablerow (workspace_id, bot_id, table_name, values_json, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (where.workspace_id, where.bot_id, where.table, text, at, at),
    )
    return {ID: made[0][0], **values}


def change_records(writer: Writer, where: Where, request: Mapping[str, Any], ids: Sequence[int], at: float) -> int:
    """Update or delete, inside the caller's transaction, those of `ids` that still meet the conditions; how many."""
    lock = " FOR UPDATE" if isinstance(writer, PostgresWriter) else ""
    chosen = "= ANY(?::bigint[])" if isinstance(writer, PostgresWriter) else "IN (SELECT value FROM json_each(?))"
    rows = writer.rows(
        "SELECT id, values_json FROM flows_tablerow WHERE bot_id = ? AND table_name = ? "  # noqa: S608
        f"AND id {chosen} ORDER BY id{lock}",
        (where.bot_id, where.table, id_list(writer, sorted(ids)[:MOST_CHANGED])),
    )
    conditions, match = request["where"], request.get("match", "all")
    held = [one for id, text in rows if row_holds(one := {ID: id, **orjson.loads(text)}, conditions, match)]
    if request["op"] == "delete":
        writer.many("DELETE FROM flows_tablerow WHERE id = ?", [(one[ID],) for one in held])
        return len(held)
    changed = []
    for one in held:
        text = orjson.dumps({name: value for name, value in {**one, **request["values"]}.items() if name != ID})
        if len(text) > LARGEST_ROW:
            raise TooMuch("too_large")
        changed.append((text.decode(), at, one[ID]))
    writer.many("UPDATE flows_tablerow SET values_json = ?, updated_at = ? WHERE id = ?", changed)
    return len(held)
