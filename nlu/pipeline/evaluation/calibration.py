"""Whether a confidence means what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlu.pipeline.evaluation.metrics import DIGITS, share

BINS = 10
BARS = 20


def calibration(confidence: Sequence[float], right: Sequence[bool], bins: int = BINS) -> dict[str, Any]:
    """`{"ece", "bins": [{"from", "to", "count", "confidence", "accuracy"}]}` over bins of equal width.

    The expected calibration error is the mean distance of confidence and accuracy, over all utterances.
    """
    filled: list[list[int]] = [[] for _ in range(bins)]
    for at, one in enumerate(confidence):
        filled[_bin(one, bins)].append(at)
    curve = []
    error = 0.0
    for number, members in enumerate(filled):
        mean = sum(confidence[at] for at in members) / len(members) if members else None
        hit = sum(right[at] for at in members) / len(members) if members else None
        if mean is not None and hit is not None:
            error += abs(mean - hit) * len(members)
        curve.append(
            {
                "from": round(number / bins, DIGITS),
                "to": round((number + 1) / bins, DIGITS),
                "count": len(members),
                "confidence": None if mean is None else round(mean, DIGITS),
                "accuracy": None if hit is None else round(hit, DIGITS),
            }
        )
    return {"ece": share(error, len(confidence)), "bins": curve}


def histogram(confidence: Sequence[float], right: Sequence[bool], bars: int = BARS) -> dict[str, Any]:
    """`{"edges", "right", "wrong"}`: how many right and wrong ones were how sure."""
    counts = {True: [0] * bars, False: [0] * bars}
    for one, hit in zip(confidence, right, strict=True):
        counts[bool(hit)][_bin(one, bars)] += 1
    edges = [round(number / bars, DIGITS) for number in range(bars + 1)]
    return {"edges": edges, "right": counts[True], "wrong": counts[False]}


def _bin(value: float, bins: int) -> int:
    return min(max(int(value * bins), 0), bins - 1)
