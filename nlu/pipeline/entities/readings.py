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
from nlu.pipeline.entities.words.table import COMING, Table


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `open` where morning and evening are both possible."""

    hour: int
    minute: int
    open: bool = False

    def moment(self, day: date, half: str | None = None) -> datetime:
        """The moment on a day; `half` is am or pm where something else said so."""
        hour = self.hour
        if self.open and half in ("pm", "night") and 6 * (half == "night") <= hour < 12:
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
        self.end: int | None = None  # where the reading ends before the match does

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

    def grain(self, value: object) -> str:
        """How exactly a time was said: year, month, week, day, hour or minute."""
        if isinstance(value, Clock):
            return "minute" if value.minute or self.said.get("min") else "hour"
        if isinstance(value, datetime):
            return "minute"
        if isinstance(value, tuple) and not (self.said.get("d") or self.said.get("sign")):
            period = self.table.periods.get(" ".join((self.said.get("period") or "").split()), "month")
            return "day" if period == "weekend" else period
        return "day"

    def half(self) -> str | None:
        """The part of the day that a day-like match names ("tonight")."""
        if self.said.get("part"):
            return self.table.parts_of_day[self._part()]
        words = re.split(r"[\s'’]+", self.match.group())
        found = [self.table.parts_of_day[word] for word in words if word in self.table.parts_of_day]
        return found[0] if found else None

    def day(self) -> date | None:
        if self.now is None:
            return None
        return self.now.date() + timedelta(days=self.table.days[" ".join(self.match.group().split())])

    def today_part(self) -> date | None:
        return self.now.date() if self.now else None

    def tomorrow_part(self) -> date | None:
        return self.now.date() + timedelta(days=1) if self.now else None

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
        if self._which() == COMING:
            return self.weekday()
        monday = self.now.date() - timedelta(days=self.now.weekday())
        return monday + timedelta(days=7 * self._which() + self._weekday())

    def _which(self) -> int:
        return self.table.which[" ".join(self.said["which"].split())]

    def month_day(self) -> date | None:
        day, year = self.whole("d"), self.year()
        month = self.table.months[self.said["month"]]
        if day is None:
            return None
        if year == 0:  # "April 3, 10 people"
            self.end = len(self.match.string[: self.match.start("year")].rstrip(" ,\t\n"))
        elif year is not None:
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
        return add_units(self.now, direction * (amount + (0.5 if self.said.get("more") else 0)), unit)

    def period(self) -> tuple[date, date] | None:
        if self.now is None:
            return None
        said = " ".join(self.said["period"].split())
        return period_range(self.now.date(), self.table.periods[said], min(1, self._which()))

    def weekday_week(self) -> date | None:
        """ "Wednesday week": a week later than the coming one."""
        day = self.weekday()
        return None if day is None else day + timedelta(days=7)

    def day_of_which(self) -> date | None:
        """A day of the last, this or the next month."""
        day = self.whole("d")
        if self.now is None or day is None:
            return None
        first, _ = period_range(self.now.date(), "month", min(1, self._which()))
        return safe_date(first.year, first.month, day)

    def weekday_day(self) -> date | None:
        """ "Friday the 13th": the next such day that is this weekday, of the coming months."""
        day, weekday = self.whole("d"), self._weekday()
        if self.now is None or day is None:
            return None
        months = 14 if self.said.get("sure") else 2
        found = self.now.date()
        for _ in range(months):
            next_one = next_day_of_month(found, day)
            if next_one is None or next_one.weekday() == weekday:
                return next_one
            found = next_one + timedelta(days=1)
        return None

    def day_of_week(self) -> date | None:
        """A weekday of the last, this or the next week."""
        if self.now is None:
            return None
        monday, _ = period_range(self.now.date(), "week", min(1, self._which()))
        return monday + timedelta(days=self._weekday())

    def days_of_week(self) -> tuple[date, date] | None:
        """ "Mo-Fr": the next such days, the first of them first."""
        if self.now is None:
            return None
        known = {**self.table.weekday_signs, **self.table.weekdays}
        first = self.now.date() + timedelta(days=(known[self.said["sign"]] - self.now.weekday()) % 7)
        return first, first + timedelta(days=(known[self.said["last"]] - first.weekday()) % 7)

    def iso_moment(self) -> datetime | None:
        """As a machine writes it."""
        day = self.iso()
        hour, minute = int(self.match["h"]), int(self.match["min"])
        return datetime.combine(day, time(hour, minute)) if day and hour < 24 and minute < 60 else None

    def iso(self) -> date | None:
        return safe_date(int(self.match["y"]), int(self.match["m"]), int(self.match["d"]))

    def figures(self) -> date | None:
        first, second, year = int(self.match["a"]), int(self.match["b"]), int(self.match["y"])
        year += 2000 if len(self.match["y"]) == 2 else 0
        if len(self.match["y"]) == 2 and self.match["s"] != "/":
            return None
        usual = (second, first) if self.table.day_first or self.match["s"] == "." else (first, second)
        return safe_date(year, *usual) or safe_date(year, usual[1], usual[0])

    def short_figures(self) -> date | None:
        """Day and month in figures, the next such day."""
        if self.now is None:
            return None
        first, second = int(self.match["a"]), int(self.match["b"])
        month, day = (second, first) if self.table.day_first else (first, second)
        if month > 12:
            month, day = day, month
        return next_month_day(self.now.date(), month, day) if 1 <= month <= 12 else None

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
        half = mark[0] + "m" if mark else self.table.parts_of_day.get(self._part())
        if half is None:
            return Clock(hour % 24, minute, open=not sure and 1 <= hour <= 12)
        if not 1 <= hour <= 12:
            return Clock(hour % 24, minute) if not mark else None
        if half == "night":
            half = "am" if hour < 6 or hour == 12 else "pm"
        return Clock(hour % 12 + (12 if half == "pm" else 0), minute)

    def _part(self) -> str:
        said = self.said.get("part") or self.said.get("part2") or ""
        return " ".join(said.split())

    def past(self) -> Clock | None:
        return self._around(30)

    def half_to(self) -> Clock | None:
        """ "halb zehn" is 9:30."""
        return self._around(-30)

    def past_half(self) -> Clock | None:
        """ "tien over half acht" is 7:40."""
        minutes = self.whole("m")
        return None if minutes is None else self._around(minutes - 30)

    def before_half(self) -> Clock | None:
        """ "fünf vor halb acht" is 7:25."""
        minutes = self.whole("m")
        return None if minutes is None else self._around(-minutes - 30)

    def quarter_past(self) -> Clock | None:
        return self._around(15)

    def quarter_to(self) -> Clock | None:
        return self._around(-15)

    def minutes_past(self) -> Clock | None:
        return self._around(self._minutes())

    def minutes_to(self) -> Clock | None:
        minutes = self._minutes()
        return None if minutes is None else self._around(-minutes)

    def _minutes(self) -> int | None:
        """Minutes before or after an hour: without the word for them only the usual ones."""
        minutes = self.whole("m")
        usual = minutes is not None and (minutes in (5, 10, 15, 20, 25) or "minut" in self.match.group())
        return minutes if usual else None

    def _around(self, minutes: int | None) -> Clock | None:
        """A clock so many minutes after the hour said, before it where they are negative."""
        hour = self.whole("h")
        if hour is None or minutes is None or not 0 <= hour <= 24 or not -60 < minutes < 60:
            return None
        clock = self._clock(hour, 0, sure=False)
        if clock is None:
            return None
        moved = clock.hour * 60 + minutes
        return Clock(moved // 60 % 24, moved % 60, open=clock.open)

    def clock_word(self) -> Clock | None:
        return Clock(*self.table.clock_words[" ".join(self.said["word"].split())])


KINDS: dict[str, Callable[[Reading], date | datetime | tuple[date, date] | Clock | None]] = {
    kind.__name__: kind
    for kind in (
        *(
            Reading.day,
            Reading.today_part,
            Reading.tomorrow_part,
            Reading.weekday,
            Reading.next_weekday,
            Reading.month_day,
        ),
        *(Reading.day_of_month, Reading.days_of_month, Reading.month_year, Reading.month, Reading.period),
        *(Reading.in_units, Reading.ago_units, Reading.iso, Reading.figures, Reading.colon, Reading.clock),
        *(Reading.short_figures, Reading.half_to, Reading.minutes_past, Reading.minutes_to),
        *(Reading.day_of_which, Reading.day_of_week, Reading.days_of_week, Reading.iso_moment),
        *(Reading.weekday_week, Reading.weekday_day, Reading.past_half, Reading.before_half),
        *(Reading.past, Reading.quarter_past, Reading.quarter_to, Reading.clock_word),
    )
}
