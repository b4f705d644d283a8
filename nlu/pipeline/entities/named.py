"""Colours, languages and countries by their names: one look at each word of the text."""

from __future__ import annotations

from collections.abc import Mapping

from nlu.pipeline.entities.hits import Hit
from nlu.pipeline.entities.numbers import WORD, plain
from nlu.pipeline.entities.words.names import CAPITAL_ONLY, names_of

NAMED = ("colour", "language", "country")


class NameReader:
    """The names of one language, by their first word."""

    def __init__(self, language: str) -> None:
        self._by_first: dict[str, list[tuple[str, str, str]]] = {}
        for name, (entity, value) in names_of(language).items():
            small = plain(name)
            first = WORD.search(small)
            if first is not None:
                self._by_first.setdefault(first.group(), []).append((small, entity, value))
        for names in self._by_first.values():
            names.sort(key=lambda named: -len(named[0]))

    @property
    def first_words(self) -> Mapping[str, object]:
        """Words without which no name stands in a text."""
        return self._by_first

    def find(self, text: str, small: str) -> list[Hit]:
        """All names, the longest at each place; `small` is the text as `plain` gives it."""
        found: list[Hit] = []
        for match in WORD.finditer(small):
            for name, entity, value in self._by_first.get(match.group(), ()):
                start, end = match.start(), match.start() + len(name)
                if not small.startswith(name, start) or small[end : end + 1].isalnum():
                    continue
                if small[start - 1 : start] in ("@", "_", "-") and start:
                    continue
                if name in CAPITAL_ONLY and not text[start].isupper():
                    continue
                found.append(Hit(entity, start, end, value))
                break
        return found
