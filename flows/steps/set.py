"""The step type `set`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Set(StepType):
    """Gives a variable a value.

    A text may hold other variables. An expression keeps its type: `count + 1` is a number. *Add* changes a number
    safely even when many visitors change it at once (a counter of the whole bot).
    """

    type = "set"
    title = "Set a variable"
    category = "data"
    icon = "set"
    schema = {
        "type": "object",
        "required": ["variable", "value"],
        "additionalProperties": False,
        "properties": {
            "variable": {"type": "string", "title": "Variable", "minLength": 1, "x-widget": "variable"},
            "value": {
                "title": "Value",
                "description": "A text, an expression, a fixed value, or a number to add.",
                "x-widget": "value",
                "x-assigns": "variable",
            },
        },
    }
    examples = (
        Example("A text", {"variable": "greeting", "value": "Hello {{ name }}"}, variables={"name": "Ada"}),
        Example("Counting", {"variable": "count", "value": {"expression": "count + 1"}}, variables={"count": 2}),
        Example("A fixed list", {"variable": "sizes", "value": {"literal": ["small", "large"]}}),
        Example("Forget", {"variable": "greeting", "value": {"literal": None}}),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        value = config["value"]
        if isinstance(value, dict) and "add" in value:
            amount = ctx.value(value["add"])
            if isinstance(amount, bool) or not isinstance(amount, int | float):
                raise ctx.fail("type", f"What is added to {config['variable']!r} is not a number.")
            ctx.add(config["variable"], amount)
        else:
            ctx.set(config["variable"], ctx.value(value))
        return Leave()
