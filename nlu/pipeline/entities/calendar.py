"""Arithmetic with days and months."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

_CLOCK_SECONDS = {"S": 1, "M": 60, "H": 3600}
_MOST_DAYS = 365 * 200


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_range(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def next_month_day(today: date, month: int, day: int) -> date | None:
    """The next such day, today included; 29 February waits for its year."""
    for year in range(today.year, today.year + 9):
        found = safe_date(year, month, day)
        if found is not None and found >= today:
            return found
    return None


def next_day_of_month(today: date, day: int) -> date | None:
    """The next day with this number, today included."""
    year, month = today.year, today.month
    for _ in range(13):
        found = safe_date(year, month, day)
        if found is not None and found >= today:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def add_months(day: date, months: int) -> date | None:
    """So many months later, cut to the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_units(now: datetime, amount: float, unit: str) -> date | datetime | None:
    """`now` moved by an amount of S, M, H (a moment) or D, W, MO, Y (a date)."""
    if unit in _CLOCK_SECONDS:
        seconds = amount * _CLOCK_SECONDS[unit]
        return now + timedelta(seconds=seconds) if abs(seconds) < _MOST_DAYS * 86_400 else None
    if unit in ("MO", "Y"):
        months = amount * (12 if unit == "Y" else 1)
        return add_months(now.date(), int(months)) if months == int(months) and abs(months) < 2_400 else None
    days = amount * (7 if unit == "W" else 1)
    return now.date() + timedelta(days=days) if days == int(days) and abs(days) < _MOST_DAYS else None


def period_range(today: date, period: str, which: int) -> tuple[date, date]:
    """The week, weekend, month or year before (-1), of (0) or after (1) today; weeks begin on Monday."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=which)
    if period == "week":
        return monday, monday + timedelta(days=6)
    if period == "weekend":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if period == "year":
        return date(today.year + which, 1, 1), date(today.year + which, 12, 31)
    year, month = divmod(today.year * 12 + today.month - 1 + which, 12)
    return month_range(year, month + 1)
