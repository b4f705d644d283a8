"""What one match of one date rule means: a day, a time of day, a range of days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nlu.pipeline.entities.calendar import (
    add_units,
    month_range,
    next_day_of_month,
    next_month_day,
    period_range,
    safe_date,
)
from nlu.pipeline.entities.numbers import Shape
from nlu.pipeline.entities.words.table import Table

_AGO = {"last", "dernier", "derniere", "passe", "passee"}
_THIS = {"this", "ce", "cette"}
_WEEKENDS = {"weekend", "week-end", "week end"}
_PERIODS = {"semaine": "week", "mois": "month", "annee": "year"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `open` where morning and evening are both possible."""

    hour: int
    minute: int
    open: bool = False

    def moment(self, day: date, half: str | None = None) -> datetime:
        """The moment on a day; `half` is am or pm where something else said so."""
        hour = self.hour
        if self.open and half == "pm" and hour < 12:
            hour += 12
        return datetime.combine(day, time(hour, self.minute))

    def text(self, now: datetime | None) -> str:
        """As `HH:MM`: of two possible times of day the next one."""
        hour = self.hour % 24
        if self.open and now is not None:
            today = [h * 60 + self.minute for h in (hour % 12, hour % 12 + 12)]
            later = [m for m in today if m >= now.hour * 60 + now.minute]
            hour = (min(later) if later else today[0]) // 60
        return f"{hour:02d}:{self.minute:02d}"


class Reading:
    """One match of one rule, and what it means."""

    def __init__(self, table: Table, shape: Shape, now: datetime | None, match: re.Match[str]) -> None:
        self.table = table
        self.shape = shape
        self.now = now
        self.match = match
        self.said = match.groupdict()

    def number(self, group: str) -> float | None:
        """The number of a group: of the shape, or written in figures."""
        if not self.said.get(group):
            return None
        start = self.match.start(group)
        if start in self.shape.numbers:
            return self.shape.value(start)
        digits = re.match(r"\d+", self.match[group])
        return int(digits.group()) if digits else None

    def whole(self, group: str) -> int | None:
        """The number of a group if it is a whole one."""
        value = self.number(group)
        return int(value) if value is not None and value == int(value) else None

    def year(self) -> int | None:
        """The year, None where none is said, 0 where the number is no year."""
        value = self.whole("year")
        return value if value is None or 1900 <= value <= 2200 else 0

    def half(self) -> str | None:
        """The part of the day that a day-like match names ("tonight")."""
        words = re.split(r"[\s'’]+", self.match.group())
        found = [self.table.parts_of_day[word] for word in words if word in self.table.parts_of_day]
        return found[0] if found else None

    def day(self) -> date | None:
        if self.now is None:
            return None
        return self.now.date() + timedelta(days=self.table.days[" ".join(self.match.group().split())])

    def today_part(self) -> date | None:
        return self.now.date() if self.now else None

    def weekday(self) -> date | None:
        if self.now is None:
            return None
        ahead = (self._weekday() - self.now.weekday()) % 7
        return self.now.date() + timedelta(days=ahead)

    def _weekday(self) -> int:
        return {"sat": 5, "sun": 6}.get(self.said["weekday"], self.table.weekdays.get(self.said["weekday"], 0))

    def next_weekday(self) -> date | None:
        if self.now is None:
            return None
        monday = self.now.date() - timedelta(days=self.now.weekday())
        weeks = -1 if self.said["which"] in _AGO else 0 if self.said["which"] in _THIS else 1
        return monday + timedelta(days=7 * weeks + self._weekday())

    def month_day(self) -> date | None:
        day, year = self.whole("d"), self.year()
        month = self.table.months[self.said["month"]]
        if day is None or year == 0:
            return None
        if year is not None:
            return safe_date(year, month, day)
        return next_month_day(self.now.date(), month, day) if self.now else None

    def day_of_month(self) -> date | None:
        day = self.whole("d")
        return next_day_of_month(self.now.date(), day) if self.now and day else None

    def days_of_month(self) -> tuple[date, date] | None:
        first, last = self.whole("d"), self.whole("e")
        if self.now is None or first is None or last is None or last < first:
            return None
        month = self.table.months[self.said["month"]]
        begin = next_month_day(self.now.date(), month, first)
        end = safe_date(begin.year, month, last) if begin else None
        return (begin, end) if begin and end else None

    def month_year(self) -> tuple[date, date] | None:
        year = self.year()
        return month_range(year, self.table.months[self.said["month"]]) if year else None

    def month(self) -> tuple[date, date] | None:
        if self.now is None:
            return None
        month = self.table.months[self.said["month"]]
        return month_range(self.now.year + (month < self.now.month), month)

    def in_units(self) -> date | datetime | None:
        return self._shifted(1)

    def ago_units(self) -> date | datetime | None:
        return self._shifted(-1)

    def _shifted(self, direction: int) -> date | datetime | None:
        if self.now is None:
            return None
        said_half = re.fullmatch(self.table.half, self.said["n"] or "") is not None
        amount = 0.5 if said_half else self.number("n")
        if amount is None:
            amount = 1.0  # "an hour"
        unit = self.table.durations[self.said["unit"]]
        return add_units(self.now, direction * amount, unit)

    def period(self) -> tuple[date, date] | None:
        if self.now is None:
            return None
        said = " ".join(self.said["period"].split())
        which = -1 if self.said["which"] in _AGO else 0 if self.said["which"] in _THIS else 1
        return period_range(self.now.date(), "weekend" if said in _WEEKENDS else _PERIODS.get(said, said), which)

    def iso(self) -> date | None:
        return safe_date(int(self.match["y"]), int(self.match["m"]), int(self.match["d"]))

    def figures(self) -> date | None:
        first, second, year = int(self.match["a"]), int(self.match["b"]), int(self.match["y"])
        year += 2000 if len(self.match["y"]) == 2 else 0
        if len(self.match["y"]) == 2 and self.match["s"] != "/":
            return None
        usual = (second, first) if self.table.day_first or self.match["s"] == "." else (first, second)
        return safe_date(year, *usual) or safe_date(year, usual[1], usual[0])

    def colon(self) -> Clock | None:
        return self._clock(int(self.match["h"]), int(self.match["min"]), sure=True)

    def clock(self) -> Clock | None:
        hour, minute = self.whole("h"), self.whole("min")
        if hour is None or (self.said.get("min") and minute is None):
            return None
        french = re.search(r"\dh|§\x01*\s?h", self.match.group()) is not None
        return self._clock(hour, minute or 0, sure=french)

    def _clock(self, hour: int, minute: int, *, sure: bool) -> Clock | None:
        if not 0 <= hour <= 24 or not 0 <= minute < 60:
            return None
        mark = self.said.get("half")
        part = self.said.get("part") or self.said.get("part2")
        half = mark[0] + "m" if mark else self.table.parts_of_day.get(part) if part else None
        if half is None:
            return Clock(hour % 24, minute, open=not sure and 1 <= hour <= 12)
        if not 1 <= hour <= 12:
            return Clock(hour % 24, minute) if not mark else None
        return Clock(hour % 12 + (12 if half == "pm" else 0), minute)

    def past(self) -> Clock | None:
        return self._quarters(30)

    def quarter_past(self) -> Clock | None:
        return self._quarters(15)

    def quarter_to(self) -> Clock | None:
        return self._quarters(-15)

    def _quarters(self, minutes: int) -> Clock | None:
        hour = self.whole("h")
        if hour is None or not 0 <= hour <= 24:
            return None
        moved = hour * 60 + minutes
        return Clock(moved // 60 % 24, moved % 60, open=hour <= 12)

    def clock_word(self) -> Clock | None:
        return Clock(*self.table.clock_words[self.said["word"]])


KINDS: dict[str, Callable[[Reading], date | datetime | tuple[date, date] | Clock | None]] = {
    kind.__name__: kind
    for kind in (
        *(Reading.day, Reading.today_part, Reading.weekday, Reading.next_weekday, Reading.month_day),
        *(Reading.day_of_month, Reading.days_of_month, Reading.month_year, Reading.month, Reading.period),
        *(Reading.in_units, Reading.ago_units, Reading.iso, Reading.figures, Reading.colon, Reading.clock),
        *(Reading.past, Reading.quarter_past, Reading.quarter_to, Reading.clock_word),
    )
}
