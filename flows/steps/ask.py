"""The step type `ask`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.hints import hint, limit_hint
from flows.engine.question import AGAIN, QUESTION, VARIABLE, Question
from flows.engine.step_type import Bid, Config, Example
from flows.engine.typed import KINDS, kind_of, limits_of, missed, read_answer

HOW_MANY = {"message": "How many?", "variable": "count", "valid": {"variable": "count", "op": "<=", "value": 10}}
COUNT = {"variables": [{"name": "count", "type": "number"}]}


class Ask(Question):
    """Asks one question and keeps the answer in a variable.

    The reply must fit the kind of answer you choose: a number, a date, an e-mail address, a file… Where you choose
    none, it must fit the variable: its entity, or its type, or any text. A reply that does not fit, or fails your
    check, is asked for again; after that the step leaves by *No valid answer*.
    Questions the bot can answer meanwhile are answered, and then this one is asked again.
    """

    type = "ask"
    title = "Ask"
    icon = "ask"
    schema = {
        "type": "object",
        "required": ["message", "variable"],
        "additionalProperties": False,
        "properties": {
            "message": QUESTION,
            "variable": VARIABLE,
            "expects": {
                "enum": list(KINDS),
                "title": "Kind of answer",
                "description": "The bot says in its own words what is wrong with another. Empty: what the variable "
                "holds.",
            },
            "entity": {
                "type": "string",
                "title": "Or this entity",
                "description": "Empty: the entity of the variable, else any text.",
                "x-widget": "entity",
            },
            "min": {
                "title": "At least",
                "description": "Characters of a text; the first day of a date: {{ add_days(now, 0) }} is today.",
                "x-widget": "value",
            },
            "max": {"title": "At most", "x-widget": "value"},
            "valid": {
                "title": "The answer is valid if",
                "description": "The new value is in the variable already.",
                "x-widget": "condition",
            },
            **AGAIN,
        },
    }
    examples = (
        Example("A number", HOW_MANY, ({"say": "3"},), ("How many?",), bot=COUNT),
        Example(
            "Too many, then right",
            {**HOW_MANY, "retry_message": "At most ten, please."},
            ({"say": "20"}, {"say": "5"}),
            ("How many?", "At most ten, please."),
            bot=COUNT,
        ),
        Example(
            "Never a number",
            {**HOW_MANY, "retries": 1},
            ({"say": "a lot"}, {"say": "many"}),
            ("How many?", "How many?"),
            output="failed",
            bot=COUNT,
        ),
        Example(
            "An e-mail address",
            {"message": "Your e-mail?", "variable": "mail", "expects": "email"},
            ({"say": "ada at home"}, {"say": "it is ada@example.org"}),
            ("Your e-mail?", "That does not look like an e-mail address.", "Your e-mail?"),
        ),
        Example(
            "Between two limits",
            {"message": "How many?", "variable": "count", "expects": "number", "min": 1, "max": "{{ most }}"},
            ({"say": "12"}, {"say": "0"}, {"say": "4"}),
            ("How many?", "It must be at most 8.", "How many?", "It must be at least 1.", "How many?"),
            variables={"most": 8},
            bot=COUNT,
        ),
        Example(
            "Yes or no",
            {"message": "Shall I?", "variable": "agreed", "expects": "yes_no"},
            ({"say": "of course"},),
            ("Shall I?",),
        ),
        Example(
            "No reply",
            {"message": "Your name?", "variable": "name", "timeout": 60},
            ({"advance": 60},),
            ("Your name?",),
            output="timeout",
        ),
    )

    def put(self, ctx: Context, config: Config, message: Any, *, again: bool) -> None:
        expects = config.get("expects")
        if expects == "yes_no":
            ctx.ask_yes_or_no(message, again=again)
        elif expects == "file":
            ctx.request(message, "file", {}, again=again)
        else:
            ctx.ask(message, again=again)

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        fills = [{"entity": config["entity"]}] if config.get("entity") else None
        reading = read_answer(ctx, config["variable"], fills, config.get("expects"))
        return None if reading is None else Bid(reading.strength, reading.why, reading.value)

    def refuse(self, ctx: Context, config: Config) -> str | None:
        expects, value = config.get("expects"), None if ctx.bid is None else ctx.bid.reply
        if value is None or not ctx.fits(config["variable"], value):
            return hint(expects, ctx.language) if expects and not config.get("entity") else ""
        kind = kind_of(ctx, config["variable"], expects)
        limits = limits_of(ctx, kind, config)
        side = missed(kind, value, limits)
        if side is not None:
            return limit_hint(kind, side, limits[side], ctx.language)
        return None if self.keep(ctx, config, value) else ""
