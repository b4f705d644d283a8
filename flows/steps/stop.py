"""The step type `stop`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, StepType


class Stop(StepType):
    """Ends what the visitor was in the middle of.

    Use it in a global flow: the dialogue that this flow has come in front of is not taken up again. What that one had
    interrupted before comes back, unless you stop everything.
    """

    type = "stop"
    title = "Stop what is going on"
    category = "logic"
    icon = "close"
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "all": {
                "type": "boolean",
                "title": "Everything",
                "description": "Also what had been interrupted before.",
                "default": False,
            }
        },
    }
    outputs_spec = (NEXT,)
    examples = (Example("Nothing was going on", {}),)

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.stop_dialogue(all=bool(config.get("all", False)))
        return Leave()
