"""What the CRF of learned entities sees of the words of an utterance."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from nlu.pipeline.normalise import LONGEST_UTTERANCE, encodable, fold

_TOKEN = re.compile(r"\w+|[^\w\s]")
_MOST_TOKENS = 200
_LONGEST_PHRASE = 8
_LONGEST_WORD = 40

Token = tuple[str, int, int]
Phrase = tuple[str, ...]


def tokens(text: str) -> list[Token]:
    """Words and marks with their code points; at most the first 200."""
    found = _TOKEN.finditer(encodable(text[:LONGEST_UTTERANCE]))
    return [(m.group(), m.start(), m.end()) for _, m in zip(range(_MOST_TOKENS), found, strict=False)]


def folded(words: Iterable[str]) -> list[str]:
    """Each word folded; a mark, of which folding leaves nothing, as it is."""
    return [_folded(word) for word in words]


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word[:_LONGEST_WORD]) or word[:_LONGEST_WORD]


@dataclass(slots=True)
class Phrases:
    """What the examples say for each entity: folded words -> entity -> in how many annotations.

    As a feature a phrase counts only if *another* example has it, too: else the CRF would learn in training that the
    right words are always among the phrases, and look at nothing else.
    """

    counts: dict[Phrase, dict[str, int]] = field(default_factory=dict)
    _longest: int = 1
    _first: set[str] = field(default_factory=set)

    def add(self, phrase: Phrase, entity: str, times: int = 1) -> None:
        """Counts an annotation; one of more than eight words is passed over."""
        if 0 < len(phrase) <= _LONGEST_PHRASE:
            of_phrase = self.counts.setdefault(phrase, {})
            of_phrase[entity] = of_phrase.get(entity, 0) + times
            self._longest = max(self._longest, len(phrase))
            self._first.add(phrase[0])

    def marks(self, words: Sequence[str], own: Collection[tuple[Phrase, str]] = ()) -> list[list[str]]:
        """Per word the phrases it is part of, the longest of each entity; `own` are those of the example itself."""
        best: dict[tuple[int, str], tuple[int, int]] = {}
        for first, word in enumerate(words):
            if word not in self._first:
                continue
            for after in range(min(len(words), first + self._longest), first, -1):
                phrase = tuple(words[first:after])
                for entity, times in self.counts.get(phrase, {}).items():
                    if times > ((phrase, entity) in own):
                        for at in range(first, after):
                            if best.get((at, entity), (0, 0))[0] < after - first:
                                best[at, entity] = (after - first, first)
        marks: list[list[str]] = [[] for _ in words]
        for (at, entity), (length, first) in best.items():
            marks[at].append(f"g{'B' if at == first else 'I'}{min(length, 3)}={entity}")
        return marks

    def to_json(self) -> dict[str, dict[str, int]]:
        """Phrase, its words apart by spaces, -> entity -> count."""
        return {" ".join(phrase): counts for phrase, counts in self.counts.items()}

    @classmethod
    def from_json(cls, content: Mapping[str, Mapping[str, int]]) -> Phrases:
        """The phrases that `to_json` gave."""
        phrases = cls()
        for phrase, counts in content.items():
            for entity, times in counts.items():
                phrases.add(tuple(phrase.split(" ")), str(entity), int(times))
        return phrases


def observations(
    words: Sequence[str],
    small: Sequence[str],
    marks: Sequence[Sequence[str]],
    intent: str | None,
    hidden: Collection[int] = (),
) -> list[list[str]]:
    """What the CRF sees of each word: itself, its letters, its neighbours, the phrases it is in, the intent.

    `small` are the folded words. Of a `hidden` word only its shape and its neighbours are seen, as of one that was in
    no example.
    """
    shapes = [_shape(word) for word in words]
    last = len(words) - 1
    of_intent = () if intent is None else (f"i={intent}",)
    rows: list[list[str]] = []
    for at, word in enumerate(small):
        row = ["bias", f"s={shapes[at]}", *of_intent, *marks[at]]
        if at not in hidden:
            row += _letters(word)
            if intent is not None:
                row.append(f"i={intent}|{word}")
        for distance in (-2, -1, 1, 2):
            other = at + distance
            if 0 <= other <= last:
                near = "" if other in hidden else small[other]
                row.append(f"w{distance}={near}")
                if abs(distance) == 1:
                    row.append(f"s{distance}={shapes[other]}")
            elif abs(distance) == 1:
                row.append(f"edge{distance}")
        rows.append(row)
    return rows


@lru_cache(maxsize=8192)
def _letters(word: str) -> tuple[str, ...]:
    """The word, its beginnings and its ends."""
    sizes = [size for size in (2, 3, 4) if len(word) > size]
    return (f"w={word}", *(f"p={word[:size]}" for size in sizes), *(f"e={word[-size:]}" for size in sizes))


def _shape(word: str) -> str:
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if not word[:1].isalnum():
        return word[:_LONGEST_WORD]
    if word.isupper():
        return "X"
    return "Xx" if word[:1].isupper() else "x"
