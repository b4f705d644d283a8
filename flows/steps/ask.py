"""The step type `ask`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.events import Event, Said
from flows.engine.slots import read_reply
from flows.engine.step_type import NEXT, Bid, Config, Example, Leave, Outcome, Output, StepType, Wait

DEFAULT_RETRIES = 2
HOW_MANY = {"message": "How many?", "variable": "count", "valid": {"variable": "count", "op": "<=", "value": 10}}
COUNT = {"variables": [{"name": "count", "type": "number"}]}


class Ask(StepType):
    """Asks one question and keeps the answer in a variable.

    The reply must fit the variable: its entity, or its type (a number, a date, yes or no), or any text. A reply that
    does not fit, or fails your check, is asked for again; after that the step leaves by *No valid answer*.
    Questions the bot can answer meanwhile are answered, and then this one is asked again.
    """

    type = "ask"
    title = "Ask"
    category = "ask"
    icon = "ask"
    schema = {
        "type": "object",
        "required": ["message", "variable"],
        "additionalProperties": False,
        "properties": {
            "message": {"title": "Question", "x-widget": "message"},
            "variable": {"type": "string", "title": "Save the answer in", "minLength": 1, "x-widget": "variable"},
            "entity": {
                "type": "string",
                "title": "Kind of answer",
                "description": "Empty: the entity of the variable, else any text.",
                "x-widget": "entity",
            },
            "valid": {
                "title": "The answer is valid if",
                "description": "The new value is in the variable already.",
                "x-widget": "condition",
            },
            "retries": {
                "type": "integer",
                "title": "Tries more",
                "description": "How often the question is asked again.",
                "default": DEFAULT_RETRIES,
                "minimum": 0,
                "maximum": 10,
            },
            "retry_message": {
                "title": "Question when asked again",
                "description": "Empty: the same question.",
                "x-widget": "message",
            },
            "timeout": {
                "type": "number",
                "title": "Wait at most",
                "description": 'Seconds without a reply, then the exit "No reply".',
                "exclusiveMinimum": 0,
                "x-widget": "seconds",
            },
        },
    }
    outputs_spec = (NEXT, Output("failed", "No valid answer"), Output("timeout", "No reply", when="timeout"))
    waits = True
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
            "No reply",
            {"message": "Your name?", "variable": "name", "timeout": 60},
            ({"advance": 60},),
            ("Your name?",),
            output="timeout",
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.ask(config["message"])
        return Wait()

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        fills = [{"entity": config["entity"]}] if config.get("entity") else None
        reading = read_reply(ctx, config["variable"], fills)
        return None if reading is None else Bid(reading.strength, reading.why, reading.value)

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, Said):
            ctx.keep_question()
            return Wait(data=ctx.data)
        if ctx.bid is not None and self._accepts(ctx, config, ctx.bid.reply):
            return Leave()
        tries = ctx.data.get("tries", 0) + 1
        if tries > config.get("retries", DEFAULT_RETRIES):
            return Leave("failed")
        ctx.ask(config.get("retry_message") or config["message"], again=True)
        return Wait(data={"tries": tries})

    def repeat(self, ctx: Context, config: Config) -> Outcome:
        ctx.ask(config["message"], again=True)
        return Wait(data=ctx.data)

    def _accepts(self, ctx: Context, config: Config, value: object) -> bool:
        name = config["variable"]
        if not ctx.fits(name, value):
            return False
        before = ctx.given(name)
        ctx.set(name, value)
        if config.get("valid") and not ctx.holds(config["valid"]):
            ctx.set(name, before)
            return False
        return True
