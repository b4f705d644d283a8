"""The step type `card`."""

from __future__ import annotations

from flows.engine.cards import CARD_FIELDS, card
from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Card(StepType):
    """Shows a card: a picture, a title, a text and buttons.

    A reply button says what is on it, as if the visitor had written it; the dialogue does not wait for a tap. Other
    buttons open a page or call a number.
    """

    type = "card"
    title = "Card"
    category = "say"
    icon = "card"
    schema = {
        "type": "object",
        "required": ["title"],
        "additionalProperties": False,
        "properties": CARD_FIELDS,
    }
    examples = (
        Example(
            "With buttons",
            {
                "title": "Margherita",
                "subtitle": "from {{ price }}",
                "image": "/media/margherita.png",
                "alt": "A pizza with basil",
                "actions": [
                    {"title": "I take it", "value": "margherita"},
                    {"title": "What is in it", "kind": "url", "url": "https://example.org/margherita"},
                ],
            },
            says=("<card>",),
            variables={"price": "9 €"},
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.say(card(config))
        return Leave()
