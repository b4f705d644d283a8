"""Tables of a bot as its document declares them: typed rows, and conditions on them. The rows live outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .problem import StepProblem
from .variables import Variable, coerce

OPERATORS = ("==", "!=", ">", ">=", "<", "<=", "contains", "in", "set", "unset")
ID = "id"  # the number of a row; every table has it


def find_table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Raises StepProblem where the document has no such table."""
    for table in document.get("tables", ()):
        if table["name"] == name:
            found: Mapping[str, Any] = table
            return found
    raise StepProblem("table", f"There is no table {name!r}.")


def typed_row(
    table: Mapping[str, Any], values: Mapping[str, Any], languages: Iterable[str] = (), *, whole: bool
) -> dict[str, Any]:
    """The values in the types of their columns; `whole`: a new row, so that what is required must be there.

    Raises StepProblem `table` for an unknown column or a missing value, `type` for one that does not fit.
    """
    columns = {one["name"]: one for one in table["columns"]}
    row: dict[str, Any] = {}
    for name, value in values.items():
        if name not in columns:
            raise StepProblem("table", f"The table {table['name']!r} has no column {name!r}.")
        row[name] = _typed(columns[name], value, languages)
    for name, column in columns.items():
        empty = row.get(name) in (None, "") if whole or name in row else False
        if column.get("required") and empty:
            raise StepProblem("table", f"The column {name!r} must not be empty.")
    return row


def _typed(column: Mapping[str, Any], value: Any, languages: Iterable[str]) -> Any:
    kind = column.get("type", "text")
    if value == "" and kind != "text":
        return None
    return coerce(Variable(column["name"], kind), value, languages)


def typed_where(
    table: Mapping[str, Any], where: Sequence[Mapping[str, Any]], languages: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """Conditions `{"column", "op", "value"}` with values in the types of their columns. Raises like typed_row."""
    columns = {one["name"]: one for one in table["columns"]}
    columns[ID] = {"name": ID, "type": "number"}
    typed: list[dict[str, Any]] = []
    for one in where:
        column = columns.get(one["column"])
        if column is None:
            raise StepProblem("table", f"The table {table['name']!r} has no column {one['column']!r}.")
        op, value = one.get("op", "=="), one.get("value")
        if op == "in":
            value = [_typed(column, each, languages) for each in (value if isinstance(value, list) else [value])]
        elif op == "contains":
            value = value if column.get("type") == "list" else str(value or "")
        elif op not in ("set", "unset"):
            value = _typed(column, value, languages)
        typed.append({"column": one["column"], "op": op, "value": value})
    return typed


def row_holds(row: Mapping[str, Any], where: Sequence[Mapping[str, Any]], match: str = "all") -> bool:
    """Whether a row (with its id) meets all conditions, or any. No conditions: every row."""
    if not where:
        return True
    held = (_holds(row.get(one["column"]), one["op"], one["value"]) for one in where)
    return any(held) if match == "any" else all(held)


def _holds(here: Any, op: str, value: Any) -> bool:
    match op:
        case "==":
            return bool(here == value)
        case "!=":
            return bool(here != value)
        case "set":
            return here not in (None, "", [])
        case "unset":
            return here in (None, "", [])
        case "in":
            return here is not None and here in value
        case "contains":
            if isinstance(here, list):
                return value in here
            return isinstance(here, str) and str(value).casefold() in here.casefold()
    return _ordered(here, op, value)


def _ordered(here: Any, op: str, value: Any) -> bool:
    """Numbers with numbers, texts (and days) with texts; everything else has no order."""
    numbers = _is_number(here) and _is_number(value)
    if not numbers and not (isinstance(here, str) and isinstance(value, str)):
        return False
    match op:
        case ">":
            return bool(here > value)
        case ">=":
            return bool(here >= value)
        case "<":
            return bool(here < value)
    return bool(here <= value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def in_order(rows: list[dict[str, Any]], column: str | None, *, descending: bool) -> list[dict[str, Any]]:
    """Rows by a column, those without a value last; rows that are alike stay in the order they were made."""
    if column is None:
        return rows
    filled = [one for one in rows if one.get(column) is not None]
    empty = [one for one in rows if one.get(column) is None]
    return [*sorted(filled, key=lambda one: _key(one[column]), reverse=descending), *empty]


def _key(value: Any) -> tuple[int, float, str]:
    if _is_number(value) or isinstance(value, bool):
        return (0, float(value), "")
    return (1, 0.0, value.casefold() if isinstance(value, str) else str(value))
