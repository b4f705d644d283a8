"""Dates, clock times, moments and ranges of days, resolved against the visitor's clock.

`DateReader` finds days and times by the rules of a table (`words/`), joins a day and a time side
by side into a moment, and two days or times with "to" between them into a range.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nlu.pipeline.entities.calendar import safe_date
from nlu.pipeline.entities.hits import Hit, any_of
from nlu.pipeline.entities.numbers import NUMBER, ORDINAL, Shape
from nlu.pipeline.entities.readings import KINDS, Clock, Reading
from nlu.pipeline.entities.words.table import Table

_WITH_NUMBER = {
    *("month_day", "day_of_month", "days_of_month", "month_year", "clock", "past", "quarter_past", "quarter_to")
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A day, a time of day or a range of days at `[start, end)`; `half` where it names part of a day."""

    start: int
    end: int
    value: date | Clock | tuple[date, date] | datetime
    half: str | None = None


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
        }
        self._rules: list[tuple[str, bool, re.Pattern[str]]] = []
        for kind, pattern in table.rules:
            filled = re.sub(r"\{([a-z]+)\}", lambda m: words.get(m.group(1), m.group()), pattern)
            figures = kind in ("iso", "figures", "colon")
            self._rules.append((kind, figures, re.compile(rf"(?<![\w§¤-])(?:{filled})(?![\w\x01])")))
        self._date_then_time = re.compile(table.between_date_and_time)
        self._time_then_date = re.compile(table.between_time_and_date)
        self._range_start = re.compile(rf"(?:{table.range_start})$")
        self._range_middle = re.compile(table.range_middle)
        self._day_after = re.compile(rf"(?P<d>{words['d']})(?!\w)")
        self._not_after = re.compile(table.not_after)

    def find(self, shape: Shape, now: datetime | None) -> list[Hit]:
        """All readings; `now` is the visitor's local time, without which nothing relative is resolved."""
        marks: list[Mark] = []
        for kind, figures, rule in self._rules:
            if (kind in _WITH_NUMBER and not shape.numbers) or (figures and not shape.has_figures):
                continue
            for match in rule.finditer(shape.plain if figures else shape.text):
                if self._not_after.search(shape.text, 0, match.start()):
                    continue
                read = Reading(self._table, shape, now, match)
                value = KINDS[kind](read)
                if value is not None:
                    marks.append(Mark(match.start(), match.end(), value, read.half()))
        marks = _longest(marks)
        days = [m for m in marks if isinstance(m.value, date) and not isinstance(m.value, datetime)]
        clocks = [m for m in marks if isinstance(m.value, Clock)]
        moments = self._moments(shape.text, days, clocks, now)
        found = [_hit(mark, now) for mark in marks if not (mark.half and isinstance(mark.value, date))]
        return [*found, *moments, *self._ranges(shape, days, clocks, now)]

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
        """Two days, or a day with two times, with "from … to …" around them."""
        found = []
        for first in days:
            second = self._other_end(shape, first, days)
            opening = self._range_start.search(shape.text, 0, first.start)
            if second is not None and opening is not None:
                found.append(_span_of_days(opening.start(), first, second))
        for first in clocks:
            for second in clocks:
                middle = second.start > first.end and self._range_middle.fullmatch(shape.text, first.end, second.start)
                opening = self._range_start.search(shape.text, 0, first.start)
                day = next((d for d in days if opening and shape.text[d.end : opening.start()] in (" ", ", ")), None)
                if middle and day is not None:
                    found.append(_span_of_hours(day, first, second))
        return found

    def _other_end(self, shape: Shape, first: Mark, days: list[Mark]) -> Mark | None:
        middle = self._range_middle.match(shape.text, first.end)
        if middle is None or middle.end() == first.end:
            return None
        for day in days:
            if day.start == middle.end():
                return day
        bare = self._day_after.match(shape.text, middle.end())
        if bare is None or not isinstance(first.value, date) or bare.start() not in shape.numbers:
            return None
        value = safe_date(first.value.year, first.value.month, int(shape.value(bare.start())))
        return Mark(bare.start(), bare.end(), value) if value else None


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


def _span_of_hours(day: Mark, first: Mark, second: Mark) -> Hit:
    assert isinstance(day.value, date) and isinstance(first.value, Clock) and isinstance(second.value, Clock)
    moments = [clock.moment(day.value, day.half).strftime("%Y-%m-%dT%H:%M") for clock in (first.value, second.value)]
    return Hit("date_range", day.start, second.end, {"from": moments[0], "to": moments[1]})
