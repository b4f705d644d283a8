"""Steps that name columns their table does not have, or leave empty what must not be; tables without steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.engine.tables import ID
from flows.lint.finding import Finding, Place
from flows.lint.index import Index
from flows.lint.references import References

_STEPS = frozenset({"find_records", "insert_record", "update_records", "delete_records"})


def find(index: Index, references: References) -> Iterator[Finding]:
    tables = index.named("tables")
    used: set[str] = set()
    for _, _, step in index.steps:
        if step.type is None or step.type.type not in _STEPS:
            continue
        name, place = step.config.get("table"), step.place.at("/config")
        used.add(str(name))
        if name in tables:  # else unknown.py says so
            yield from _columns(tables[name][0], step.config, place)
    for name, (_, place) in tables.items():
        if name not in used:
            yield Finding("hint", "unused-table", place, f"No step works with the table “{name}”.")


def _columns(table: Mapping[str, Any], config: Mapping[str, Any], place: Place) -> Iterator[Finding]:
    columns = {one["name"]: one for one in table["columns"]}
    for column, at in _named(config):
        if column not in columns and (column != ID or at.startswith("/values")):
            message = f"The table “{table['name']}” has no column “{column}”."
            yield Finding("error", "unknown-column", place.at(at), message)
    values = config.get("values")
    if isinstance(values, dict) and "where" not in config:  # a new record
        for name, its in columns.items():
            if its.get("required") and name not in values:
                message = f"The column “{name}” must not be empty, and this step leaves it so."
                yield Finding("error", "missing-column", place.at("/values"), message)


def _named(config: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every column that a step names, with its place in the config."""
    for number, one in enumerate(config.get("where", ())):
        yield str(one.get("column")), f"/where/{number}/column"
    for name in config.get("values", {}):
        yield str(name), f"/values/{name}"
    if config.get("order"):
        yield str(config["order"]), "/order"
