"""Metrics of an evaluation against scikit-learn's and scipy's own."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn import metrics as theirs
from sklearn.calibration import calibration_curve

from nlu.pipeline.evaluation import metrics as ours
from nlu.pipeline.evaluation.calibration import calibration, histogram
from nlu.pipeline.evaluation.comparison import mcnemar
from nlu.pipeline.evaluation.predictions import Prediction
from nlu.pipeline.evaluation.report import report
from nlu.pipeline.evaluation.rows import Row
from nlu.pipeline.evaluation.scope import scope_curve

LABELS = st.sampled_from(["order", "cancel", "hello", "none"])
PAIRS = st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=60)
SURE = st.floats(0, 1, allow_nan=False)
CALLS = st.lists(st.tuples(SURE, st.booleans()), min_size=1, max_size=80)
few = settings(max_examples=60, deadline=None)


@few
@given(PAIRS)
def test_precision_recall_and_f1_per_class(pairs: list[tuple[str, str]]) -> None:
    wanted, said = [w for w, _ in pairs], [s for _, s in pairs]
    found = ours.scores(wanted, said)
    labels = [one.label for one in found]
    expected = theirs.precision_recall_fscore_support(wanted, said, labels=labels, zero_division=0)
    for one, precision, recall, f1, support in zip(found, *expected, strict=True):
        assert (one.precision, one.recall, one.f1) == pytest.approx((precision, recall, f1))
        assert one.support == support


@few
@given(PAIRS)
def test_means_over_classes(pairs: list[tuple[str, str]]) -> None:
    wanted, said = [w for w, _ in pairs], [s for _, s in pairs]
    found = ours.scores(wanted, said)
    asked = sorted(set(wanted))
    assert ours.accuracy(wanted, said) == pytest.approx(theirs.accuracy_score(wanted, said), abs=1e-4)
    for name, mean in (("macro", ours.macro_f1(found)), ("weighted", ours.weighted_f1(found))):
        expected = theirs.f1_score(wanted, said, labels=asked, average=name, zero_division=0)
        assert mean == pytest.approx(expected, abs=1e-4)


@few
@given(PAIRS)
def test_the_confusion_matrix(pairs: list[tuple[str, str]]) -> None:
    found = [Prediction(f"t{n}", wanted, said, said, 0.5, 0.5) for n, (wanted, said) in enumerate(pairs)]
    confusion = report(found, [Row(one.text, one.wanted) for one in found], language="en", kind="rows")["confusion"]
    wanted, said = [w for w, _ in pairs], [s for _, s in pairs]
    expected = theirs.confusion_matrix(wanted, said, labels=confusion["labels"])
    assert confusion["matrix"] == expected.tolist()
    worst = max((c for (w, s), c in zip(_cells(confusion), np.ravel(expected), strict=True) if w != s), default=0)
    assert [pair["count"] for pair in confusion["pairs"][:1]] == ([int(worst)] if worst else [])


def _cells(confusion: dict) -> list[tuple[str, str]]:
    return [(w, s) for w in confusion["labels"] for s in confusion["labels"]]


@few
@given(CALLS)
def test_the_area_under_the_curve(calls: list[tuple[float, bool]]) -> None:
    ranks, positive = [r for r, _ in calls], [p for _, p in calls]
    area = ours.auroc(ranks, positive)
    if len(set(positive)) < 2:
        assert area is None
    else:
        assert area == pytest.approx(theirs.roc_auc_score(positive, ranks))


@few
@given(CALLS)
def test_the_calibration_curve_and_its_error(calls: list[tuple[float, bool]]) -> None:
    sure, right = [s for s, _ in calls], [r for _, r in calls]
    assume(all(abs(s * 10 - round(s * 10)) > 1e-6 for s in sure))  # on an edge both neighbours are right
    made = calibration(sure, right)
    hit, mean = calibration_curve([int(r) for r in right], sure, n_bins=10, pos_label=1)
    filled = [one for one in made["bins"] if one["count"]]
    assert [one["accuracy"] for one in filled] == pytest.approx(hit.tolist(), abs=1e-4)
    assert [one["confidence"] for one in filled] == pytest.approx(mean.tolist(), abs=1e-4)
    weights = [one["count"] / len(calls) for one in filled]
    assert made["ece"] == pytest.approx(float(np.abs(hit - mean) @ weights), abs=1e-4)
    bars = histogram(sure, right)
    assert (sum(bars["right"]), sum(bars["wrong"])) == (sum(right), len(right) - sum(right))


def test_calibration_of_what_is_exactly_as_sure_as_it_is_right() -> None:
    sure = [0.75] * 8
    assert calibration(sure, [True] * 6 + [False] * 2)["ece"] == 0.0
    assert calibration(sure, [True] * 8)["ece"] == 0.25
    assert calibration([], [])["ece"] is None


@few
@given(CALLS, st.floats(0, 1))
def test_the_scope_curve_against_recall_of_scikit_learn(calls: list[tuple[float, bool]], threshold: float) -> None:
    in_scope, outside = [s for s, _ in calls], [o for _, o in calls]
    curve = scope_curve(in_scope, outside, [not one for one in outside], threshold=threshold)
    assert curve is not None
    refused = [score < threshold for score in in_scope]
    expected = theirs.recall_score(outside, refused, zero_division=0) if any(outside) else None
    assert curve["chosen"]["oos_recall"] == (None if expected is None else pytest.approx(expected, abs=1e-4))
    accepted = [one["in_scope_accepted"] for one in curve["points"] if one["in_scope_accepted"] is not None]
    assert accepted == sorted(accepted, reverse=True)


@few
@given(st.integers(0, 80), st.integers(0, 80))
def test_mcnemar_against_the_binomial_test(mended: int, broken: int) -> None:
    expected = binomtest(min(mended, broken), mended + broken).pvalue if mended + broken else 1.0
    assert mcnemar(mended, broken) == pytest.approx(expected)


def test_nothing_asked_gives_a_whole_report_of_nothing() -> None:
    made = report([], [], language="en", kind="tests")
    assert made["figures"]["accuracy"] is None and made["labels"] == [] and made["scope"] is None
    assert not any(isinstance(value, float) and math.isnan(value) for value in made["figures"].values())
