"""The step type `return`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Outcome, Return, StepType


class ReturnStep(StepType):
    """Ends this flow and goes back to where it was run from, with results.

    Each result has a name; the step that ran this flow chooses which variables keep them.
    """

    type = "return"
    title = "Return"
    category = "logic"
    icon = "return"
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "values": {
                "type": "object",
                "title": "Results",
                "description": "Name and value of each result.",
                "additionalProperties": {"title": "Value", "x-widget": "value"},
            },
        },
    }
    outputs_spec = ()
    examples = (Example("With a result", {"values": {"total": {"expression": "2 + 3"}}}, output=None),)

    def enter(self, ctx: Context, config: Config) -> Outcome:
        return Return({name: ctx.value(value) for name, value in config.get("values", {}).items()})
