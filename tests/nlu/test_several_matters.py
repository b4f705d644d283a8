"""An utterance about several things, for a bot that wants to know."""

import pytest

from flows.adapters.understanding import training_sets
from nlu.pipeline import load_model, train
from tests.nlu.library import training_set


@pytest.fixture(scope="module")
def model():
    return train(training_set(several=True))


def parts(model, text):
    return [(one["text"], one.get("intent", one.get("answer"))) for one in model.understand(text).get("parts", [])]


def test_each_part_has_its_own_intent_or_answer(model):
    text = "I want to renew a book and when are you open"
    assert parts(model, text) == [("I want to renew a book", "renew"), ("when are you open", "hours")]
    for one in model.understand(text)["parts"]:
        assert text[one["start"] : one["end"]] == one["text"] and one["confidence"] >= 0.7


def test_marks_part_as_words_do(model):
    said = parts(model, "Hello! Please extend my loan. Do you have wifi?")
    assert [name for _, name in said] == ["greet", "renew", "wifi"]


@pytest.mark.parametrize(
    "text",
    [
        "renew my books and Emma and Dune",
        "please renew my books, and can I keep it longer",
        "the cover is torn and the zebra sings",
        "hello",
        "and and and, and",
        "",
        "a. b. c. d. e. f. g. h. i. j.",
    ],
)
def test_one_matter_stays_one(model, text):
    assert "parts" not in model.understand(text)


def test_only_a_bot_that_asks_for_it_is_told(library, model, tmp_path):
    text = "I want to renew a book and when are you open"
    assert "parts" not in library.understand(text)
    model.save(tmp_path / "model")
    assert load_model(tmp_path / "model").understand(text) == model.understand(text)


def test_the_setting_of_the_document_reaches_the_training_set():
    document = {"languages": ["en"], "intents": [], "entities": [], "settings": {"nlu": {"several": True}}}
    assert training_sets(document)[0]["several"] is True
    assert "several" not in training_sets({**document, "settings": {}})[0]
