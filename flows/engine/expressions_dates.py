"""Days and times in expressions. The clock is the event's: `now` comes with the scope."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flows.engine.expressions_errors import Budget, EvaluationError
from flows.engine.expressions_values import number_of, to_text

_TOKEN = re.compile(r"YYYY|YY|MM|M|DD|D|HH|H|hh|h|mm|ss|A")
_FORMATS: dict[str, Callable[[datetime], str]] = {
    "YYYY": lambda t: f"{t.year:04d}",
    "YY": lambda t: f"{t.year % 100:02d}",
    "MM": lambda t: f"{t.month:02d}",
    "M": lambda t: str(t.month),
    "DD": lambda t: f"{t.day:02d}",
    "D": lambda t: str(t.day),
    "HH": lambda t: f"{t.hour:02d}",
    "H": lambda t: str(t.hour),
    "hh": lambda t: f"{t.hour % 12 or 12:02d}",
    "h": lambda t: str(t.hour % 12 or 12),
    "mm": lambda t: f"{t.minute:02d}",
    "ss": lambda t: f"{t.second:02d}",
    "A": lambda t: "AM" if t.hour < 12 else "PM",
}
_DAY = 86_400


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    if name in ("", "UTC"):
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise EvaluationError("This time zone is not known.") from error


def moment(value: Any, zone: str) -> datetime:
    """An instant from epoch seconds or ISO 8601 text; a text without offset is in `zone`."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, _zone(zone))
        if isinstance(value, str) and len(value) <= 64:
            read = datetime.fromisoformat(value)
            return read.astimezone(_zone(zone)) if read.tzinfo else read.replace(tzinfo=_zone(zone))
    except (ValueError, OverflowError, OSError) as error:
        raise EvaluationError("This is not a date.") from error
    raise EvaluationError("This is not a date: use ISO text like 2026-01-31, or seconds.")


def format_date(budget: Budget, value: Any, pattern: Any = "YYYY-MM-DD", zone: str = "UTC") -> str:
    """`value` written as `pattern` says, in the visitor's zone."""
    text = to_text(pattern, budget)
    budget.spend(1 + len(text))
    budget.produce(2 * len(text) + 4)
    at = moment(value, zone)
    return _TOKEN.sub(lambda found: _FORMATS[found.group()](at), text)


def format_time(budget: Budget, value: Any, pattern: Any = "HH:mm", zone: str = "UTC") -> str:
    """`format_date` for people who want the time of day."""
    return format_date(budget, _on_some_day(value), pattern, zone)


def _on_some_day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return datetime.combine(date(2000, 1, 1), time.fromisoformat(value)).isoformat()
        except ValueError:
            return value
    return value


def add_days(budget: Budget, value: Any, days: Any, zone: str = "UTC") -> str:
    """The date so many days later, as ISO text."""
    budget.produce(10)
    at = moment(value, zone)
    try:
        return (at + timedelta(days=float(number_of(days, "add_days")))).date().isoformat()
    except OverflowError as error:
        raise EvaluationError("This date is too far away.") from error


def days_between(budget: Budget, first: Any, second: Any, zone: str = "UTC") -> int:
    """Whole calendar days from the first date to the second."""
    budget.spend()
    return (moment(second, zone).date() - moment(first, zone).date()).days


def weekday(budget: Budget, value: Any, zone: str = "UTC") -> int:
    """1 for Monday … 7 for Sunday."""
    budget.spend()
    return moment(value, zone).isoweekday()


def hour(budget: Budget, value: Any, zone: str = "UTC") -> int:
    """The hour of the day, 0 … 23."""
    budget.spend()
    return moment(value, zone).hour


def seconds(budget: Budget, value: Any, zone: str = "UTC") -> float:
    """Seconds since 1970 of a date, to calculate with."""
    budget.spend()
    return moment(value, zone).timestamp()
