"""Very many examples: what is learned of a sample then, and what of all. The limits are made small here."""

import numpy as np
import pytest

from nlu.pipeline import fit_classifier, fit_dense, fit_sparse, train
from tests.nlu.library import training_set
from tests.nlu.test_sentence_vectors import Toy

VERBS = ["order", "cancel", "track", "return", "pay", "mend"]
THINGS = ["parcel", "lamp", "shoes", "book", "table", "ticket", "coat", "bike", "phone", "chair"]
FORMS = ["I want to {} the {}", "can you {} my {}", "how do I {} a {}", "please {} that {}"]


class Counting(Toy):
    """Notes what it has encoded."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_wide(self, text: str) -> np.ndarray:
        self.encoded.append(text)
        return super().encode_wide(text)


def many() -> dict:
    intents = [
        {"name": verb, "examples": [form.format(verb, thing) for thing in THINGS for form in FORMS]} for verb in VERBS
    ]
    return training_set(intents=intents, answers=[], entities=[])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (fit_classifier, fit_dense):
        monkeypatch.setattr(module, "MOST_SAMPLED", 60)
    monkeypatch.setattr(fit_classifier, "SAMPLED_OF_MORE", 48)
    monkeypatch.setattr(fit_classifier, "MANY_EXAMPLES", 120)
    monkeypatch.setattr(fit_classifier, "MOST_TAUGHT_TO_HOLD_OUT", 120)
    monkeypatch.setattr(fit_classifier, "MOST_HELD_OUT", 40)
    monkeypatch.setattr(fit_dense, "MOST_HELD_OUT", 40)
    monkeypatch.setattr(fit_sparse, "MANY_EXAMPLES", 100)


@pytest.mark.usefixtures("small")
def test_vectors_are_made_of_a_sample_and_words_learned_from_all() -> None:
    encoder = Counting()
    model = train(many(), encoder=encoder)
    examples = {text for intent in many()["intents"] for text in intent["examples"]}
    taught = [text for text in encoder.encoded if text in examples]
    assert len(taught) == len(set(taught)) == 120
    assert {text.split()[-1] for text in examples} <= set(model.classifier.features.words)
    assert len(model.classifier.exact) == len(examples), "every example is certain"
    assert model.about["quality"]["accuracy"] > 0.9
    said = {"could you cancel this coat": "cancel", "track the shoes for me": "track", "I must pay for a bike": "pay"}
    for text, verb in said.items():
        assert model.understand(text)["intents"][0]["name"] == verb
    assert model.understand("please cancel the coat")["intent"] == "cancel"
    assert not model.understand("purple clouds sing")["in_scope"]


@pytest.mark.usefixtures("small")
def test_without_an_encoder_a_sample_says_where_the_scope_ends() -> None:
    told: list[str] = []
    model = train(many(), progress=lambda stage, share: told.append(stage))
    assert model.about["quality"]["held_out"] == 40 and model.about["quality"]["accuracy"] > 0.9
    assert model.understand("could you cancel this coat")["intent"] == "cancel"
    assert not model.understand("purple clouds sing")["in_scope"]
