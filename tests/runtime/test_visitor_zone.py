"""Times are meant in the visitor's own time zone."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.runtime.visitor_zone import zone_of

from .bots import bot, listen, say


def clock():
    """Writes down the zone it is told first; then says which moment it has heard."""
    document = bot(listen())
    flow = document["flows"][0]
    flow["transitions"][0]["target"] = "zone"
    profile = {"id": "p1", "type": "profile", "config": {"timezone": "{{ said.text }}"}}
    flow["nodes"].append({"id": "zone", "title": "zone", "steps": [profile, {"id": "p2", **listen()}]})
    flow["nodes"].append({"id": "tell", "title": "tell", "steps": [{"id": "p3", **say("{{ said.entities }}")}]})
    flow["transitions"].append({"id": "t9", "node": "zone", "step": None, "output": "next", "target": "tell"})
    return document


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_in_two_hours_is_two_hours_from_the_visitors_clock(talk, zone):
    visitor = talk(clock())
    visitor.say(zone)
    (told,) = visitor.say("in 2 hours")
    expected = datetime.now(ZoneInfo(zone)).replace(tzinfo=None) + timedelta(hours=2)
    assert abs(datetime.fromisoformat(json.loads(told)["@datetime"]) - expected) < timedelta(minutes=5)


def test_what_is_no_zone_is_utc():
    zones = [{"timezone": "Europe/Paris"}, {"timezone": "Mars/Base"}, {"timezone": "../../etc/passwd"}, {"timezone": 3}]
    assert [zone_of(one) for one in zones] == ["Europe/Paris", "UTC", "UTC", "UTC"]
    assert zone_of({}) == zone_of(None) == "UTC"
