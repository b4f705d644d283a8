"""The report of an evaluation: everything its pages show, as JSON."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from nlu.pipeline.evaluation.calibration import calibration, histogram
from nlu.pipeline.evaluation.cross_validation import CrossValidation
from nlu.pipeline.evaluation.metrics import DIGITS, Score, accuracy, f1, macro_f1, scores, share, weighted_f1
from nlu.pipeline.evaluation.predictions import Prediction
from nlu.pipeline.evaluation.rows import Row, label_kind
from nlu.pipeline.evaluation.scope import scope_curve
from nlu.pipeline.evaluation.spans import entity_report
from nlu.pipeline.training_set import NONE_INTENT

FORMAT = "botbuilder/evaluation"
VERSION = 1
MOST_LABELS = 60  # rows of the confusion matrix
MOST_PAIRS = 20
MOST_TEXTS = 5  # of a pair
OTHER = "…"


def report(
    predictions: Sequence[Prediction],
    rows: Sequence[Row],
    *,
    language: str,
    kind: str,
    strangers: Sequence[Prediction] = (),
) -> dict[str, Any]:
    """The report of one model's (or of pooled folds') predictions; `rows` are what was asked, in the same order."""
    wanted = [one.wanted for one in predictions]
    said = [one.said for one in predictions]
    counted = scores(wanted, said)
    sure = [one.confidence for one in predictions]
    right = [one.best == one.wanted for one in predictions]
    outside = [one.wanted == NONE_INTENT for one in predictions]
    asked = [*predictions, *strangers]
    scope = scope_curve(
        [one.in_scope for one in asked],
        [*outside, *(True for _ in strangers)],
        [*right, *(False for _ in strangers)],
    )
    entities = _entities(predictions, rows)
    curve = calibration(sure, right)
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": language,
        "kind": kind,
        "count": len(predictions),
        "figures": {
            "accuracy": accuracy(wanted, said),
            "macro_f1": macro_f1(counted),
            "weighted_f1": weighted_f1(counted),
            **_scope_figures(predictions, None if not any(outside) else scope),
            "span_f1": None if entities is None else entities["f1"],
            "ece": curve["ece"],
        },
        "spread": None,
        "labels": [_label(one) for one in sorted(counted, key=lambda s: (s.f1, -s.support, s.label))],
        "confusion": _confusion(predictions),
        "confidence": histogram(sure, right),
        "calibration": curve,
        "scope": None if scope is None else {**scope, "strangers": len(strangers)},
        "entities": entities,
        "tests": None,
        "findings": [],
    }


def report_of_folds(done: CrossValidation, *, language: str, kind: str = "cross-validation") -> dict[str, Any]:
    """Figures over all seeds together; `spread` says how far they lie apart."""
    pooled = [one for seed in done.predictions for one in seed]
    rows = [row for seed in done.rows for row in seed]
    made = report(pooled, rows, language=language, kind=kind, strangers=done.strangers)
    each = [accuracy([one.wanted for one in seed], [one.said for one in seed]) for seed in done.predictions]
    known = [one for one in each if one is not None]
    if len(known) > 1:
        deviation = round(statistics.stdev(known), DIGITS)
        made["spread"] = {"accuracy": {"mean": round(statistics.fmean(known), DIGITS), "deviation": deviation}}
    findings = [finding.to_json() for finding in done.findings]
    return {**made, "folds": done.folds, "seeds": done.seeds, "sampled": done.sampled, "findings": findings}


def _scope_figures(asked: Sequence[Prediction], scope: Mapping[str, Any] | None) -> dict[str, Any]:
    inside = [one for one in asked if one.wanted != NONE_INTENT]
    outside = len(asked) - len(inside)
    refused = [one for one in asked if one.said == NONE_INTENT]
    right = sum(one.wanted == NONE_INTENT for one in refused)
    return {
        "in_scope_accuracy": share(sum(one.right for one in inside), len(inside)),
        "oos_recall": share(right, outside),
        "oos_precision": share(right, len(refused)) if outside else None,
        "oos_f1": round(f1(right, len(refused), outside), DIGITS) if outside else None,
        "oos_auroc": None if scope is None else scope["auroc"],
    }


def _label(one: Score) -> dict[str, Any]:
    counts = {"support": one.support, "said": one.said, "right": one.right}
    shares = {name: round(getattr(one, name), DIGITS) for name in ("precision", "recall", "f1")}
    return {"label": one.label, "kind": label_kind(one.label), **counts, **shares}


def _confusion(predictions: Sequence[Prediction]) -> dict[str, Any]:
    """Who was taken for whom, most confusion first. Of many classes the last row and column are the rest together."""
    counts = Counter((one.wanted, one.said) for one in predictions)
    wrong: Counter[str] = Counter()
    for (wanted, said), count in counts.items():
        wrong[wanted] += count * (wanted != said)
        wrong[said] += count * (wanted != said)
    ranked = sorted(wrong, key=lambda label: (-wrong[label], label))
    labels = ranked if len(ranked) <= MOST_LABELS else ranked[: MOST_LABELS - 1]
    places = {label: at for at, label in enumerate(labels)}
    if len(labels) < len(ranked):
        labels.append(OTHER)
    matrix = [[0] * len(labels) for _ in labels]
    for (wanted, said), count in counts.items():
        matrix[places.get(wanted, len(labels) - 1)][places.get(said, len(labels) - 1)] += count
    return {"labels": labels, "matrix": matrix, "pairs": _pairs(predictions, counts)}


def _pairs(predictions: Sequence[Prediction], counts: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    support = Counter(one.wanted for one in predictions)
    texts: dict[tuple[str, str], list[str]] = {}
    for one in predictions:
        listed = texts.setdefault((one.wanted, one.said), [])
        if one.text not in listed and len(listed) < MOST_TEXTS:
            listed.append(one.text)
    wrong = [pair for pair in counts if pair[0] != pair[1]]
    wrong.sort(key=lambda pair: (-counts[pair], pair))
    return [
        {
            "wanted": pair[0],
            "said": pair[1],
            "count": counts[pair],
            "share": share(counts[pair], support[pair[0]]),
            "examples": texts[pair],
        }
        for pair in wrong[:MOST_PAIRS]
    ]


def _entities(predictions: Sequence[Prediction], rows: Sequence[Row]) -> dict[str, Any] | None:
    pairs = [(one.spans, row) for one, row in zip(predictions, rows, strict=True) if one.spans is not None]
    if not any(row.spans for _, row in pairs):
        return None
    return entity_report([spans for spans, _ in pairs], [row for _, row in pairs])
