"""Built-in entities: `@date`, `@time`, `@datetime`, `@date_range`, `@duration`, `@number`, `@ordinal`,
`@time_range`, `@percentage`, `@money`, `@temperature`, `@distance`, `@volume`, `@email`, `@url`, `@phone`, `@colour`,
`@language`, `@country`.

Seven languages know words (`words/`); every other language knows figures, signs and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from nlu.pipeline.entities.amounts import AmountReader
from nlu.pipeline.entities.contact import find_contact
from nlu.pipeline.entities.dates import DateReader
from nlu.pipeline.entities.found import SYSTEM, Found
from nlu.pipeline.entities.hits import Hit, apart, number_json
from nlu.pipeline.entities.named import NameReader
from nlu.pipeline.entities.numbers import NumberReader, Shape, plain
from nlu.pipeline.entities.words import table_of
from nlu.pipeline.entities.zones import ZoneReader, zone_named
from nlu.pipeline.normalise import LONGEST_UTTERANCE

_TELLING = re.compile(r"[\d@%°€$£¥]|\w\.\w")
_DASH = re.compile(r"\b[a-z]{2,3}\.?\s?[-–]\s?[a-z]{2,3}\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_RANKS = {"email": 0, "url": 0, "phone": 0, "duration": 2, "number": 3, "ordinal": 3}


def find_system(text: str, language: str, *, now: float | None, timezone: str) -> list[Found]:
    """The built-in entities of an utterance, without overlaps, in order.

    `now` is in epoch seconds; an unknown timezone is taken for UTC.
    """
    local = None if now is None else datetime.fromtimestamp(now, _zone(timezone))
    return [_found(hit) for hit in find_at(text, language, local, names=True)]


def find_at(text: str, language: str, now: datetime | None, *, names: bool = False) -> list[Hit]:
    """As `find_system`, with the visitor's local time; colours, languages and countries only with `names`.

    A zone in the text is reckoned into the zone of `now`; where that has none, no zone is read.
    """
    looked_at = text[:LONGEST_UTTERANCE]
    reader = _reader(language.split("-")[0].lower())
    small = plain(looked_at)
    named = reader.names.find(looked_at, small) if names else []
    if not reader.may_find(looked_at, small):
        return named
    contact = _longest(find_contact(looked_at, reader.language))
    shape = reader.numbers.read(_blanked(looked_at, contact))
    hits = [*contact, *reader.amounts.find(shape), *reader.dates.find(shape, now), *reader.plain_numbers(shape)]
    return sorted(_longest([*hits, *named]), key=lambda hit: hit.start)


def _blanked(text: str, contact: Iterable[Hit]) -> str:
    """Addresses become letters, so that nothing is found inside of them."""
    for hit in contact:
        text = text[: hit.start] + "x" * (hit.end - hit.start) + text[hit.end :]
    return text


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    return apart(sorted(hits, key=lambda h: (h.start - h.end, _rank(h), h.start)))


def _rank(hit: Hit) -> int:
    """Of two readings of the same text, the one that says more."""
    return _RANKS.get(hit.entity, 1)


def _found(hit: Hit) -> Found:
    parts = tuple(_found(part) for part in hit.parts)
    return Found(
        f"@{hit.entity}",
        *(hit.start, hit.end, hit.value, 1.0, SYSTEM),
        parts=parts,
        grain=hit.grain,
        timezone=hit.timezone,
    )


def _zone(name: str) -> tzinfo:
    return zone_named(name) or UTC


class _Reader:
    """The readers of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.table = table_of(language)
        self.numbers = NumberReader(self.table)
        self.amounts = AmountReader(self.table)
        self.dates = DateReader(self.table, ZoneReader(language))
        self.names = NameReader(language)
        self._words = frozenset(word for phrase in self.table.telling_words() for word in _WORD.findall(phrase))

    def may_find(self, text: str, small: str) -> bool:
        """A cheap look: without a figure, an address or one of the words there is nothing to find."""
        if _TELLING.search(text) is not None or not self._words.isdisjoint(_WORD.findall(small)):
            return True
        if self.table.weekday_signs and _DASH.search(small) is not None:
            return True
        return any(scale in small for scale in self.table.glued)

    def plain_numbers(self, shape: Shape) -> list[Hit]:
        """Numbers and ordinals that stand for themselves."""
        found = []
        for number in shape.numbers.values():
            if number.ordinal:
                if self.numbers.stands_as_ordinal(shape, number):
                    found.append(Hit("ordinal", number.start, number.end, int(number.value)))
            elif number.alone:
                found.append(Hit("number", number.start, number.end, number_json(number.value)))
        return found


@lru_cache(maxsize=64)
def _reader(language: str) -> _Reader:
    return _Reader(language)
