"""Entities of a bot: lists, patterns, learned ones; which of several readings stays."""

from typing import Any

import pytest

from nlu.pipeline import Model, train
from tests.nlu.library import training_set


def found(model: Model, text: str) -> list[tuple[str, str, Any, str]]:
    return [(e["entity"], e["text"], e["value"], e["source"]) for e in model.understand(text)["entities"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("in LARGE print, please", [("edition", "LARGE print", "large print", "list")]),
        ("a paperback", [("edition", "paperback", "pocket", "list")]),
        ("a pocket book", [("edition", "pocket book", "pocket", "list")]),
        ("a papreback", [("edition", "papreback", "pocket", "fuzzy")]),
        ("an audiobok", [("edition", "audiobok", "audio book", "fuzzy")]),
        ("a big one", []),
        ("a pocked", [("edition", "pocked", "pocket", "fuzzy")]),
        (
            "big letters and paperback",
            [("edition", "big letters", "large print", "list"), ("edition", "paperback", "pocket", "list")],
        ),
        ("my card is LIB-1234.", [("card", "LIB-1234", "1234", "pattern")]),
        ("é😀 lib-1234", [("card", "lib-1234", "1234", "pattern")]),
    ],
)
def test_lists_and_patterns(library, text, wanted):
    assert found(library, text) == wanted


def test_an_annotated_name_teaches_the_list_a_synonym(library):
    assert found(library, "something in big print") == [("edition", "big print", "big print", "list")]


def test_a_word_of_the_examples_is_never_taken_for_a_typo():
    entities = [{"name": "size", "kind": "list", "values": [{"value": "small"}]}]
    intents = [{"name": "complain", "examples": ["it smells bad", "a bad smell", "what a smell"]}]
    model = train(training_set(intents=intents, answers=[], entities=entities))
    assert found(model, "there is a smell") == []
    assert found(model, "a smoll one") == [("size", "smoll", "small", "fuzzy")]


def test_a_list_that_wants_exact_names_gets_them():
    entities = [{"name": "size", "kind": "list", "fuzzy": False, "values": [{"value": "medium"}]}]
    assert found(train(training_set(entities=entities)), "mediun") == []


@pytest.mark.parametrize("text", ["please renew Ivanhoe", "can I keep ivanhoe one more week", "hold Ivanhoe for me"])
def test_learned_entities_are_found_by_their_surroundings(library, text):
    assert [(e["entity"], e["value"].lower()) for e in library.understand(text)["entities"]] == [("title", "ivanhoe")]


def test_a_learned_entity_carries_the_annotated_value_role_and_group():
    examples = [
        "fly from [Rome](city:from=ROM) to [Oslo](city:to)",
        "from [Paris](city:from) to [Rome](city:to=ROM)",
        "I go from [Oslo](city:from) to [Paris](city:to)",
        "to [Lima](city:to) from [Quito](city:from)",
        "from [Bern](city:from) to [Basel](city:to)",
    ]
    entities = [{"name": "city", "kind": "learned"}]
    model = train(training_set(intents=[{"name": "fly", "examples": examples}], answers=[], entities=entities))
    entities = model.understand("fly from Rome to Turku")["entities"]
    assert [(e["value"], e["role"]) for e in entities] == [("ROM", "from"), ("Turku", "to")]


def test_a_list_entity_takes_its_role_from_the_examples():
    examples = ["from [Rome](city:from) to [Oslo](city:to)", "I leave [Oslo](city:from) and go to [Rome](city:to)"] * 3
    entities = [{"name": "city", "kind": "list", "values": [{"value": "Rome"}, {"value": "Oslo"}]}]
    model = train(training_set(intents=[{"name": "fly", "examples": examples}], answers=[], entities=entities))
    found = model.understand("from oslo to rome")["entities"]
    assert [(e["value"], e["role"], e["source"]) for e in found] == [("Oslo", "from", "list"), ("Rome", "to", "list")]


def test_the_longest_reading_wins_then_what_the_author_wrote():
    entities = [
        {"name": "room", "kind": "list", "values": [{"value": "room 12"}]},
        {"name": "twelve", "kind": "pattern", "patterns": ["12"]},
    ]
    model = train(training_set(entities=entities))
    assert found(model, "room 12") == [("room", "room 12", "room 12", "list")]
    assert found(model, "floor 12") == [("twelve", "12", "12", "pattern")]


def test_a_moment_brings_its_date_and_time_along(library):
    entities = library.understand("tomorrow at 8pm", now=1_773_829_800.0)["entities"]
    assert [(e["entity"], e["value"]) for e in entities] == [
        ("@datetime", "2026-03-19T20:00"),
        ("@date", "2026-03-19"),
        ("@time", "20:00"),
    ]


def test_now_is_the_visitors(library):
    evening = 1_773_871_200.0  # 22:00 in London, 7 in the morning of the next day in Tokyo
    values = [
        library.understand("today", now=evening, timezone=zone)["entities"][0]["value"]
        for zone in ("Europe/London", "Asia/Tokyo", "no/zone")
    ]
    assert values == ["2026-03-18", "2026-03-19", "2026-03-18"]


def test_a_pattern_that_is_none_is_refused_with_its_place():
    entities = [{"name": "bad", "kind": "pattern", "patterns": ["fine", "(unclosed"]}]
    model = train(training_set(entities=entities))
    assert [one["pointer"] for one in model.about["failures"]] == ["/entities/0/patterns/1"]
    assert found(model, "fine") == []


def test_a_pattern_cannot_run_away():
    entities = [{"name": "evil", "kind": "pattern", "patterns": ["(a+)+b"]}]
    assert found(train(training_set(entities=entities)), "a" * 4_000) == []
