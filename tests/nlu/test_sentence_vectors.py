"""Intents learned from sentence vectors, too. The encoder here is a toy that knows some words of the same meaning."""

import json
import shutil
import zlib

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlu.pipeline import ModelError, load_model, train
from nlu.pipeline.dense import Pool, blocks, gists, pooled, signs
from nlu.pipeline.fit_dense import MOST_SAMPLED, Task, fit_dense, name_words
from nlu.pipeline.fit_likeness import MOST_OF_A_CLASS, fit_likeness
from nlu.pipeline.fit_scope import fit_scope, tell_apart
from nlu.pipeline.fit_sparse import SparseHeldOut
from nlu.pipeline.prototypes import prototypes
from nlu.pipeline.sampling import stratified_folds, stratified_sample
from nlu.pipeline.store import Stored, load_folder, save_folder
from nlu.pipeline.strangers import strangers
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
        lambda arrays, _: arrays.update(dense_prototypes=arrays["dense_prototypes"][:, :-1]),
        lambda arrays, _: arrays.update(dense_narrow=arrays["dense_narrow"][:-1]),
        lambda arrays, _: arrays.update(dense_wide=arrays["dense_wide"][:, :-1]),
        lambda arrays, _: arrays.update(dense_apart=arrays["dense_apart"][:-1]),
        lambda arrays, _: arrays.pop("dense_apart_bias"),
        lambda arrays, _: arrays.pop("dense_deep"),
        lambda _, content: content["dense"].update(dimensions=0),
        lambda _, content: content["dense"].update(scope={}),
        lambda _, content: content["dense"]["scope"]["means"].pop(),
        lambda _, content: content["dense"]["scope"].update(deviations=[1.0, 1.0, 0.0, 1.0]),
        lambda _, content: content["dense"]["scope"].update(deviations=["a", "b", "c", "d"]),
        lambda _, content: content["dense"].update(pool=[]),
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


def test_what_an_earlier_version_learned_of_vectors_is_left_and_its_words_serve(model, library, tmp_path):
    model.save(tmp_path / "model")
    stored = load_folder(tmp_path / "model")
    content = json.loads(stored.files["model.json"])
    del content["dense"]["pool"]["like"]
    content["dense"]["scope"] = {"score_mean": 3.0, "score_deviation": 1.0, "threshold": -2.7}
    shutil.rmtree(tmp_path / "model")
    files = {**stored.files, "model.json": json.dumps(content).encode()}
    save_folder(tmp_path / "model", Stored(stored.about, stored.arrays, files))
    loaded = load_model(tmp_path / "model", Toy())
    assert loaded.classifier.dense is None
    assert loaded.understand("please renew my novel")["intent"] == library.understand("please renew my novel")["intent"]


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
@example([["[0](0)"]], [""])
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


def test_a_class_of_many_has_a_few_prototypes_that_lie_among_its_examples():
    vectors = np.random.default_rng(0).normal(size=(60, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = prototypes(vectors, np.asarray([0] * 50 + [1] * 10, dtype=np.int64), 6)
    assert found.shape == (12, 8)
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)
    near, far = (np.sort(vectors[:50] @ few.T, axis=1)[:, -3:].mean() for few in (found[:6], found[6:]))
    assert near > far


def ring(count, classes, seed=0):
    """Examples around one direction per class, as rows of length 1, and which class each is of."""
    random = np.random.default_rng(seed)
    wanted = np.arange(count) % classes
    vectors = np.eye(16)[wanted] + random.normal(scale=0.15, size=(count, 16))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), wanted


def test_likeness_knows_the_class_and_what_is_unlike_all():
    vectors, wanted = ring(90, 3)
    asked, right = ring(60, 3, seed=1)
    learned = fit_likeness(vectors, wanted, 3, 8)
    wide, narrow = learned.scores(asked)
    assert (wide.argmax(axis=1) == right).mean() > 0.95
    strange = np.eye(16, dtype=np.float32)[4:]
    unlike_by_wide, unlike_by_narrow = learned.scores(strange)
    assert unlike_by_narrow.max() < np.quantile(narrow.max(axis=1), 0.05)
    assert np.abs(unlike_by_narrow).max() < 0.02 < np.abs(unlike_by_wide).max()


def test_few_classes_have_many_prototypes_and_many_have_few():
    for count, classes, expected in ((400, 2, 2 * MOST_OF_A_CLASS), (40, 2, 40), (1_400, 200, 200 * 6)):
        vectors, _ = ring(count, 16)
        wanted = np.arange(count) % classes
        assert len(fit_likeness(vectors, wanted, classes, 8).prototypes) == expected


def test_equal_examples_do_no_harm_to_likeness():
    same = np.tile(np.eye(16, dtype=np.float32)[:2], (20, 1))
    wide, narrow = fit_likeness(same, np.arange(40) % 2, 2, 8).scores(same[:2])
    assert np.allclose(wide, np.eye(2), atol=0.05) and np.allclose(narrow, np.eye(2), atol=0.05)


def test_strangers_are_told_apart_unless_they_are_what_the_bot_is_for():
    vectors, wanted = ring(90, 3)
    strangers = ring(60, 3, seed=2)[0][:, ::-1].copy()
    apart = tell_apart(vectors, wanted, strangers, 16)
    assert apart.scores(vectors).min() > apart.scores(strangers).max()
    for others in (vectors[:60], strangers[:10], strangers[:0]):
        assert not tell_apart(vectors, wanted, others, 16).weights.any()
    assert not tell_apart(vectors[:0], wanted[:0], strangers, 16).weights.any()


def test_the_threshold_leaves_out_few_of_the_bots_own_and_most_of_what_is_unlike_them():
    random = np.random.default_rng(0)
    seen = random.normal((0.5, 0.4, 7.0, 3.0), (0.2, 0.2, 1.0, 1.5), size=(2_000, 4)).astype(np.float32)
    scope = fit_scope(seen, np.ones(2_000, dtype=np.bool_), by_folds=False)
    assert 0.01 < (scope.in_scope(seen) < 0.5).mean() < 0.05
    for sign in range(4):
        lower = seen.copy()
        lower[:, sign] -= 3 * seen[:, sign].std()
        assert scope.evidence(lower).mean() < scope.evidence(seen).mean() - 1.0
    few = fit_scope(seen[:4], np.ones(4, dtype=np.bool_), by_folds=True)
    assert few.means == fit_scope(seen[:0], np.ones(0, dtype=np.bool_), by_folds=True).means


def test_new_utterances_are_found_more_usual_than_folds_found_what_they_held_out():
    random = np.random.default_rng(0)
    seen = random.normal((0.5, 0.4, 7.0, 3.0), (0.2, 0.2, 1.0, 1.5), size=(800, 4)).astype(np.float32)
    every = np.ones(800, dtype=np.bool_)
    folds, nearly_all = (fit_scope(seen, every, by_folds=one) for one in (True, False))
    assert 0.2 < folds.threshold - nearly_all.threshold < 0.4
    assert folds.means == nearly_all.means and folds.deviations == nearly_all.deviations
    assert folds.slope > nearly_all.slope
    taught = np.arange(800) % 8 > 0  # where examples of what the bot is not for say it, they alone do
    assert fit_scope(seen, taught, by_folds=True) == fit_scope(seen, taught, by_folds=False)


@pytest.mark.parametrize(("count", "by_folds"), [(600, True), (MOST_SAMPLED + 100, False)])
def test_a_bot_of_many_examples_asks_for_its_threshold_what_it_held_back(count, by_folds):
    vectors, wanted = ring(count, 3)
    own, none = np.ones(3, dtype=np.bool_), vectors[:0]
    task = Task(vectors, wanted, 3, own, 16, none, wanted[:0], ring(60, 3, seed=2)[0][:, ::-1].copy())
    sample = stratified_sample(wanted, 600)
    folds = [sample[fold] for fold in stratified_folds(wanted[sample], 4)]
    nothing = np.zeros((len(sample), 3), dtype=np.float32)
    dense, _, _ = fit_dense(task, SparseHeldOut(folds, nothing, nothing[:, 0]), sample, "toy-1", "toy")
    some = np.random.default_rng(0).normal(size=(50, 4)).astype(np.float32)
    assert dense.scope.slope == fit_scope(some, np.ones(50, dtype=np.bool_), by_folds=by_folds).slope


def test_signs_are_those_of_the_bots_own_classes():
    alike, like, deep = (
        np.asarray([row], dtype=np.float32) for row in ([0.1, 0.7, 0.9], [0.6, 0.2, 0.9], [2.0, 1.0, 9.0])
    )
    own = np.asarray([True, True, False])
    seen = signs(alike, like, deep, np.asarray([[-3.0]], dtype=np.float32), own)
    assert seen[0].tolist() == pytest.approx([0.7, 0.6, np.log(np.exp(2.0) + np.exp(1.0)), -3.0], abs=1e-4)


def test_general_talk_is_written_in_english_only():
    spoken = strangers("en-GB")
    assert len(spoken) == len(set(spoken)) > 300 and all(one == one.strip() and one for one in spoken)
    assert not strangers("de")


def test_a_gist_is_the_sentence_vector_and_the_mean_of_the_rest():
    wide = np.random.default_rng(0).normal(size=(3, 5 * SIZE)).astype(np.float32)
    made = gists(wide, blocks(wide, np.full(5 * SIZE, 0.5, dtype=np.float32), SIZE), SIZE)
    assert made.shape == (3, 2 * SIZE) and np.allclose(np.linalg.norm(made, axis=1), 1.0, atol=1e-5)
    assert np.allclose(made[:, 0] / made[:, 1], wide[:, 0] / wide[:, 1], atol=1e-3)
    assert gists(wide[:, :SIZE], wide[:, :SIZE], SIZE).shape == (3, SIZE)


def test_models_of_weight_nothing_are_not_heard():
    sure, unsure = np.asarray([[9.0, 0.0]], dtype=np.float32), np.asarray([[0.0, 0.1]], dtype=np.float32)
    assert pooled(Pool(0.0, 1.0, 0.0, 0.0), unsure, sure, unsure, unsure)[0, 0] > 0.99
    assert pooled(Pool(0.0, 0.0, 1.0, 0.0), sure, sure, unsure, sure)[0, 0] < 0.5
    assert pooled(Pool(0.0, 0.0, 0.0, 1.0), unsure, unsure, unsure, sure)[0, 0] > 0.99


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
