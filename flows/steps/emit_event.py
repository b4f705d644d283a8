"""The step type `emit_event`."""

from __future__ import annotations

from typing import Any

import orjson

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType

LARGEST_DATA = 16 * 1024  # bytes of JSON
PAID = {"name": "paid", "data": {"amount": {"expression": "price * 2"}}}
PRICE = {"variables": [{"name": "price", "type": "number", "default": 21}]}


class EmitEvent(StepType):
    """Tells that something has happened.

    Flows with a trigger for an event of this name begin, as soon as this turn is over; they find it as `event.name`
    and `event.data`. The event also stands in the history of the conversation. At most 60 a minute are passed on.
    """

    type = "emit_event"
    title = "Emit an event"
    category = "logic"
    icon = "event"
    schema = {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            "name": {
                "type": "string",
                "title": "Name",
                "minLength": 1,
                "maxLength": 100,
                "pattern": "^[^@]",
                "x-suggest": "events",
            },
            "data": {
                "type": "object",
                "title": "What belongs to it",
                "maxProperties": 50,
                "additionalProperties": {"x-widget": "value"},
            },
        },
    }
    examples = (
        Example("Paid", PAID, bot=PRICE),
        Example("Without data", {"name": "seen"}),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        data: dict[str, Any] = {name: ctx.value(value) for name, value in config.get("data", {}).items()}
        if len(orjson.dumps(data)) > LARGEST_DATA:
            raise ctx.fail("size", f"The event {config['name']!r} has more than {LARGEST_DATA} bytes of data.")
        ctx.emit(config["name"], data)
        return Leave()
