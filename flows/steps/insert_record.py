"""The step type `insert_record`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.problem import StepProblem
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType, Wait
from flows.engine.tables import find_table, typed_row

SECONDS = 10.0
TABLE = {"name": "orders", "columns": [{"name": "item", "type": "text"}, {"name": "count", "type": "number"}]}
TEA = {"table": "orders", "values": {"item": "tea", "count": {"expression": "wanted + 1"}}, "save_as": "order"}


class InsertRecord(StepType):
    """Adds a record to a table of the bot.

    It is added exactly once, whatever happens to the server meanwhile. The new record, with its number `id`, can be
    kept in a variable. What goes wrong leaves by *failed*; the variable `problem` then says why.
    """

    type = "insert_record"
    title = "Add a record"
    category = "data"
    icon = "table"
    schema = {
        "type": "object",
        "required": ["table", "values"],
        "additionalProperties": False,
        "properties": {
            "table": {"type": "string", "title": "Table", "minLength": 1, "x-widget": "table"},
            "values": {
                "type": "object",
                "title": "Values by column",
                "maxProperties": 100,
                "additionalProperties": {"x-widget": "value"},
            },
            "save_as": {"type": "string", "title": "Save the record in", "x-widget": "variable"},
        },
    }
    outputs_spec = (NEXT, Output("failed", "Failed"))
    waits = True
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

    def enter(self, ctx: Context, config: Config) -> Outcome:
        try:
            request = self._request(ctx, config)
        except StepProblem as problem:  # a value that does not fit its column
            return _failed(ctx, problem.detail)
        ctx.start_call("records", request, SECONDS, idempotent=True)
        return Wait("call")

    def _request(self, ctx: Context, config: Config) -> dict[str, Any]:
        table = find_table(ctx.bot.document, config["table"])
        values = {name: ctx.value(value) for name, value in config["values"].items()}
        row = typed_row(table, values, ctx.bot.languages, whole=True)
        return {"op": "insert", "table": table["name"], "values": row}

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        made = event.result.get("value")
        if "failed" in event.result or not isinstance(made, dict):
            return _failed(ctx, str(event.result.get("failed") or "unreadable"))
        name = config.get("save_as")
        if name:
            if not ctx.fits(name, made):
                return _failed(ctx, "type")
            ctx.set(name, made)
        return Leave()


def _failed(ctx: Context, reason: str) -> Leave:
    ctx.note_problem("records", reason)
    return Leave("failed")
