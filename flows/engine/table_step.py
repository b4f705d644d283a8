"""What the steps share that work with the records of a bot's table: one call, its failures, fields of their forms."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.problem import StepProblem
from flows.engine.step_type import NEXT, Category, Config, Leave, Outcome, Output, StepType, Wait
from flows.engine.tables import OPERATORS, find_table, typed_where

SECONDS = 10.0
MOST_CHANGED = 500  # records by one step
TABLE_FIELD: dict[str, Any] = {"type": "string", "title": "Table", "minLength": 1, "x-widget": "table"}
WHERE_FIELD: dict[str, Any] = {
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
}
MATCH_FIELD: dict[str, Any] = {"enum": ["all", "any"], "title": "Conditions that must hold", "default": "all"}
LIMIT_FIELD: dict[str, Any] = {
    "type": "integer", "title": "At most", "default": MOST_CHANGED, "minimum": 1, "maximum": MOST_CHANGED
}  # fmt: skip


class TableStep(StepType):
    """A step that asks something of a table and may save what comes back in the variable `save_as`."""

    category: ClassVar[Category] = "data"
    icon = "table"
    outputs_spec = (NEXT, Output("failed", "Failed"))
    waits = True

    @abstractmethod
    def request(self, ctx: Context, config: Config, table: Mapping[str, Any]) -> dict[str, Any]:
        """The request of the call, but for the name of the table. Raises StepProblem over a value that does not fit."""

    @abstractmethod
    def saved(self, config: Config, value: Any) -> Any:
        """What is saved of the call's value. Raises StepProblem where it cannot be."""

    def enter(self, ctx: Context, config: Config) -> Outcome:
        try:
            table = find_table(ctx.bot.document, config["table"])
            request = {"table": table["name"], **self.request(ctx, config, table)}
        except StepProblem as problem:
            return _failed(ctx, problem.detail)
        ctx.start_call("records", request, SECONDS, idempotent=True)
        return Wait("call")

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        if "failed" in event.result:
            return _failed(ctx, str(event.result["failed"] or "unreadable"))
        try:
            saved = self.saved(config, event.result.get("value"))
        except StepProblem as problem:
            return _failed(ctx, problem.detail)
        name = config.get("save_as")
        if name:
            if saved is not None and not ctx.fits(name, saved):
                return _failed(ctx, "type")
            ctx.set(name, saved)
        return Leave()


class ChangingStep(TableStep):
    """One that changes the records that meet conditions; what comes back is how many there were."""

    def saved(self, config: Config, value: Any) -> Any:
        if not isinstance(value, int):
            raise unreadable()
        return value


def chosen(ctx: Context, config: Config, table: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a request that says which records are meant."""
    where = [{**one, "value": ctx.value(one.get("value"))} for one in config.get("where", ())]
    return {"where": typed_where(table, where, ctx.bot.languages), "match": config.get("match", "all")}


def unreadable(detail: str = "unreadable") -> StepProblem:
    """For an answer that is no answer to what was asked."""
    return StepProblem("records", detail)


def _failed(ctx: Context, reason: str) -> Leave:
    ctx.note_problem("records", reason)
    return Leave("failed")
