"""When an answer is worth giving: the share of the best class at which it is right as often as wrong.

Answers have few questions each, and many of them share words, so the best of them rarely has half of what all classes
share. What held-out questions say about it moves the confidences of answers alone, so that 0.5 is an even bet for them
as it is for intents, and one ranking holds both.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from nlu.pipeline.dense import Floats
from nlu.pipeline.sampling import Integers

USUAL = 0.5
FEWEST = 20
"""Held-out utterances that an answer came first for; fewer say nothing."""

_LOWEST, _HIGHEST = 0.2, 0.7
_DOUBT = 50.0


def even_share(shares: Floats, wanted: Integers, answers: npt.NDArray[np.bool_]) -> float:
    """The share from which on giving the best answer makes the fewest mistakes on held-out utterances.

    A mistake is an answer that is given and wrong, or right and withheld. `shares` has a row per utterance and adds up
    to 1; `answers` says which classes are answers. Drawn towards one half where there are few.
    """
    best = shares.argmax(axis=1) if len(shares) else np.zeros(0, dtype=np.int64)
    first = answers[best] if len(best) else np.zeros(0, dtype=np.bool_)
    if first.sum() < FEWEST:
        return USUAL
    share = shares[first].max(axis=1)
    order = np.argsort(share)
    right = (best == wanted)[first][order]
    # Mistakes of a threshold below all, then above the first, the first two, …
    mistakes = (~right).sum() + np.concatenate([[0], np.cumsum(np.where(right, 1, -1))])
    least = np.flatnonzero(mistakes == mistakes.min())
    middle = int(least[np.argmin(np.abs(_between(share[order])[least] - USUAL))])
    found = float(_between(share[order])[middle])
    trust = len(share) / (len(share) + _DOUBT)
    return round(min(max(trust * found + (1.0 - trust) * USUAL, _LOWEST), _HIGHEST), 4)


def _between(share: Floats) -> npt.NDArray[np.float64]:
    """Places for a threshold: below all of these sorted shares, between each two, above all."""
    edged = np.concatenate([[0.0], share.astype(np.float64), [1.0]])
    found: npt.NDArray[np.float64] = (edged[1:] + edged[:-1]) / 2
    return found


def even(share: float, even_at: float) -> float:
    """The share on a scale where `even_at` is one half; 0 and 1 stay."""
    if even_at == USUAL or not 0.0 < share < 1.0:
        return share
    odds = math.log(share / (1.0 - share)) - math.log(even_at / (1.0 - even_at))
    return 1.0 / (1.0 + math.exp(-odds))
