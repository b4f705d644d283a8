"""The sentence encoder as training sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from nlu.pipeline.dense import Floats

Tell = Callable[[str, float], None]
_TOLD_EVERY = 64  # texts
_SHARE = 0.3  # of a training


class Encoder(Protocol):
    """What training needs of an encoder."""

    name: str
    dimensions: int
    languages: frozenset[str]

    @property
    def identity(self) -> str: ...

    def encode_wide(self, text: str) -> Floats: ...


class Vectors(Protocol):
    """Vectors of many texts, a row each; `progress(done, of)` counts those that had to be encoded."""

    def __call__(self, texts: Sequence[str], *, progress: Callable[[int, int], None] | None = None) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentence encoder, as far as fitting needs it: its identity and name, the size of a sentence vector, and
    `vectors`, which gives the wide vector of each text."""

    identity: str
    name: str
    dimensions: int
    vectors: Callable[[Sequence[str]], Floats]


def sentences_of(encoder: Encoder | None, vectors: Vectors | None, language: str, tell: Tell) -> Sentences | None:
    """None where there is no encoder, or it does not know the language."""
    if encoder is None or language.split("-")[0].lower() not in encoder.languages:
        return None
    source = vectors or _each(encoder)

    def told(done: int, of: int) -> None:
        tell(f"vectors {done} of {of}", _SHARE * done / max(of, 1))

    return Sentences(
        encoder.identity, encoder.name, encoder.dimensions, lambda texts: source(list(texts), progress=told)
    )


def _each(encoder: Encoder) -> Vectors:
    def vectors(texts: Sequence[str], *, progress: Callable[[int, int], None] | None = None) -> Floats:
        found: list[Floats] = []
        for number, text in enumerate(texts, start=1):
            # As a cache keeps them, so that it makes no difference to what is learned.
            found.append(encoder.encode_wide(text).astype(np.float16).astype(np.float32))
            if progress is not None and (number % _TOLD_EVERY == 0 or number == len(texts)):
                progress(number, len(texts))
        return np.stack(found)

    return vectors
