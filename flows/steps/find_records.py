"""The step type `find_records`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from flows.engine.context import Context
from flows.engine.step_type import Config, Example
from flows.engine.table_step import MATCH_FIELD, TABLE_FIELD, WHERE_FIELD, TableStep, chosen, unreadable

LARGEST_RESULT = 32 * 1024  # bytes of JSON
TABLE = {"name": "orders", "columns": [{"name": "item", "type": "text"}, {"name": "count", "type": "number"}]}
TEA = {"table": "orders", "where": [{"column": "item", "op": "==", "value": "tea"}], "save_as": "found"}
RECORD = {"id": 1, "item": "tea", "count": 2}


class FindRecords(TableStep):
    """Looks for records in a table of the bot.

    They are saved as a list, each with its columns and its number `id`; *only the first* saves that one record, empty
    where there is none. What goes wrong leaves by *failed*; the variable `problem` then says why.
    """

    type = "find_records"
    title = "Find records"
    schema = {
        "type": "object",
        "required": ["table", "save_as"],
        "additionalProperties": False,
        "properties": {
            "table": TABLE_FIELD,
            "where": WHERE_FIELD,
            "match": MATCH_FIELD,
            "order": {"type": "string", "title": "In the order of", "x-widget": "column"},
            "descending": {"type": "boolean", "title": "Largest first", "default": False},
            "limit": {"type": "integer", "title": "At most", "default": 20, "minimum": 1, "maximum": 500},
            "first": {"type": "boolean", "title": "Only the first", "default": False},
            "save_as": {"type": "string", "title": "Save in", "minLength": 1, "x-widget": "variable"},
        },
    }
    examples = (
        Example("Found", TEA, ({"returns": {"value": [RECORD]}},), bot={"tables": [TABLE]}),
        Example("Nothing", TEA, ({"returns": {"value": []}},), bot={"tables": [TABLE]}),
        Example("Too much", TEA, ({"returns": {"failed": "too_large"}},), bot={"tables": [TABLE]}, output="failed"),
    )

    def request(self, ctx: Context, config: Config, table: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "op": "find",
            **chosen(ctx, config, table),
            "order": config.get("order") or None,
            "descending": bool(config.get("descending", False)),
            "limit": 1 if config.get("first") else int(config.get("limit", 20)),
        }

    def saved(self, config: Config, value: Any) -> Any:
        if not isinstance(value, list):
            raise unreadable()
        found = (value[0] if value else None) if config.get("first") else value
        if len(orjson.dumps(found)) > LARGEST_RESULT:
            raise unreadable("too_large")
        return found
