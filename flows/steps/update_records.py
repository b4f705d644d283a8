"""The step type `update_records`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.context import Context
from flows.engine.step_type import Config, Example
from flows.engine.table_step import (
    LIMIT_FIELD,
    MATCH_FIELD,
    MOST_CHANGED,
    TABLE_FIELD,
    WHERE_FIELD,
    ChangingStep,
    chosen,
)
from flows.engine.tables import typed_row

TABLE = {"name": "orders", "columns": [{"name": "item", "type": "text"}, {"name": "count", "type": "number"}]}
TEA = {
    "table": "orders",
    "where": [{"column": "item", "op": "==", "value": "tea"}],
    "values": {"count": 0},
    "save_as": "changed",
}


class UpdateRecords(ChangingStep):
    """Changes the records of a table of the bot that meet the conditions.

    At least one condition must be given. How many records there were can be kept in a variable. What goes wrong
    leaves by *failed*; the variable `problem` then says why.
    """

    type = "update_records"
    title = "Change records"
    schema = {
        "type": "object",
        "required": ["table", "where", "values"],
        "additionalProperties": False,
        "properties": {
            "table": TABLE_FIELD,
            "where": {**WHERE_FIELD, "minItems": 1},
            "match": MATCH_FIELD,
            "values": {
                "type": "object",
                "title": "New values by column",
                "minProperties": 1,
                "maxProperties": 100,
                "additionalProperties": {"x-widget": "value"},
            },
            "limit": LIMIT_FIELD,
            "save_as": {"type": "string", "title": "Save how many in", "x-widget": "variable"},
        },
    }
    examples = (
        Example("Two are changed", TEA, ({"returns": {"value": 2}},), bot={"tables": [TABLE]}),
        Example("It fails", TEA, ({"returns": {"failed": "timeout"}},), bot={"tables": [TABLE]}, output="failed"),
    )

    def request(self, ctx: Context, config: Config, table: Mapping[str, Any]) -> dict[str, Any]:
        values = {name: ctx.value(value) for name, value in config["values"].items()}
        return {
            "op": "update",
            **chosen(ctx, config, table),
            "limit": int(config.get("limit", MOST_CHANGED)),
            "values": typed_row(table, values, ctx.bot.languages, whole=False),
        }
