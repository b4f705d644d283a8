"""The step type `choice`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.events import Event, Said
from flows.engine.selection import OPTIONS, bid_for_one
from flows.engine.step_type import Bid, Config, Example, Leave, Outcome, Output, StepType, Wait

TEA_OR_COFFEE = {
    "message": "Tea or coffee?",
    "options": [{"id": "tea", "title": "Tea"}, {"id": "coffee", "title": "Coffee", "synonyms": ["espresso"]}],
}


class Choice(StepType):
    """Asks the visitor to pick one of several options, shown as buttons.

    Each option is an exit of its own. Typing works as well: the title, the value, a synonym, "the second one",
    "yes" and "no", a word with a slip in it, or whatever means the intent of an option. A reply that fits none leaves
    by *something else*, after as many more tries as you allow.
    """

    type = "choice"
    title = "Choice"
    category = "ask"
    icon = "choice"
    schema = {
        "type": "object",
        "required": ["message", "options"],
        "additionalProperties": False,
        "properties": {
            "message": {"title": "Question", "x-widget": "message"},
            "options": {**OPTIONS, "minItems": 1},
            "style": {
                "enum": ["buttons", "list", "quick", "dropdown"],
                "title": "Shown as",
                "default": "buttons",
            },
            "variable": {
                "type": "string",
                "title": "Save the answer in",
                "x-widget": "variable",
            },
            "retries": {
                "type": "integer",
                "title": "Tries more",
                "description": "How often the question is asked again when the reply fits no option.",
                "default": 0,
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
    outputs_spec = (
        Output(each="/options", title_from="title"),
        Output("else", "Something else"),
        Output("timeout", "No reply", when="timeout"),
    )
    waits = True
    examples = (
        Example("A tap", TEA_OR_COFFEE, ({"choose": "tea"},), ("Tea or coffee?",), output="tea"),
        Example("A synonym", TEA_OR_COFFEE, ({"say": "Espresso!"},), ("Tea or coffee?",), output="coffee"),
        Example("By position", TEA_OR_COFFEE, ({"say": "the second one"},), ("Tea or coffee?",), output="coffee"),
        Example("Neither", TEA_OR_COFFEE, ({"say": "water"},), ("Tea or coffee?",), output="else"),
        Example(
            "One more try",
            {**TEA_OR_COFFEE, "retries": 1},
            ({"say": "water"}, {"say": "tea"}),
            ("Tea or coffee?", "Tea or coffee?"),
            output="tea",
        ),
        Example(
            "By what is meant",
            {
                **TEA_OR_COFFEE,
                "options": [{"id": "tea", "title": "Tea", "intent": "calm_down"}, {"id": "c", "title": "C"}],
            },
            ({"say": "something soothing", "understanding": {"intents": [{"name": "calm_down", "confidence": 0.9}]}},),
            ("Tea or coffee?",),
            output="tea",
            bot={"intents": [{"name": "calm_down", "examples": {"en": ["something soothing"]}}]},
        ),
        Example(
            "Asked again in other words",
            {**TEA_OR_COFFEE, "retries": 1, "retry_message": "We have tea and coffee only."},
            ({"say": "water"}, {"say": "cofee"}),
            ("Tea or coffee?", "We have tea and coffee only."),
            output="coffee",
        ),
        Example(
            "No reply",
            {**TEA_OR_COFFEE, "timeout": 60},
            ({"advance": 60},),
            ("Tea or coffee?",),
            output="timeout",
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        self._put(ctx, config, config["message"], again=False)
        return Wait()

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        return bid_for_one(ctx)

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, Said):
            ctx.keep_question()
            return Wait(data=ctx.data)
        if ctx.bid is not None:
            if config.get("variable"):
                ctx.set(config["variable"], ctx.bid.reply["value"])
            return Leave(ctx.bid.reply["option"])
        tries = ctx.data.get("tries", 0) + 1
        if tries > config.get("retries", 0):
            return Leave("else")
        self._put(ctx, config, config.get("retry_message") or config["message"], again=True)
        return Wait(data={"tries": tries})

    def repeat(self, ctx: Context, config: Config) -> Outcome:
        self._put(ctx, config, config["message"], again=True)
        return Wait(data=ctx.data)

    def _put(self, ctx: Context, config: Config, message: Any, *, again: bool) -> None:
        look = {"style": config.get("style", "buttons")}
        ctx.ask(message, config["options"], again=again, look=look)
