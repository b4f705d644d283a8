"""The step type `comment`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Comment(StepType):
    """A note for those who build the bot. Visitors never see it.

    It does nothing and costs nothing: a published bot leaves it out.
    """

    type = "comment"
    title = "Comment"
    category = "logic"
    icon = "note"
    schema = {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {
            "text": {
                "type": "string",
                "title": "Comment",
                "description": "Plain text; variables are not filled in.",
                "maxLength": 20_000,
            },
        },
    }
    silent = True
    examples = (Example("A note", {"text": "Legal has approved these texts."}, output=None),)

    def enter(self, ctx: Context, config: Config) -> Outcome:
        return Leave()
