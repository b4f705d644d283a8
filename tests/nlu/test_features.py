"""Our features and margins are scikit-learn's, only faster."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from nlu.pipeline.features import Features
from nlu.pipeline.fit_classifier import fit_classifier
from nlu.pipeline.fit_sparse import COST, matrix
from nlu.pipeline.normalise import fold, fold_words
from nlu.pipeline.training_set import Label
from tests.nlu.library import texts_and_labels

NEW_TEXTS = [
    "please renew my novel for me for me for me",
    "HÉLLO wörld",
    "a",
    "books books books, books!",
    "nothing known here: xyzzy",
    "👍 ok",
]


def reference() -> FeatureUnion:
    """The same features by scikit-learn."""
    common = {"preprocessor": fold, "sublinear_tf": True}
    words = TfidfVectorizer(tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), **common)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **common)
    return FeatureUnion([("words", words), ("characters", characters)])


@pytest.fixture(scope="module")
def fitted():
    texts, labels = texts_and_labels()
    union = reference().fit(texts)
    return texts, labels, union, Features.fit((text, ()) for text in texts)


def test_the_features_equal_those_of_scikit_learn(fitted):
    texts, _, union, ours = fitted
    for text in [*texts, *NEW_TEXTS]:
        wanted = union.transform([text]).toarray()[0]
        vector = ours.vector(text)
        dense = np.zeros(ours.size, dtype=np.float32)
        dense[vector.ids] = vector.weights
        assert list(union.get_feature_names_out())[:3] == [f"words__{word}" for word in list(ours.words)[:3]]
        assert np.abs(dense - wanted).max() < 1e-6


def test_the_margins_equal_those_of_scikit_learn(fitted):
    texts, labels, union, _ = fitted
    classifier = fit_classifier([(text, ()) for text in texts], [Label("intent", name) for name in labels])
    names = [label.name for label in classifier.labels]
    model = LinearSVC(C=COST, tol=0.01, random_state=0).fit(union.transform(texts), [names.index(n) for n in labels])
    wanted = model.decision_function(union.transform(NEW_TEXTS))
    ours = np.stack([classifier.margins(classifier.features.vector(text)) for text in NEW_TEXTS])
    # The solver stops within its tolerance; both orders of the columns are the same, so it stops at the same place.
    # Our weights are kept in half precision.
    assert np.abs(ours - wanted).max() < 2e-3


def test_the_weights_agree_with_the_decision_function_of_the_trained_model(fitted):
    texts, labels, _, features = fitted
    rows = matrix(features, [features.vector(text) for text in texts])
    model = LinearSVC(C=COST, tol=0.01, random_state=0).fit(rows, labels)
    asked = matrix(features, [features.vector(text) for text in NEW_TEXTS])
    assert model.decision_function(asked).shape == (len(NEW_TEXTS), len(set(labels)))


def test_coverage_says_how_much_was_seen_before(fitted):
    *_, features = fitted
    known, unknown = features.vector("renew my books"), features.vector("xylophones quack")
    assert known.word_coverage == pytest.approx(1.0)
    assert unknown.word_coverage == 0.0
    assert unknown.character_coverage < 0.6 < known.character_coverage


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_folding_is_stable_and_words_point_into_the_text(text):
    folded = fold(text)
    assert fold(folded) == folded
    words = fold_words(text)
    assert " ".join(word for word, _, _ in words) == folded
    for word, start, end in words:
        assert 0 <= start < end <= len(text)
        assert word in fold(text[start:end])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ça va, l'été ?", "ca va l ete"),
        ("Straße", "strasse"),
        ("ＡＢＣ", "abc"),
        ("ok👍🏽", "ok 👍"),
        ("¿Qué?", "que"),
        ("हिन्दी", "हिनदी"),
        ("50 €", "50 €"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded
