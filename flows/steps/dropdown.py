"""The step type `dropdown`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.hints import hint
from flows.engine.question import AGAIN, QUESTION, VARIABLE, Question
from flows.engine.selection import FROM_LIST, OPTIONS, bid_for_one, bid_for_several, options_of
from flows.engine.step_type import Bid, Config, Example

COUNTRY = {
    "message": "Where do you live?",
    "options": [{"id": "fr", "title": "France"}, {"id": "be", "title": "Belgium", "synonyms": ["Belgique"]}],
    "variable": "country",
}


class Dropdown(Question):
    """Asks the visitor to pick from a long list, shown folded up.

    All answers leave by the same exit; the variable tells them apart, so it may list what only a variable knows (the
    open orders of this visitor, say). With *Several* it gets the list of all that were picked.
    """

    type = "dropdown"
    title = "Dropdown"
    icon = "dropdown"
    schema = {
        "type": "object",
        "required": ["message"],
        "additionalProperties": False,
        "properties": {
            "message": QUESTION,
            "options": OPTIONS,
            "list": FROM_LIST,
            "variable": VARIABLE,
            "multiple": {"type": "boolean", "title": "Several", "default": False},
            "placeholder": {"title": "Shown while nothing is picked", "x-widget": "text"},
            **AGAIN,
        },
    }
    examples = (
        Example("A tap", COUNTRY, ({"choose": "fr"},), ("Where do you live?",)),
        Example("With a slip of the finger", COUNTRY, ({"say": "Frnace"},), ("Where do you live?",)),
        Example(
            "Not in the list",
            {**COUNTRY, "retries": 1},
            ({"say": "Atlantis"}, {"say": "under water"}),
            ("Where do you live?", "Please choose one of the options.", "Where do you live?"),
            output="failed",
        ),
        Example(
            "Out of a variable",
            {"message": "Which order?", "list": "orders", "variable": "order"},
            ({"say": "the second one"},),
            ("Which order?",),
            variables={"orders": [{"title": "Shoes", "value": "s"}, {"title": "A hat", "value": "h"}]},
        ),
        Example(
            "Several",
            {**COUNTRY, "multiple": True},
            ({"say": "France and Belgium"},),
            ("Where do you live?",),
        ),
        Example("No reply", {**COUNTRY, "timeout": 60}, ({"advance": 60},), ("Where do you live?",), output="timeout"),
    )

    def put(self, ctx: Context, config: Config, message: Any, *, again: bool) -> None:
        look: dict[str, Any] = {"style": "dropdown"}
        if config.get("multiple"):
            look["multiple"] = True
        if config.get("placeholder"):
            look["placeholder"] = ctx.text(config["placeholder"])
        ctx.ask_opened(message, options_of(ctx, config), look, again=again)

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        return bid_for_several(ctx) if config.get("multiple") else bid_for_one(ctx)

    def refuse(self, ctx: Context, config: Config) -> str | None:
        if ctx.bid is None or not ctx.bid.reply:
            return hint("option", ctx.language)
        picked = ctx.bid.reply
        value = [one["value"] for one in picked] if config.get("multiple") else picked["value"]
        return None if self.keep(ctx, config, value) else ""
