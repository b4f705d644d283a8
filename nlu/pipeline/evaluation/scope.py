"""How many utterances of the bot's own, and of anything else, are let in at each threshold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from nlu.pipeline.evaluation.metrics import DIGITS, auroc, share

POINTS = 101
THRESHOLD = 0.5
"""A model answers where it holds being in scope for at least as likely as not."""


def scope_curve(
    in_scope: Sequence[float], outside: Sequence[bool], right: Sequence[bool], *, threshold: float = THRESHOLD
) -> dict[str, Any] | None:
    """`{"threshold", "auroc", "outside", "points", "chosen"}`; None where nothing was asked.

    A point: `in_scope_accepted`, the share of the bot's own utterances that are let in; `in_scope_accuracy`, the share
    that is let in and right; `oos_recall`, the share of the others that is kept out (None without others).
    """
    if not in_scope:
        return None
    own = sorted(score for score, other in zip(in_scope, outside, strict=True) if not other)
    hit = sorted(score for score, other, one in zip(in_scope, outside, right, strict=True) if one and not other)
    others = sorted(score for score, other in zip(in_scope, outside, strict=True) if other)

    def point(at: float) -> dict[str, Any]:
        return {
            "threshold": round(at, DIGITS),
            "in_scope_accepted": share(len(own) - bisect_left(own, at), len(own)),
            "in_scope_accuracy": share(len(hit) - bisect_left(hit, at), len(own)),
            "oos_recall": share(bisect_left(others, at), len(others)),
        }

    area = auroc(in_scope, [not other for other in outside])
    return {
        "threshold": threshold,
        "auroc": None if area is None else round(area, DIGITS),
        "outside": len(others),
        "points": [point(number / (POINTS - 1)) for number in range(POINTS)],
        "chosen": point(threshold),
    }
