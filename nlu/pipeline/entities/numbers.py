"""Numbers in a text, written in figures or words, and the text with numbers hidden behind signs.

`Shape.text` has the length of the original: small letters, no accents, and each number replaced by
`§` and filling, each ordinal by `¤` and filling. So the rules of `dates.py` and `amounts.py` are
short, and every offset in them is one of the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from nlu.pipeline.entities.words.table import Table

NUMBER_SIGN, ORDINAL_SIGN, FILL = "§", "¤", "\x01"
NUMBER = f"{NUMBER_SIGN}{FILL}*"
_MOST_DIGITS = 15  # what a JSON number carries everywhere
ORDINAL = f"{ORDINAL_SIGN}{FILL}*"


_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Number:
    """A number or ordinal at `[start, end)`; `alone` says whether it may stand for itself."""

    start: int
    end: int
    value: float
    ordinal: bool = False
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """`plain` is the text in small letters without accents; `text` the same with numbers hidden."""

    original: str
    plain: str
    text: str
    numbers: Mapping[int, Number] = field(default_factory=dict)

    @property
    def has_figures(self) -> bool:
        """Whether any figure is written in it."""
        return _FIGURE.search(self.plain) is not None

    def value(self, start: int) -> float:
        """The number that starts here."""
        return self.numbers[start].value


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    small = character.lower()
    base = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    if len(base) == 1 and base not in (NUMBER_SIGN, ORDINAL_SIGN, FILL):
        return base
    return character if len(small) != 1 or small in (NUMBER_SIGN, ORDINAL_SIGN, FILL) else small


def plain(text: str) -> str:
    """Small letters without accents, as many characters as before; the signs of shapes are blanked."""
    if text.isascii():
        return text.lower().replace(FILL, " ")
    hidden = {ord(sign): " " for sign in (NUMBER_SIGN, ORDINAL_SIGN, FILL)}
    return "".join(_plain_character(c) for c in text.translate(hidden)).replace("’", "'")


class NumberReader:
    """Finds numbers by one table; made once per language."""

    def __init__(self, table: Table) -> None:
        self.table = table
        groups = re.escape(table.groups)
        decimal = re.escape(table.decimal)
        self._figures = re.compile(
            rf"(?<![\w.,/:@#-])(?P<sign>-)?(?P<int>\d{{1,3}}(?:[{groups}]\d{{3}})+(?!\d)|\d+)(?P<frac>{decimal}\d+)?"
        )
        self._after_figures = re.compile(rf"[{decimal}.,:/-]?\d|[/:]\d|-[a-z]")
        self._suffix = re.compile(rf"(?:{table.ordinal_suffix})\b")
        scales = "|".join(map(re.escape, table.scales)) or r"(?!)"
        self._scale = re.compile(rf"\s+({scales})\b")
        vocabulary = {*table.numbers, *table.hundreds, *table.scales}
        joiner = "|".join(table.joiners) or "(?!)"
        self._words = _alternatives(vocabulary, rf"(?:(?:\s+|-)(?:(?:{joiner})(?:\s+|-))?(?:{{0}}))*")
        self._dozens = _alternatives(table.dozens)
        self._ordinals = _alternatives(table.ordinals)
        self._minus = re.compile(rf"(?:(?<=\s)|^)(?:{table.minus})\s*$")
        self._half = re.compile(table.and_half)
        self._not_ordinal = re.compile(table.not_ordinal)
        self._not_before = re.compile(table.not_before)
        self._not_after = re.compile(table.not_after)

    def read(self, original: str) -> Shape:
        """The shape of a text."""
        text = plain(original)
        found = sorted(self._find(text), key=lambda n: (n.start, n.start - n.end))
        shape: list[str] = []
        numbers: dict[int, Number] = {}
        at = 0
        for number in found:
            if number.start < at:
                continue
            shape.append(text[at : number.start])
            sign = ORDINAL_SIGN if number.ordinal else NUMBER_SIGN
            shape.append(sign + FILL * (number.end - number.start - 1))
            numbers[number.start] = number
            at = number.end
        shape.append(text[at:])
        return Shape(original, text, "".join(shape), numbers)

    def stands_as_ordinal(self, shape: Shape, ordinal: Number) -> bool:
        """Whether an ordinal counts something: "third parties" are not the third of anything."""
        return not self._not_ordinal.match(shape.text, ordinal.end)

    def _find(self, text: str) -> list[Number]:
        found = [number for match in self._figures.finditer(text) if (number := self._from_figures(text, match))]
        if self._dozens is not None:
            found += [Number(m.start(), m.end(), self.table.dozens[m.group()]) for m in self._dozens.finditer(text)]
        if self._ordinals is not None:
            for match in self._ordinals.finditer(text):
                found.append(Number(match.start(), match.end(), self.table.ordinals[match.group()], ordinal=True))
        if self._words is not None:
            for match in self._words.finditer(text):
                found += self._from_words(text, match)
        return found

    def _from_figures(self, text: str, match: re.Match[str]) -> Number | None:
        whole = re.sub(r"\D", "", match["int"])
        if len(whole) > _MOST_DIGITS:
            return None
        fraction = match["frac"]
        value: float = float(f"{whole}.{fraction[1:]}") if fraction else int(whole)
        end = match.end()
        suffix = self._suffix.match(text, end)
        if suffix and not fraction:
            return Number(match.start(), suffix.end(), value, ordinal=True)
        if self._after_figures.match(text, end):
            return None
        scale = self._scale.match(text, end)
        if scale:
            value, end = _whole(value * self.table.scales[scale.group(1)]), scale.end()
        return self._signed(text, match.start(), end, -value if match["sign"] else value, said_alone=True)

    def _from_words(self, text: str, match: re.Match[str]) -> list[Number]:
        """The numbers in a run of number words: "two three" is two of them."""
        found: list[Number] = []
        sum_of = _Sum(self.table)
        start = end = match.start()
        for word in re.finditer(r"[a-z]+", match.group()):
            if word.group() in self.table.joiners:
                continue
            if not sum_of.take(word.group()):
                found.append(self._worded(text, start, end, sum_of))
                sum_of = _Sum(self.table)
                sum_of.take(word.group())
                start = match.start() + word.start()
            end = match.start() + word.end()
        return [*found, self._worded(text, start, end, sum_of)]

    def _worded(self, text: str, start: int, end: int, sum_of: _Sum) -> Number:
        said = text[start:end]
        alone = said not in self.table.alone and not (said in self.table.not_last and not text[end:].strip(" .!?,"))
        value: float = sum_of.value
        half = self._half.match(text, end)
        if half and sum_of.value:
            value, end = value + 0.5, half.end()
        return self._signed(text, start, end, value, said_alone=alone)

    def _signed(self, text: str, start: int, end: int, value: float, *, said_alone: bool) -> Number:
        minus = self._minus.search(text, 0, start)
        if minus and value >= 0:
            start, value = minus.start(), -value
        following = text[end : end + 1]
        alone = said_alone and not following.isalnum() and following not in ("%", "€", "$", "£", "°", "_", "@")
        alone = alone and not self._not_before.match(text, end) and not self._not_after.search(text, 0, start)
        return Number(start, end, value, alone=alone)


def _whole(value: float) -> float:
    return round(value) if abs(value - round(value)) < 1e-6 else value


def _alternatives(words: Mapping[str, int] | set[str], more: str = "") -> re.Pattern[str] | None:
    """A pattern for any of the words, longest first; `{0}` in `more` stands for them again."""
    if not words:
        return None
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w'-])(?:{either}){more.replace('{0}', either)}(?![\w'])")


class _Sum:
    """Adds number words as they are said; `take` refuses a word that begins a new number."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._done = 0
        self._current = 0
        self._empty = True

    @property
    def value(self) -> int:
        return self._done + self._current

    def take(self, word: str) -> bool:
        table = self._table
        if word in table.hundreds:
            if self._current >= 100:
                return False
            self._current = max(self._current, 1) * 100
        elif word in table.scales:
            self._done += max(self._current, 1) * table.scales[word]
            self._current = 0
        else:
            return self._add(table.numbers[word])
        self._empty = False
        return True

    def _add(self, value: int) -> bool:
        low = self._current % 100
        if value == 20 and low == 4:  # quatre-vingts
            self._current += 76
        elif self._empty or low == 0 or (value < 10 and low >= 20 and low % 10 == 0) or self._adds_teens(low, value):
            self._current += value
        else:
            return False
        self._empty = False
        return True

    def _adds_teens(self, low: int, value: int) -> bool:
        """As in "soixante-dix" and "dix-huit"."""
        teens = (10 <= value < 20 and low in (60, 80)) or (7 <= value <= 9 and low % 20 == 10)
        return self._table.adds_teens and teens
