"""The step type `goal`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType
from flows.engine.variables import Variable, coerce


class Goal(StepType):
    """Marks that the conversation has reached what it is for: an order, a booking, a solved question.

    Goals are recorded with the conversation, so that you can count them and compare the ways of an *A/B split*. A goal
    counts once in a conversation unless you say otherwise. Conditions can ask for it: `'order' in goals`.
    """

    type = "goal"
    title = "Goal reached"
    category = "data"
    icon = "goal"
    schema = {
        "type": "object",
        "required": ["goal"],
        "additionalProperties": False,
        "properties": {
            "goal": {
                "type": "string",
                "title": "Goal",
                "description": "A short name.",
                "minLength": 1,
                "x-suggest": "goals",
            },
            "value": {
                "title": "Worth",
                "description": "A number, for example the price of the order.",
                "x-widget": "value",
            },
            "every_time": {
                "type": "boolean",
                "title": "Count every time",
                "description": "Not only the first time in a conversation.",
                "default": False,
            },
        },
    }
    examples = (
        Example("An order", {"goal": "order"}),
        Example("With its worth", {"goal": "order", "value": {"expression": "price * 2"}}, variables={"price": 7}),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        goal = config["goal"]
        first = ctx.memory.reach_goal(goal)
        if first or config.get("every_time"):
            data: dict[str, Any] = {"goal": goal, "first": first}
            if config.get("value") not in (None, ""):
                data["value"] = coerce(Variable("value", "number"), ctx.value(config["value"]))
            ctx.emit("goal", data)
        return Leave()
