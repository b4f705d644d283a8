"""The step type `recall`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType


class Recall(StepType):
    """Brings back what was remembered of the visitor.

    Each variable gets the value that *Remember* or *Visitor's profile* has kept under its name. When all of them are
    there the way goes on; *not known* is the way when one is missing. What does not fit its variable any more counts as
    missing.
    """

    type = "recall"
    title = "Recall"
    category = "data"
    icon = "recall"
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
    outputs_spec = (NEXT, Output("missing", "Not known"))
    reads_profile = True
    examples = (Example("A visitor who is new", {"variables": ["name"]}, output="missing"),)

    def enter(self, ctx: Context, config: Config) -> Outcome:
        complete = True
        for name in config["variables"]:
            value = ctx.memory.profile.get(name)
            if value is not None and ctx.fits(name, value):
                ctx.set(name, value)
            elif ctx.given(name) is None:
                complete = False
        return Leave("next" if complete else "missing")
