"""Numbers with something behind them: money, percentages, temperatures, lengths, volumes, durations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nlu.pipeline.entities.hits import Hit, any_of, number_json
from nlu.pipeline.entities.numbers import NUMBER, Shape
from nlu.pipeline.entities.words.table import SYMBOLS, Table

_HOURLY = {"S": "S", "M": "M", "H": "H"}
_PARTS = {"Y": ("MO", 12), "W": ("D", 7), "D": ("H", 24), "H": ("M", 60), "M": ("S", 60)}


def duration_value(amount: float, unit: str) -> str | None:
    """ISO 8601 in the unit said; half of one in the next smaller unit, if that comes out whole."""
    whole = int(amount)
    rest = amount - whole
    said = _unit(whole, unit) if whole or not rest else ("", "")
    smaller = ("", "")
    if rest:
        if unit not in _PARTS:
            return None
        part, factor = _PARTS[unit]
        if not (rest * factor).is_integer():
            return None
        smaller = _unit(int(rest * factor), part)
    time = said[1] + smaller[1]
    return f"P{said[0]}{smaller[0]}" + (f"T{time}" if time else "")


def _unit(amount: int, unit: str) -> tuple[str, str]:
    """(day part, time part) of a duration."""
    if unit in _HOURLY:
        return "", f"{amount}{unit}"
    return f"{amount}{'M' if unit == 'MO' else unit}", ""


def _smaller(first: str, second: str) -> bool:
    """Whether the second length is in a smaller unit than the first."""
    order = "YMWD"
    rank = [order.index(v[-1]) if "T" not in v else 4 + "HMS".index(v[-1]) for v in (first, second)]
    return rank[0] < rank[1]


def _one_length(first: str, second: str) -> str:
    days = first[1:].partition("T")[0] + second[1:].partition("T")[0]
    time = first.partition("T")[2] + second.partition("T")[2]
    return f"P{days}" + (f"T{time}" if time else "")


class AmountReader:
    """The rules of one language."""

    def __init__(self, table: Table) -> None:
        self._table = table
        symbols = any_of(SYMBOLS)
        currency, measure = any_of(table.currencies), any_of(table.measures)
        degrees_scale = any_of(table.scale_of_degrees)
        named_scale = any_of(scale for scale in table.scale_of_degrees if len(scale) > 1)
        some = rf"(?P<n>{NUMBER})|(?P<half>{table.half})|(?P<one>{table.one})"
        self._money = re.compile(
            rf"(?<![a-z])(?P<s>{symbols})\s?(?P<n>{NUMBER})|(?P<n2>{NUMBER})\s?(?P<s2>{symbols})"
            rf"(?:(?P<cents>{NUMBER})(?![\w\x01%]))?"
            rf"|(?P<n3>{NUMBER})\s?(?:\s{table.of_currency}\s?)?(?P<word>{currency})\b(?:\s*(?:\b(?:{table.joined}))?\s*(?P<cents2>{NUMBER})\s?(?:{table.cents})\b)?|\b(?P<word2>{currency})\s(?P<n4>{NUMBER})"
        )
        self._cents = re.compile(rf"(?P<n>{NUMBER})\s?(?P<cent>{any_of(table.cent_of)})(?![\w%])")
        hours = r"(?P<h>\d{1,3})\s?h\s?(?P<m>\d{1,2})"
        self._hours = re.compile(
            rf"(?<![\w.,:/-]){hours}\s?(?:min|mins|mn|m)(?!\w)"
            rf"|(?<![\w.,:/-])(?:(?<=\b){'' if table.thousands else table.lasting})"
            + hours.replace("<h>", "<h2>").replace("<m>", "<m2>")
            + r"(?![\w:])"
        )
        self._percent = re.compile(rf"(?P<n>{NUMBER})\s?(?:{table.percent})")
        self._degrees = re.compile(
            rf"(?P<n>{NUMBER})\s?(?:(?:{table.degrees})(?:\s?(?P<scale>{degrees_scale})\b)?(?!\w)|(?P<named>{named_scale})\b)"
        )
        self._measure = re.compile(rf"(?:{some})\s*(?P<unit>{measure})(?!\w)")
        self._duration = re.compile(
            rf"(?<!\w)(?:{some})\s*-?(?P<unit>{any_of(table.durations)})(?!\w)(?P<more>{table.and_half})?"
        )

    def find(self, shape: Shape) -> list[Hit]:
        """All amounts, overlapping ones too."""
        found: list[Hit] = []
        if shape.numbers:
            found += self._find_money(shape)
            for match in self._percent.finditer(shape.text):
                value = number_json(shape.value(match.start("n")))
                found.append(Hit("percentage", match.start(), match.end(), value))
            found += self._find_degrees(shape)
        for match in self._measure.finditer(shape.text):
            amount = self._amount(shape, match)
            entity, unit = self._table.measures[_word(match["unit"])]
            if amount is not None and not (match["one"] and len(match["unit"]) < 3):
                found.append(Hit(entity, match.start(), match.end(), {"value": number_json(amount), "unit": unit}))
        found += self._find_durations(shape)
        if shape.has_figures:
            found += self._find_hours(shape)
        return found

    def _find_money(self, shape: Shape) -> list[Hit]:
        found = []
        for match in self._money.finditer(shape.text):
            number = next(match.start(g) for g in ("n", "n2", "n3", "n4") if match[g])
            symbol, word = match["s"] or match["s2"], match["word"] or match["word2"]
            currency = SYMBOLS[symbol] if symbol else self._table.currencies[_word(word)]
            cents = next((shape.value(match.start(g)) for g in ("cents", "cents2") if match[g]), 0)
            amount = shape.value(number) + (cents / 100 if 0 <= cents < 100 else 0)
            value = {"amount": number_json(amount), "currency": currency}
            found.append(Hit("money", match.start(), match.end(), value))
        for match in self._cents.finditer(shape.text):
            amount, word = shape.value(match.start("n")), _word(match["cent"])
            if amount >= 0 and (len(word) > 1 or shape.plain[match.start("cent") - 1].isdigit()):
                value = {"amount": number_json(amount / 100), "currency": self._table.cent_of[word]}
                found.append(Hit("money", match.start(), match.end(), value))
        return found

    def _find_hours(self, shape: Shape) -> list[Hit]:
        """ "2h30"."""
        found = []
        for match in self._hours.finditer(shape.plain):
            hours, minutes = ("h", "m") if match["h"] else ("h2", "m2")
            if int(match[minutes]) < 60:
                value = f"PT{int(match[hours])}H{int(match[minutes])}M"
                found.append(Hit("duration", match.start(hours), match.end(), value))
        return found

    def _find_degrees(self, shape: Shape) -> list[Hit]:
        found = []
        for match in self._degrees.finditer(shape.text):
            said = match["scale"] or match["named"]
            scale = self._table.scale_of_degrees[said] if said else self._table.default_scale
            if scale is not None:
                value = {"value": number_json(shape.value(match.start("n"))), "unit": scale}
                found.append(Hit("temperature", match.start(), match.end(), value))
        return found

    def _find_durations(self, shape: Shape) -> list[Hit]:
        found = []
        parts: list[tuple[int, int, str]] = []
        for match in self._duration.finditer(shape.text):
            unit = self._table.durations[_word(match["unit"])]
            amount = self._amount(shape, match)
            if amount is None or ((match["one"] or self._is_one(shape, match)) and unit == "D"):
                continue  # "a day" is rarely a length
            value = duration_value(amount + (0.5 if match["more"] else 0.0), unit)
            if value is not None:
                found.append(Hit("duration", match.start(), match.end(), value))
                parts.append((match.start(), match.end(), value))
        return [*found, *self._joined(shape, parts)]

    def _is_one(self, shape: Shape, match: re.Match[str]) -> bool:
        """Whether the amount is a word like "une", that may be an article."""
        at = match.start("n")
        return bool(match["n"]) and shape.plain[at : match.end("n")] in self._table.alone

    def _joined(self, shape: Shape, parts: Sequence[tuple[int, int, str]]) -> list[Hit]:
        """ "2 hours and 30 minutes": neighbours, the larger unit first, are one length."""
        found = []
        for first, second in pairwise(parts):
            between = shape.text[first[1] : second[0]]
            if re.fullmatch(rf"\s*(?:{self._table.joined})?\s*", between) and _smaller(first[2], second[2]):
                found.append(Hit("duration", first[0], second[1], _one_length(first[2], second[2])))
        return found

    def _amount(self, shape: Shape, match: re.Match[str]) -> float | None:
        if match["n"]:
            amount = shape.value(match.start("n"))
            return amount if amount >= 0 else None
        return 0.5 if match["half"] else 1.0


def _word(said: str) -> str:
    return " ".join(said.split())
