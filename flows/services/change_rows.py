from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import orjson

from flows.adapters.records import LARGEST_ROW, MOST_ROWS
from flows.engine.problem import StepProblem
from flows.engine.tables import find_table, typed_row
from flows.models import Bot, TableRow

from .errors import InvalidDocument, NotFound, WrongState
from .load_draft import load_draft


def table_of(bot: Bot, name: str) -> Mapping[str, Any]:
    """The table as the draft declares it, else as the live version does. Raises NotFound."""
    documents: list[Mapping[str, Any]] = [load_draft(bot).document]
    if bot.live_version is not None:
        documents.append(bot.live_version.document)
    for document in documents:
        try:
            return find_table(document, name)
        except StepProblem:
            continue
    raise NotFound(f"There is no table “{name}” in this bot.")


def add_row(bot: Bot, name: str, values: Mapping[str, Any]) -> TableRow:
    """Raises InvalidDocument where the values do not fit the columns."""
    table = table_of(bot, name)
    try:
        row = typed_row(table, values, whole=True)
    except StepProblem as problem:
        raise InvalidDocument([{"pointer": "/values", "code": problem.code, "detail": problem.detail}]) from problem
    text = orjson.dumps(row).decode()
    if len(text) > LARGEST_ROW:
        detail = f"A record has at most {LARGEST_ROW} bytes."
        raise InvalidDocument([{"pointer": "/values", "code": "too-large", "detail": detail}])
    if TableRow.objects.of(bot.workspace_id).filter(bot=bot, table_name=name).count() >= MOST_ROWS:
        raise WrongState(f"A table holds {MOST_ROWS} records; this one is full.")
    at = time.time()
    return TableRow.unscoped.create(
        workspace_id=bot.workspace_id, bot=bot, table_name=name, values_json=text, created_at=at, updated_at=at
    )


def remove_row(bot: Bot, name: str, row: int) -> None:
    """Raises NotFound."""
    gone, _ = TableRow.objects.of(bot.workspace_id).filter(bot=bot, table_name=name, pk=row).delete()
    if not gone:
        raise NotFound("There is no such record here.")
