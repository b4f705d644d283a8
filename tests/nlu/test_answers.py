"""Answers: found on the same features as intents, ranked among each other, with a threshold of their own."""

import json

import numpy as np
import pytest

from nlu.pipeline import Model, ModelError, load_model, train
from nlu.pipeline.answer_share import FEWEST, USUAL, even, even_share
from nlu.pipeline.training_set import FORMAT, VERSION

TOPICS = ["card", "book", "room", "printer", "map", "film", "locker", "tour", "talk", "game", "bicycle", "lamp"]
ABOUT = {
    "price": ["what does a {} cost", "how much is a {}", "what is the price of the {}", "is the {} for free"],
    "place": ["where is the {}", "where do I find a {}", "in which room is the {}", "show me the way to a {}"],
    "loan": [
        "may I take a {} home",
        "can I keep the {} longer",
        "for how long is a {} mine",
        "can I have a {} for a week",
    ],
}
FAQ = {
    f"{about} of {topic}": [question.format(topic) for question in questions]
    for topic in TOPICS
    for about, questions in ABOUT.items()
}
INTENTS = {
    "greet": ["hello", "hi there", "good morning", "hey", "good evening"],
    "leave": ["bye", "see you", "goodbye", "that was all", "have a nice day"],
}


def faq_set() -> dict:
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": "en",
        "intents": [{"name": name, "examples": examples} for name, examples in INTENTS.items()],
        "answers": [{"id": id, "questions": list(questions)} for id, questions in FAQ.items()],
        "entities": [],
    }


@pytest.fixture(scope="module")
def model():
    return train(faq_set())


def shares(*rows: tuple[float, bool]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Held-out utterances, each with the share of the best answer and whether it is the right one, of two answers and
    an intent."""
    found = np.array([[share, (1 - share) / 2, (1 - share) / 2] for share, _ in rows])
    return found, np.array([0 if right else 1 for _, right in rows]), np.array([True, True, False])


def test_the_share_is_where_right_ones_begin() -> None:
    low = [(0.36 + 0.001 * n, False) for n in range(40)] + [(0.45 + 0.001 * n, True) for n in range(400)]
    assert even_share(*shares(*low)) == pytest.approx(0.43, abs=0.03)
    high = [(0.5 + 0.001 * n, False) for n in range(100)] + [(0.65 + 0.0005 * n, True) for n in range(400)]
    assert even_share(*shares(*high)) == pytest.approx(0.61, abs=0.03)


def test_few_held_out_questions_and_those_of_intents_say_nothing() -> None:
    few = [(0.4, True)] * (FEWEST - 1)
    assert even_share(*shares(*few)) == USUAL
    found, wanted, _ = shares(*([(0.4, True)] * 100))
    assert even_share(found, wanted, np.array([False, True, True])) == USUAL, "intents came first"
    assert even_share(np.zeros((0, 3)), np.zeros(0, dtype=int), np.array([True, True, False])) == USUAL


def test_one_half_is_an_even_bet_and_the_order_stays() -> None:
    assert even(0.3, 0.3) == pytest.approx(0.5)
    moved = [even(share, 0.3) for share in (0.0, 0.1, 0.3, 0.6, 1.0)]
    assert moved == sorted(moved) and (moved[0], moved[-1]) == (0.0, 1.0)
    assert even(0.3, USUAL) == 0.3


def test_answers_that_are_easily_mixed_up_need_more(model) -> None:
    learned = model.about["answers_even_at"]
    assert learned > USUAL
    asked = "what may a lamp cost me"
    sure = model.classify(asked).ranking[0]
    model.classifier.answers_even_at = USUAL
    try:
        unmoved = model.classify(asked).ranking[0]
        greeted = model.classify("hello good day").ranking
    finally:
        model.classifier.answers_even_at = learned
    assert str(sure[0]) == str(unmoved[0]) == "answer:price of lamp" and sure[1] < unmoved[1]
    assert model.classify("hello good day").ranking == greeted, "intents are what they were"


def given(model: Model, asked: list[tuple[str, str]]) -> tuple[int, int]:
    """How many questions get their answer, and how many another one."""
    best = [(model.understand(question)["answers"][0], id) for question, id in asked]
    sure = [one["id"] == id for one, id in best if one["confidence"] >= 0.5]
    return sum(sure), len(sure) - sum(sure)


def worth_of_own_threshold(content: dict, asked: list[tuple[str, str]]) -> int:
    """How many more right answers, less wrong ones, the learned share gives than one half."""
    model = train(content)
    own = given(model, asked)
    model.classifier.answers_even_at = USUAL
    half = given(model, asked)
    print(f"right, wrong: {own} instead of {half}")
    return (own[0] - own[1]) - (half[0] - half[1])


@pytest.mark.parametrize("left_out", range(4))
def test_fewer_mistakes_are_made_with_answers_that_are_mixed_up(left_out) -> None:
    content = faq_set()
    asked = [(answer["questions"].pop(left_out), answer["id"]) for answer in content["answers"]]
    assert worth_of_own_threshold(content, asked) >= 0


def test_many_answers_of_few_questions_need_less(shared) -> None:
    rows = (shared / "nlu-benchmarks" / "clinc150" / "train.jsonl").read_text().splitlines()
    texts: dict[str, list[str]] = {}
    for row in map(json.loads, rows):
        if row["intent"] not in ("oos", "none"):
            texts.setdefault(row["intent"], []).append(row["text"])
    names = sorted(texts)[:40]
    content = {**faq_set(), "answers": [{"id": name, "questions": texts[name][:4]} for name in names]}
    asked = [(text, name) for name in names for text in texts[name][4:10]]
    assert worth_of_own_threshold(content, asked) > 0


def test_answers_are_ranked_among_each_other(model) -> None:
    answers = model.understand("how much is a printer then")["answers"]
    assert answers[0]["id"] == "price of printer" and len(answers) == 10, "ten at most"
    assert [one["confidence"] for one in answers] == sorted((one["confidence"] for one in answers), reverse=True)


def test_a_question_of_an_answer_stays_certain_and_nonsense_out_of_scope(model) -> None:
    assert model.understand("How much is a LAMP?")["answers"][0] == {"id": "price of lamp", "confidence": 1.0}
    understood = model.understand("zq vwx jjk")
    assert not understood["in_scope"] and understood["answers"][0]["confidence"] < 0.5


def test_it_is_stored_and_a_model_of_before_has_the_usual_one(model, tmp_path) -> None:
    model.save(tmp_path / "model")
    loaded = load_model(tmp_path / "model")
    assert loaded.classifier.answers_even_at == model.classifier.answers_even_at != USUAL
    for bad in (0, 1.0, -0.5, "0.4", None):
        with pytest.raises(ModelError):
            load_model(changed(tmp_path, answers_even_at=bad))
    assert load_model(changed(tmp_path)).classifier.answers_even_at == USUAL


def changed(folder, **content):
    """The model with another content; without `answers_even_at` where none is given."""
    from nlu.pipeline.store import Stored, load_folder, save_folder

    stored = load_folder(folder / "model")
    said = json.loads(stored.files["model.json"])
    del said["answers_even_at"]
    place = folder / f"changed {len(list(folder.iterdir()))}"
    files = {**stored.files, "model.json": json.dumps({**said, **content}).encode()}
    save_folder(place, Stored(stored.about, stored.arrays, files))
    return place
