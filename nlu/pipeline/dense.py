"""What was learned of sentence vectors, run with numpy alone.

A wide vector holds the sentence vector of the encoder and then the means of earlier layers, all of one size and of
length 1. Two linear models look at it: `near` at the sentence vector alone, `deep` at all blocks, each moved to the
middle of the bot's own examples. Prototypes are a few typical sentence vectors per class.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Integers = npt.NDArray[np.int32]

EARLIER = (0.5, 0.5, 0.5, 0.4)
"""Weight of each earlier layer beside the sentence vector's 1."""

NEIGHBOURS = 3
LARGEST = 60_000.0  # the most that float16 holds, nearly
CONTRAST = 3.0
"""Margins of the sparse model are multiplied by this before they count as logarithms of odds."""


@dataclass(frozen=True, slots=True)
class Linear:
    """`weights` has a row per number of the vector and a column per class."""

    weights: Floats
    bias: Floats

    def scores(self, vectors: Floats) -> Floats:
        """Logarithms of odds, a row per vector."""
        found: Floats = vectors @ self.weights + self.bias
        return found


@dataclass(frozen=True, slots=True)
class Pool:
    """How much each model's word counts (0 = is not asked), and the contrast of what they say together."""

    sparse: float
    near: float
    deep: float
    temperature: float = 1.0


@dataclass(frozen=True, slots=True)
class Scope:
    """Being in scope, from the best class's score and the nearness of prototypes.

    Both are measured in deviations from what held-out examples of the bot reach; their sum is an even bet at
    `threshold`.
    """

    score_mean: float
    score_deviation: float
    near_mean: float
    near_deviation: float
    threshold: float
    slope: float = 1.5

    def evidence(self, score: Floats, near: Floats) -> Floats:
        """How usual utterances with these figures are for the bot; 0 = as its own examples."""
        found: Floats = (score - self.score_mean) / self.score_deviation + (near - self.near_mean) / self.near_deviation
        return found

    def in_scope(self, score: Floats, near: Floats) -> Floats:
        """Probability of being in scope."""
        above = np.clip(self.slope * (self.evidence(score, near) - self.threshold), -30.0, 30.0)
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
    prototypes: Floats
    own: npt.NDArray[np.bool_]
    pool: Pool
    scope: Scope

    def judge(self, wide: Floats, margins: Floats) -> tuple[Floats, float]:
        """Shares of the classes for one utterance, adding up to 1, and the probability of being in scope.

        `margins` are those of the sparse model.
        """
        near = self.near.scores(wide[None, : self.dimensions])
        deep = self.deep.scores(blocks(wide[None], self.centre, self.dimensions))
        shares = pooled(self.pool, margins[None], near, deep)[0]
        score = deep[:, self.own].max(axis=1)
        nearness = nearest(self.prototypes, wide[None, : self.dimensions])
        return shares, float(self.scope.in_scope(score, nearness)[0])


def half(array: Floats | Halves) -> Halves:
    """As weights are kept: the fourth digit of a margin changes nothing, and the size of a model does."""
    found: Halves = np.clip(array, -LARGEST, LARGEST).astype(np.float16)
    return found


def blocks(wide: Floats, centre: Floats, dimensions: int) -> Floats:
    """What `deep` looks at: each block from the centre on, of length 1, times its weight."""
    count = wide.shape[1] // dimensions
    moved = (wide - centre).reshape(len(wide), count, dimensions)
    length = np.linalg.norm(moved, axis=2, keepdims=True)
    weight = np.asarray((1.0, *EARLIER)[:count], dtype=np.float32)
    moved *= weight[None, :, None] / np.maximum(length, 1e-6)
    found: Floats = moved.reshape(len(wide), -1)
    return found


def pooled(pool: Pool, margins: Floats, near: Floats, deep: Floats) -> Floats:
    """Shares of the classes, a row per utterance: the weighted geometric mean of what the models say."""
    together = np.zeros_like(deep)
    for weight, scores in ((pool.sparse, CONTRAST * margins), (pool.near, near), (pool.deep, deep)):
        if weight:
            together += weight * log_shares(scores)
    found: Floats = np.exp(log_shares(pool.temperature * together))
    return found


def log_shares(scores: Floats) -> Floats:
    """Logarithm of the softmax of each row."""
    moved = scores - scores.max(axis=1, keepdims=True)
    found: Floats = moved - np.log(np.exp(moved).sum(axis=1, keepdims=True))
    return found


def nearest(prototypes: Floats, vectors: Floats) -> Floats:
    """Mean cosine to the nearest few prototypes, a number per vector."""
    cosines = vectors @ prototypes.T
    count = min(NEIGHBOURS, cosines.shape[1])
    found: Floats = np.partition(cosines, -count, axis=1)[:, -count:].mean(axis=1)
    return found
