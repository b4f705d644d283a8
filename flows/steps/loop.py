"""The step type `loop`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, Output, StepType

MOST_ROUNDS = 1000


class Loop(StepType):
    """Does something with each value of a list.

    *For each* leads to what is to be done; draw its last thread back to this step, which then takes the next value.
    After the last one the way goes on here. The list is read once, at the beginning: changing it meanwhile changes
    nothing. Of an object the loop takes each entry as `key` and `value`. Loops may stand inside of each other. A thread
    from anywhere else, from outside of the loop, begins anew with the first value.
    """

    type = "loop"
    title = "Loop over a list"
    category = "logic"
    icon = "loop"
    schema = {
        "type": "object",
        "required": ["list", "item"],
        "additionalProperties": False,
        "properties": {
            "list": {
                "type": "string",
                "title": "List",
                "description": "A variable or an expression, for example cart or range(1, 4).",
                "minLength": 1,
                "x-widget": "expression",
            },
            "item": {
                "type": "string",
                "title": "Put each value in",
                "minLength": 1,
                "x-widget": "variable",
            },
            "index": {
                "type": "string",
                "title": "Put its number in",
                "description": "Counted from 0, as in cart[0].",
                "x-widget": "variable",
            },
            "most": {
                "type": "integer",
                "title": "Rounds at most",
                "description": "Further values are left out.",
                "default": 100,
                "minimum": 1,
                "maximum": MOST_ROUNDS,
            },
        },
    }
    outputs_spec = (Output("each", "For each"), Output("next", "Done"))
    examples = (
        Example("The first value", {"list": "cart", "item": "thing"}, output="each", variables={"cart": ["tea"]}),
        Example("An empty list", {"list": "cart", "item": "thing"}, variables={"cart": []}),
        Example("Three times", {"list": "range(3)", "item": "round", "index": "n"}, output="each"),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        notes = ctx.memory.notes if ctx.memory.came_back else {}
        if notes:
            number, values = notes["number"] + 1, notes["values"]
        else:
            number, values = 0, self._values(ctx, config)
        return self._round(ctx, config, number, values)

    def _values(self, ctx: Context, config: Config) -> list[Any]:
        found = ctx.evaluate(config["list"])
        values: list[Any]
        if found is None:
            values = []
        elif isinstance(found, Mapping):
            values = [{"key": key, "value": value} for key, value in found.items()]
        elif isinstance(found, list | tuple):
            values = list(found)
        else:
            raise ctx.fail("type", "The loop needs a list or an object to go over.")
        ctx.work(len(values))
        return values[: config.get("most", 100)]

    def _round(self, ctx: Context, config: Config, number: int, values: list[Any]) -> Outcome:
        ctx.work(1)
        ctx.memory.note({"number": number, "values": values[1:]} if values else {})
        ctx.set(config["item"], values[0] if values else None)
        if config.get("index"):
            ctx.set(config["index"], number if values else None)
        return Leave("each" if values else "next")
