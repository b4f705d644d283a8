"""The step type `location`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType
from flows.engine.variables import Variable, coerce

HIGHEST = {"lat": 90, "lon": 180}


class Location(StepType):
    """Shows a place on the map.

    Latitude and longitude are degrees: Paris is 48.86 and 2.35. Both may come from variables.
    """

    type = "location"
    title = "Place"
    category = "say"
    icon = "location"
    schema = {
        "type": "object",
        "required": ["lat", "lon"],
        "additionalProperties": False,
        "properties": {
            "lat": {"title": "Latitude", "x-widget": "value"},
            "lon": {"title": "Longitude", "x-widget": "value"},
            "name": {"title": "Name", "x-widget": "text"},
            "address": {"title": "Address", "x-widget": "text"},
        },
    }
    examples = (
        Example(
            "A shop",
            {"lat": 48.86, "lon": 2.35, "name": "Our shop", "address": "1 rue de Rivoli, Paris"},
            says=("<location>",),
        ),
        Example(
            "Out of variables",
            {"lat": {"expression": "lat"}, "lon": "{{ lon }}"},
            says=("<location>",),
            variables={"lat": 45.5, "lon": -122.7},
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        place: dict[str, Any] = {"type": "location"}
        for axis, highest in HIGHEST.items():
            value = coerce(Variable(axis, "number"), ctx.value(config[axis]))
            if value is None or abs(value) > highest:
                raise ctx.fail("location", f"{axis} must be a number of degrees, at most {highest}.")
            place[axis] = value
        ctx.say({**place, **{key: config[key] for key in ("name", "address") if config.get(key)}})
        return Leave()
