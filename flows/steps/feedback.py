"""The step type `feedback`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.events import Event, Said
from flows.engine.options import choose
from flows.engine.step_type import Bid, Config, Example, Leave, Outcome, Output, StepType, Wait

MARKS: dict[str, list[dict[str, Any]]] = {
    "thumbs": [
        {
            "id": "up",
            "title": "👍",
            "value": 1,
            "synonyms": ["+1", "👍🏻", "👍🏽", "👍🏿", "good", "bon", "gut", "bien"],
        },
        {
            "id": "down",
            "title": "👎",
            "value": -1,
            "synonyms": ["-1", "👎🏻", "👎🏽", "👎🏿", "bad", "mauvais", "schlecht"],
        },
    ],
    "five": [{"id": str(mark), "title": str(mark), "value": mark} for mark in range(1, 6)],
    "ten": [{"id": str(mark), "title": str(mark), "value": mark} for mark in range(11)],
}
SKIP: list[dict[str, Any]] = [
    {
        "id": "skip",
        "title": {
            **{"en": "Skip", "fr": "Passer", "de": "Überspringen", "es": "Omitir"},
            **{"it": "Salta", "pt": "Saltar", "nl": "Overslaan"},
        },
        "value": "skip",
        "synonyms": [
            *("no", "nope", "no thanks", "nothing", "non", "rien", "nein", "nichts"),
            *("nada", "niente", "nee", "niets"),
        ],
    }
]
GOOD_FROM = {"thumbs": 1, "five": 4, "ten": 9}


class Feedback(StepType):
    """Asks how it was: thumbs up or down, or a mark, and a comment if you like.

    The mark is recorded with the conversation as soon as it is given, the comment after it. Happy visitors go on by
    *good*, the others by *not good*. Whoever says something else, that nobody takes, leaves by *no mark*.
    """

    type = "feedback"
    title = "Feedback"
    category = "ask"
    icon = "thumbs"
    schema = {
        "type": "object",
        "required": ["message"],
        "additionalProperties": False,
        "properties": {
            "message": {"title": "Question", "x-widget": "message"},
            "scale": {
                "enum": ["thumbs", "five", "ten"],
                "title": "Marks",
                "description": "Thumbs, 1 to 5, or 0 to 10.",
                "default": "thumbs",
            },
            "comment": {
                "title": "Ask for a comment",
                "description": "The question after the mark; empty: no comment.",
                "x-widget": "message",
            },
            "good_from": {
                "type": "integer",
                "title": "Good from",
                "description": "The lowest mark that is good; else 4 of 5, 9 of 10.",
            },
            "topic": {"type": "string", "title": "About", "description": "A short name, to tell your questions apart."},
            "variable": {"type": "string", "title": "Save the mark in", "x-widget": "variable"},
            "comment_variable": {"type": "string", "title": "Save the comment in", "x-widget": "variable"},
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
        Output("good", "Good"),
        Output("bad", "Not good"),
        Output("else", "No mark"),
        Output("timeout", "No reply", when="timeout"),
    )
    waits = True
    examples = (
        Example("Thumbs up", {"message": "Was it helpful?"}, ({"choose": "up"},), ("Was it helpful?",), output="good"),
        Example(
            "A mark and why",
            {"message": "How was it?", "scale": "five", "comment": "What can we do better?"},
            ({"say": "2"}, {"say": "It took too long"}),
            ("How was it?", "What can we do better?"),
            output="bad",
        ),
        Example("Something else", {"message": "Helpful?"}, ({"say": "dunno"},), ("Helpful?",), output="else"),
        Example(
            "No reply", {"message": "Helpful?", "timeout": 60}, ({"advance": 60},), ("Helpful?",), output="timeout"
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.ask(config["message"], self._marks(config))
        return Wait()

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        if ctx.heard is None:
            return None
        found = choose(ctx.open_options, ctx.heard, ctx.bot.languages, ctx.language)
        if "mark" in ctx.data:
            skipped = found is not None and found.exact
            return Bid("exact", "no comment" if skipped else "a comment", None if skipped else ctx.heard.text)
        return None if found is None else Bid("exact" if found.exact else "part", found.why, found.option["value"])

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, Said):
            ctx.keep_question()
            return Wait(data=ctx.data)
        if ctx.bid is None:
            return Leave("else")
        mark = ctx.data.get("mark")
        if mark is not None:
            self._keep_comment(ctx, config, mark, ctx.bid.reply)
            return self._done(config, mark)
        mark = ctx.bid.reply
        if config.get("variable"):
            ctx.set(config["variable"], mark)
        ctx.emit("feedback", {**self._about(ctx, config), "value": mark})
        if not config.get("comment"):
            return self._done(config, mark)
        self._ask_comment(ctx, config)
        return Wait(data={"mark": mark})

    def repeat(self, ctx: Context, config: Config) -> Outcome:
        if "mark" in ctx.data:
            self._ask_comment(ctx, config)
        else:
            ctx.ask(config["message"], self._marks(config), again=True)
        return Wait(data=ctx.data)

    def _marks(self, config: Config) -> list[dict[str, Any]]:
        return MARKS[config.get("scale", "thumbs")]

    def _ask_comment(self, ctx: Context, config: Config) -> None:
        ctx.ask(config["comment"], SKIP)

    def _keep_comment(self, ctx: Context, config: Config, mark: Any, comment: str | None) -> None:
        if comment is None:
            return
        if config.get("comment_variable"):
            ctx.set(config["comment_variable"], comment)
        ctx.emit("feedback_comment", {**self._about(ctx, config), "value": mark, "comment": comment})

    def _about(self, ctx: Context, config: Config) -> dict[str, Any]:
        about = {"scale": config.get("scale", "thumbs"), "step": ctx.step_id}
        return {**about, "topic": config["topic"]} if config.get("topic") else about

    def _done(self, config: Config, mark: Any) -> Outcome:
        limit = config.get("good_from")
        return Leave(
            "good" if mark >= (GOOD_FROM[config.get("scale", "thumbs")] if limit is None else limit) else "bad"
        )
