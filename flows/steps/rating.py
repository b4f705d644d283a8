"""The step type `rating`."""

from __future__ import annotations

import re
from typing import Any

from flows.engine.context import Context
from flows.engine.hints import limit_hint
from flows.engine.phrases import ordinal
from flows.engine.question import AGAIN, QUESTION, VARIABLE, Question
from flows.engine.selection import bid_for_one
from flows.engine.step_type import Bid, Config, Example

LOWEST = 1
SCALE = 5
HOW_WAS_IT = {"message": "How was it?", "variable": "mark"}
RECOMMENDED = {"lowest": 0, "scale": 10, "look": "numbers"}
_NUMBER = re.compile(r"\d{1,3}")


class Rating(Question):
    """Asks for a mark, shown as stars, numbers or faces.

    The mark is a number from 1 up, or from 0. Written marks count as well: "4", "four", "4 stars", "4/5".
    """

    type = "rating"
    title = "Rating"
    icon = "rating"
    schema = {
        "type": "object",
        "required": ["message"],
        "additionalProperties": False,
        "properties": {
            "message": QUESTION,
            "variable": VARIABLE,
            "lowest": {"type": "integer", "title": "Worst mark", "default": LOWEST, "minimum": 0, "maximum": 1},
            "scale": {"type": "integer", "title": "Best mark", "default": SCALE, "minimum": 2, "maximum": 10},
            "look": {"enum": ["stars", "numbers", "faces"], "title": "Shown as", "default": "stars"},
            "low": {"title": "Word for the worst", "x-widget": "text"},
            "high": {"title": "Word for the best", "x-widget": "text"},
            **AGAIN,
        },
    }
    examples = (
        Example("A tap", HOW_WAS_IT, ({"choose": "5"},), ("How was it?",)),
        Example("Written", HOW_WAS_IT, ({"say": "I give it 4 stars"},), ("How was it?",)),
        Example(
            "Too good to be true",
            HOW_WAS_IT,
            ({"say": "11"}, {"say": "10 out of 5"}, {"say": "5/5"}),
            ("How was it?", "It must be at most 5.", "How was it?", "It must be at most 5.", "How was it?"),
        ),
        Example("From 0 to 10", {**HOW_WAS_IT, **RECOMMENDED}, ({"say": "0"},), ("How was it?",)),
        Example("No mark", {**HOW_WAS_IT, "retries": 0}, ({"say": "so so"},), ("How was it?",), output="failed"),
        Example("No reply", {**HOW_WAS_IT, "timeout": 60}, ({"advance": 60},), ("How was it?",), output="timeout"),
    )

    def put(self, ctx: Context, config: Config, message: Any, *, again: bool) -> None:
        marks = range(config.get("lowest", LOWEST), config.get("scale", SCALE) + 1)
        options = [{"option": str(mark), "title": str(mark), "value": mark} for mark in marks]
        look = {"style": "rating", "look": config.get("look", "stars")}
        ends = {end: ctx.text(config[end]) for end in ("low", "high") if config.get(end)}
        ctx.ask_opened(message, options, look | ends, again=again)

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        found = bid_for_one(ctx)
        if found is not None and found.strength == "exact":
            return Bid("exact", found.why, found.reply["value"])
        if ctx.heard is None:
            return None
        position = ordinal(ctx.heard.folded, ctx.language)
        if position is not None:
            return Bid("exact", "a number", position + 1)
        written = _NUMBER.search(ctx.heard.folded)
        return None if written is None else Bid("part", "a number in the text", int(written[0]))

    def refuse(self, ctx: Context, config: Config) -> str | None:
        lowest, scale = config.get("lowest", LOWEST), config.get("scale", SCALE)
        if ctx.bid is None:
            return ""
        mark: int = ctx.bid.reply
        if not lowest <= mark <= scale:
            side, limit = ("min", lowest) if mark < lowest else ("max", scale)
            return limit_hint("number", side, limit, ctx.language)
        return None if self.keep(ctx, config, mark) else ""
