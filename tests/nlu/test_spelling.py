"""Typos near the bot's own words, and near days and months, are put right before entities are looked for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline import train
from nlu.pipeline.entities.noticed import EntityReader
from nlu.pipeline.entities.spelling import Spelling, words_of
from nlu.pipeline.entities.words.everyday import everyday_words
from nlu.pipeline.entities.written import WrittenEntities
from nlu.pipeline.normalise import fold
from tests.nlu.labelled import LANGUAGES
from tests.nlu.library import training_set

NOW = 1_773_829_800.0
NAMES = ["mozzarella cheese", "pepperoni", "mushrooms", "green peppers", "Käsespätzle"]
TOPPINGS = [{"name": "topping", "kind": "list", "values": [{"value": name} for name in NAMES]}]
KNOWN = ("order", "pizza", "cancel", "mushroom", "letter")


def reader(language="en", entities=TOPPINGS):
    return EntityReader(language, WrittenEntities(language, entities, []), KNOWN)


def spelling(language="en"):
    return Spelling(words_of([*NAMES, "wednesday", "february"]), KNOWN, everyday_words(language))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a pizza with mozarela chese", "a pizza with mozzarella cheese"),
        ("on wensday", "on wednesday"),
        ("3 Febuary, please", "3 february, please"),
        ("PEPERONI!", "pepperoni!"),
        ("kasespatzl", "Käsespätzle"),
        ("pepperoni on wednesday", None),
        ("a letter and an order", None),
        ("Marco sends wishes", None),
        ("", None),
    ],
)
def test_what_is_near_a_wanted_word_is_put_right(text, right):
    corrected = spelling().correct(text)
    assert (corrected and corrected.text) == right


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_words_are_left_alone(language):
    ours = reader(language)
    changed = [word for word in everyday_words(language) if ours.correct(word) is not None]
    assert not changed


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*KNOWN, *words_of(NAMES), "about", "house", "three"]), max_size=8))
def test_known_words_are_never_changed(words):
    assert spelling().correct(" ".join(words)) is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="pepronimushwdy äß'-😀\t", max_size=60))
def test_a_correction_is_right_itself_and_leads_back(text):
    corrected = spelling().correct(text)
    if corrected is None:
        return
    assert spelling().correct(corrected.text) is None
    for change in corrected.changes:
        assert corrected.as_typed(change.at, change.to) == (change.start, change.end)
        assert fold(corrected.text[change.at : change.to]) in words_of([*NAMES, "wednesday", "february"])
    assert corrected.as_typed(0, len(corrected.text)) == (0, len(text))


def test_entities_through_typos_stand_where_they_were_typed():
    text = "mozarela chese on wensday at 8pm"
    ours = reader()
    corrected = ours.correct(text)
    (cheese,) = [f for f in ours.written(text, corrected) if f.end - f.start > 8]
    assert (text[cheese.start : cheese.end], cheese.value, cheese.source) == (
        "mozarela chese",
        "mozzarella cheese",
        "fuzzy",
    )
    assert cheese.corrected == "mozzarella cheese" and cheese.confidence < 0.9
    (day,) = ours.system(text, corrected, now=NOW, timezone="Europe/Berlin")
    assert (text[day.start : day.end], day.corrected) == ("wensday at 8pm", "wednesday at 8pm")
    assert [(text[part.start : part.end], part.value) for part in day.parts] == [
        ("wensday", "2026-03-18"),
        ("8pm", "20:00"),
    ]


def test_the_understanding_shows_what_was_corrected():
    model = train(training_set(entities=TOPPINGS))
    heard = model.understand("pepperonni please", now=NOW)
    assert heard["corrected"] == "pepperoni please"
    (entity,) = heard["entities"]
    assert (entity["text"], entity["value"], entity["corrected"]) == ("pepperonni", "pepperoni", "pepperoni")
    assert "corrected" not in model.understand("pepperoni please", now=NOW)


def test_a_list_that_wants_exact_names_is_not_corrected():
    exact = [{**TOPPINGS[0], "fuzzy": False}]
    assert reader(entities=exact).correct("pepperonni") is None


def test_only_some_unknown_words_are_looked_at():
    text = " ".join(["pepperonx"] * 50)
    corrected = spelling().correct(text)
    assert corrected is not None and len(corrected.changes) == 8
