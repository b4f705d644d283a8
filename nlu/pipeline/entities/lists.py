"""List entities: values with synonyms per language, found by longest match, small typos allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import OSA

from nlu.pipeline.entities.found import FUZZY, LIST, Found
from nlu.pipeline.normalise import fold, fold_words

_LONGEST_NAME = 8
FUZZY_CONFIDENCE = {1: 0.8, 2: 0.65}
_MOST_CANDIDATES = 400

Word = tuple[str, int, int]


def typos_allowed(length: int) -> int:
    """Typos that a name of so many characters may carry: short ones none, they are other words."""
    return 0 if length < 5 else 1 if length < 9 else 2


@dataclass(slots=True)
class Gazetteer:
    """Names of values of all entities: folded name -> [(entity, value)].

    `fuzzy` says which entities tolerate typos. `_first_words` and `_near_lengths` (first letter ->
    lengths that a name with typos may have) tell at a glance where no name can begin.
    """

    names: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)
    fuzzy: set[str] = field(default_factory=set)
    _by_shape: dict[tuple[int, str], list[str]] = field(default_factory=dict, repr=False)
    _first_words: set[str] = field(default_factory=set, repr=False)
    _near_lengths: dict[str, set[int]] = field(default_factory=dict, repr=False)
    _longest: int = 1

    def add(self, entity: str, value: Any, names: Iterable[str]) -> None:
        """Adds names of one value; one that folds to nothing, or is too long, is passed over."""
        for name in names:
            folded = fold(name)
            words = folded.count(" ") + 1
            if not folded or words > _LONGEST_NAME:
                continue
            if folded not in self.names:
                self.names[folded] = []
                self._by_shape.setdefault((len(folded), folded[0]), []).append(folded)
                self._longest = max(self._longest, words)
                self._first_words.add(folded.partition(" ")[0])
                typos = typos_allowed(len(folded))
                if typos:
                    lengths = range(len(folded) - typos, len(folded) + typos + 1)
                    self._near_lengths.setdefault(folded[0], set()).update(lengths)
            if all(known != entity for known, _ in self.names[folded]):
                self.names[folded].append((entity, value))

    def find(self, text: str, familiar: Collection[str], *, typos: bool = True) -> list[Found]:
        """All matches, overlapping ones too.

        `familiar` words are never taken for a typo of a name: "smell" is not "small" to a bot
        whose examples talk about smells.
        """
        if not self.names:
            return []
        words = fold_words(text)
        found = self._exact(words)
        if typos and self.fuzzy:
            taken = {at for match in found for at in range(match.start, match.end)}
            found += self._near(words, familiar, taken)
        return found

    def _exact(self, words: list[Word]) -> list[Found]:
        found: list[Found] = []
        for first in range(len(words)):
            if words[first][0] not in self._first_words:
                continue
            name = ""
            for last in range(first, min(first + self._longest, len(words))):
                name = f"{name} {words[last][0]}" if name else words[last][0]
                for entity, value in self.names.get(name, ()):
                    found.append(Found(entity, words[first][1], words[last][2], value, 1.0, LIST))
        return found

    def _near(self, words: list[Word], familiar: Collection[str], taken: set[int]) -> list[Found]:
        found: list[Found] = []
        for first in range(len(words)):
            lengths = self._near_lengths.get(words[first][0][0])
            if lengths is None or words[first][1] in taken:
                continue
            name = ""
            for last in range(first, min(first + self._longest, len(words))):
                name = f"{name} {words[last][0]}" if name else words[last][0]
                start, end = words[first][1], words[last][2]
                if len(name) not in lengths or end - 1 in taken or name in familiar:
                    continue
                found += self._corrected(name, start, end)
        return found

    def _corrected(self, name: str, start: int, end: int) -> list[Found]:
        allowed = typos_allowed(len(name) + 1)
        if not allowed or any(map(str.isdigit, name)):
            return []
        best: tuple[int, str] | None = None
        for length in range(len(name) - allowed, len(name) + allowed + 1):
            limit = typos_allowed(length)
            if not limit:
                continue
            for known in self._by_shape.get((length, name[0]), ())[:_MOST_CANDIDATES]:
                distance = OSA.distance(name, known, score_cutoff=limit)
                if 0 < distance <= limit and (best is None or (distance, known) < best):
                    best = (distance, known)
        if best is None:
            return []
        return [
            Found(entity, start, end, value, FUZZY_CONFIDENCE[best[0]], FUZZY, corrected=best[1])
            for entity, value in self.names[best[1]]
            if entity in self.fuzzy
        ]


def read_list(gazetteer: Gazetteer, entity: Mapping[str, Any], language: str) -> None:
    """Adds the values of a list entity; `"fuzzy": false` on it asks for exact names only."""
    name = entity["name"]
    if entity.get("fuzzy", True):
        gazetteer.fuzzy.add(name)
    for value in entity.get("values", []):
        if isinstance(value, str):
            gazetteer.add(name, value, [value])
            continue
        synonyms = value.get("synonyms", {})
        own = synonyms if isinstance(synonyms, list) else synonyms.get(language, [])
        gazetteer.add(name, value["value"], [str(value["value"]), *own])
