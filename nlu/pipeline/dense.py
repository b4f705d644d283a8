"""What was learned of sentence vectors, run with numpy alone.

A wide vector holds the sentence vector of the encoder and then the means of earlier layers, all of one size and of
length 1. Three models rank the classes by it: `near` is linear in the sentence vector; `deep` is linear in all blocks,
each moved to the middle of the bot's own examples; `likeness` goes by how like an utterance is to a few typical ones of
each class. `apart` looks at all blocks, too, and tells the bot's own examples from strangers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Integers = npt.NDArray[np.int32]

EARLIER = (0.5, 0.5, 0.5, 0.4)
"""Weight of each earlier layer beside the sentence vector's 1."""

EARLIER_OF_GIST = 0.95
"""The same for all earlier layers in one."""

LARGEST = 60_000.0  # the most that float16 holds, nearly
CONTRAST = 3.0
"""Margins of the sparse model are multiplied by this before they count as logarithms of odds."""

LIKENESS_CONTRAST = 10.0
"""The same for what likeness says, which lies between 0 and 1 or so."""

WIDE, NARROW = 2.0, 8.0
"""How fast likeness fades with distance: the wide one ranks the classes, the narrow one knows what is unlike all."""

SIGN_WEIGHTS = (1.0, 0.5, 0.5, 0.4)
"""How much each sign of being in scope counts, in the order of `signs`."""


@dataclass(frozen=True, slots=True)
class Linear:
    """`weights` has a row per number of the vector and a column per class."""

    weights: Floats
    bias: Floats

    def scores(self, vectors: Floats) -> Floats:
        """Logarithms of odds, a row per vector."""
        found: Floats = vectors @ self.weights + self.bias
        return found


@dataclass(slots=True)
class Likeness:
    """Typical utterances as gists, a row each, and what being like each says for each class: of all of the gist by
    the weights `wide`, of the sentence vector in it by `narrow`."""

    prototypes: Floats
    wide: Floats
    narrow: Floats
    dimensions: int
    _lengths: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._lengths = lengths(self.prototypes[:, : self.dimensions]).T

    def scores(self, gists: Floats) -> tuple[Floats, Floats]:
        """By the wide and by the narrow weights, a row per gist: about 1 for the right class, about 0 for others."""
        wide, narrow = self.fading(gists)
        return wide @ self.wide, narrow @ self.narrow

    def fading(self, gists: Floats) -> tuple[Floats, Floats]:
        """How like each gist is to each prototype, 1 = the same."""
        size, typical = self.dimensions, self.prototypes
        first = gists[:, :size] @ typical[:, :size].T
        whole = first + gists[:, size:] @ typical[:, size:].T
        both = lengths(gists[:, :size]) * self._lengths
        narrow: Floats = np.exp(NARROW * (first / np.maximum(both, 1e-6) - 1.0))
        wide: Floats = np.exp(WIDE * (whole - 1.0))
        return wide, narrow


@dataclass(frozen=True, slots=True)
class Pool:
    """How much each model's word counts (0 = is not asked), and the contrast of what they say together."""

    sparse: float
    near: float
    deep: float
    like: float
    temperature: float = 1.0


@dataclass(frozen=True, slots=True)
class Scope:
    """Being in scope, from the `signs` of it.

    Each is measured in deviations from what held-out examples of the bot reach; their weighted sum is an even bet at
    `threshold`.
    """

    means: tuple[float, ...]
    deviations: tuple[float, ...]
    threshold: float
    slope: float = 2.5

    def evidence(self, seen: Floats) -> Floats:
        """How usual utterances with these signs are for the bot; 0 = as its own examples."""
        means: Floats = np.asarray(self.means, dtype=np.float32)
        deviations: Floats = np.asarray(self.deviations, dtype=np.float32)
        weights: Floats = np.asarray(SIGN_WEIGHTS, dtype=np.float32)
        moved: Floats = (seen - means) / deviations
        found: Floats = moved @ weights
        return found

    def in_scope(self, seen: Floats) -> Floats:
        """Probability of being in scope."""
        above = np.clip(self.slope * (self.evidence(seen) - self.threshold), -30.0, 30.0)
        found: Floats = 1.0 / (1.0 + np.exp(-above))
        return found


@dataclass(slots=True)
class Dense:
    """`own` says which classes count as the bot's own: all but `none`. `encoder` is the identity of the encoder."""

    encoder: str
    name: str
    dimensions: int
    centre: Floats
    near: Linear
    deep: Linear
    likeness: Likeness
    apart: Linear
    own: npt.NDArray[np.bool_]
    pool: Pool
    scope: Scope

    def judge(self, wide: Floats, margins: Floats) -> tuple[Floats, float]:
        """Shares of the classes for one utterance, adding up to 1, and the probability of being in scope.

        `margins` are those of the sparse model.
        """
        wide = wide[: len(self.centre)]  # of very many examples, the earlier layers were left out
        moved = blocks(wide[None], self.centre, self.dimensions)
        near = self.near.scores(wide[None, : self.dimensions])
        deep = self.deep.scores(moved)
        like, alike = self.likeness.scores(gists(wide[None], moved, self.dimensions))
        shares = pooled(self.pool, margins[None], near, deep, like)[0]
        seen = signs(alike, like, deep, self.apart.scores(moved), self.own)
        return shares, float(self.scope.in_scope(seen)[0])


def half(array: Floats | Halves) -> Halves:
    """As weights are kept: the fourth digit of a margin changes nothing, and the size of a model does."""
    found: Halves = np.clip(array, -LARGEST, LARGEST).astype(np.float16)
    return found


def blocks(wide: Floats, centre: Floats, dimensions: int) -> Floats:
    """What `deep` looks at: each block from the centre on, of length 1, times its weight."""
    count = wide.shape[1] // dimensions
    moved = (wide - centre).reshape(len(wide), count, dimensions)
    weight = np.asarray((1.0, *EARLIER)[:count], dtype=np.float32)
    moved *= weight[None, :, None] / np.maximum(lengths(moved), 1e-6)
    found: Floats = moved.reshape(len(wide), -1)
    return found


def gists(wide: Floats, moved: Floats, dimensions: int) -> Floats:
    """What likeness looks at, of length 1: the sentence vector as it is, for that knows best what is unlike all, and
    the mean of the other blocks as they were `moved`."""
    first = wide[:, :dimensions]
    if moved.shape[1] > dimensions:
        others = moved[:, dimensions:].reshape(len(moved), -1, dimensions).mean(axis=1)
        first = np.concatenate([first, others * (EARLIER_OF_GIST / np.maximum(lengths(others), 1e-6))], axis=1)
    found: Floats = np.divide(first, np.maximum(lengths(first), 1e-6))
    return found


def lengths(vectors: Floats) -> Floats:
    """Of the vectors along the last axis, which stays, with one number. Half the price of `np.linalg.norm`."""
    squares: Floats = np.einsum("...i,...i", vectors, vectors)
    found: Floats = np.sqrt(squares, dtype=np.float32)[..., None]
    return found


def signs(alike: Floats, like: Floats, deep: Floats, apart: Floats, own: npt.NDArray[np.bool_]) -> Floats:
    """Signs of being in scope, a row per utterance: how like the best class is by the narrow and by the wide weights,
    how much `deep` finds for all classes together, and how unlike strangers it is."""
    deepest = deep[:, own].max(axis=1)
    together = deepest + np.log(np.exp(deep[:, own] - deepest[:, None]).sum(axis=1))
    found: Floats = np.stack([alike[:, own].max(axis=1), like[:, own].max(axis=1), together, apart[:, 0]], axis=1)
    return found


def pooled(pool: Pool, margins: Floats, near: Floats, deep: Floats, like: Floats) -> Floats:
    """Shares of the classes, a row per utterance: the weighted geometric mean of what the models say.

    What would make shares of one model's scores is the same for all classes, so the last line does it for all models.
    """
    together = np.zeros_like(deep)
    for weight, scores in (
        (pool.sparse * CONTRAST, margins),
        (pool.near, near),
        (pool.deep, deep),
        (pool.like * LIKENESS_CONTRAST, like),
    ):
        if weight:
            together += weight * scores
    found: Floats = np.exp(log_shares(pool.temperature * together))
    return found


def log_shares(scores: Floats) -> Floats:
    """Logarithm of the softmax of each row."""
    moved = scores - scores.max(axis=1, keepdims=True)
    found: Floats = moved - np.log(np.exp(moved).sum(axis=1, keepdims=True))
    return found
