"""The step type `counter`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType
from flows.engine.variables import Variable, coerce


class Counter(StepType):
    """Counts: increases or decreases a number, or sets it back.

    A counter that has no value yet counts from 0. Counters of a visitor or of the whole bot are safe even when many
    conversations count at once. *Reset* gives the variable its default again, or 0 where it has none.
    """

    type = "counter"
    title = "Count"
    category = "data"
    icon = "add"
    schema = {
        "type": "object",
        "required": ["variable"],
        "additionalProperties": False,
        "properties": {
            "variable": {"type": "string", "title": "Variable", "minLength": 1, "x-widget": "variable"},
            "do": {
                "enum": ["increase", "decrease", "reset"],
                "title": "What to do",
                "default": "increase",
            },
            "by": {
                "title": "By how much",
                "description": "A number or an expression; 1 where nothing is given.",
                "x-widget": "value",
                "x-if": {"do": ["increase", "decrease"]},
            },
        },
    }
    examples = (
        Example("One more", {"variable": "tries"}, variables={"tries": 2}),
        Example("Five less", {"variable": "points", "do": "decrease", "by": {"literal": 5}}, variables={"points": 8}),
        Example("From the beginning", {"variable": "tries", "do": "reset"}, variables={"tries": 2}),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        name, what = config["variable"], config.get("do", "increase")
        if what == "reset":
            variable = ctx.bot.variables.get(name)
            ctx.set(name, 0 if variable is None or variable.default is None else variable.default)
        else:
            ctx.add(name, self._amount(ctx, config) * (-1 if what == "decrease" else 1))
        return Leave()

    def _amount(self, ctx: Context, config: Config) -> float:
        amount = ctx.value(config["by"]) if config.get("by") not in (None, "") else 1
        number: float | None = coerce(Variable(config["variable"], "number"), amount)
        if number is None:
            raise ctx.fail("type", f"There is no number to count {config['variable']!r} by.")
        return number
