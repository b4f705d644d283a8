"""Dates, clock times, moments and ranges of days, resolved against the visitor's clock.

`DateReader` finds days and times by the rules of a table (`words/`), joins a day and a time side
by side into a moment, and two days or times with "to" between them into a range.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nlu.pipeline.entities.calendar import safe_date
from nlu.pipeline.entities.hits import Hit, any_of
from nlu.pipeline.entities.numbers import NUMBER, ORDINAL, WORD, Shape
from nlu.pipeline.entities.readings import KINDS, Clock, Reading
from nlu.pipeline.entities.words.table import Table

_BEFORE = 60
"""How far back a rule looks for what stands before a finding."""
_FIGURES = ("iso", "figures", "short_figures", "colon")
_NEEDED = ("month", "weekday", "unit", "period", "word")
"""Groups of rules that hold words of the table and are never optional: a text without them is not tried."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day, a time of day or a range of days at `[start, end)`; `half` where it names part of a day."""

    start: int
    end: int
    value: date | Clock | tuple[date, date] | datetime
    half: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule; `needs` are the kinds of words without which it cannot match."""

    kind: str
    pattern: re.Pattern[str]
    needs: frozenset[str]


class DateReader:
    """The rules of one language, compiled once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        words = {
            "n": NUMBER,
            "o": ORDINAL,
            "d": f"(?:{ORDINAL}|{NUMBER}|1er)",
            "one": f"(?:{table.one})",
            "half": f"(?:{table.half})",
            "month": any_of(table.months),
            "weekday": any_of(table.weekdays),
            "day": any_of(table.days),
            "unit": any_of(table.durations),
            "which": any_of(table.which),
            "period": any_of(table.periods),
            "part": any_of(table.parts_of_day),
            "word": any_of(table.clock_words),
        }
        self._rules = [_rule(kind, pattern, words) for kind, pattern in table.rules]
        self._kinds = _kinds_of_words(table)
        self._date_then_time = re.compile(table.between_date_and_time)
        self._time_then_date = re.compile(table.between_time_and_date)
        self._range_start = re.compile(rf"(?<!\w)(?:{table.range_start})$")
        self._range_middle = re.compile(table.range_middle)
        self._range_open = re.compile(table.range_open)
        self._hour_before = re.compile(rf"(?<![\w§])(?P<h>{NUMBER})(?:{table.range_middle})$")
        self._day_after = re.compile(rf"(?P<d>{words['d']})(?!\w)")
        self._day_before = re.compile(rf"(?<![\w§])(?P<d>{words['d']})\.?(?:{table.range_middle})$")
        self._not_after = re.compile(table.not_after)

    def find(self, shape: Shape, now: datetime | None) -> list[Hit]:
        """All readings; `now` is the visitor's local time, without which nothing relative is resolved."""
        marks: list[Mark] = []
        present = self._present(shape)
        for rule in self._rules:
            if not rule.needs <= present:
                continue
            figures = rule.kind in _FIGURES
            for match in rule.pattern.finditer(shape.plain if figures else shape.text):
                start, end = match.span("x") if "x" in rule.pattern.groupindex else match.span()
                if self._not_after.search(shape.text, max(0, start - _BEFORE), start):
                    continue
                read = Reading(self._table, shape, now, match)
                value = KINDS[rule.kind](read)
                if value is not None:
                    marks.append(Mark(start, end, value, read.half()))
        marks = _longest(marks)
        days = [m for m in marks if isinstance(m.value, date) and not isinstance(m.value, datetime)]
        clocks = [m for m in marks if isinstance(m.value, Clock)]
        moments = self._moments(shape.text, days, clocks, now)
        found = [_hit(mark, now) for mark in marks]
        return [*found, *moments, *self._ranges(shape, days, clocks, now)]

    def _present(self, shape: Shape) -> set[str]:
        """The kinds of words that the text holds."""
        present = {kind for word in WORD.findall(shape.plain) for kind in self._kinds.get(word, ())}
        if shape.numbers:
            present.add("number")
        if shape.has_figures:
            present.update(("number", "figures"))
        return present

    def _moments(self, text: str, days: list[Mark], clocks: list[Mark], now: datetime | None) -> list[Hit]:
        """A day and a time side by side, in either order."""
        found = []
        for day in days:
            for clock in clocks:
                half = day.half
                if day.end <= clock.start:
                    between = self._date_then_time.fullmatch(text, day.end, clock.start)
                    half = half or self._half_of(between)
                elif clock.end <= day.start:
                    between = self._time_then_date.fullmatch(text, clock.end, day.start)
                else:
                    continue
                if between is not None:
                    found.append(_moment(day, clock, half, now))
        return found

    def _half_of(self, between: re.Match[str] | None) -> str | None:
        part = between.groupdict().get("part") if between else None
        return self._table.parts_of_day.get(part) if part else None

    def _ranges(self, shape: Shape, days: list[Mark], clocks: list[Mark], now: datetime | None) -> list[Hit]:
        """Two days, or two times with or without a day, with "from … to …" around them."""
        found = []
        for first in days:
            second, middle = self._other_end(shape, first, days)
            opening = self._range_start.search(shape.text, max(0, first.start - _BEFORE), first.start)
            if second is not None and (opening is not None or self._range_open.fullmatch(middle)):
                found.append(_span_of_days(opening.start() if opening else first.start, first, second))
            earlier = self._day_before.search(shape.text, max(0, first.start - _BEFORE), first.start)
            if earlier is not None and now is not None and (span := self._days_before(shape, first, earlier)):
                found.append(span)
        for second in clocks:
            begin = self._begin_of_hours(shape, second, clocks)
            if begin is not None:
                found += self._span_of_hours(shape, begin, second, days, now)
        return found

    def _days_before(self, shape: Shape, last: Mark, earlier: re.Match[str]) -> Hit | None:
        """ "from 3 to [7 April]": a bare number before a day of a month."""
        start = earlier.start("d")
        opening = self._range_start.search(shape.text, max(0, start - _BEFORE), start)
        sure = opening is not None or self._range_open.fullmatch(shape.text, earlier.end("d"), last.start)
        if not sure or start not in shape.numbers or not isinstance(last.value, date):
            return None
        day = shape.value(start)
        first = safe_date(last.value.year, last.value.month, int(day)) if 1 <= day <= 31 else None
        if first is None or first > last.value or not any(n.start >= last.start for n in shape.numbers.values()):
            return None
        return _span_of_days(opening.start() if opening else start, Mark(start, last.start, first), last)

    def _begin_of_hours(self, shape: Shape, second: Mark, clocks: list[Mark]) -> Mark | None:
        """The clock, or the bare hour, that is joined to `second`."""
        for first in clocks:
            if first.end < second.start and self._range_middle.fullmatch(shape.text, first.end, second.start):
                return first
        bare = self._hour_before.search(shape.text, max(0, second.start - _BEFORE), second.start)
        hour = shape.numbers.get(bare.start("h")) if bare else None
        if hour is None or hour.ordinal or not 0 <= hour.value <= 24 or hour.value != int(hour.value):
            return None
        return Mark(hour.start, hour.end, Clock(int(hour.value) % 24, 0, open=1 <= hour.value <= 12))

    def _span_of_hours(
        self, shape: Shape, first: Mark, second: Mark, days: list[Mark], now: datetime | None
    ) -> list[Hit]:
        opening = self._range_start.search(shape.text, max(0, first.start - _BEFORE), first.start)
        if opening is None and not self._range_open.fullmatch(shape.text, first.end, second.start):
            return []
        start = opening.start() if opening else first.start
        for day in days:
            if day.end <= start and self._date_then_time.fullmatch(shape.text, day.end, start):
                return [_hours_of_day(day, first, second, day.start, second.end)]
            if second.end <= day.start and self._time_then_date.fullmatch(shape.text, second.end, day.start):
                return [_hours_of_day(day, first, second, start, day.end)]
        begin, end = _hours(first, second)
        return [Hit("time_range", start, second.end, {"from": begin.text(None), "to": end.text(None)})]

    def _other_end(self, shape: Shape, first: Mark, days: list[Mark]) -> tuple[Mark | None, str]:
        middle = self._range_middle.match(shape.text, first.end)
        if middle is None or middle.end() == first.end:
            return None, ""
        for day in days:
            if day.start == middle.end():
                return day, middle.group()
        bare = self._day_after.match(shape.text, middle.end())
        if bare is None or not isinstance(first.value, date) or bare.start() not in shape.numbers:
            return None, ""
        day_number = shape.value(bare.start())
        value = safe_date(first.value.year, first.value.month, int(day_number)) if 1 <= day_number <= 31 else None
        fits = value is not None and value > first.value
        return (Mark(bare.start(), bare.end(), value), middle.group()) if fits and value else (None, "")


def _rule(kind: str, pattern: str, words: Mapping[str, str]) -> Rule:
    filled = re.sub(r"\{([a-z]+)\}", lambda m: words.get(m.group(1), m.group()), pattern)
    compiled = re.compile(rf"(?<![\w§¤-])(?:{filled})(?![\w\x01])")
    needs = {name for name in _NEEDED if f"(?P<{name}>{{{name}}})" in pattern}
    if "(?P<day>{day})" in pattern:
        needs.add("day")
    if kind in _FIGURES:
        needs = {"figures"}
    elif "(?P<h>{n})" in pattern or "(?P<d>{d})" in pattern:
        needs.add("number")
    return Rule(kind, compiled, frozenset(needs))


def _kinds_of_words(table: Table) -> dict[str, set[str]]:
    """Word -> the kinds of words that it may be part of."""
    kinds: dict[str, set[str]] = {}
    listed = {
        "month": table.months,
        "weekday": [*table.weekdays, "sat", "sun"],
        "unit": table.durations,
        "period": table.periods,
        "word": table.clock_words,
        "part": table.parts_of_day,
        "day": table.days,
    }
    for kind, phrases in listed.items():
        for phrase in phrases:
            for word in WORD.findall(phrase):
                kinds.setdefault(word, set()).add(kind)
    for word in table.telling:  # written together, as "Samstagnachmittag" is
        kinds.setdefault(word, set()).add("weekday")
    return kinds


def _longest(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start)):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.start)


def _hit(mark: Mark, now: datetime | None) -> Hit:
    value = mark.value
    if isinstance(value, Clock):
        return Hit("time", mark.start, mark.end, value.text(now))
    if isinstance(value, tuple):
        return Hit("date_range", mark.start, mark.end, {"from": value[0].isoformat(), "to": value[1].isoformat()})
    if isinstance(value, datetime):
        return _moment_hit(mark.start, mark.end, value)
    return Hit("date", mark.start, mark.end, value.isoformat())


def _moment_hit(start: int, end: int, moment: datetime, parts: tuple[Hit, ...] = ()) -> Hit:
    return Hit("datetime", start, end, moment.strftime("%Y-%m-%dT%H:%M"), parts)


def _moment(day: Mark, clock: Mark, half: str | None, now: datetime | None) -> Hit:
    assert isinstance(day.value, date) and isinstance(clock.value, Clock)
    moment = clock.value.moment(day.value, half)
    if clock.value.open and half is None and now is not None and moment < now and day.value == now.date():
        moment += timedelta(hours=12)
    parts = (
        Hit("date", day.start, day.end, moment.date().isoformat()),
        Hit("time", clock.start, clock.end, moment.strftime("%H:%M")),
    )
    return _moment_hit(min(day.start, clock.start), max(day.end, clock.end), moment, parts)


def _span_of_days(start: int, first: Mark, second: Mark) -> Hit:
    assert isinstance(first.value, date) and isinstance(second.value, date)
    last = second.value
    if last < first.value:
        within_week = (first.value - last).days < 7
        last = last + timedelta(days=7) if within_week else safe_date(last.year + 1, last.month, last.day) or last
    value = {"from": first.value.isoformat(), "to": last.isoformat()}
    return Hit("date_range", start, second.end, value)


def _hours(first: Mark, second: Mark) -> tuple[Clock, Clock]:
    """Both ends; an open one takes the half of the day of the other where the span stays short and forward."""
    assert isinstance(first.value, Clock) and isinstance(second.value, Clock)
    begin, end = first.value, second.value
    if begin.open and not end.open and end.hour >= 12 and begin.hour < 12 and begin.hour + 12 < end.hour:
        begin = Clock(begin.hour + 12, begin.minute)
    if end.open and end.hour < 12 and (end.hour, end.minute) <= (begin.hour, begin.minute):
        end = Clock(end.hour + 12, end.minute)
    return Clock(begin.hour, begin.minute), Clock(end.hour, end.minute)


def _hours_of_day(day: Mark, first: Mark, second: Mark, start: int, end: int) -> Hit:
    assert isinstance(day.value, date)
    moments = [clock.moment(day.value, day.half).strftime("%Y-%m-%dT%H:%M") for clock in _hours(first, second)]
    return Hit("date_range", start, end, {"from": moments[0], "to": moments[1]})
