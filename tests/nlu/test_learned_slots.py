"""Learned entities: what the CRF sees, what it is told, how sure it is."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline.annotations import parse_example
from nlu.pipeline.entities.fit_slots import fit_slots, fitted_sureness
from nlu.pipeline.entities.found import LEARNED, LIST, SYSTEM, Found, without_overlaps
from nlu.pipeline.entities.noticed import noticed
from nlu.pipeline.entities.slot_features import Phrases, folded, observations, tokens
from nlu.pipeline.entities.slots import Slots, Sureness, with_written
from nlu.pipeline.errors import ModelError
from nlu.pipeline.evaluation.rows import read_row, training_set_of
from nlu.pipeline.evaluation.spans import span_f1
from nlu.pipeline.training_set import read_training_set


def lessons(*sources):
    return [(parse_example(source), intent) for source, intent in sources]


def test_the_phrases_of_an_example_do_not_speak_for_themselves():
    phrases = Phrases()
    phrases.add(("new", "york"), "city")
    words = folded(["to", "New", "York"])
    assert phrases.marks(words) == [[], ["gB2=city"], ["gI2=city"]]
    assert phrases.marks(words, {(("new", "york"), "city")}) == [[], [], []]
    phrases.add(("new", "york"), "city")
    assert phrases.marks(words, {(("new", "york"), "city")})[1] == ["gB2=city"]
    assert Phrases.from_json(json.loads(json.dumps(phrases.to_json()))).marks(words) == phrases.marks(words)


def test_the_longest_phrase_of_an_entity_counts():
    phrases = Phrases()
    for phrase in (("york",), ("new", "york")):
        phrases.add(phrase, "city")
    assert phrases.marks(["new", "york"]) == [["gB2=city"], ["gI2=city"]]


def test_of_a_hidden_word_only_the_shape_is_seen():
    (row,) = observations(["Rome"], ["rome"], [[]], "fly", {0})
    assert not any("rome" in one for one in row) and "s=Xx" in row and "i=fly" in row


def test_lists_and_built_in_entities_are_hints():
    words = tokens("at 8pm in Rome")
    marks = [[] for _ in words]
    with_written(marks, words, noticed("at 8pm in Rome", "en", [], now=None))
    assert marks[1] == ["lB=@time"] and marks[0] == []


def test_the_intent_decides_between_two_readings():
    pairs = [("[Rome](city)", "fly"), ("[Oslo](city)", "fly"), ("[Rome](film)", "watch"), ("[Oslo](film)", "watch")]
    slots = fit_slots(lessons(*pairs * 4), ())
    assert slots is not None
    assert [slots.find("Rome", intent)[0].entity for intent in ("fly", "watch")] == ["city", "film"]


def test_what_is_stored_finds_the_same():
    slots = fit_slots(lessons(*[("to [Rome](city:to=ROM) please", "fly"), ("from [Oslo](city:from)", "fly")] * 3), ())
    assert slots is not None
    again = Slots.from_json(slots.crf, json.loads(json.dumps(slots.to_json())))
    assert again.find("from Rome", "fly") == slots.find("from Rome", "fly") != []


@pytest.mark.parametrize("broken", [{"sureness": [float("nan"), 0.0]}, {"sureness": [1.0, float("inf")]}])
def test_a_broken_confidence_is_refused(broken):
    slots = fit_slots(lessons(("[Rome](city)", "fly"), ("hello", "greet")), ())
    assert slots is not None
    with pytest.raises(ModelError):
        Slots.from_json(slots.crf, {**slots.to_json(), **broken})


@pytest.mark.parametrize("cut", [0, 3, 40, 48, 100, -1])
def test_a_broken_crf_is_refused_before_the_library_reads_it(cut):
    slots = fit_slots(lessons(("[Rome](city)", "fly"), ("hello", "greet")), ())
    assert slots is not None
    whole = slots.crf
    for broken in (whole[:cut], whole + b"\0", whole[:28] + b"\xff\xff\xff\x7f" + whole[32:]):
        with pytest.raises(ModelError):
            Slots.from_json(broken, slots.to_json())


def test_confidences_are_drawn_to_what_was_seen():
    """Shares of 0.99 of which two thirds are right are not believed any more."""
    chance = random.Random(0)
    seen = [(0.99, chance.random() < 0.66) for _ in range(300)] + [(0.6, chance.random() < 0.4) for _ in range(300)]
    sure = fitted_sureness(seen)
    assert 0.56 < sure.of(0.99) < 0.76 and 0.3 < sure.of(0.6) < 0.5
    assert fitted_sureness(seen[:10]) == Sureness()


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.05, 2), st.floats(-2, 3))
def test_the_surer_share_stays_the_surer_one(one, other, slope, offset):
    sure = Sureness(slope, offset)
    low, high = sorted((one, other))
    assert 0 <= sure.of(low) <= sure.of(high) <= 1


def test_one_reading_per_stretch_of_text():
    def match(entity, start, end, source, confidence=1.0):
        return Found(entity, start, end, "", confidence, source)

    lists, learned, system = match("a", 0, 4, LIST), match("b", 0, 4, LEARNED), match("@c", 0, 4, SYSTEM)
    assert without_overlaps([system, learned, lists]) == [lists]
    assert without_overlaps([system, learned]) == [learned]
    longer = match("@d", 0, 9, SYSTEM)
    assert without_overlaps([lists, longer, match("b", 9, 12, LEARNED)]) == [longer, match("b", 9, 12, LEARNED)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.none() | st.text(max_size=8))
def test_any_text_is_read_without_a_fault(slots_of_cities, text, intent):
    for found in slots_of_cities.find_all(text, intent, noticed(text, "en", [], now=None)):
        assert 0 <= found.start < found.end <= len(text) and 0 <= found.confidence <= 1


@pytest.fixture(scope="module")
def slots_of_cities():
    return fit_slots(
        lessons(*[("to [Rome](city)", "fly"), ("[New York](city), please", "fly"), ("hi", "greet")] * 3), ()
    )


def test_a_public_set_stays_where_it_was(shared):
    """An eighth of the small training file of SNIPS; a quarter of the published test utterances."""

    def load(name):
        lines = (shared / "nlu-benchmarks" / "snips" / name).read_text(encoding="utf-8").splitlines()
        return [read_row(json.loads(line)) for line in lines]

    rows, asked = load("train_70.jsonl")[::8], load("test.jsonl")[::4]
    read = read_training_set(training_set_of(rows, "en"))

    def written(text):
        return noticed(text, "en", [], now=None)

    slots = fit_slots([(example, label.name) for example, label in read.examples], (), written)
    assert slots is not None
    found = [slots.find(row.text, row.intent, written(row.text)) for row in asked]
    assert span_f1([frozenset((f.start, f.end, f.entity) for f in one) for one in found], asked) >= 0.74
