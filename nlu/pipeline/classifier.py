"""Ranks intents and answers for one utterance: numpy and dicts only.

Intents and answers are classes of one linear model, so that the confidence of an answer can be
held against that of a trigger. A confidence is the product of two things:

* how likely the best class is among the classes (softmax of the margins), and
* how likely the utterance is in scope at all, by the best margin and by how much of the utterance
  was ever seen in training (`Vector.word_coverage`, `character_coverage`).

An utterance equal to an example once folded is certain: 1.0, shared if several classes have it. Where an answer is
likelier than any intent, the confidences of answers are moved to where held-out questions say that one half is an even
bet (`answer_share.py`): these have a threshold of their own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from nlu.pipeline.answer_share import USUAL, even
from nlu.pipeline.dense import Dense, Halves
from nlu.pipeline.features import Features, Floats, Vector
from nlu.pipeline.normalise import LONGEST_UTTERANCE, fold
from nlu.pipeline.training_set import NONE_INTENT, Label

MARGIN_WEIGHT = 10.0
WORD_COVERAGE_WEIGHT = 6.0
CHARACTER_COVERAGE_WEIGHT = 5.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """How margins become confidences.

    `temperature` multiplies margins before the softmax; `rest` is the best margin of an empty
    utterance; `threshold` is the evidence at which being in scope is an even bet.
    """

    temperature: float
    rest: float
    threshold: float

    def evidence(self, margin: float, vector: Vector) -> float:
        """How much speaks for an utterance with this best margin being in scope; 0 = nothing."""
        above_rest = (margin - self.rest) / max(1.0 - self.rest, 0.1)
        return (
            MARGIN_WEIGHT * above_rest
            + WORD_COVERAGE_WEIGHT * vector.word_coverage
            + CHARACTER_COVERAGE_WEIGHT * vector.character_coverage
        )

    def in_scope(self, margin: float, vector: Vector) -> float:
        """Probability of being in scope."""
        evidence = self.evidence(margin, vector) - self.threshold
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, evidence))))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ranking, best first, without the `none` intent; and the probability of being in scope."""

    ranking: tuple[tuple[Label, float], ...]
    in_scope: float


class SentenceEncoder(Protocol):
    """What of an encoder is needed here."""

    @property
    def identity(self) -> str:
        """Which encoder this is."""
        ...

    def encode_wide(self, text: str) -> Floats:
        """The vector of a text, and those of earlier layers."""
        ...


@dataclass(slots=True)
class Classifier:
    """The trained linear model: `weights` is features x classes, `bias` one number per class.

    `exact` maps a folded example to the numbers of the classes that have it. `dense` is what was learned of sentence
    vectors; it is asked where `encoder` is there, else the sparse half answers alone. `quality` is what held-out
    examples said, `answers_even_at` the share at which an answer is an even bet for what decides.
    """

    features: Features
    labels: list[Label]
    weights: Floats | Halves
    bias: Floats
    calibration: Calibration
    exact: Mapping[str, tuple[int, ...]]
    dense: Dense | None = None
    encoder: SentenceEncoder | None = None
    quality: Mapping[str, float] = field(default_factory=dict)
    answers_even_at: float = USUAL

    def margins(self, vector: Vector) -> Floats:
        """One margin per class; equals scikit-learn's `decision_function`."""
        if not len(vector.ids):
            return self.bias
        rows = self.weights.take(vector.ids, axis=0).astype(np.float32, copy=False)
        margins: Floats = vector.weights @ rows + self.bias
        return margins

    def classify(self, text: str, entities: Sequence[str] = ()) -> Verdict:
        """Ranks every class for an utterance, in which these entities are found."""
        if not self.labels:
            return Verdict((), 0.0)
        certain = self.exact.get(fold(text))
        if certain is not None:
            return self._verdict([float(n in certain) / len(certain) for n in range(len(self.labels))], 1.0)
        vector = self.features.vector(text, entities)
        # Where not even two letters in a row were seen before, an encoder only guesses.
        if self.dense is not None and self.encoder is not None and len(vector.ids):
            wide = self.encoder.encode_wide(text[:LONGEST_UTTERANCE])
            shares, in_scope = self.dense.judge(wide, self.margins(vector))
            return self._verdict(self._even(shares.tolist()), in_scope)
        margins: list[float] = self.margins(vector).tolist()
        best = max(margins)
        temperature = self.calibration.temperature
        odds = [math.exp((margin - best) * temperature) for margin in margins]
        whole = sum(odds)
        likely = [one / whole for one in odds]
        if self.dense is None:
            likely = self._even(likely)
        return self._verdict(likely, self.calibration.in_scope(best, vector))

    def _even(self, shares: list[float]) -> list[float]:
        """Where an answer is the likeliest, those of all answers on the scale of the intents."""
        best = max(range(len(shares)), key=shares.__getitem__)
        if self.answers_even_at == USUAL or self.labels[best].kind != "answer":
            return shares
        at = self.answers_even_at
        return [
            even(share, at) if label.kind == "answer" else share
            for label, share in zip(self.labels, shares, strict=True)
        ]

    def _verdict(self, shares: Sequence[float], in_scope: float) -> Verdict:
        """`shares` count `none` as a class; `in_scope` does not know of it yet."""
        ranking: list[tuple[Label, float]] = []
        none = 0.0
        for number in sorted(range(len(shares)), key=shares.__getitem__, reverse=True):
            label, share = self.labels[number], shares[number]
            if label.name == NONE_INTENT and label.kind == "intent":
                none = share
            else:
                ranking.append((label, share * in_scope))
        return Verdict(tuple(ranking), in_scope * (1.0 - none))
