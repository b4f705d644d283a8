"""Dates, clock times, moments and ranges of days, resolved against the visitor's clock.

`DateReader` finds days and times by the rules of a table (`words/`), joins a day and a time side
by side into a moment, and two days or times with "to" between them into a range.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from nlu.pipeline.entities.calendar import safe_date
from nlu.pipeline.entities.hits import Hit, any_of, apart
from nlu.pipeline.entities.numbers import NUMBER, ORDINAL, WORD, Shape
from nlu.pipeline.entities.readings import KINDS, Clock, Reading
from nlu.pipeline.entities.words.table import Table
from nlu.pipeline.entities.zones import ZoneReader, moved, zone_name

_BEFORE = 60
"""How far back a rule looks for what stands before a finding."""
_FIGURES = ("iso_moment", "iso", "figures", "short_figures", "colon")
_NEEDED = ("month", "weekday", "sign", "unit", "period", "word")
"""Groups of rules that hold words of the table and are never optional: a text without them is not tried."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day, a time of day or a range of days at `[start, end)`; `half` where it names part of a day.

    `zone` is the time zone said with a time, `home` the visitor's.
    """

    start: int
    end: int
    value: date | Clock | tuple[date, date] | datetime
    half: str | None = None
    grain: str = "day"
    zone: tzinfo | None = None
    home: tzinfo | None = None

    @property
    def zone_name(self) -> str | None:
        """The time zone said, by its name."""
        return None if self.zone is None else zone_name(self.zone)


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule; `needs` are the kinds of words without which it cannot match."""

    kind: str
    pattern: re.Pattern[str]
    needs: frozenset[str]


class DateReader:
    """The rules of one language, compiled once."""

    def __init__(self, table: Table, zones: ZoneReader) -> None:
        self._zones = zones
        self._table = table
        words = {
            "n": NUMBER,
            "o": ORDINAL,
            "d": f"(?:{ORDINAL}|{NUMBER}|1er)",
            "one": f"(?:{table.one})",
            "half": f"(?:{table.half})",
            "month": any_of(table.months),
            "weekday": any_of(table.weekdays),
            "sign": any_of({**table.weekdays, **table.weekday_signs}),
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
        self._range_plain = re.compile(table.range_plain)
        self._lasting = re.compile(rf"\b(?:{table.lasting})$")
        self._moving = re.compile(table.moving)

    def find(self, shape: Shape, now: datetime | None) -> list[Hit]:
        """All readings; `now` is the visitor's local time, without which nothing relative is resolved."""
        home = now.tzinfo if now else None
        now = now.replace(tzinfo=None) if now else None
        marks = [self._zoned(shape, mark, home) for mark in _longest(self._marks(shape, now))]
        days = [m for m in marks if isinstance(m.value, date) and not isinstance(m.value, datetime)]
        clocks = [m for m in marks if isinstance(m.value, Clock)]
        moments = self._moments(shape, days, clocks, now)
        found = [_hit(mark, now) for mark in marks]
        return [*found, *moments, *self._ranges(shape, days, clocks, now)]

    def _marks(self, shape: Shape, now: datetime | None) -> list[Mark]:
        marks: list[Mark] = []
        present = self._present(shape)
        for rule in self._rules:
            if not rule.needs <= present:
                continue
            figures = rule.kind in _FIGURES
            for match in rule.pattern.finditer(shape.plain if figures else shape.text):
                start, end = match.span("x") if "x" in rule.pattern.groupindex else match.span()
                before = max(0, start - _BEFORE)
                if self._not_after.search(shape.text, before, start):
                    continue
                if rule.kind == "colon" and self._lasting.search(shape.text, before, start):
                    continue
                read = Reading(self._table, shape, now, match)
                value = KINDS[rule.kind](read)
                if value is not None:
                    marks.append(Mark(start, read.end or end, value, read.half(), read.grain(value)))
        return marks

    def _zoned(self, shape: Shape, mark: Mark, home: tzinfo | None) -> Mark:
        """The mark with the zone that stands behind it."""
        iso = isinstance(mark.value, datetime) and shape.plain[mark.start : mark.start + 4].isdigit()
        if home is None or not (iso or isinstance(mark.value, Clock)):
            return mark
        mark = replace(mark, home=home)
        figures = iso or ":" in shape.plain[mark.start : mark.end]
        said = self._zones.after(shape.original, shape.plain, mark.end, figures=figures)
        return mark if said is None else replace(mark, end=said[0], zone=said[1])

    def _present(self, shape: Shape) -> set[str]:
        """The kinds of words that the text holds."""
        present = {kind for word in WORD.findall(shape.plain) for kind in self._kinds.get(word, ())}
        if shape.numbers:
            present.add("number")
        if shape.has_figures:
            present.update(("number", "figures"))
        return present

    def _moments(self, shape: Shape, days: list[Mark], clocks: list[Mark], now: datetime | None) -> list[Hit]:
        """A day and a time side by side, in either order; a zone may also stand behind both."""
        found = []
        text = shape.text
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
                    tail = None
                    if clock.zone is None and clock.home is not None and day.start > clock.start:
                        tail = self._zones.after(shape.original, shape.plain, day.end)
                    found.append(_moment(day, clock, half, now, tail))
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
            sure = opening is not None or self._range_open.fullmatch(middle) or self._is_range(shape, middle)
            if second is not None and sure:
                found.append(_span_of_days(opening.start() if opening else first.start, first, second))
            earlier = self._day_before.search(shape.text, max(0, first.start - _BEFORE), first.start)
            if earlier is not None and now is not None and (span := self._days_before(shape, first, earlier)):
                found.append(span)
        for second in clocks:
            begin = self._begin_of_hours(shape, second, clocks)
            if begin is not None:
                found += self._span_of_hours(shape, begin, second, days, now)
        return found

    def _is_range(self, shape: Shape, middle: str) -> bool:
        """Whether a mere "to" makes a range: "Monday to Friday" is one, "move Monday to Friday" is none."""
        return bool(self._range_plain.fullmatch(middle)) and not self._moving.search(shape.text)

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
        begin, end = (_time_text(clock, replace(second, value=clock), now) for clock in _hours(first, second))
        value = {"from": begin, "to": end}
        return [Hit("time_range", start, second.end, value, grain=second.grain, timezone=second.zone_name)]

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
    after = r"(?=z\b|[^\w\x01]|$)" if kind in ("iso_moment", "colon") else r"(?![\w\x01])"
    compiled = re.compile(rf"(?<![\w§¤-])(?:{filled}){after}")
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
        "weekday": [*table.weekdays, "sat", "sun", *table.weekday_signs],
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
    for word in (*table.weekdays, *table.weekday_signs):
        kinds.setdefault(word, set()).add("sign")
    for word in table.telling:  # written together, as "Samstagnachmittag" is
        kinds.setdefault(word, set()).add("weekday")
    return kinds


def _longest(marks: list[Mark]) -> list[Mark]:
    return sorted(apart(sorted(marks, key=lambda m: (m.start - m.end, m.start))), key=lambda m: m.start)


def _hit(mark: Mark, now: datetime | None) -> Hit:
    value = mark.value
    found: tuple[str, Any]
    if isinstance(value, Clock):
        found = "time", _time_text(value, mark, now)
    elif isinstance(value, tuple):
        found = "date_range", {"from": value[0].isoformat(), "to": value[1].isoformat()}
    elif isinstance(value, datetime):
        found = "datetime", _iso(moved(value, mark.zone, mark.home))
    else:
        found = "date", value.isoformat()
    return Hit(found[0], mark.start, mark.end, found[1], grain=mark.grain, timezone=mark.zone_name)


def _iso(moment: datetime) -> str:
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M}"


def _time_text(clock: Clock, mark: Mark, now: datetime | None) -> str:
    """The clock as `HH:MM` of the visitor: one of another zone is of today there."""
    if mark.zone is None or now is None:
        return clock.text(now)
    there = moved(now, mark.home, mark.zone)
    hour, minute = map(int, clock.text(there).split(":"))
    return f"{moved(there.replace(hour=hour, minute=minute), mark.zone, mark.home):%H:%M}"


def _moment(day: Mark, clock: Mark, half: str | None, now: datetime | None, tail: tuple[int, tzinfo] | None) -> Hit:
    """A day with a time; `tail` is the zone said behind both and where it ends."""
    assert isinstance(day.value, date) and isinstance(clock.value, Clock)
    said = clock.value
    clock = clock if tail is None else replace(clock, zone=tail[1])
    end = max(day.end, clock.end) if tail is None else tail[0]
    moment = moved(said.moment(day.value, half), clock.zone, clock.home)
    if said.open and half is None and now is not None and moment < now and day.value == now.date():
        moment += timedelta(hours=12)
    parts = (
        Hit("date", day.start, day.end, moment.date().isoformat(), grain="day"),
        Hit("time", clock.start, clock.end, f"{moment:%H:%M}", grain=clock.grain, timezone=clock.zone_name),
    )
    start = min(day.start, clock.start)
    return Hit("datetime", start, end, _iso(moment), parts, grain=clock.grain, timezone=clock.zone_name)


def _span_of_days(start: int, first: Mark, second: Mark) -> Hit:
    assert isinstance(first.value, date) and isinstance(second.value, date)
    last = second.value
    if last < first.value:
        within_week = (first.value - last).days < 7
        last = last + timedelta(days=7) if within_week else safe_date(last.year + 1, last.month, last.day) or last
    value = {"from": first.value.isoformat(), "to": last.isoformat()}
    return Hit("date_range", start, second.end, value, grain="day")


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
    said = [clock.moment(day.value, day.half) for clock in _hours(first, second)]
    begin, last = (_iso(moved(moment, second.zone, second.home)) for moment in said)
    value = {"from": begin, "to": last}
    return Hit("date_range", start, end, value, grain=second.grain, timezone=second.zone_name)
