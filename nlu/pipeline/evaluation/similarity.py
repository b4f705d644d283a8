"""How alike utterances are: cosine over words and character trigrams, without a model. Rare features count more."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from nlu.pipeline.normalise import fold

Weights = dict[str, float]
MOST_FEATURES = 400  # of one utterance
_WORD_SHARE = 2.0  # how much more a word counts than one of its trigrams


class Space:
    """Knows from some texts how rare each feature is."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._documents: Counter[str] = Counter()
        for text in texts:
            self._documents.update(_features(text).keys())
        self._total = len(texts)

    def vector(self, text: str) -> Weights:
        """A unit vector, of whatever text."""
        counted = _features(text)
        return _unit({name: count * _idf(self._documents[name], self._total) for name, count in counted.items()})


def vectors(texts: Sequence[str]) -> list[Weights]:
    """One unit vector per text, with frequencies taken from these texts."""
    space = Space(texts)
    return [space.vector(text) for text in texts]


def cosine(a: Weights, b: Weights) -> float:
    """0 (nothing shared) to 1 (the same)."""
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return sum(weight * large[name] for name, weight in small.items() if name in large)


class Index:
    """Finds what is alike among vectors that are added one by one."""

    def __init__(self) -> None:
        self._posted: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self.size = 0

    def add(self, vector: Weights) -> int:
        """Its number."""
        for name, weight in vector.items():
            self._posted[name].append((self.size, weight))
        self.size += 1
        return self.size - 1

    def near(self, vector: Weights) -> dict[int, float]:
        """Cosine to each vector that shares a feature."""
        found: defaultdict[int, float] = defaultdict(float)
        for name, weight in vector.items():
            for number, other in self._posted.get(name, ()):
                found[number] += weight * other
        return found


def alike_pairs(texts: Sequence[str], least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of places (the second one later) that are at least so alike."""
    index = Index()
    for at, vector in enumerate(vectors(texts)):
        for other, likeness in sorted(index.near(vector).items()):
            if likeness >= least:
                yield other, at, min(likeness, 1.0)
        index.add(vector)


def _features(text: str) -> dict[str, float]:
    words = fold(text).split()
    found: Counter[str] = Counter()
    for word in words:
        found[word] += 1
        padded = f" {word} "
        found.update(f"#{padded[at : at + 3]}" for at in range(len(padded) - 2))
    kept = found if len(found) <= MOST_FEATURES else dict(found.most_common(MOST_FEATURES))
    return {
        name: (1.0 + math.log(count)) * (1.0 if name.startswith("#") else _WORD_SHARE) for name, count in kept.items()
    }


def _idf(documents: int, total: int) -> float:
    return math.log((1 + total) / (1 + documents)) + 1.0


def _unit(weights: Weights) -> Weights:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {name: weight / length for name, weight in weights.items()} if length else {}
