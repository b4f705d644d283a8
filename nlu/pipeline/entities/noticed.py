"""What is found in a text before anything learned looks at it: lists, patterns and built-in entities, with typos."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from nlu.pipeline.entities.found import FUZZY, LIST, Found
from nlu.pipeline.entities.lists import FUZZY_CONFIDENCE
from nlu.pipeline.entities.spelling import Corrected, Spelling, words_of
from nlu.pipeline.entities.system import find_system
from nlu.pipeline.entities.words import table_of
from nlu.pipeline.entities.words.everyday import everyday_words
from nlu.pipeline.entities.written import WrittenEntities

_SOME_DAY = 1_773_829_800.0
"""Any moment will do: that "tomorrow" is a date matters here, and not which."""
_LEAST_LETTERS = 6
"""Of a day or month that a typo may have meant: "marsh" and "Marco" are no months."""


def noticed(
    text: str, language: str, written: Sequence[Found], *, now: float | None, system: Sequence[Found] | None = None
) -> list[Found]:
    """Hints for the CRF: lists, patterns and built-in entities; `system` are the latter if they were found at `now`."""
    if system is None or now is None:
        system = find_system(text, language, now=_SOME_DAY, timezone="UTC")
    return [*written, *system]


class EntityReader:
    """Reads the entities of one language that need no learning; `familiar` are the words of the examples."""

    def __init__(self, language: str, written: WrittenEntities, familiar: Collection[str]) -> None:
        self._language = language
        self._written = written
        self._familiar = familiar
        table = table_of(language)
        calendar = words_of((*table.months, *table.weekdays, *table.days, *table.periods), _LEAST_LETTERS)
        wanted = {**words_of(written.tolerant_names()), **calendar}
        self._spelling = Spelling(wanted, familiar, everyday_words(language))

    def correct(self, text: str) -> Corrected | None:
        """The text with its typos put right, None where it has none that matter."""
        return self._spelling.correct(text)

    def written(self, text: str, corrected: Corrected | None) -> list[Found]:
        """Lists and patterns, also those that only the corrected text shows."""
        found = self._written.find(text, self._familiar)
        if corrected is None:
            return found
        through = [one for one in self._written.find_exactly(corrected.text) if one.source == LIST]
        tolerant = [one for one in through if self._written.is_tolerant(one.entity)]
        return [*found, *(replace(one, source=FUZZY) for one in _as_typed(tolerant, corrected))]

    def system(self, text: str, corrected: Corrected | None, *, now: float | None, timezone: str) -> list[Found]:
        """Built-in entities, also those that only the corrected text shows."""
        if corrected is None:
            return find_system(text, self._language, now=now, timezone=timezone)
        found = find_system(corrected.text, self._language, now=now, timezone=timezone)
        untouched = [one for one in found if not corrected.changed_in(one.start, one.end)]
        return [*(_placed(one, corrected) for one in untouched), *_as_typed(found, corrected)]


def _as_typed(found: Iterable[Found], corrected: Corrected) -> list[Found]:
    """Findings of the corrected text that hold a change, at their places in the text as typed."""
    placed: list[Found] = []
    for one in found:
        typos = corrected.changed_in(one.start, one.end)
        if typos:
            sure = FUZZY_CONFIDENCE.get(typos, min(FUZZY_CONFIDENCE.values()))
            right = corrected.text[one.start : one.end]
            placed.append(replace(_placed(one, corrected), confidence=sure, corrected=right))
    return placed


def _placed(one: Found, corrected: Corrected) -> Found:
    start, end = corrected.as_typed(one.start, one.end)
    return replace(one, start=start, end=end, parts=tuple(_placed(part, corrected) for part in one.parts))
