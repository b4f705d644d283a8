"""TF-IDF features without scikit-learn: word 1-2-grams and character 2-5-grams inside words.

The numbers equal scikit-learn's `TfidfVectorizer(sublinear_tf=True)` on the same folded text, one
vectorizer per block, each block normalised by itself; a test holds that. Own code because a
transform through scikit-learn costs 0.6 ms and would pull 60 MB into the server process.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from nlu.pipeline.normalise import fold

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]

CHARACTER_GRAMS = range(2, 6)
_REMEMBERED_WORDS = 4_096
_LONGEST_WORD = 64
_NO_WEIGHTS: Floats = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Vector:
    """A sparse utterance: feature ids, their weights, and what share of it is known.

    `character_coverage` is the norm of the known features over the norm of all, where an unknown one
    counts as one never seen in training: 1.0 = all known. `word_coverage` is the same for the words
    that say what the utterance is about; where all its words are common ones, for these
    and their pairs: "who are you" is more than "are you" with a word before it.
    """

    ids: Integers
    weights: Floats
    word_coverage: float
    character_coverage: float


Utterance = tuple[str, Sequence[str]]
"""An unfolded text, and the names of entities that are written in it."""


def _entity_feature(name: str) -> str:
    """An entity as a word that nobody can type: "a [large] one" is about a size, whatever the size."""
    return f"@{name}"


def word_grams(words: Sequence[str]) -> list[str]:
    """Words and pairs of neighbours."""
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def character_grams(word: str) -> list[str]:
    """Character n-grams of one word padded by a space, as `char_wb` makes them."""
    padded = f" {word[:_LONGEST_WORD]} "
    length = len(padded)
    grams: list[str] = []
    for size in CHARACTER_GRAMS:
        if length <= size:
            grams.append(padded)
            break
        grams.extend(padded[i : i + size] for i in range(length - size + 1))
    return grams


@dataclass(slots=True)
class Features:
    """Vocabulary and inverse document frequencies of both blocks; words come first in the ids.

    `common` are the words of the language that any sentence may have.
    """

    words: dict[str, int]
    characters: dict[str, int]
    idf: Floats
    documents: int
    common: frozenset[str] = frozenset()
    _remembered: dict[str, tuple[list[int], int]] = field(default_factory=dict, repr=False)
    _idf: array[float] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._idf = array("f", self.idf.tobytes())  # one number of it costs far less than one of numpy's

    @classmethod
    def fit(cls, utterances: Iterable[Utterance], common: frozenset[str] = frozenset()) -> Features:
        """Learns vocabulary and frequencies."""
        documents = 0
        word_counts: Counter[str] = Counter()
        character_counts: Counter[str] = Counter()
        for text, entities in utterances:
            documents += 1
            words = fold(text).split()
            word_counts.update({*word_grams(words), *map(_entity_feature, entities)})
            character_counts.update({gram for word in words for gram in character_grams(word)})
        words_by_id = sorted(word_counts)
        characters_by_id = sorted(character_counts)
        counts = [*(word_counts[w] for w in words_by_id), *(character_counts[c] for c in characters_by_id)]
        frequencies = np.asarray(counts, dtype=np.float64)
        idf = (np.log((1 + documents) / (1 + frequencies)) + 1).astype(np.float32)
        return cls(
            {word: i for i, word in enumerate(words_by_id)},
            {gram: i + len(words_by_id) for i, gram in enumerate(characters_by_id)},
            idf,
            documents,
            common,
        )

    @property
    def size(self) -> int:
        """How many features there are."""
        return len(self.idf)

    def vector(self, text: str, entities: Sequence[str] = ()) -> Vector:
        """Features of one utterance and of the entities that are found in it."""
        words = fold(text).split()
        vocabulary = self.words
        named = [_entity_feature(entity) for entity in entities]
        found = [vocabulary[gram] for gram in (*word_grams(words), *named) if gram in vocabulary]
        ids, weights, _ = self._block(found)
        more, unknown = self._character_ids(words)
        more_ids, more_weights, known = self._block(more)
        return Vector(
            np.asarray(ids + more_ids, dtype=np.int32),
            np.concatenate((weights, more_weights)),
            self._word_coverage(words, named),
            self._coverage(known, unknown),
        )

    def _word_coverage(self, words: list[str], named: list[str]) -> float:
        telling = [*(word for word in words if word not in self.common), *named] or word_grams(words)
        known = [self._idf[self.words[word]] for word in telling if word in self.words]
        return self._coverage(sum([weight * weight for weight in known]), len(telling) - len(known))

    def _coverage(self, known: float, unknown: int) -> float:
        """`known` is the sum of the squares of known features, `unknown` a number of features."""
        if not known:
            return 0.0
        return math.sqrt(known / (known + unknown * (math.log(1 + self.documents) + 1) ** 2))

    def _character_ids(self, words: list[str]) -> tuple[list[int], int]:
        found: list[int] = []
        unknown = 0
        for word in words:
            known = self._remembered.get(word)
            if known is None:
                known = self._look_up(word)
            found += known[0]
            unknown += known[1]
        return found, unknown

    def _look_up(self, word: str) -> tuple[list[int], int]:
        grams = character_grams(word)
        found = [self.characters[gram] for gram in grams if gram in self.characters]
        known = (found, len(grams) - len(found))
        if len(self._remembered) >= _REMEMBERED_WORDS:
            self._remembered.clear()
        self._remembered[word] = known
        return known

    def _block(self, found: list[int]) -> tuple[list[int], Floats, float]:
        """Ids and normalised weights of one block, and the sum of the squares before that."""
        if not found:
            return [], _NO_WEIGHTS, 0.0
        counts = Counter(found)
        ids = list(counts)
        idf, log = self._idf, math.log
        weights = np.array([idf[id] if n == 1 else idf[id] * (1.0 + log(n)) for id, n in counts.items()])
        squares = float(weights @ weights)
        return ids, (weights / math.sqrt(squares)).astype(np.float32), squares
