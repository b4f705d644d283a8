"""The step type `delete_records`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.problem import StepProblem
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType, Wait
from flows.engine.tables import OPERATORS, find_table, typed_where

SECONDS = 10.0
TABLE = {"name": "orders", "columns": [{"name": "item", "type": "text"}, {"name": "count", "type": "number"}]}
TEA = {
    "table": "orders",
    "where": [{"column": "item", "op": "==", "value": "tea"}],
    "save_as": "deleted",
}


class DeleteRecords(StepType):
    """Deletes the records of a table of the bot that meet the conditions.

    At least one condition must be given. How many records there were can be kept in a variable. What goes wrong
    leaves by *failed*; the variable `problem` then says why.
    """

    type = "delete_records"
    title = "Delete records"
    category = "data"
    icon = "table"
    schema = {
        "type": "object",
        "required": ["table", "where"],
        "additionalProperties": False,
        "properties": {
            "table": {"type": "string", "title": "Table", "minLength": 1, "x-widget": "table"},
            "where": {
                "type": "array",
                "title": "Only where",
                "minItems": 1,
                "maxItems": 20,
                "items": {
                    "type": "object",
                    "required": ["column"],
                    "additionalProperties": False,
                    "properties": {
                        "column": {"type": "string", "title": "Column", "minLength": 1, "x-widget": "column"},
                        "op": {"enum": list(OPERATORS), "title": "Comparison", "default": "=="},
                        "value": {
                            "title": "Value",
                            "x-widget": "value",
                            "x-if": {"op": [one for one in OPERATORS if one not in ("set", "unset")]},
                        },
                    },
                },
            },
            "match": {"enum": ["all", "any"], "title": "Conditions that must hold", "default": "all"},
            "limit": {"type": "integer", "title": "At most", "default": 500, "minimum": 1, "maximum": 500},
            "save_as": {"type": "string", "title": "Save how many in", "x-widget": "variable"},
        },
    }
    outputs_spec = (NEXT, Output("failed", "Failed"))
    waits = True
    examples = (
        Example("Two are deleted", TEA, ({"returns": {"value": 2}},), bot={"tables": [TABLE]}),
        Example("It fails", TEA, ({"returns": {"failed": "timeout"}},), bot={"tables": [TABLE]}, output="failed"),
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
        where = [{**one, "value": ctx.value(one.get("value"))} for one in config["where"]]
        return {
            "op": "delete",
            "table": table["name"],
            "where": typed_where(table, where, ctx.bot.languages),
            "match": config.get("match", "all"),
            "limit": int(config.get("limit", 500)),
        }

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        changed = event.result.get("value")
        if "failed" in event.result or not isinstance(changed, int):
            return _failed(ctx, str(event.result.get("failed") or "unreadable"))
        name = config.get("save_as")
        if name:
            if not ctx.fits(name, changed):
                return _failed(ctx, "type")
            ctx.set(name, changed)
        return Leave()


def _failed(ctx: Context, reason: str) -> Leave:
    ctx.note_problem("records", reason)
    return Leave("failed")
