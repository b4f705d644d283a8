"""Words with typos, put right where they are near a word that this bot or its language's dates and numbers know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from nlu.pipeline.entities.lists import typos_allowed
from nlu.pipeline.normalise import fold, fold_words

_LONGEST_WORD = 24
_MOST_WORDS = 8
"""Unknown words of an utterance that are looked at."""
_MOST_CANDIDATES = 300
_MOST_KNOWN = 20_000
_ENDINGS = frozenset(
    ("s", "es", "ed", "d", "ing", "er", "ly", "y", "n", "en", "e", "r", "a", "o", "i", "as", "os", "t")
)


@dataclass(frozen=True, slots=True)
class Change:
    """A word at `[start, end)` of the text as typed, which stands corrected at `[at, to)` of the other."""

    start: int
    end: int
    at: int
    to: int
    typos: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text with its typos put right."""

    text: str
    changes: tuple[Change, ...]

    def as_typed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text as typed that `[start, end)` of the corrected one came from."""
        return self._back(start, ending=False), self._back(end, ending=True)

    def changed_in(self, start: int, end: int) -> int:
        """Typos that were put right within `[start, end)` of the corrected text."""
        return sum(change.typos for change in self.changes if change.at < end and change.to > start)

    def _back(self, place: int, *, ending: bool) -> int:
        moved = 0
        for change in self.changes:
            if place < change.at + ending:
                break
            if place < change.to + ending:
                return change.end if ending else change.start
            moved = change.end - change.to
        return place + moved


class Spelling:
    """The words that a typo may have meant, by their first letter and length; made once per model.

    `wanted` are words that entities are made of (folded -> as it is to be written): only they are worth a correction.
    `known` words, and `everyday` ones, are right as they are.
    """

    def __init__(self, wanted: Mapping[str, str], known: Iterable[str], everyday: Collection[str]) -> None:
        self._wanted = dict(wanted)
        self._known = frozenset(word for _, word in zip(range(_MOST_KNOWN), known, strict=False) if " " not in word)
        self._everyday = everyday
        self._near: dict[tuple[str, int], list[str]] = {}
        self._lengths: dict[str, set[int]] = {}
        for word in sorted({*self._wanted, *self._known}):
            if typos_allowed(len(word)) and not any(map(str.isdigit, word)):
                self._near.setdefault((word[0], len(word)), []).append(word)
        for word in self._wanted:
            for length in range(len(word) - 2, len(word) + 3):
                self._lengths.setdefault(word[:1], set()).add(length)

    def correct(self, text: str) -> Corrected | None:
        """The corrected text, or None where nothing is to be put right."""
        pieces: list[str] = []
        changes: list[Change] = []
        done = length = looked_up = 0
        for word, start, end in fold_words(text):
            if not self._is_strange(word):
                continue
            looked_up += 1
            if looked_up > _MOST_WORDS:
                break
            meant = self._meant(word)
            if meant is None:
                continue
            written, typos = self._wanted[meant], OSA.distance(word, meant)
            length += start - done
            pieces += (text[done:start], written)
            changes.append(Change(start, end, length, length + len(written), typos))
            length, done = length + len(written), end
        return Corrected("".join(pieces) + text[done:], tuple(changes)) if changes else None

    def _is_strange(self, word: str) -> bool:
        """Whether a word is worth a look: long enough, not known, near the length of a wanted one."""
        if len(word) not in self._lengths.get(word[:1], ()) or len(word) < 4 or len(word) > _LONGEST_WORD:
            return False
        if word in self._wanted or word in self._known or word in self._everyday or not word.isalpha():
            return False
        return not self._is_form(word)

    def _is_form(self, word: str) -> bool:
        """Whether the word is a known one with another ending: "orders", "pequeña"."""
        for size in (1, 2, 3):
            stem, ending = word[:-size], word[-size:]
            if ending in _ENDINGS and len(stem) > 2:
                if self._is_right(stem):
                    return True
                if size == 1 and any(self._is_right(stem + other) for other in ("a", "o", "e", "i") if other != ending):
                    return True
        return False

    def _is_right(self, word: str) -> bool:
        return word in self._known or word in self._everyday or word in self._wanted

    def _meant(self, word: str) -> str | None:
        """The nearest word; none where it is not a wanted one, or where two wanted ones are as near."""
        best: list[str] = []
        nearest = typos_allowed(len(word) + 1) + 1
        for length in range(len(word) - 2, len(word) + 3):
            limit = min(typos_allowed(length), nearest)
            if limit < abs(length - len(word)) or not limit:
                continue
            for known in self._near.get((word[0], length), ())[:_MOST_CANDIDATES]:
                distance = OSA.distance(word, known, score_cutoff=limit)
                if distance > limit or distance > nearest:
                    continue
                best = [known] if distance < nearest else [*best, known]
                nearest = distance
                limit = min(limit, nearest)
        return best[0] if len(best) == 1 and best[0] in self._wanted else None


def words_of(phrases: Iterable[str], least: int = 0) -> dict[str, str]:
    """Folded words of phrases, of so many letters at least -> as they are written."""
    words = {fold(word): word for phrase in phrases for word in phrase.split()}
    return {folded: word for folded, word in words.items() if folded.isalpha() and len(folded) >= least}
