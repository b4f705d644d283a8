"""The step type `typing`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Typing(StepType):
    """Lets the bot type for a moment before its next message.

    The visitor sees the dots. Nothing is held up by it: where nobody looks, the message is there at once. To let time
    pass in earnest, use *Wait*.
    """

    type = "typing"
    title = "Typing"
    category = "say"
    icon = "more"
    schema = {
        "type": "object",
        "required": ["seconds"],
        "additionalProperties": False,
        "properties": {
            "seconds": {
                "type": "number",
                "title": "For how long",
                "description": "Seconds, at most ten.",
                "exclusiveMinimum": 0,
                "maximum": 10,
                "x-widget": "seconds",
            },
        },
    }
    examples = (Example("A second", {"seconds": 1}),)

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.pause(config["seconds"] * 1000)
        return Leave()
