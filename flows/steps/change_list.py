"""The step type `change_list`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.lists import ordered, position, unique, without
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType
from flows.engine.variables import Variable, coerce

CART = {"variables": [{"name": "cart", "type": "list"}]}


class ChangeList(StepType):
    """Changes a list: adds or removes values, sorts it, empties it.

    A list that has no value yet counts as empty. *Add* takes one value; *add all* takes each value of another list.
    *Remove at* takes a position, counted from 0, or from the end as -1, -2…; a position that the list does not have
    changes nothing. *Sort* puts numbers before texts; of objects name the key to sort by.
    """

    type = "change_list"
    title = "Change a list"
    category = "data"
    icon = "list"
    schema = {
        "type": "object",
        "required": ["variable", "do"],
        "additionalProperties": False,
        "properties": {
            "variable": {"type": "string", "title": "List", "minLength": 1, "x-widget": "variable"},
            "do": {
                "enum": [
                    *("append", "prepend", "insert", "append_all", "remove", "remove_at", "clear"),
                    *("unique", "sort", "reverse"),
                ],
                "title": "What to do",
                "default": "append",
            },
            "value": {
                "title": "Value",
                "description": "What is added or removed; not needed to clear, sort, reverse or remove at a position.",
                "x-widget": "value",
                "x-if": {"do": ["append", "prepend", "insert", "append_all", "remove"]},
            },
            "index": {
                "title": "Position",
                "description": "A number or an expression; for insert and remove at.",
                "x-widget": "value",
                "x-if": {"do": ["insert", "remove_at"]},
            },
            "by": {
                "type": "string",
                "title": "Sort objects by",
                "description": "Name of a key.",
                "x-if": {"do": ["sort"]},
            },
            "descending": {"type": "boolean", "title": "Largest first", "default": False, "x-if": {"do": ["sort"]}},
            "most": {
                "type": "integer",
                "title": "Keep at most",
                "description": "When the list grows longer, its oldest values (at the other end) are left out.",
                "minimum": 1,
                "x-if": {"do": ["append", "prepend", "insert", "append_all"]},
            },
        },
    }
    examples = (
        Example("Add", {"variable": "cart", "do": "append", "value": "tea"}, variables={"cart": ["milk"]}, bot=CART),
        Example("Remove a value", {"variable": "cart", "do": "remove", "value": "{{ said.text }}"}, bot=CART),
        Example(
            "Remove the last",
            {"variable": "cart", "do": "remove_at", "index": {"literal": -1}},
            variables={"cart": ["milk", "tea"]},
            bot=CART,
        ),
        Example("Sort", {"variable": "cart", "do": "sort"}, variables={"cart": ["tea", "milk"]}, bot=CART),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        name = config["variable"]
        values = ctx.get(name)
        if values is None:
            values = []
        if not isinstance(values, list | tuple):
            raise ctx.fail("type", f"{name!r} is not a list.")
        ctx.work(len(values) + 1)
        changed = self._changed(ctx, config, list(values))
        most = config.get("most")
        if most is not None and len(changed) > most:
            changed = changed[:most] if config["do"] == "prepend" else changed[-most:]
        ctx.set(name, changed)
        return Leave()

    def _changed(self, ctx: Context, config: Config, values: list[Any]) -> list[Any]:
        match config["do"]:
            case "append":
                return [*values, self._value(ctx, config)]
            case "prepend":
                return [self._value(ctx, config), *values]
            case "append_all":
                return [*values, *self._values(ctx, config)]
            case "insert":
                at = self._index(ctx, config)
                return [*values[:at], self._value(ctx, config), *values[at:]]
            case "remove":
                return without(values, self._value(ctx, config))
            case "remove_at":
                place = position(self._index(ctx, config), len(values))
                return values if place is None else values[:place] + values[place + 1 :]
            case "unique":
                return unique(values)
            case "sort":
                return ordered(values, config.get("by"), descending=bool(config.get("descending")))
            case "reverse":
                return values[::-1]
            case _:
                return []

    def _value(self, ctx: Context, config: Config) -> Any:
        if "value" not in config:
            raise ctx.fail("value", f"There is no value to change {config['variable']!r} by.")
        return ctx.value(config["value"])

    def _values(self, ctx: Context, config: Config) -> list[Any]:
        values = self._value(ctx, config)
        if not isinstance(values, list | tuple):
            raise ctx.fail("type", f"What is added to {config['variable']!r} is not a list.")
        ctx.work(len(values))
        return list(values)

    def _index(self, ctx: Context, config: Config) -> int:
        number = coerce(Variable("index", "number"), ctx.value(config.get("index")))
        if number is None or int(number) != number:
            raise ctx.fail("type", f"There is no whole number as the position in {config['variable']!r}.")
        return int(number)
