"""The step type `split`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.lots import WAYS, drawn
from flows.engine.step_type import Config, Example, Leave, Outcome, Output, StepType


class Split(StepType):
    """Tries out two or more ways, each with a part of your visitors.

    A visitor always gets the same way here, in this conversation and in later ones, as far as the bot knows who it is.
    Weights say how large each part is. Use a *Goal* later to see which way works better.
    """

    type = "split"
    title = "A/B split"
    category = "logic"
    icon = "split"
    schema = {
        "type": "object",
        "required": ["ways"],
        "additionalProperties": False,
        "properties": {
            "ways": WAYS,
            "variable": {
                "type": "string",
                "title": "Save the way in",
                "description": "Gets the id of the way.",
                "x-widget": "variable",
            },
        },
    }
    outputs_spec = (Output(each="/ways", title_from="title"),)
    examples = (
        Example("Half and half", {"ways": [{"id": "a"}, {"id": "b"}]}, output="b"),
        Example("All to one way", {"ways": [{"id": "a", "weight": 0}, {"id": "b"}], "variable": "way"}, output="b"),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ways = config["ways"]
        way: str = ways[drawn(ctx.lot(fixed=True), [one.get("weight", 1) for one in ways])]["id"]
        if config.get("variable"):
            ctx.set(config["variable"], way)
        return Leave(way)
