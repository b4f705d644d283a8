"""Fits a dialogue policy with scikit-learn; imported only where training happens.

Logistic regression over all acts. What is learned by heart needs no policy, so its confidence is set by stories that
it has not seen: folds of whole stories, and the temperature under which they are least surprising.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from nlu.pipeline.policy import RECIPE, Policy, PolicySet, Weights, policy_hash, read_policy_set

COST = 1.0
FOLDS = 4
FEWEST_STORIES = 4  # with fewer nothing can be held out
MANY_EXAMPLES = 3_000
MOST_HELD_OUT = 1_500  # examples; more would only make the temperature more exact than it needs to be
MOST_ROUNDS = 100
TOLERANCE = 2e-3
MANY_FEATURES = 5_000  # above, those of a single story are left to the memory, which knows the story by heart
_LEAST_SHARE = 1e-3
TEMPERATURES = (0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3)

Progress = Callable[[str, float], None]
Floats = npt.NDArray[np.float64]


def fit_policy(content: Mapping[str, Any], *, progress: Progress | None = None) -> Policy:
    """A policy for a policy set; `progress` is called with a stage and a share of 0..1. Raises TrainingSetError."""
    tell = progress or (lambda stage, share: None)
    began = time.process_time()
    tell("reading", 0.0)
    read = _without_rare(read_policy_set(content))
    matrix = _matrix(read)
    everything = _weights_of(read, None)
    tell("policy", 0.1)
    weights = _fit(matrix, read, everything)
    tell("calibration", 0.5)
    temperature = _temperature(matrix, read)
    about = {
        "hash": policy_hash(read.source),
        "recipe": RECIPE,
        "examples": len(read.rows),
        "acts": len(read.acts),
        "temperature": temperature,
        "cpu_seconds": round(time.process_time() - began, 3),
    }
    names = {name: row for row, name in enumerate(read.features)}
    return Policy(names, read.acts, weights, temperature, about)


def _without_rare(read: PolicySet) -> PolicySet:
    if len(read.features) <= MANY_FEATURES:
        return read
    stories: list[set[int]] = [set() for _ in read.features]
    for example, story, _ in read.shares:
        for index in read.rows[example]:
            stories[index].add(story)
    kept = [index for index, seen in enumerate(stories) if len(seen) > 1]
    number = {index: place for place, index in enumerate(kept)}
    rows = [[number[index] for index in row if index in number] for row in read.rows]
    names = [read.features[index] for index in kept]
    return PolicySet(read.source, names, read.acts, rows, read.wanted, read.shares)


def _matrix(read: PolicySet) -> Any:
    indices = [index for row in read.rows for index in row]
    starts = np.cumsum([0, *(len(row) for row in read.rows)])
    shape = (len(read.rows), len(read.features))
    return sparse.csr_matrix((np.ones(len(indices)), indices, starts), shape=shape)


def _weights_of(read: PolicySet, held_out: frozenset[int] | None) -> Floats:
    """How much each example counts without the stories that are held out."""
    weights = np.zeros(len(read.rows))
    for example, story, weight in read.shares:
        if held_out is None or story not in held_out:
            weights[example] += weight
    return weights


def _fit(matrix: Any, read: PolicySet, weights: Floats) -> Weights:
    """A row per feature, a column per act; zeros for acts that no example is left for."""
    result = np.zeros((len(read.features), len(read.acts)), dtype=np.float32)
    used = np.flatnonzero(weights)
    wanted = np.asarray(read.wanted, dtype=np.int64)
    classes = np.unique(wanted[used]) if len(used) else np.zeros(0, dtype=np.int64)
    if len(classes) < 2:
        return result
    # Without an intercept of its own: the feature that all examples have is one, and is held back like the others.
    model = LogisticRegression(C=COST, fit_intercept=False, max_iter=MOST_ROUNDS, tol=TOLERANCE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a little short of the optimum is near enough
        model.fit(matrix[used], wanted[used], sample_weight=weights[used])
    if len(classes) == 2:
        result[:, classes[1]] = model.coef_[0]
        return result
    result[:, classes] = model.coef_.T
    return result


def _temperature(matrix: Any, read: PolicySet) -> float:
    stories = sorted({story for _, story, _ in read.shares})
    if len(stories) < FEWEST_STORIES:
        return 1.0
    folds = FOLDS if len(read.rows) < MANY_EXAMPLES else 2
    surprise = np.zeros(len(TEMPERATURES))
    for fold in range(folds):
        held_out = frozenset(stories[fold::folds])
        left = _weights_of(read, held_out)
        scores = np.asarray(matrix @ _fit(matrix, read, left))
        unseen = [number for number, story, weight in read.shares if story in held_out and weight >= 1.0]
        unseen = unseen[:MOST_HELD_OUT]
        wanted = np.asarray(read.wanted, dtype=np.int64)[unseen]
        known = np.unique(np.asarray(read.wanted)[left > 0])
        if len(known) and len(unseen):
            place = np.where(np.isin(wanted, known), np.searchsorted(known, wanted), -1)
            surprise += [_surprise(scores[np.ix_(np.asarray(unseen), known)] / one, place) for one in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(surprise))])


def _surprise(scores: Floats, wanted: npt.NDArray[np.int64]) -> float:
    """Over all rows, minus the logarithm of the share of the act that was right.

    -1 is an act that nobody could know: there it is a surprise to have been sure of any other.
    """
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    rows = np.arange(len(wanted))
    right = np.where(wanted >= 0, shares[rows, wanted], 1.0 - shares.max(axis=1))
    return float(-np.log(np.maximum(right, _LEAST_SHARE)).sum())
