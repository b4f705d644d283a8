"""The step type `find_records`."""

from __future__ import annotations

from typing import Any

import orjson

from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.problem import StepProblem
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType, Wait
from flows.engine.tables import OPERATORS, find_table, typed_where

SECONDS = 10.0
LARGEST_RESULT = 32 * 1024  # bytes of JSON
TABLE = {"name": "orders", "columns": [{"name": "item", "type": "text"}, {"name": "count", "type": "number"}]}
TEA = {"table": "orders", "where": [{"column": "item", "op": "==", "value": "tea"}], "save_as": "found"}
RECORD = {"id": 1, "item": "tea", "count": 2}


class FindRecords(StepType):
    """Looks for records in a table of the bot.

    They are saved as a list, each with its columns and its number `id`; *only the first* saves that one record, empty
    where there is none. What goes wrong leaves by *failed*; the variable `problem` then says why.
    """

    type = "find_records"
    title = "Find records"
    category = "data"
    icon = "table"
    schema = {
        "type": "object",
        "required": ["table", "save_as"],
        "additionalProperties": False,
        "properties": {
            "table": {"type": "string", "title": "Table", "minLength": 1, "x-widget": "table"},
            "where": {
                "type": "array",
                "title": "Only where",
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
            "order": {"type": "string", "title": "In the order of", "x-widget": "column"},
            "descending": {"type": "boolean", "title": "Largest first", "default": False},
            "limit": {"type": "integer", "title": "At most", "default": 20, "minimum": 1, "maximum": 500},
            "first": {"type": "boolean", "title": "Only the first", "default": False},
            "save_as": {"type": "string", "title": "Save in", "minLength": 1, "x-widget": "variable"},
        },
    }
    outputs_spec = (NEXT, Output("failed", "Failed"))
    waits = True
    examples = (
        Example("Found", TEA, ({"returns": {"value": [RECORD]}},), bot={"tables": [TABLE]}),
        Example("Nothing", TEA, ({"returns": {"value": []}},), bot={"tables": [TABLE]}),
        Example("Too much", TEA, ({"returns": {"failed": "too_large"}},), bot={"tables": [TABLE]}, output="failed"),
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
        where = [{**one, "value": ctx.value(one.get("value"))} for one in config.get("where", ())]
        first = bool(config.get("first", False))
        return {
            "op": "find",
            "table": table["name"],
            "where": typed_where(table, where, ctx.bot.languages),
            "match": config.get("match", "all"),
            "order": config.get("order") or None,
            "descending": bool(config.get("descending", False)),
            "limit": 1 if first else int(config.get("limit", 20)),
        }

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        found = event.result.get("value")
        if "failed" in event.result or not isinstance(found, list):
            return _failed(ctx, str(event.result.get("failed") or "unreadable"))
        saved = (found[0] if found else None) if config.get("first") else found
        if len(orjson.dumps(saved)) > LARGEST_RESULT:
            return _failed(ctx, "too_large")
        if saved is not None and not ctx.fits(config["save_as"], saved):
            return _failed(ctx, "type")
        ctx.set(config["save_as"], saved)
        return Leave()


def _failed(ctx: Context, reason: str) -> Leave:
    ctx.note_problem("records", reason)
    return Leave("failed")
