"""A few typical vectors per class, so that likeness costs the same with a thousand examples as with ten."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_ROUNDS = 8


def prototypes(vectors: Floats, wanted: Integers, most: int) -> Floats:
    """At most so many vectors of length 1 per class: its examples, or the centres of their clusters."""
    found = [_typical(vectors[wanted == number], most) for number in np.unique(wanted)]
    return np.concatenate(found).astype(np.float32)


def _typical(vectors: Floats, most: int) -> Floats:
    if len(vectors) <= most:
        return vectors
    centres = _far_apart(vectors, most)
    for _ in range(_ROUNDS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        for number in range(most):
            members = vectors[nearest == number]
            if len(members):
                mean = members.mean(axis=0)
                centres[number] = mean / max(float(np.linalg.norm(mean)), 1e-6)
    return centres


def _far_apart(vectors: Floats, most: int) -> Floats:
    """The first centres: the most usual vector, then each time the one farthest from all before."""
    chosen = [int((vectors @ vectors.mean(axis=0)).argmax())]
    closest = vectors @ vectors[chosen[0]]
    while len(chosen) < most:
        chosen.append(int(closest.argmin()))
        closest = np.maximum(closest, vectors @ vectors[chosen[-1]])
    return vectors[chosen].copy()
