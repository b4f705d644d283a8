"""The step type `back`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType


class Back(StepType):
    """Goes back to the question before the present one.

    What was set since then is undone, except what is kept for the visitor (*user*) or for all (*bot*). When this flow
    is over, that question is asked again. Use it in a global flow; it can go back five questions.
    """

    type = "back"
    title = "Back to the last question"
    category = "logic"
    icon = "back"
    schema = {"type": "object", "additionalProperties": False, "properties": {}}
    outputs_spec = (NEXT, Output("none", "No earlier question"))
    examples = (Example("At the very beginning", {}, output="none"),)

    def enter(self, ctx: Context, config: Config) -> Outcome:
        return Leave("next" if ctx.go_back() else "none")
