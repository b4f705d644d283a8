"""The step type `restart`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, GoTo, Outcome, Return, StepType

HELLO_AGAIN: dict[str, Any] = {
    "flows": [
        {
            "id": "hello",
            "title": "Hello again",
            "triggers": [{"start": True, "when": {"expression": "session > 1"}}],
            "nodes": [
                {
                    "id": "h1",
                    "title": "Hello",
                    "steps": [{"id": "h1s1", "type": "say", "config": {"message": "Hello again!"}}],
                }
            ],
            "transitions": [],
        }
    ]
}


class Restart(StepType):
    """Starts the conversation over.

    Everything that was going on ends, what the conversation remembers is forgotten, and the bot begins as it does for a
    new visitor. What is kept for the visitor (*user*) or for all (*bot*) stays. Use it in a global flow.
    """

    type = "restart"
    title = "Start over"
    category = "logic"
    icon = "restore"
    schema = {"type": "object", "additionalProperties": False, "properties": {}}
    outputs_spec = ()
    examples = (Example("From the top", {}, says=("Hello again!",), output=None, bot=HELLO_AGAIN),)

    def enter(self, ctx: Context, config: Config) -> Outcome:
        flow = ctx.start_over()
        return Return() if flow is None else GoTo(flow)
