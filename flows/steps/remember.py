"""The step type `remember`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Remember(StepType):
    """Keeps values for the visitor's later conversations.

    Variables of a conversation are gone with it. This copies them to the visitor; *Recall* brings them back another
    time. A variable without a value is not kept: what was remembered of it before stays.
    """

    type = "remember"
    title = "Remember"
    category = "data"
    icon = "remember"
    schema = {
        "type": "object",
        "required": ["variables"],
        "additionalProperties": False,
        "properties": {
            "variables": {
                "type": "array",
                "title": "Variables",
                "items": {"type": "string", "title": "Variable", "minLength": 1, "x-widget": "variable"},
            },
        },
    }
    reads = frozenset({"variables"})
    reads_profile = True
    examples = (
        Example("Two of them", {"variables": ["size", "topping"]}, variables={"size": "large", "topping": "olives"}),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        for name in config["variables"]:
            value = ctx.given(name)
            if value is not None:
                ctx.memory.write_profile(name, value, sensitive=ctx.memory.is_sensitive(name))
        return Leave()
