"""Numbers in a text, written in figures or words, and the text with numbers hidden behind signs.

`Shape.text` has the length of the original: small letters, no accents, and each number replaced by
`§` and filling, each ordinal by `¤` and filling. So the rules of `dates.py` and `amounts.py` are
short, and every offset in them is one of the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from nlu.pipeline.entities.hits import any_of
from nlu.pipeline.entities.words.table import Table

NUMBER_SIGN, ORDINAL_SIGN, FILL = "§", "¤", "\x01"
NUMBER = f"{NUMBER_SIGN}{FILL}*"
_MOST_DIGITS = 15  # what a JSON number carries everywhere
ORDINAL = f"{ORDINAL_SIGN}{FILL}*"


_FIGURE = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]+")
_INSIDE_AFTER = frozenset("0123456789_'")
_BEFORE = 60
_MONEY = frozenset("€$£")


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
        self._suffix = re.compile(rf"(?:{table.ordinal_suffix})(?!\w)")
        scales = "|".join(map(re.escape, (*table.scales, *table.times))) or r"(?!)"
        self._scale = re.compile(rf"\s+({scales})\b")
        joiner = "|".join(table.joiners) or "(?!)"
        self._gap = re.compile(rf"(?:\s+|-)(?:(?:{joiner})(?:\s+|-))?")
        self._worth = {**table.times, **table.scales}
        self._dozens = _alternatives(table.dozens)
        self._couples = _alternatives(table.couples)
        self._ordinal_if = {word: re.compile(pattern) for word, pattern in table.ordinal_if.items()}
        running = "|\\s*(?:$|[,.!?;)]|(?:and|or|for|to|per|in|is|at|on|a)\\b)" if table.thousands else ""
        self._thousands = re.compile(rf"k(?=\s?(?:[€$£]|{any_of(table.currencies)}\b){running})")
        self._millions = re.compile(rf"(?P<m>m|mn|mio|mln|b|bn)(?!\w)(?P<c>\s?(?:[€$£]|{any_of(table.currencies)}\b))?")
        self._minus = re.compile(rf"(?:(?<=\s)|^)(?:{table.minus})\s*$")
        self._half = re.compile(table.and_half if table.number_half is None else table.number_half)
        self._nothing_counted = re.compile(rf"\s+(?:{joiner})\s+(?!{any_of(table.numbers)}\b|demie?\b)")
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
        before = max(0, ordinal.start - _BEFORE)
        if self._not_after.search(shape.text, before, ordinal.start):
            return False
        rest = shape.text[: ordinal.start] + shape.text[ordinal.end :]
        alone = rest.strip(" .,!?") in self.table.articles
        figures = shape.plain[ordinal.start].isdigit()
        return alone or figures or self._not_ordinal.match(shape.text, ordinal.end) is None

    def _find(self, text: str) -> list[Number]:
        found = [number for match in self._figures.finditer(text) if (number := self._from_figures(text, match))]
        if self._dozens is not None:
            found += [
                Number(m.start(), m.end(), self.table.dozens[" ".join(m.group().split())])
                for m in self._dozens.finditer(text)
            ]
        if self._couples is not None:
            found += [
                Number(m.start(), m.end(), self.table.couples[" ".join(m.group().split())], alone=False)
                for m in self._couples.finditer(text)
            ]
        return found + self._find_words(text)

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
        thousands = self._thousands.match(text, end) or (
            text[end : end + 1] == "k" and text[match.start() - 1 : match.start()] in _MONEY
        )
        if thousands and not text[end + 1 : end + 2].isalnum():
            return self._signed(text, match.start(), end + 1, _whole(value * 1000), said_alone=True)
        millions = self._millions.match(text, end)
        if millions and (text[match.start() - 1 : match.start()] in _MONEY or (millions["c"] and millions["m"] != "m")):
            size = 1_000_000_000 if millions["m"].startswith("b") else 1_000_000
            return self._signed(text, match.start(), millions.end("m"), _whole(value * size), said_alone=True)
        if self._after_figures.match(text, end):
            return None
        scale = self._scale.match(text, end)
        if scale:
            value, end = _whole(value * self._worth[scale.group(1)]), scale.end()
        return self._signed(text, match.start(), end, -value if match["sign"] else value, said_alone=True)

    def value_of(self, word: str) -> float | None:
        """What one number word is worth, also one that is written together: "zweitausenddreihundert"."""
        table = self.table
        if word in table.numbers:
            return table.numbers[word]
        if word in table.hundreds or word in table.scales:
            return table.scales.get(word, 100)
        for scale, worth in table.glued.items():
            head, found, tail = word.partition(scale)
            if not found or (head and head not in table.numbers):
                continue
            tails = [tail.removeprefix(link) for link in ("", *table.links)]
            rest = next((one for one in tails if one in table.numbers), "")
            if not tail or rest:
                return table.numbers.get(head, 1) * worth + (table.numbers[rest] if rest else 0)
        return None

    def _find_words(self, text: str) -> list[Number]:
        """Numbers and ordinals in words: runs of number words, the last of which may be an ordinal."""
        found: list[Number] = []
        run: list[tuple[str, int, int]] = []
        for match in WORD.finditer(text):
            word, start, end = match.group(), match.start(), match.end()
            ordinal = self._ordinal(text, word, end)
            joined = bool(run) and self._gap.fullmatch(text, run[-1][2], start) is not None
            if ordinal is None and self.value_of(word) is None and not (joined and word in self.table.times):
                continue
            if not (joined or self._begins(text, word, start)) or text[end : end + 1] in _INSIDE_AFTER:
                continue
            if ordinal is None:
                if not joined:
                    found += self._from_words(text, run)
                    run = []
                run.append((word, start, end))
                continue
            tens = self.value_of(run[-1][0]) or 0 if joined else 0
            if 20 <= tens <= 90 and tens % 10 == 0 and ordinal < 10:
                start, ordinal = run.pop()[1], ordinal + int(tens)
            found += self._from_words(text, run)
            run = []
            found.append(Number(start, end, ordinal, ordinal=True))
        return found + self._from_words(text, run)

    def _ordinal(self, text: str, word: str, end: int) -> int | None:
        condition = self._ordinal_if.get(word)
        return None if condition is not None and not condition.match(text, end) else self.table.ordinals.get(word)

    def _begins(self, text: str, word: str, start: int) -> bool:
        """Whether a number may begin here: neither "l'un" nor "x-one" hold one."""
        before = text[start - 1 : start]
        return not before or not (before.isdigit() or before in "-_" or (before == "'" and word in self.table.alone))

    def _from_words(self, text: str, run: Sequence[tuple[str, int, int]]) -> list[Number]:
        """The numbers in a run of number words: "two three" is two of them."""
        found: list[Number] = []
        if not run:
            return found
        sum_of = _Sum(self.table)
        first, last = run[0][1], run[0][2]
        for word, start, end in run:
            value = self.value_of(word) or self.table.times.get(word, 0)
            if not sum_of.take(word, value):
                found.append(self._worded(text, first, last, sum_of))
                sum_of = _Sum(self.table)
                sum_of.take(word, value)
                first = start
            last = end
        return [*found, self._worded(text, first, last, sum_of)]

    def _worded(self, text: str, start: int, end: int, sum_of: _Sum) -> Number:
        said = text[start:end]
        alone = said not in self.table.alone and not (said in self.table.not_last and self._is_last(text, end))
        value: float = sum_of.value
        half = self._half.match(text, end)
        if half and sum_of.value:
            value, end = value + 0.5, half.end()
        return self._signed(text, start, end, value, said_alone=alone)

    def _is_last(self, text: str, end: int) -> bool:
        """Whether nothing that could be counted follows."""
        return not text[end:].strip(" .!?,") or self._nothing_counted.match(text, end) is not None

    def _signed(self, text: str, start: int, end: int, value: float, *, said_alone: bool) -> Number:
        minus = self._minus.search(text, max(0, start - _BEFORE), start)
        if minus and value >= 0 and not self._is_clock_before(text, minus):
            start, value = minus.start(), -value
        following = text[end : end + 1]
        alone = said_alone and not following.isalnum() and following not in ("%", "€", "$", "£", "°", "_", "@")
        alone = (
            alone
            and not self._not_before.match(text, end)
            and not self._not_after.search(text, max(0, start - _BEFORE), start)
        )
        return Number(start, end, value, alone=alone)

    def _is_clock_before(self, text: str, minus: re.Match[str]) -> bool:
        """Whether the word for minus stands behind an hour: "las seis menos diez"."""
        before = text[max(0, minus.start() - _BEFORE) : minus.start()].split()[-1:]
        if not before or not minus.group().strip().isalpha():
            return False
        return before[0].isdigit() or before[0] in self.table.durations or self.value_of(before[0]) is not None


def _whole(value: float) -> float:
    return round(value) if abs(value - round(value)) < 1e-6 else value


def _alternatives(words: Collection[str]) -> re.Pattern[str] | None:
    """A pattern for any of the phrases, longest first."""
    return re.compile(rf"(?<![\w'-]){any_of(words)}(?:(?<=')|(?![\w']))") if words else None


class _Sum:
    """Adds number words as they are said; `take` refuses a word that begins a new number."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._done: float = 0
        self._current: float = 0
        self._empty = True

    @property
    def value(self) -> float:
        return self._done + self._current

    def take(self, word: str, value: float) -> bool:
        table = self._table
        if word in table.hundreds:
            if self._current >= 100:
                return False
            self._current = max(self._current, 1) * 100
        elif word in table.scales or word in table.times:
            self._done += max(self._current, 1) * value
            self._current = 0
        else:
            return self._add(value)
        self._empty = False
        return True

    def _add(self, value: float) -> bool:
        low = self._current % 100
        if value >= 100:
            fits = self._current == 0 and (self._empty or value < 1000)
        elif self._table.adds_teens and value == 20 and low == 4:  # quatre-vingts
            value, fits = 76, True
        else:
            units = value < 10 and low >= 20 and low % 10 == 0
            fits = self._empty or low == 0 or units or self._adds_teens(low, value)
        if fits:
            self._current += value
            self._empty = False
        return fits

    def _adds_teens(self, low: float, value: float) -> bool:
        """As in "soixante-dix" and "dix-huit"."""
        teens = (10 <= value < 20 and low in (60, 80)) or (7 <= value <= 9 and low % 20 == 10)
        return self._table.adds_teens and teens
