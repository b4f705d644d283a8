"""A bot whose own intent teaches what it is not for takes words it has never seen for less than a refusal."""

from flows.adapters.understanding import model_hashes, training_sets
from nlu.pipeline import train

INTENTS = {
    "check_earnings": [
        "what did i earn",
        "how much have i earned",
        "check my deposits",
        "how much did i make last month",
    ],
    "transfer": ["send money", "transfer money to a friend", "i want to send fifty dollars", "move money to savings"],
    "greet": ["hello", "hi there", "good morning"],
    "out_of_scope": ["order a pizza", "what is the weather", "tell me a joke", "can you call me a taxi"],
}


def taught_set(**more):
    intents = [{"name": name, "examples": examples} for name, examples in INTENTS.items()]
    return {"format": "botbuilder/training-set", "version": 1, "language": "en", "intents": intents, **more}


def test_a_new_word_of_a_known_matter_is_understood():
    strict = train(taught_set()).understand("display my earnings")
    lenient = train(taught_set(out_of_scope="taught")).understand("display my earnings")
    assert strict["intent"] is None
    assert lenient["intent"] == "check_earnings" and lenient["intents"][0]["confidence"] >= 0.5


def test_nonsense_is_refused_all_the_same():
    model = train(taught_set(out_of_scope="taught"))
    for text in ("purple quantum flux", "zzz", "why are exponents performed before multiplication"):
        found = model.understand(text)
        assert found["intent"] in (None, "out_of_scope"), text


def test_only_a_bot_that_asks_for_it_gets_another_model():
    document = {
        "languages": ["en"], "intents": [{"name": "a", "examples": {"en": ["x"]}}], "settings": {}, "entities": [],
    }  # fmt: skip
    (usual,) = training_sets(document)
    assert "out_of_scope" not in usual
    detected = {**document, "settings": {"out_of_scope": "detected"}}
    taught = {**document, "settings": {"out_of_scope": "taught"}}
    assert model_hashes(detected) == model_hashes(document) != model_hashes(taught)
