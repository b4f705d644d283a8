"""Built-in entities: our own cases, and the shared table where it is at hand."""

import json
import re
from datetime import date, datetime, time
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline.entities.system import find_at, find_system
from tests.nlu.labelled import BERLIN, HELD_OUT, LANGUAGES, NAMES, NOW, SECOND, rows, shared_rows


def found(text, language="en", now=NOW):
    return [(hit.entity, text[hit.start : hit.end], hit.value) for hit in find_at(text, language, now)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("two dogs and 3 cats", [("number", "two", 2), ("number", "3", 3)]),
        ("one hundred and five", [("number", "one hundred and five", 105)]),
        ("five six seven", [("number", "five", 5), ("number", "six", 6), ("number", "seven", 7)]),
        ("two hundred thousand", [("number", "two hundred thousand", 200_000)]),
        ("1,234.5 and -3", [("number", "1,234.5", 1234.5), ("number", "-3", -3)]),
        ("no one, version 2.0.3, 192.168.0.1, a 4K tv", []),
        ("99999999999999999999999", []),
        ("write to a.b@mail.example.org.", [("email", "a.b@mail.example.org", "a.b@mail.example.org")]),
        ("see example.com/a, please", [("url", "example.com/a", "example.com/a")]),
        ("node.js and invoice.pdf", []),
        ("+44 (0)20 7946 0123", [("phone", "+44 (0)20 7946 0123", "+442079460123")]),
        ("020 7946 0123", [("phone", "020 7946 0123", "02079460123")]),
        ("order 12345678", [("number", "12345678", 12345678)]),
        (
            "from monday to friday",
            [("date_range", "from monday to friday", {"from": "2026-03-23", "to": "2026-03-27"})],
        ),
        ("31 february", [("number", "31", 31)]),
        ("1999-02-30", []),
        ("jan 5", [("date", "jan 5", "2027-01-05")]),
        ("at 8", [("time", "8", "20:00")]),
        ("7 in the evening tomorrow", [("datetime", "7 in the evening tomorrow", "2026-03-19T19:00")]),
        ("the second one", [("ordinal", "second", 2)]),
        ("second hand, the first time, third parties", []),
        ("at first", []),
        ("the 5th", [("ordinal", "5th", 5)]),
        ("a couple of pizzas", []),
        ("a couple of hours", [("duration", "a couple of hours", "PT2H")]),
        ("April 3, 10 people", [("date", "April 3", "2026-04-03"), ("number", "10", 10)]),
        ("move monday to friday", [("date", "monday", "2026-03-23"), ("date", "friday", "2026-03-20")]),
        ("friday the 13th", [("date", "friday the 13th", "2026-11-13")]),
        ("a 4K tv, a 5m rope", [("distance", "5m", {"value": 5, "unit": "m"})]),
        ("£3bn", [("money", "£3bn", {"amount": 3_000_000_000, "currency": "GBP"})]),
    ],
)
def test_english(text, wanted):
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dix-huit euros", [("money", "dix-huit euros", {"amount": 18, "currency": "EUR"})]),
        ("mille neuf cent quatre-vingt-quatre", [("number", "mille neuf cent quatre-vingt-quatre", 1984)]),
        ("soixante et onze", [("number", "soixante et onze", 71)]),
        ("trois enfants et un chien", [("number", "trois", 3)]),
        ("dans une demi-heure", [("datetime", "dans une demi-heure", "2026-03-18T11:00")]),
        ("du 3 au 7 avril", [("date_range", "du 3 au 7 avril", {"from": "2026-04-03", "to": "2026-04-07"})]),
        ("dimanche prochain à 15h", [("datetime", "dimanche prochain à 15h", "2026-03-29T15:00")]),
        ("à huit heures du soir", [("time", "huit heures du soir", "20:00")]),
        ("12,50 €", [("money", "12,50 €", {"amount": 12.5, "currency": "EUR"})]),
        ("un téléphone neuf", []),
    ],
)
def test_french(text, wanted):
    assert found(text, "fr") == wanted


def test_a_language_without_words_still_knows_figures_and_addresses():
    assert found("skriv till a@b.se 2026-04-01, 12 kronor", "sv") == [
        ("email", "a@b.se", "a@b.se"),
        ("date", "2026-04-01", "2026-04-01"),
        ("number", "12", 12),
    ]


def test_without_a_clock_nothing_relative_is_resolved():
    assert [f.entity for f in find_system("tomorrow or 2026-04-01", "en", now=None, timezone="UTC")] == ["@date"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789 .,:/-@€°§¤\x01½٣İß\ud800",
                *("in ", "at ", "half ", "an hour", "tomorrow ", "may ", "next ", "week", "th", "ago", "from ", " to "),
                *("UTC+2", " CET", "T14:00Z", "+05:30", "2k", "p", "-fri", "dozen ", "a couple of ", "friday the "),
                *("h", " pm", "à ", "demi", "quatre-vingt", "zweiund", "y media", "morgen", "segunda", "halb ", "las "),
            ]
        ),
        max_size=14,
    ).map("".join),
    st.sampled_from([*LANGUAGES, "ja"]),
)
def test_any_text_is_read_without_a_fault_and_without_overlaps(text, language):
    hits = find_at(text, language, NOW.replace(tzinfo=BERLIN), names=True)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        json.dumps(hit.value, allow_nan=False)
        _parse(hit.entity, hit.value)
    assert all(first.end <= second.start for first, second in pairwise(hits))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shared_table(shared, language):
    folder = shared / "nlu-benchmarks" / "system_entities"
    rows = list(shared_rows(folder, language))
    wrong = [text for text, now, wanted in rows if not _right(find_at(text, language, now), wanted)]
    assert 1 - len(wrong) / len(rows) >= (0.95 if language == "en" else 0.88), wrong


@pytest.mark.parametrize("folder", [HELD_OUT, SECOND], ids=["first", "second"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_utterances(language, folder):
    wrong = []
    for text, readings in rows(language, folder):
        hits = find_at(text, language, NOW.replace(tzinfo=BERLIN))
        said = [_comparable((h.entity, h.start, h.end, h.value)) for h in hits]
        if said not in [[_comparable(one) for one in reading] for reading in readings]:
            wrong.append((text, said))
    assert not wrong


def _right(hits, wanted):
    if len(hits) != len(wanted):
        return False
    return all(
        (hit.entity, hit.start, hit.end) == (one["entity"], one["start"], one["end"])
        and (hit.value in [one["value"], *one.get("also", [])] or _same_length(hit.value, one["value"]))
        for hit, one in zip(hits, wanted, strict=True)
    )


def _same_length(one, other):
    return _length(one) is not None and _length(one) == _length(other)


def _comparable(found):
    entity, start, end, value = found
    return entity, start, end, _length(value) if entity == "duration" else value


_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def _length(value):
    """Months and seconds of an ISO duration: PT90M is as long as PT1H30M; None for what is none."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return years * 12 + months, (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            "a red car from New Zealand",
            "en",
            [("colour", "red", "red"), ("country", "New Zealand", "NZ")],
        ),
        ("a turkey sandwich in Turkey", "en", [("country", "Turkey", "TR")]),
        ("hablo alemán", "es", [("language", "alemán", "de")]),
        ("zwei grüne Autos", "de", [("number", "zwei", 2), ("colour", "grüne", "green")]),
        ("in de Verenigde Staten", "nl", [("country", "Verenigde Staten", "US")]),
    ],
)
def test_colours_languages_and_countries(text, language, wanted):
    hits = find_at(text, language, NOW, names=True)
    assert [(hit.entity, text[hit.start : hit.end], hit.value) for hit in hits] == wanted
    assert [hit.entity for hit in find_at(text, language, NOW)] == [e for e, _, _ in wanted if e not in NAMES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_iso(language):
    for text, _ in rows(language):
        for hit in find_at(text, language, NOW):
            _parse(hit.entity, hit.value)


def _parse(entity, value):
    match entity:
        case "date":
            date.fromisoformat(value)
        case "time":
            time.fromisoformat(value)
        case "datetime":
            datetime.fromisoformat(value)
        case "date_range" | "time_range":
            read = time.fromisoformat if entity == "time_range" else datetime.fromisoformat
            first, last = read(value["from"]), read(value["to"])
            assert entity == "time_range" or first <= last  # "from 10pm to 6am" is of the night
        case "duration":
            assert _length(value) is not None


@pytest.mark.parametrize(
    "piece", ["1 2 ", "from may 3 to ", "zwei und halb ", "a@b.", "\u0000\u202e", "🙂👍", "кириллица 7 "]
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_very_long_text_is_read_by_its_beginning(piece, language):
    text = (piece * 20_000)[:20_000]
    assert all(hit.end <= 4_000 for hit in find_at(text, language, NOW, names=True))


def test_the_extract_command_reads_lines_and_prints_lists(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("tomorrow at 8pm\nhello\n"))
    out = StringIO()
    call_command("extract", "--language", "en", "--now", "2026-03-18T10:30:00+01:00", "--json", stdout=out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        [{"entity": "datetime", "start": 0, "end": 15, "value": "2026-03-19T20:00"}],
        [],
    ]
