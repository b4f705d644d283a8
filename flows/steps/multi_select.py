"""The step type `multi_select`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.hints import hint, limit_hint
from flows.engine.question import AGAIN, QUESTION, VARIABLE, Question
from flows.engine.selection import FROM_LIST, OPTIONS, bid_for_several, options_of
from flows.engine.step_type import Bid, Config, Example
from flows.engine.typed import missed

TOPPINGS = {
    "message": "What shall be on it?",
    "options": [{"id": "o", "title": "Olives"}, {"id": "h", "title": "Ham"}, {"id": "m", "title": "Mushrooms"}],
    "variable": "toppings",
}


class MultiSelect(Question):
    """Asks the visitor to tick any number of options.

    The variable gets the list of their values. Writing works as well: "olives and ham", "the first and the last",
    "all of them", "none".
    """

    type = "multi_select"
    title = "Several options"
    icon = "checklist"
    schema = {
        "type": "object",
        "required": ["message"],
        "additionalProperties": False,
        "properties": {
            "message": QUESTION,
            "options": OPTIONS,
            "list": FROM_LIST,
            "variable": VARIABLE,
            "min": {"type": "integer", "title": "At least", "default": 0, "minimum": 0, "maximum": 100},
            "max": {"type": "integer", "title": "At most", "minimum": 1, "maximum": 100},
            **AGAIN,
        },
    }
    examples = (
        Example("Ticked", TOPPINGS, ({"choose": ["o", "m"]},), ("What shall be on it?",)),
        Example("Written", TOPPINGS, ({"say": "ham, olives and mushrooms"},), ("What shall be on it?",)),
        Example("Nothing", TOPPINGS, ({"say": "none"},), ("What shall be on it?",)),
        Example(
            "Too many",
            {**TOPPINGS, "max": 2},
            ({"say": "all of them"}, {"say": "the first and the last"}),
            ("What shall be on it?", "Please choose at most 2.", "What shall be on it?"),
        ),
        Example(
            "Not on the card",
            {**TOPPINGS, "retries": 0},
            ({"say": "gold"},),
            ("What shall be on it?",),
            output="failed",
        ),
        Example(
            "No reply", {**TOPPINGS, "timeout": 60}, ({"advance": 60},), ("What shall be on it?",), output="timeout"
        ),
    )

    def put(self, ctx: Context, config: Config, message: Any, *, again: bool) -> None:
        look: dict[str, Any] = {"style": "list", "multiple": True}
        look |= {side: config[side] for side in ("min", "max") if config.get(side)}
        ctx.ask_opened(message, options_of(ctx, config), look, again=again)

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        return bid_for_several(ctx)

    def refuse(self, ctx: Context, config: Config) -> str | None:
        if ctx.bid is None:
            return hint("option", ctx.language)
        values = [one["value"] for one in ctx.bid.reply]
        side = missed("several", values, config)
        if side is not None:
            return limit_hint("several", side, config[side], ctx.language)
        return None if self.keep(ctx, config, values) else ""
