"""Time zones said with a time, reckoned to the visitor's clock."""

from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline.entities.system import find_at, find_system
from tests.nlu.labelled import BERLIN, NOW


def found(text, language="en", home=BERLIN):
    return [(h.entity, text[h.start : h.end], h.value) for h in find_at(text, language, NOW.replace(tzinfo=home))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3pm CET", [("time", "3pm CET", "15:00")]),
        ("3pm cet", [("time", "3pm cet", "15:00")]),
        ("3 pm EST today", [("datetime", "3 pm EST today", "2026-03-18T21:00")]),
        ("today at 3 pm Eastern time", [("datetime", "today at 3 pm Eastern time", "2026-03-18T20:00")]),
        ("9am tomorrow New York time", [("datetime", "9am tomorrow New York time", "2026-03-19T14:00")]),
        ("tomorrow 11pm PT", [("datetime", "tomorrow 11pm PT", "2026-03-20T07:00")]),
        ("17:00 UTC+2", [("time", "17:00 UTC+2", "16:00")]),
        ("17:00 (GMT)", [("time", "17:00 (GMT)", "18:00")]),
        ("17:00Z", [("time", "17:00Z", "18:00")]),
        ("17:00+05:30", [("time", "17:00+05:30", "12:30")]),
        ("2026-03-20T14:00Z", [("datetime", "2026-03-20T14:00Z", "2026-03-20T15:00")]),
        ("2026-07-20T14:00:00+02:00", [("datetime", "2026-07-20T14:00:00+02:00", "2026-07-20T14:00")]),
        ("from 2pm to 4pm GMT", [("time_range", "from 2pm to 4pm GMT", {"from": "15:00", "to": "17:00"})]),
        ("17:00 UTC+99", [("time", "17:00", "17:00")]),
        ("5 est", []),
    ],
)
def test_english(text, wanted):
    assert [one for one in found(text) if one[0] != "number"] == wanted


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "à 15h heure de Londres", "16:00"),
        ("fr", "à 15h cet après-midi", "2026-03-18T15:00"),
        ("es", "a las 15:00 hora de Madrid", "15:00"),
        ("de", "um 15 Uhr Londoner Zeit", "16:00"),
        ("de", "um 15 Uhr MEZ", "15:00"),
        ("pt", "às 15h horário de Lisboa", "16:00"),
        ("it", "alle 15 ora di Londra", "16:00"),
        ("nl", "om 15 uur Londense tijd", "16:00"),
    ],
)
def test_other_languages(language, text, value):
    assert [v for entity, _, v in found(text, language) if entity in ("time", "datetime")] == [value]


def test_the_clock_of_the_day_decides_and_not_a_constant():
    """London is an hour behind Berlin all year; New York five hours between the two changes of the clocks, else six."""
    assert found("tomorrow 9am New York time")[0][2] == "2026-03-19T14:00"
    assert found("April 10 9am New York time")[0][2] == "2026-04-10T15:00"


def test_without_a_clock_of_the_visitor_no_zone_is_read():
    assert [(h.entity, h.value) for h in find_at("3pm CET", "en", NOW)] == [("time", "15:00")]


def test_grain_and_zone_are_told():
    now = NOW.replace(tzinfo=BERLIN).timestamp()
    said = {f.entity: f for f in find_system("tomorrow 9am UTC", "en", now=now, timezone="Europe/Berlin")}
    moment = said["@datetime"]
    assert (moment.value, moment.grain, moment.timezone) == ("2026-03-19T10:00", "hour", "UTC")
    assert [part.entity for part in moment.parts] == ["@date", "@time"]
    grains = {
        text: find_system(text, "en", now=now, timezone="Europe/Berlin")[0].grain
        for text in ("next week", "next month", "next year", "tomorrow", "at 8pm", "at 8:15pm", "in 2 hours")
    }
    assert list(grains.values()) == ["week", "month", "year", "day", "hour", "minute", "minute"]
    plain = find_system("3 apples", "en", now=now, timezone="Europe/Berlin")[0].to_json("3 apples")
    assert not {"grain", "timezone", "corrected"} & plain.keys()


def test_extract_reckons_to_the_offset_of_its_now(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("at 5pm UTC\n"))
    out = StringIO()
    call_command("extract", "--language", "en", "--now", "2026-03-18T10:30:00+01:00", "--json", stdout=out)
    assert out.getvalue().strip() == '[{"entity": "time", "start": 3, "end": 10, "value": "18:00"}]'


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["UTC", "CET", "PST", "New York time", "Tokyo time", "UTC-7", "GMT+5:30", "+02:00", "Z"]),
    st.sampled_from(["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"]),
)
def test_a_moment_with_a_zone_is_one_moment_everywhere(hour, minute, zone, home):
    text = f"2026-06-15 {hour:02d}:{minute:02d} {zone}"
    moments = set()
    for place in (home, "UTC"):
        (hit,) = find_at(text, "en", datetime(2026, 6, 1, 12, tzinfo=ZoneInfo(place)))
        assert hit.entity == "datetime" and hit.end == len(text)
        moments.add(datetime.fromisoformat(hit.value).replace(tzinfo=ZoneInfo(place)).timestamp())
    assert len(moments) == 1
