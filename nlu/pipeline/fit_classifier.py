"""Trains the classifier with scikit-learn; imported only where training happens.

The threshold of being in scope is set per bot, between what held-out examples of its own reach and
what is usual for a bot with so many classes (`_usual_threshold`): with ten examples per intent the
folds alone would be a lottery.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from nlu.pipeline.answer_share import even_share
from nlu.pipeline.classifier import Calibration, Classifier
from nlu.pipeline.dense import Dense, half, log_shares
from nlu.pipeline.features import Features, Utterance
from nlu.pipeline.fit_dense import (
    MANY_EXAMPLES,
    MOST_SAMPLED,
    SAMPLED_OF_MORE,
    Task,
    fit_dense,
    name_words,
    nothing_held_out,
)
from nlu.pipeline.fit_sparse import SparseHeldOut, fit_linear, hold_out
from nlu.pipeline.normalise import LONGEST_UTTERANCE, fold
from nlu.pipeline.quality import measure
from nlu.pipeline.sampling import Integers, stratified_folds, stratified_sample
from nlu.pipeline.sentences import Sentences
from nlu.pipeline.training_set import NONE_INTENT, Label

FOLDS = 4
MOST_HELD_OUT = 1_500
MOST_TAUGHT_TO_HOLD_OUT = 20_000
_MISSED_IN_SCOPE = 0.1

Progress = Callable[[str, float], None]


def fit_classifier(
    utterances: Sequence[Utterance],
    labels: Sequence[Label],
    common: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    sentences: Sentences | None = None,
    others: Sequence[str] = (),
) -> Classifier:
    """A classifier over the distinct labels; with none it ranks nothing. `common` as in `Features`; `others` are
    utterances that are out of scope for nearly every bot."""
    tell = progress or (lambda stage, share: None)
    classes = list(dict.fromkeys(labels))
    number = {label: i for i, label in enumerate(classes)}
    wanted = np.asarray([number[label] for label in labels], dtype=np.int64)
    encoded = stratified_sample(wanted, MANY_EXAMPLES)  # of more, sentence vectors learn nothing that pays
    task = _task([utterances[at] for at in encoded], wanted[encoded], classes, sentences, others)
    tell("features", 0.3)
    features = Features.fit(utterances, common)
    vectors = [features.vector(*utterance) for utterance in utterances]
    tell("intents", 0.35)
    weights, bias = fit_linear(features, vectors, wanted, len(classes))
    tell("calibration", 0.6)
    sample, folds = _folds(wanted, encoded, dense=task is not None)
    held = hold_out(utterances, wanted, len(classes), common, folds, sample)
    rest = float(bias.max()) if classes else 0.0
    calibration = Calibration(_temperature(len(classes)), rest, _threshold(held, len(classes), common))
    dense: Dense | None = None
    shares, asked = nothing_held_out(len(classes))
    if held.folds:
        shares, asked = np.exp(log_shares(calibration.temperature * held.margins)), wanted[held.at]
    if task is not None and sentences is not None:
        tell("choosing", 0.65)
        places = np.searchsorted(encoded, sample)
        dense, shares, asked = fit_dense(task, held.within(encoded), places, sentences.identity, sentences.name)
    return Classifier(
        features=features,
        labels=classes,
        weights=half(weights),  # as a saved model has it, so that it says the same before and after
        bias=bias,
        calibration=calibration,
        exact=_exact_table([text for text, _ in utterances], wanted),
        dense=dense,
        quality=measure(shares, asked),
        answers_even_at=even_share(
            shares, asked, np.asarray([one.kind == "answer" for one in classes], dtype=np.bool_)
        ),
    )


def _folds(wanted: Integers, encoded: Integers, *, dense: bool) -> tuple[Integers, list[Integers]]:
    """The examples that folds are made of, and the folds.

    Large sets hold out one sample only: they have examples enough, and folds cost a training each. Where much is to
    be chosen, it is chosen on a sample, of those that are `encoded`.
    """
    everything = np.arange(len(wanted))
    if len(wanted) <= MOST_SAMPLED:
        return everything, stratified_folds(wanted, FOLDS)
    if not dense:
        some = stratified_sample(wanted, MOST_TAUGHT_TO_HOLD_OUT)
        return some, [some[stratified_sample(wanted[some], MOST_HELD_OUT)]]
    sample = encoded[stratified_sample(wanted[encoded], SAMPLED_OF_MORE)]
    return sample, [sample[fold] for fold in stratified_folds(wanted[sample], FOLDS - 1)]


def _task(
    utterances: Sequence[Utterance],
    wanted: Integers,
    classes: Sequence[Label],
    sentences: Sentences | None,
    others: Sequence[str],
) -> Task | None:
    """What is learned from sentence vectors; None where there are none, or nothing to tell apart."""
    own = np.asarray([not (label.kind == "intent" and label.name == NONE_INTENT) for label in classes], dtype=np.bool_)
    if sentences is None or own.sum() < 1 or len(classes) < 2:
        return None
    names = [(words, at) for at, label in enumerate(classes) if own[at] and (words := name_words(label))]
    texts = [text[:LONGEST_UTTERANCE] for text, _ in utterances]
    found = sentences.vectors([*texts, *(words for words, _ in names), *others])
    if len(texts) == MANY_EXAMPLES:
        found = np.ascontiguousarray(found[:, : sentences.dimensions])
    return Task(
        wide=found[: len(texts)],
        wanted=wanted,
        classes=len(classes),
        own=own,
        dimensions=sentences.dimensions,
        names=found[len(texts) : len(found) - len(others)],
        named=np.asarray([at for _, at in names], dtype=np.int64),
        strangers=found[len(found) - len(others) :],
    )


def _temperature(classes: int) -> float:
    """Margins of many classes lie closer together and need more contrast."""
    return 6.0 if classes < 100 else 8.0


def _usual_threshold(classes: int, common: frozenset[str]) -> float:
    """Evidence at which a bot with so many classes is about as often right to answer as not to."""
    return 7.6 + math.log(max(classes, 2)) + (0.0 if common else 0.8)


def _threshold(held: SparseHeldOut, classes: int, common: frozenset[str]) -> float:
    usual = _usual_threshold(classes, common)
    if classes < 2 or len(held.evidence) < 2 * FOLDS:
        return usual
    own = float(np.quantile(held.evidence, _MISSED_IN_SCOPE))  # too low with few examples: folds take some of them away
    return 0.5 * usual + 0.5 * min(max(own, usual - 1.0), usual + 2.0)


def _exact_table(texts: Sequence[str], wanted: Integers) -> dict[str, tuple[int, ...]]:
    table: dict[str, tuple[int, ...]] = {}
    for text, label in zip(texts, wanted.tolist(), strict=True):
        known = table.get(fold(text), ())
        if label not in known:
            table[fold(text)] = (*known, label)
    return table
