"""What a bot with few examples understands, and how sure it is."""

import pytest

from nlu.pipeline import Model, empty_model, train
from tests.nlu.library import training_set


def best(model: Model, text: str) -> tuple[str | None, float]:
    """The best of intents and answers, with its confidence."""
    understood = model.understand(text)
    ranked = [(one["name"], one["confidence"]) for one in understood["intents"]]
    ranked += [(one["id"], one["confidence"]) for one in understood["answers"]]
    return max(ranked, key=lambda pair: pair[1]) if ranked else (None, 0.0)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("good morning bot", "greet"),
        ("could I keep this book longer please", "renew"),
        ("please renew my novel", "renew"),
        ("I'd like to reserve a novel", "reserve"),
        ("some pages of the book are missing", "complain"),
        ("can I talk to a real human", "ask_person"),
        ("bye, have a nice day!", "say_goodbye"),
        ("are you open on monday", "hours"),
        ("what are the opening hours", "hours"),
        ("how much does a card cost", "fees"),
        ("what is the password of the wifi", "wifi"),
    ],
)
def test_a_good_paraphrase_is_understood_with_confidence(library, text, wanted):
    name, confidence = best(library, text)
    assert name == wanted
    assert confidence >= 0.7


@pytest.mark.parametrize(
    "text",
    [
        "purple monkey dishwasher",
        "asdf jkl qwertz",
        "the weather in rome was lovely",
        "how tall is the eiffel tower",
        "blah blah blah",
        "my cat sleeps on the roof",
        "zzz",
        "🦖",
        "...",
        "",
        "\x00\x1f",
    ],
)
def test_nonsense_is_out_of_scope(library, text):
    understood = library.understand(text)
    assert not understood["in_scope"]
    assert understood["intent"] is None
    assert best(library, text)[1] < 0.5


@pytest.mark.parametrize("text", ["hello", "HELLO!", "Hé llo"[:1] + "ello", "  hi,   there?? "])
def test_an_example_is_certain_whatever_its_case_accents_and_marks(library, text):
    understood = library.understand(text)
    assert understood["intents"][0] == {"name": "greet", "confidence": 1.0}
    assert understood["intent"] == "greet"


def test_an_example_of_two_intents_is_shared_between_them():
    model = train(training_set(intents=[{"name": name, "examples": ["yes", name]} for name in ("agree", "confirm")]))
    ranked = model.understand("Yes!")["intents"]
    assert sorted((one["name"], one["confidence"]) for one in ranked) == [("agree", 0.5), ("confirm", 0.5)]


def test_intents_and_answers_share_one_scale(library):
    understood = library.understand("can I keep my novel longer")
    total = sum(one["confidence"] for one in understood["intents"] + understood["answers"])
    assert total <= 1.0 + 1e-3


def test_when_an_answer_is_best_no_intent_is(library):
    understood = library.understand("until when are you open on sunday")
    assert understood["answers"][0]["id"] == "hours"
    assert understood["in_scope"]
    assert understood["intent"] is None


def test_the_none_intent_takes_what_the_bot_is_not_for():
    off_topic = ["order a pizza", "book a flight", "book a table", "I want to book a hotel", "book me a taxi"]
    intents = [*training_set()["intents"], {"name": "none", "examples": off_topic}]
    understood = train(training_set(intents=intents)).understand("I want to book a taxi")
    assert not understood["in_scope"]
    assert all(one["name"] != "none" for one in understood["intents"])
    assert understood["intents"][0]["confidence"] < 0.5


def test_scores_are_rounded_so_that_a_record_can_be_replayed(library):
    understood = library.understand("please extend it")
    for one in understood["intents"] + understood["answers"]:
        assert one["confidence"] == round(one["confidence"], 4)


def test_understanding_the_same_twice_gives_the_same(library):
    assert library.understand("renew my books today", now=0.0) == library.understand("renew my books today", now=0.0)


@pytest.mark.parametrize(
    "intents",
    [
        [],
        [{"name": "only", "examples": ["one intent"]}],
        [{"name": "a", "examples": []}, {"name": "b", "examples": ["x"]}],
        [{"name": "a", "examples": ["same", "same", "same"]}, {"name": "b", "examples": ["same"]}],
        [{"name": "a", "examples": ["👍", "你好", "привет"]}, {"name": "b", "examples": ["👎"]}],
    ],
)
def test_odd_training_sets_train_and_understand(intents):
    model = train(training_set(intents=intents, answers=[]))
    for text in ("one intent", "x", "same", "👍", "你好", "", "y" * 20_000):
        understood = model.understand(text)
        assert 0.0 <= sum(one["confidence"] for one in understood["intents"]) <= 1.001


def test_a_bot_with_one_intent_still_tells_sense_from_nonsense():
    model = train(training_set(intents=[training_set()["intents"][1]], answers=[]))
    assert model.understand("please renew my books")["intent"] == "renew"
    assert model.understand("purple monkey dishwasher")["intent"] is None


def test_examples_that_cannot_be_used_are_named_and_the_rest_is_trained():
    intents = [{"name": "a", "examples": ["fine", "bad [one](a b c)", "?!"]}, {"name": "b", "examples": ["other"]}]
    model = train(training_set(intents=intents))
    assert [finding["pointer"] for finding in model.about["findings"]] == [
        "/intents/0/examples/1",
        "/intents/0/examples/2",
    ]
    assert model.understand("fine")["intent"] == "a"


def test_progress_only_grows():
    seen: list[float] = []
    train(training_set(), progress=lambda stage, share: seen.append(share))
    assert seen == sorted(seen)
    assert seen[0] == 0.0 and seen[-1] < 1.0


def test_a_model_that_learned_nothing_finds_built_in_entities():
    understood = empty_model("en").understand("write to me@example.org")
    assert understood["intents"] == [] and not understood["in_scope"]
    assert [entity["entity"] for entity in understood["entities"]] == ["@email"]


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("en", "this is great, thank you", "positive"),
        ("en", "this is not good at all, I am very angry", "negative"),
        ("en", "a book please", "neutral"),
        ("fr", "c'est parfait, merci", "positive"),
        ("fr", "c'est nul, je suis très déçue", "negative"),
        ("nl", "verschrikkelijk", "negative"),
        ("sv", "hemskt", "neutral"),
    ],
)
def test_sentiment(language, text, label):
    assert empty_model(language).understand(text)["sentiment"]["label"] == label
