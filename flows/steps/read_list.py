"""The step type `read_list`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.lists import position, same_key
from flows.engine.step_type import Config, Example, Leave, Outcome, Output, StepType
from flows.engine.variables import Variable, coerce


class ReadList(StepType):
    """Takes something out of a list, or asks about it: the first value, how many there are, whether one is in it.

    What is found is saved. *Take first* and *take last* remove the value from the list as well, so that a list serves
    as a queue or a pile. *Nothing there* can have a way of its own.
    """

    type = "read_list"
    title = "Look into a list"
    category = "data"
    icon = "search"
    schema = {
        "type": "object",
        "required": ["variable", "what"],
        "additionalProperties": False,
        "properties": {
            "variable": {"type": "string", "title": "List", "minLength": 1, "x-widget": "variable"},
            "what": {
                "enum": [
                    *("first", "last", "item", "random", "take_first", "take_last"),
                    *("length", "position", "sum", "smallest", "largest", "join"),
                ],
                "title": "What to find",
                "default": "first",
            },
            "save_as": {"type": "string", "title": "Save it in", "x-widget": "variable"},
            "value": {
                "title": "Value",
                "description": "For position: the value to look for. For join: what stands between, else a comma.",
                "x-widget": "value",
                "x-if": {"what": ["position", "join"]},
            },
            "or_empty": {
                "type": "boolean",
                "title": "Own way for “nothing there”",
                "description": "Else the way is the same, and nothing is saved.",
                "default": False,
            },
            "index": {
                "title": "Position",
                "description": "For item: a number or an expression, counted from 0, or from the end as -1.",
                "x-widget": "value",
                "x-if": {"what": ["item"]},
            },
        },
    }
    reads = frozenset({"variable"})
    outputs_spec = (Output("next", "Found"), Output("empty", "Nothing there", when="or_empty"))
    examples = (
        Example(
            "The first", {"variable": "cart", "what": "first", "save_as": "thing"}, variables={"cart": ["tea", "milk"]}
        ),
        Example("How many", {"variable": "cart", "what": "length", "save_as": "count"}, variables={"cart": []}),
        Example(
            "None left",
            {"variable": "cart", "what": "take_first", "or_empty": True},
            output="empty",
            variables={"cart": []},
        ),
        Example(
            "Not in it",
            {"variable": "cart", "what": "position", "value": "sugar", "save_as": "place", "or_empty": True},
            output="empty",
            variables={"cart": ["tea"]},
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        values = ctx.get(config["variable"])
        if values is None:
            values = []
        if not isinstance(values, list | tuple):
            raise ctx.fail("type", f"{config['variable']!r} is not a list.")
        ctx.work(len(values) + 1)
        found = self._found(ctx, config, list(values))
        if config.get("save_as"):
            ctx.set(config["save_as"], found)
        if found is not None and config["what"] in ("take_first", "take_last"):
            ctx.set(config["variable"], list(values[1:] if config["what"] == "take_first" else values[:-1]))
        return Leave("empty" if found is None and config.get("or_empty") else "next")

    def _found(self, ctx: Context, config: Config, values: list[Any]) -> Any:
        numbers = [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]
        match config["what"]:
            case "length":
                return len(values)
            case "sum":
                return sum(numbers)
            case "smallest":
                return min(numbers, default=None)
            case "largest":
                return max(numbers, default=None)
            case "position":
                key = same_key(ctx.value(config.get("value")))
                return next((place for place, one in enumerate(values) if same_key(one) == key), None)
            case "join":
                return self._joined(ctx, config, values)
            case "random":
                return values[int(ctx.lot() * len(values))] if values else None
            case "item":
                place = position(self._index(ctx, config), len(values))
            case what:
                place = position(-1 if what in ("last", "take_last") else 0, len(values))
        return None if place is None else values[place]

    def _joined(self, ctx: Context, config: Config, values: list[Any]) -> str | None:
        between = ctx.value(config["value"]) if "value" in config else ", "
        texts: list[str] = [coerce(Variable(config["variable"], "text"), one) for one in values if one is not None]
        ctx.work((sum(map(len, texts)) + len(texts) * len(str(between))) // 64)
        return str(between).join(texts) if texts else None

    def _index(self, ctx: Context, config: Config) -> int:
        number = coerce(Variable("index", "number"), ctx.value(config.get("index")))
        if number is None or int(number) != number:
            raise ctx.fail("type", f"There is no whole number as the position in {config['variable']!r}.")
        return int(number)
