"""The step type `quick_replies`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.selection import OPTIONS
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class QuickReplies(StepType):
    """Says something with suggestions below it, and goes on without waiting.

    A tap says what is on the button, as if the visitor had written it: it starts a flow or gets an answer. Where the
    dialogue shall wait and go different ways, use *Choice*.
    """

    type = "quick_replies"
    title = "Quick replies"
    category = "say"
    icon = "answers"
    schema = {
        "type": "object",
        "required": ["message", "options"],
        "additionalProperties": False,
        "properties": {
            "message": {"title": "Message", "x-widget": "message"},
            "options": {**OPTIONS, "title": "Suggestions", "minItems": 1},
        },
    }
    examples = (
        Example(
            "Two suggestions",
            {
                "message": "What can I do for you?",
                "options": [{"id": "menu", "title": "The menu"}, {"id": "hours", "title": "Opening hours"}],
            },
            says=("What can I do for you?",),
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.offer(config["message"], config["options"], {"style": "quick"})
        return Leave()
