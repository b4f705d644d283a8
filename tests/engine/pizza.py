"""A small pizza place for tests, and what an NLU would make of sentences said there."""

from __future__ import annotations

import copy
from typing import Any

from tests.engine.talking import Talk, document, entity, flow, intent, link, node, nothing, say, step

WORDS = {"large": "size", "big": "size", "small": "size", "pepperoni": "topping", "margherita": "topping"}
CANONICAL = {"big": "large"}

FORM = {
    "slots": [
        {
            "variable": "size",
            "ask": {
                "text": {"en": "What size would you like?", "fr": "Quelle taille ?"},
                "options": [
                    {"id": "l", "title": {"en": "Large", "fr": "Grande"}, "value": "large"},
                    {"id": "s", "title": {"en": "Small", "fr": "Petite"}, "value": "small"},
                ],
            },
        },
        {"variable": "topping", "ask": "Which one?"},
    ],
    "cancel_intents": ["cancel"],
}
READY = "Your {{ size }} {{ topping }} pizza will be ready in 30 minutes"


def pizza_place(**form: Any) -> dict[str, Any]:
    """The bot; `form` changes the config of the order form."""
    order = flow(
        "order",
        step("form", "form", **{**FORM, **form}),
        say("ready", READY),
        triggers=[{"intent": "order_pizza"}],
        nodes=[node("cancelled", say("ok", "No problem.")), node("failed", say("sorry", "Let us leave it."))],
        transitions=[link("order.n", "form", "cancelled", "cancelled"), link("order.n", "form", "failed", "failed")],
    )
    return document(
        order,
        flow("lost", say("lost.say", "I can take an order."), kind="fallback"),
        flow("track", say("track.say", "It is on its way."), triggers=[{"intent": "track_order"}]),
        variables=[
            {"name": "size", "type": "text", "entity": "size"},
            {"name": "topping", "type": "text", "entity": "topping"},
        ],
        entities=[
            {
                "name": "size",
                "kind": "list",
                "values": [{"value": "large", "synonyms": {"en": ["big"]}}, {"value": "small"}],
            },
            {"name": "topping", "kind": "list", "values": [{"value": "pepperoni"}, {"value": "margherita"}]},
        ],
        intents=[{"name": name} for name in ("order_pizza", "greet", "cancel", "track_order")],
        answers=[{"id": "hours", "questions": {"en": ["when are you open"]}, "answers": {"en": ["9 to 5"]}}],
        content=[{"id": "welcome", "message": {"text": {"en": "Hello!", "fr": "Bonjour !"}}}],
        stories=[{"name": "always greet", "kind": "rule", "steps": [{"user": "greet"}, {"bot": "welcome"}]}],
    )


class PizzaTalk(Talk):
    """Understands a handful of sentences by their words."""

    def __init__(self, **form: Any) -> None:
        super().__init__(copy.deepcopy(pizza_place(**form)))

    def hears(self, text: str) -> list[str]:
        return self.say(text, understand(text))


def understand(text: str) -> dict[str, Any]:
    found = [
        entity(WORDS[word], word, text, CANONICAL.get(word, word)) for word in text.lower().split() if word in WORDS
    ]
    if "open" in text:
        return {**nothing(*found, hours=0.93), "in_scope": True}
    for word, name in (
        ("order", "order_pizza"),
        ("hello", "greet"),
        ("never mind", "cancel"),
        ("where", "track_order"),
    ):
        if word in text.lower():
            return intent(name, 0.95, *found)
    return nothing(*found)
