"""The step type `insert_record`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.context import Context
from flows.engine.step_type import Config, Example
from flows.engine.table_step import TABLE_FIELD, TableStep, unreadable
from flows.engine.tables import typed_row

TABLE = {"name": "orders", "columns": [{"name": "item", "type": "text"}, {"name": "count", "type": "number"}]}
TEA = {"table": "orders", "values": {"item": "tea", "count": {"expression": "wanted + 1"}}, "save_as": "order"}


class InsertRecord(TableStep):
    """Adds a record to a table of the bot.

    It is added exactly once, whatever happens to the server meanwhile. The new record, with its number `id`, can be
    kept in a variable. What goes wrong leaves by *failed*; the variable `problem` then says why.
    """

    type = "insert_record"
    title = "Add a record"
    schema = {
        "type": "object",
        "required": ["table", "values"],
        "additionalProperties": False,
        "properties": {
            "table": TABLE_FIELD,
            "values": {
                "type": "object",
                "title": "Values by column",
                "maxProperties": 100,
                "additionalProperties": {"x-widget": "value"},
            },
            "save_as": {"type": "string", "title": "Save the record in", "x-widget": "variable"},
        },
    }
    examples = (
        Example(
            "An order",
            TEA,
            ({"returns": {"value": {"id": 1, "item": "tea", "count": 3}}},),
            variables={"wanted": 2},
            bot={"tables": [TABLE]},
        ),
        Example(
            "The table is full",
            TEA,
            ({"returns": {"failed": "full"}},),
            variables={"wanted": 2},
            bot={"tables": [TABLE]},
            output="failed",
        ),
    )

    def request(self, ctx: Context, config: Config, table: Mapping[str, Any]) -> dict[str, Any]:
        values = {name: ctx.value(value) for name, value in config["values"].items()}
        return {"op": "insert", "values": typed_row(table, values, ctx.bot.languages, whole=True)}

    def saved(self, config: Config, value: Any) -> Any:
        if not isinstance(value, dict):
            raise unreadable()
        return value
