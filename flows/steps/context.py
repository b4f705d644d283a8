"""The step type `context`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, StepType

DEFAULT_TURNS = 3
ABOUT_TAX: dict[str, Any] = {
    "answers": [{"id": "rate", "contexts": ["tax"], "questions": {}, "answers": {"en": ["19 %"]}}],
}


class EnterContext(StepType):
    """Opens contexts for some turns.

    Intents and answers that belong to a context are understood only while it is open: while the flow of the same name
    runs, and for as many messages of the visitor as you say here. 0 closes the context.
    """

    type = "context"
    title = "Context"
    category = "logic"
    icon = "tag"
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "contexts": {
                "type": "array",
                "title": "Contexts",
                "items": {"type": "string", "minLength": 1},
                "x-suggest": "contexts",
                "default": [],
            },
            "turns": {
                "type": "integer",
                "title": "For how many messages",
                "description": "Of the visitor, after this one. 0 closes the contexts.",
                "default": DEFAULT_TURNS,
                "minimum": 0,
                "maximum": 100,
            },
            "only": {
                "type": "boolean",
                "title": "Close all others",
                "default": False,
            },
        },
    }
    outputs_spec = (NEXT,)
    examples = (Example("The next three messages may be about tax", {"contexts": ["tax"]}, bot=ABOUT_TAX),)

    def enter(self, ctx: Context, config: Config) -> Outcome:
        if config.get("only"):
            ctx.leave_contexts()
        for name in config.get("contexts", ()):
            ctx.enter_context(name, config.get("turns", DEFAULT_TURNS))
        return Leave()
