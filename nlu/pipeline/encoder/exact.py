"""The encoder in full precision, in numpy: what the int8 graph is measured and balanced against. Used at build."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import erf

from nlu.pipeline.encoder.weights import Weights

Floats = npt.NDArray[np.float32]


@dataclass(slots=True)
class ExactEncoder:
    """`peaks` gathers the largest size that each input column of each matrix has had, by the matrix's key."""

    weights: Weights
    heads: int
    layers: int
    epsilon: float
    peaks: dict[str, Floats] = field(default_factory=dict)

    def vector(self, ids: list[int]) -> Floats:
        """float32 [d], length 1."""
        looked_up = self.weights["embeddings.word_embeddings.weight"][ids]
        places = self.weights["embeddings.position_embeddings.weight"][: len(ids)]
        kind = self.weights["embeddings.token_type_embeddings.weight"][0]
        current = self._norm(looked_up + places + kind, "embeddings.LayerNorm")
        for number in range(self.layers):
            current = self._layer(current, f"encoder.layer.{number}.")
        mean = current.mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)

    def _layer(self, source: Floats, key: str) -> Floats:
        query, keys, values = (
            self._linear(source, f"{key}attention.self.{part}") for part in ("query", "key", "value")
        )
        attended = self._linear(self._attend(query, keys, values), f"{key}attention.output.dense")
        middle = self._norm(attended + source, f"{key}attention.output.LayerNorm")
        wide = self._linear(middle, f"{key}intermediate.dense")
        narrow = self._linear(wide / 2 * (1 + erf(wide / np.sqrt(np.float32(2)))), f"{key}output.dense")
        return self._norm(narrow + middle, f"{key}output.LayerNorm")

    def _attend(self, query: Floats, keys: Floats, values: Floats) -> Floats:
        rows, width = query.shape
        parts = [part.reshape(rows, self.heads, -1).transpose(1, 0, 2) for part in (query, keys, values)]
        scores = parts[0] @ parts[1].transpose(0, 2, 1) / np.sqrt(np.float32(width // self.heads))
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        return np.asarray((shares @ parts[2]).transpose(1, 0, 2).reshape(rows, width), np.float32)

    def _linear(self, source: Floats, key: str) -> Floats:
        peak = np.abs(source).max(axis=0)
        self.peaks[key] = np.maximum(self.peaks[key], peak) if key in self.peaks else peak
        return np.asarray(source @ self.weights[f"{key}.weight"].T + self.weights[f"{key}.bias"], np.float32)

    def _norm(self, source: npt.NDArray[Any], key: str) -> Floats:
        centred = source - source.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(self.epsilon))
        return np.asarray(centred / spread * self.weights[f"{key}.weight"] + self.weights[f"{key}.bias"], np.float32)
