"""The step type `date_picker`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.hints import hint, limit_hint
from flows.engine.question import AGAIN, QUESTION, VARIABLE, Question
from flows.engine.step_type import Bid, Config, Example
from flows.engine.typed import limits_of, missed, read_answer

WHICH_DAY = {"message": "Which day?", "variable": "day"}


class DatePicker(Question):
    """Asks for a day in a calendar, or for a day and a time.

    Written days count as well: "next friday", "24 December". The variable gets the date as 2026-12-24, with a time as
    2026-12-24T18:30.
    """

    type = "date_picker"
    title = "Date picker"
    icon = "calendar"
    schema = {
        "type": "object",
        "required": ["message"],
        "additionalProperties": False,
        "properties": {
            "message": QUESTION,
            "variable": VARIABLE,
            "time": {"type": "boolean", "title": "With a time of day", "default": False},
            "min": {"title": "First day", "description": "2026-12-24, or {{ add_days(now, 0) }}.", "x-widget": "value"},
            "max": {"title": "Last day", "x-widget": "value"},
            **AGAIN,
        },
    }
    examples = (
        Example("A day", WHICH_DAY, ({"say": "2026-12-24"},), ("Which day?",)),
        Example(
            "Too late",
            {**WHICH_DAY, "max": "2026-12-31"},
            ({"say": "2027-01-05"}, {"say": "2026-12-31"}),
            ("Which day?", "The latest possible date is 2026-12-31.", "Which day?"),
        ),
        Example("No day", {**WHICH_DAY, "retries": 0}, ({"say": "whenever"},), ("Which day?",), output="failed"),
        Example("No reply", {**WHICH_DAY, "timeout": 60}, ({"advance": 60},), ("Which day?",), output="timeout"),
    )

    def put(self, ctx: Context, config: Config, message: Any, *, again: bool) -> None:
        what = "datetime" if config.get("time") else "date"
        ctx.request(message, what, limits_of(ctx, "date", config), again=again)

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        reading = read_answer(ctx, config.get("variable", ""), None, "date")
        return None if reading is None else Bid(reading.strength, reading.why, reading.value)

    def refuse(self, ctx: Context, config: Config) -> str | None:
        if ctx.bid is None:
            return hint("date", ctx.language)
        limits = limits_of(ctx, "date", config)
        side = missed("date", ctx.bid.reply, limits)
        if side is not None:
            return limit_hint("date", side, limits[side], ctx.language)
        return None if self.keep(ctx, config, ctx.bid.reply) else ""
