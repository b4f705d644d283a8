"""Learns what likeness to typical utterances says; imported only where training happens.

It is ridge regression of the classes on how like an example is to each prototype (a kernel machine with landmarks).
"""

from __future__ import annotations

import numpy as np

from nlu.pipeline.dense import Floats, Likeness, half
from nlu.pipeline.prototypes import prototypes
from nlu.pipeline.sampling import Integers

PROTOTYPES = 1_000
FEWEST_OF_A_CLASS, MOST_OF_A_CLASS = 6, 60
_RIDGE = 0.1
_LEAST_RIDGE = 1e-4  # of equal prototypes
_TOGETHER = 4_096  # examples


def fit_likeness(gists: Floats, wanted: Integers, classes: int, dimensions: int) -> Likeness:
    """About a thousand prototypes in all: a bot of few classes has more of each."""
    each = min(max(PROTOTYPES // classes, FEWEST_OF_A_CLASS), MOST_OF_A_CLASS)
    typical = half(prototypes(gists, wanted, each)).astype(np.float32)  # as a saved model has them
    nothing = np.zeros((len(typical), classes), dtype=np.float32)
    unlearned = Likeness(typical, nothing, nothing, dimensions)
    among = unlearned.fading(typical)
    squares = [_RIDGE * one.astype(np.float64) + _LEAST_RIDGE * np.eye(len(typical)) for one in among]
    spoken = [np.zeros((len(typical), classes)) for _ in among]
    for begin in range(0, len(gists), _TOGETHER):
        some = slice(begin, begin + _TOGETHER)
        right = np.eye(classes, dtype=np.float32)[wanted[some]]
        for square, says, like in zip(squares, spoken, unlearned.fading(gists[some]), strict=True):
            square += like.T @ like
            says += like.T @ right
    wide, narrow = (np.linalg.solve(a, b).astype(np.float32) for a, b in zip(squares, spoken, strict=True))
    return Likeness(typical, wide, narrow, dimensions)
