"""The step type `say`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Say(StepType):
    """Says something to the visitor and goes on.

    The text may hold variables: `Hello {{ name }}`. With variations the bot picks one of them each time, so that it
    does not sound like a record. A message may also be a picture, a card, or a piece of your content.
    """

    type = "say"
    title = "Say"
    category = "say"
    icon = "say"
    schema = {
        "type": "object",
        "required": ["message"],
        "additionalProperties": False,
        "properties": {
            "message": {
                "title": "Message",
                "description": "What the bot says.",
                "x-widget": "message",
            },
            "variations": {
                "type": "array",
                "title": "Other wordings",
                "description": "The bot picks one of them or the message itself.",
                "items": {"title": "Wording", "x-widget": "message"},
            },
        },
    }
    examples = (
        Example(
            "With a variable",
            {"message": "Hello {{ name }}!"},
            says=("Hello Ada!",),
            variables={"name": "Ada"},
        ),
        Example(
            "In the visitor's language",
            {"message": {"text": {"en": "Good morning", "fr": "Bonjour"}}},
            says=("Good morning",),
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        variations = config.get("variations")
        message = config["message"]
        if variations:
            wordings = [message, *variations]
            message = wordings[int(ctx.chance() * len(wordings))]
        ctx.say(message)
        return Leave()
