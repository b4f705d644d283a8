"""Understanding through the one door: what is understood once, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice, product
from string import ascii_lowercase

import pytest

from flows.adapters.understanding import MOST_REMEMBERED, Understanding
from nlu.pipeline import train, training_set_hash
from nlu.services.model_store import model_folder

MONDAY, TUESDAY = (datetime(2026, 3, day, 12, tzinfo=UTC).timestamp() for day in (2, 3))
SET = {
    "format": "botbuilder/training-set",
    "version": 1,
    "language": "en",
    "intents": [
        {"name": "hours", "examples": ["when are you open", "opening hours please", "are you open tomorrow"]},
        {"name": "order", "examples": ["a pizza please", "I want to order", "bring me two pizzas"]},
    ],
    "entities": [],
    "answers": [],
}


@pytest.fixture
def models(settings, tmp_path):
    settings.DATA = tmp_path
    name = training_set_hash(SET)
    train(SET).save(model_folder(name))
    return {"en": name}


def test_what_does_not_depend_on_the_day_is_understood_once(models):
    understanding = Understanding()
    first = understanding.understand(models, "en", "are you open", now=MONDAY)
    assert first["intent"] == "hours"
    assert understanding.understand(models, "en", "are you open", now=TUESDAY) is first
    assert Understanding().understand(models, "en", "are you open", now=TUESDAY) == first


@pytest.mark.parametrize("text", ["are you open tomorrow", "a pizza in 3 days", "a pizza on friday evening"])
def test_dates_and_times_are_read_anew_each_day(models, text):
    understanding = Understanding()
    values = [
        [one["value"] for one in understanding.understand(models, "en", text, now=day)["entities"]]
        for day in (MONDAY, TUESDAY + 4 * 86_400)
    ]
    assert values[0] != values[1]


def test_each_model_understands_for_itself(models, settings):
    other = {**SET, "intents": [{**SET["intents"][0], "name": "times"}, SET["intents"][1]]}
    name = training_set_hash(other)
    train(other).save(model_folder(name))
    understanding = Understanding()
    found = [understanding.understand({"en": one}, "en", "are you open", now=MONDAY) for one in (models["en"], name)]
    assert [one["intent"] for one in found] == ["hours", "times"]


def test_only_so_much_is_remembered(models):
    understanding = Understanding()
    first = understanding.understand(models, "en", "are you open", now=MONDAY)
    for words in islice(product(ascii_lowercase, repeat=3), MOST_REMEMBERED):
        understanding.understand(models, "en", " ".join(words), now=MONDAY)
    again = understanding.understand(models, "en", "are you open", now=MONDAY)
    assert again == first
    assert again is not first
