"""The step type `random`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.lots import WAYS, drawn
from flows.engine.step_type import Config, Example, Leave, Outcome, Output, StepType


class Random(StepType):
    """Goes on by chance, another way each time.

    All ways are taken equally often, unless you give them weights: a weight of 3 is taken three times as often as a
    weight of 1, and a weight of 0 never. Where a visitor shall always get the same way, use *A/B split*.
    """

    type = "random"
    title = "Random"
    category = "logic"
    icon = "random"
    schema = {
        "type": "object",
        "required": ["ways"],
        "additionalProperties": False,
        "properties": {
            "ways": WAYS,
        },
    }
    outputs_spec = (Output(each="/ways", title_from="title"),)
    examples = (
        Example("Heads or tails", {"ways": [{"id": "heads"}, {"id": "tails"}]}, output="tails"),
        Example(
            "Weighted: never the first",
            {"ways": [{"id": "rare", "weight": 0}, {"id": "often", "weight": 5}]},
            output="often",
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ways = config["ways"]
        return Leave(ways[drawn(ctx.lot(), [one.get("weight", 1) for one in ways])]["id"])
