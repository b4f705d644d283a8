"""The step type `carousel`."""

from __future__ import annotations

from flows.engine.cards import CARD_FIELDS, MOST_CARDS, card
from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Carousel(StepType):
    """Shows several cards in a row to leaf through.

    Channels that cannot do that show the cards one below the other.
    """

    type = "carousel"
    title = "Row of cards"
    category = "say"
    icon = "carousel"
    schema = {
        "type": "object",
        "required": ["items"],
        "additionalProperties": False,
        "properties": {
            "items": {
                "type": "array",
                "title": "Cards",
                "minItems": 1,
                "maxItems": MOST_CARDS,
                "items": {
                    "type": "object",
                    "required": ["title"],
                    "additionalProperties": False,
                    "properties": CARD_FIELDS,
                },
            },
        },
    }
    examples = (
        Example(
            "Two pizzas",
            {"items": [{"title": "Margherita", "text": "Basil"}, {"title": {"en": "Quattro", "fr": "Quatre"}}]},
            says=("<carousel>",),
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        cards = [card(item) for item in config["items"]]
        for number, one in enumerate(cards, start=1):
            for action in one.get("actions", ()):
                if "id" in action:  # the same button on two cards must not be the same answer
                    action["id"] = f"{number}.{action['id']}"
        ctx.say({"type": "carousel", "items": [{key: one[key] for key in one if key != "type"} for one in cards]})
        return Leave()
