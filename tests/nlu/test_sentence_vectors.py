"""Intents learned from sentence vectors, too. The encoder here is a toy that knows some words of the same meaning."""

import json
import shutil
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline import ModelError, load_model, train
from nlu.pipeline.dense import Pool, blocks, nearest, pooled
from nlu.pipeline.fit_dense import name_words
from nlu.pipeline.prototypes import prototypes
from nlu.pipeline.sampling import stratified_folds, stratified_sample
from nlu.pipeline.store import Stored, load_folder, save_folder
from nlu.pipeline.training_set import Label
from tests.nlu.library import training_set

MATTERS = {"volume": "book", "tome": "book", "prolong": "renew", "lengthen": "renew", "salutations": "hello"}
SIZE = 24


class Toy:
    """Adds up a vector per word; "volume" has that of "book". Later blocks are the same, turned about."""

    name = "toy"
    identity = "toy-1"
    languages = frozenset({"en"})
    dimensions = SIZE

    def encode_wide(self, text):
        total = np.full(SIZE, 0.01, dtype=np.float32)
        for word in text.lower().split():
            said = MATTERS.get(word, word)
            total += np.random.default_rng(zlib.crc32(said.encode("utf-8", "replace"))).normal(size=SIZE)
        first = (total / np.linalg.norm(total)).astype(np.float32)
        return np.concatenate([np.roll(first, shift) for shift in range(5)])


class OtherToy(Toy):
    identity = "toy-2"


@pytest.fixture(scope="module")
def model():
    return train(training_set(), encoder=Toy())


def test_words_that_no_example_has_are_understood_by_their_meaning(model, library):
    understood = model.understand("prolong that tome please")
    assert understood["intents"][0]["name"] == "renew"
    assert understood["in_scope"] and not library.understand("prolong that tome")["in_scope"]


def test_nonsense_is_out_of_scope_and_what_is_no_text_at_all_too(model):
    for text in ("🦖", "...", "", "\x00\x1f", "电脑"):
        assert not model.understand(text)["in_scope"], text


def test_an_example_is_certain_without_asking_the_encoder(model):
    assert model.understand("HELLO!")["intents"][0] == {"name": "greet", "confidence": 1.0}


def test_a_model_comes_back_from_its_folder_the_same(model, tmp_path):
    model.save(tmp_path / "model")
    loaded = load_model(tmp_path / "model", Toy())
    assert loaded.notes == [] and loaded.about["encoder"] == "toy"
    for text in ("prolong that tome please", "may I hold a novel", "zq xj"):
        before, after = model.classify(text), loaded.classify(text)
        assert [str(label) for label, _ in before.ranking[:2]] == [str(label) for label, _ in after.ranking[:2]]
        assert after.in_scope == pytest.approx(before.in_scope, abs=0.02)


@pytest.mark.parametrize("encoder", [None, OtherToy()])
def test_without_its_encoder_a_model_serves_its_words_and_says_so(model, library, tmp_path, encoder):
    model.save(tmp_path / "model")
    loaded = load_model(tmp_path / "model", encoder)
    assert "toy" in loaded.notes[0]
    for text in ("please renew my novel", "prolong that tome please"):
        assert loaded.understand(text)["intents"][0]["name"] == library.understand(text)["intents"][0]["name"]
    loaded.use(Toy())
    assert loaded.notes == [] and loaded.understand("prolong that tome please")["intent"] == "renew"


@pytest.mark.parametrize(
    "broken",
    [
        lambda arrays, _: arrays.update(dense_near=arrays["dense_near"][:, :-1]),
        lambda arrays, _: arrays.update(dense_own=np.zeros_like(arrays["dense_own"])),
        lambda arrays, _: arrays.update(dense_centre=np.full_like(arrays["dense_centre"], np.nan)),
        lambda arrays, _: arrays.update(dense_prototypes=arrays["dense_prototypes"][:0]),
        lambda arrays, _: arrays.pop("dense_deep"),
        lambda _, content: content["dense"].update(dimensions=0),
        lambda _, content: content["dense"].update(scope={}),
    ],
)
def test_a_folder_that_does_not_hang_together_is_refused(model, tmp_path, broken):
    model.save(tmp_path / "model")
    stored = load_folder(tmp_path / "model")
    arrays, content = dict(stored.arrays), json.loads(stored.files["model.json"])
    broken(arrays, content)
    shutil.rmtree(tmp_path / "model")
    files = {**stored.files, "model.json": json.dumps(content).encode()}
    save_folder(tmp_path / "model", Stored(stored.about, arrays, files))
    with pytest.raises(ModelError):
        load_model(tmp_path / "model", Toy())


def test_another_language_than_the_encoders_learns_from_words_alone():
    spoken = train(training_set(language="fr"), encoder=Toy())
    assert spoken.about["encoder"] is None and spoken.notes == []


def test_the_vectors_come_from_the_cache_where_there_is_one():
    asked = []

    def vectors(texts, *, progress=None):
        asked.extend(texts)
        progress(len(texts), len(texts))
        return np.stack([Toy().encode_wide(text) for text in texts])

    stages = []
    train(training_set(), progress=lambda stage, share: stages.append((stage, share)), encoder=Toy(), vectors=vectors)
    assert "renew my books" in asked and "say goodbye" in asked
    assert any(stage.startswith("vectors ") and " of " in stage for stage, _ in stages)
    assert [share for _, share in stages] == sorted(share for _, share in stages)


def test_examples_of_none_make_the_bot_refuse_what_is_like_them():
    off_topic = ["order a pizza", "book a flight", "book a table", "I want to book a hotel", "book me a taxi"]
    intents = [*training_set()["intents"], {"name": "none", "examples": off_topic}]
    understood = train(training_set(intents=intents), encoder=Toy()).understand("I want to book a taxi")
    assert not understood["in_scope"] and all(one["name"] != "none" for one in understood["intents"])


def test_what_held_out_examples_say_is_on_record(model, library):
    for one in (model, library):
        quality = one.about["quality"]
        assert 0.5 < quality["accuracy"] <= 1.0 and 0.0 <= quality["ece"] < 0.5 and quality["held_out"] >= 40


ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["👍", "你好 hello", "\x00\x07", "a" * 20_000, "[x](y)", "[broken](a b c)", "same", "same", " ", "½"]
    ),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(ODD, max_size=4), max_size=4), st.lists(ODD, min_size=1, max_size=3))
def test_whatever_is_taught_the_model_trains_and_answers(examples, asked):
    intents = [{"name": f"intent_{number}", "examples": texts} for number, texts in enumerate(examples)]
    taught = train(training_set(intents=intents, answers=[], entities=[]), encoder=Toy())
    assert "incomplete" not in taught.about, taught.about["failures"]
    for text in asked:
        understood = taught.understand(text)
        shares = [one["confidence"] for one in understood["intents"]]
        assert all(0.0 <= share <= 1.0 for share in shares) and sum(shares) <= 1.001


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 5), max_size=60), st.integers(2, 5), st.integers(1, 40))
def test_samples_and_folds(classes, folds, most):
    wanted = np.asarray(classes, dtype=np.int64)
    sample = stratified_sample(wanted, most)
    assert len(sample) == min(most, len(wanted)) and len(set(sample.tolist())) == len(sample)
    held = [at for fold in stratified_folds(wanted, folds) for at in fold.tolist()]
    assert sorted(held) == [at for at, one in enumerate(classes) if classes.count(one) > 1]
    for fold in stratified_folds(wanted, folds):
        assert {classes[at] for at in fold.tolist()} <= set(np.delete(wanted, fold).tolist())


def test_a_class_of_many_has_six_prototypes_that_lie_among_its_examples():
    vectors = np.random.default_rng(0).normal(size=(60, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = prototypes(vectors, np.asarray([0] * 50 + [1] * 10, dtype=np.int64))
    assert found.shape == (12, 8)
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)
    assert nearest(found[:6], vectors[:50]).mean() > nearest(found[6:], vectors[:50]).mean()


def test_models_of_weight_nothing_are_not_heard():
    sure, unsure = np.asarray([[9.0, 0.0]], dtype=np.float32), np.asarray([[0.0, 0.1]], dtype=np.float32)
    assert pooled(Pool(0.0, 1.0, 0.0), unsure, sure, unsure)[0, 0] > 0.99
    assert pooled(Pool(0.0, 0.0, 1.0), sure, sure, unsure)[0, 0] < 0.5


def test_blocks_have_their_weight_as_length():
    wide = np.random.default_rng(0).normal(size=(3, 5 * SIZE)).astype(np.float32)
    made = blocks(wide, np.zeros(5 * SIZE, dtype=np.float32), SIZE).reshape(3, 5, SIZE)
    assert np.allclose(np.linalg.norm(made, axis=2), [[1.0, 0.5, 0.5, 0.5, 0.4]] * 3, atol=1e-5)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("card_arrival", "card arrival"),
        ("CheckBalance", "Check Balance"),
        ("weather/find", "weather find"),
        ("intent_12", ""),
        ("q3f", ""),
        ("ab", ""),
        ("__", ""),
    ],
)
def test_a_name_counts_as_words_where_it_looks_like_some(name, words):
    assert name_words(Label("intent", name)) == words
