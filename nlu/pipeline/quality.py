"""What held-out examples say of a training, for the record: how many are right, and whether sureness means it."""

from __future__ import annotations

import numpy as np

from nlu.pipeline.dense import Floats
from nlu.pipeline.sampling import Integers

_BINS = 10
_DIGITS = 4


def measure(shares: Floats, wanted: Integers) -> dict[str, float]:
    """`{"accuracy", "ece", "held_out"}`; nothing where no example was held out.

    `shares` add up to 1 per row. `ece` is the mean gap between how sure the best class is and how often it is right.
    """
    if not len(wanted):
        return {}
    right = shares.argmax(axis=1) == wanted
    sure = shares.max(axis=1)
    place = np.minimum((sure * _BINS).astype(np.int64), _BINS - 1)
    gaps = [abs(float((right[place == one] - sure[place == one]).sum())) for one in range(_BINS)]
    return {
        "accuracy": round(float(right.mean()), _DIGITS),
        "ece": round(sum(gaps) / len(wanted), _DIGITS),
        "held_out": float(len(wanted)),
    }
