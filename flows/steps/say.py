"""The step type `say`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType

FORMAL = {"variable": "formal", "op": "==", "value": True}


class Say(StepType):
    """Says something to the visitor and goes on.

    The text may hold variables: `Hello {{ name }}`. With other wordings the bot says a different one each time, and
    none twice in a row. Wordings for a case are said instead where their condition holds, or on their channel.
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
                "description": "The bot says one of them or the message itself, each before one comes again.",
                "items": {"title": "Wording", "x-widget": "message"},
            },
            "variants": {
                "type": "array",
                "title": "Wordings for a case",
                "description": "Said instead where they fit. The more closely one is bound, the sooner it is said.",
                "items": {
                    "type": "object",
                    "required": ["message"],
                    "additionalProperties": False,
                    "properties": {
                        "message": {"title": "Message", "x-widget": "message"},
                        "when": {"title": "Only if", "x-widget": "condition"},
                        "channels": {
                            "type": "array",
                            "title": "Only on these channels",
                            "description": "web, rest, slack, whatsapp…",
                            "items": {"type": "string", "minLength": 1},
                            "x-suggest": "channels",
                        },
                    },
                },
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
        Example(
            "A wording for a case",
            {"message": "Hi!", "variants": [{"message": "Good day to you.", "when": FORMAL}]},
            says=("Good day to you.",),
            variables={"formal": True},
        ),
        Example(
            "Not on this channel",
            {"message": "Tap below.", "variants": [{"message": "Press one.", "channels": ["voice"]}]},
            says=("Tap below.",),
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.say(ctx.wording(config))
        return Leave()
