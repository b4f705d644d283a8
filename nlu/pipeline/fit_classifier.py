"""Trains the classifier with scikit-learn; imported only where training happens.

The threshold of being in scope is set per bot, between what held-out examples of its own reach and
what is usual for a bot with so many classes (`_usual_threshold`): with ten examples per intent the
folds alone would be a lottery.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from sklearn.svm import LinearSVC

from nlu.pipeline.classifier import Calibration, Classifier
from nlu.pipeline.features import Features, Floats, Utterance, Vector
from nlu.pipeline.normalise import fold
from nlu.pipeline.training_set import Label

COST = 1.0
FOLDS = 4
MOST_HELD_OUT = 1_500
_MISSED_IN_SCOPE = 0.1

Progress = Callable[[str, float], None]


def fit_classifier(
    utterances: Sequence[Utterance],
    labels: Sequence[Label],
    common: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> Classifier:
    """A classifier over the distinct labels; with none it ranks nothing. `common` as in `Features`."""
    tell = progress or (lambda stage, share: None)
    classes = list(dict.fromkeys(labels))
    number = {label: i for i, label in enumerate(classes)}
    wanted = np.asarray([number[label] for label in labels], dtype=np.int64)
    tell("features", 0.1)
    features = Features.fit(utterances, common)
    vectors = [features.vector(*utterance) for utterance in utterances]
    tell("intents", 0.25)
    weights, bias = _fit_linear(features, vectors, wanted, len(classes))
    tell("calibration", 0.6)
    rest = float(bias.max()) if classes else 0.0
    threshold = _threshold(utterances, wanted, len(classes), common)
    return Classifier(
        features=features,
        labels=classes,
        weights=weights,
        bias=bias,
        calibration=Calibration(_temperature(len(classes)), rest, threshold),
        exact=_exact_table([text for text, _ in utterances], wanted),
    )


def matrix(features: Features, vectors: Sequence[Vector]) -> sparse.csr_matrix:
    """The vectors as rows of a sparse matrix."""
    pointers = np.concatenate([[0], np.cumsum([len(vector.ids) for vector in vectors])])
    ids = np.concatenate([vector.ids for vector in vectors])
    weights = np.concatenate([vector.weights for vector in vectors])
    return sparse.csr_matrix((weights, ids, pointers), shape=(len(vectors), features.size))


def _fit_linear(
    features: Features, vectors: Sequence[Vector], wanted: npt.NDArray[np.int64], classes: int
) -> tuple[Floats, Floats]:
    """Weights (features x classes) and bias."""
    if classes == 0:
        return np.zeros((0, 0), dtype=np.float32), np.zeros(0, dtype=np.float32)
    rows = matrix(features, vectors)
    if classes == 1:
        return _one_class(rows)
    model = LinearSVC(C=COST, tol=0.01, random_state=0)
    model.fit(rows, wanted)
    weights, bias = model.coef_, model.intercept_
    if classes == 2:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32)


def _one_class(rows: sparse.csr_matrix) -> tuple[Floats, Floats]:
    """Without a second class there is no margin to learn: nearness to the centre stands in.

    Scaled so that a usual example lies at 0.65 of the way from rest to certain, as margins do.
    """
    centre = np.asarray(rows.mean(axis=0)).ravel()
    usual = float(np.median(rows @ centre)) or 1.0
    weights = centre * (1.3 / usual)
    return weights.reshape(-1, 1).astype(np.float32), np.asarray([-1.0], dtype=np.float32)


def _temperature(classes: int) -> float:
    """Margins of many classes lie closer together and need more contrast."""
    return 6.0 if classes < 100 else 8.0


def _usual_threshold(classes: int, common: frozenset[str]) -> float:
    """Evidence at which a bot with so many classes is about as often right to answer as not to."""
    return 7.6 + math.log(max(classes, 2)) + (0.0 if common else 0.8)


def _threshold(
    utterances: Sequence[Utterance], wanted: npt.NDArray[np.int64], classes: int, common: frozenset[str]
) -> float:
    usual = _usual_threshold(classes, common)
    evidence = _held_out_evidence(utterances, wanted, classes, common)
    if len(evidence) < 2 * FOLDS:
        return usual
    own = float(np.quantile(evidence, _MISSED_IN_SCOPE))  # too low with few examples: folds take some of them away
    return 0.5 * usual + 0.5 * min(max(own, usual - 1.0), usual + 2.0)


def _held_out_evidence(
    utterances: Sequence[Utterance], wanted: npt.NDArray[np.int64], classes: int, common: frozenset[str]
) -> list[float]:
    """Evidence that examples reach for their own class in a model that has not seen them.

    Large sets hold out one sample only: they have examples enough, and folds cost a training each.
    """
    if classes < 2:
        return []
    counts = Counter(wanted.tolist())
    order = np.random.default_rng(0).permutation(len(utterances))
    order = np.asarray([i for i in order if counts[int(wanted[i])] > 1], dtype=np.int64)
    folds: list[npt.NDArray[np.int64]] = (
        [order[:MOST_HELD_OUT]] if len(utterances) > 2 * MOST_HELD_OUT else np.array_split(order, FOLDS)
    )
    evidence: list[float] = []
    for held in folds:
        taught = np.setdiff1d(np.arange(len(utterances)), held)
        if len(held) and len(set(wanted[taught].tolist())) == classes:
            evidence += _evidence_of(utterances, wanted, classes, common, taught, held)
    return evidence


def _evidence_of(
    utterances: Sequence[Utterance],
    wanted: npt.NDArray[np.int64],
    classes: int,
    common: frozenset[str],
    taught: npt.NDArray[np.int64],
    held: npt.NDArray[np.int64],
) -> list[float]:
    features = Features.fit((utterances[i] for i in taught), common)
    vectors = [features.vector(*utterances[i]) for i in taught]
    weights, bias = _fit_linear(features, vectors, wanted[taught], classes)
    scale = Calibration(1.0, float(bias.max()), 0.0)
    evidence = []
    for i in held:
        vector = features.vector(*utterances[i])
        margin = float(vector.weights @ weights[vector.ids, wanted[i]] + bias[wanted[i]])
        evidence.append(scale.evidence(margin, vector))
    return evidence


def _exact_table(texts: Sequence[str], wanted: npt.NDArray[np.int64]) -> dict[str, tuple[int, ...]]:
    table: dict[str, tuple[int, ...]] = {}
    for text, label in zip(texts, wanted.tolist(), strict=True):
        known = table.get(fold(text), ())
        if label not in known:
            table[fold(text)] = (*known, label)
    return table
