"""The step type `wait`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.events import Event, Said
from flows.engine.step_type import NEXT, Bid, Config, Example, Leave, Outcome, Output, StepType
from flows.engine.step_type import Wait as Waits


class Wait(StepType):
    """Waits for some time, then goes on by itself.

    The time runs on even when the server restarts. When the visitor says something meanwhile, the way is
    *interrupted*; if that leads nowhere, the bot answers as if nothing waited, and the time runs on.
    """

    type = "wait"
    title = "Wait"
    category = "logic"
    icon = "wait"
    schema = {
        "type": "object",
        "required": ["seconds"],
        "additionalProperties": False,
        "properties": {
            "seconds": {
                "type": "number",
                "title": "How long",
                "description": "Seconds, at least one.",
                "default": 5,
                "minimum": 1,
                "x-widget": "seconds",
            },
        },
    }
    outputs_spec = (NEXT, Output("interrupted", "Interrupted"))
    waits = True
    examples = (
        Example("The time is over", {"seconds": 5}, ({"advance": 5},)),
        Example("The visitor speaks", {"seconds": 5}, ({"say": "Hello?"},), output="interrupted"),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.start_timer(config["seconds"])
        return Waits("timer")

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        return Bid("open", "anything interrupts") if ctx.connected("interrupted") else None

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        return Leave("interrupted" if isinstance(event, Said) else "next")
