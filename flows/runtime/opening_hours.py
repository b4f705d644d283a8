"""When people answer: opening hours of a week in a time zone, and single days on which nobody does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from .visitor_zone import known_zone

DAYS = 7
MOST_SPANS = 4  # of a day
MOST_CLOSED = 100
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")


class HoursError(ValueError):
    """No opening hours; the message says which part is wrong."""


def check_hours(given: object) -> dict[str, Any]:
    """`{"timezone": IANA name, "days": seven lists of [from, to], Monday first, "closed": ["2026-12-25"]}`.

    Times are `HH:MM`; a span ends on the day on which it begins, at `24:00` the latest. Raises HoursError.
    """
    if not isinstance(given, Mapping) or not set(given) <= {"timezone", "days", "closed"}:
        raise HoursError("Opening hours have timezone, days and closed.")
    zone, days, closed = given.get("timezone"), given.get("days"), given.get("closed", [])
    if not isinstance(zone, str) or known_zone(zone) is None:
        raise HoursError("timezone: there is no such time zone.")
    if not isinstance(days, list) or len(days) != DAYS:
        raise HoursError("days: seven lists, Monday first.")
    if not isinstance(closed, list) or len(closed) > MOST_CLOSED or not all(map(_is_day, closed)):
        raise HoursError(f"closed: at most {MOST_CLOSED} days like 2026-12-25.")
    return {"timezone": zone, "days": [_spans(spans) for spans in days], "closed": sorted(set(closed))}


def within_hours(hours: Mapping[str, Any] | None, at: float) -> bool:
    """Whether somebody answers at this moment (epoch seconds). Without hours, always; `hours` are checked ones."""
    if not hours:
        return True
    here = datetime.fromtimestamp(at, known_zone(hours["timezone"]) or UTC)
    if here.date().isoformat() in hours["closed"]:
        return False
    now = here.strftime("%H:%M")
    return any(begin <= now < end for begin, end in hours["days"][here.weekday()])


def _spans(given: object) -> list[list[str]]:
    if not isinstance(given, list) or len(given) > MOST_SPANS:
        raise HoursError(f"days: a list of at most {MOST_SPANS} spans for each day.")
    spans: list[list[str]] = []
    for span in given:
        if not isinstance(span, list) or len(span) != 2 or not all(map(_is_time, span)):
            raise HoursError("days: a span is two times like 09:00 and 17:30.")
        if not span[0] < span[1]:
            raise HoursError(f"days: {span[0]} to {span[1]} ends before it begins.")
        spans.append(list(span))
    spans.sort()
    if any(one[1] > two[0] for one, two in pairwise(spans)):
        raise HoursError("days: two spans of a day lie over each other.")
    return spans


def _is_time(given: object) -> bool:
    return isinstance(given, str) and _TIME.fullmatch(given) is not None


def _is_day(given: object) -> bool:
    try:
        return isinstance(given, str) and date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False
