"""Opening hours of a queue: a week in a time zone, and days on which nobody answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from flows.runtime.opening_hours import HoursError, check_hours, within_hours

OFFICE: dict[str, Any] = {
    "timezone": "Europe/Paris",
    "days": [[["13:30", "18:00"], ["09:00", "12:00"]], *[[["09:00", "18:00"]]] * 3, [["09:00", "24:00"]], [], []],
    "closed": ["2026-12-25", "2026-05-01"],
}


def open_at(text: str) -> bool:
    """`text` is a moment in UTC."""
    return within_hours(check_hours(OFFICE), datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T07:59", False),  # Monday; Paris is one hour ahead in winter
        ("2026-11-23T08:00", True),
        ("2026-11-23T10:59", True),
        ("2026-11-23T11:00", False),  # lunch
        ("2026-11-23T12:30", True),
        ("2026-11-23T17:00", False),
        ("2026-07-20T07:00", True),  # Monday; two hours ahead in summer
        ("2026-11-27T22:59", True),  # Friday, until midnight
        ("2026-11-27T23:00", False),  # Saturday in Paris
        ("2026-11-29T10:00", False),
        ("2026-12-25T10:00", False),  # a Friday that is closed
    ],
)
def test_a_moment_is_within_the_hours_of_its_place(moment: str, expected: bool) -> None:
    assert open_at(moment) is expected


def test_without_hours_somebody_always_answers() -> None:
    assert within_hours(None, 0.0) and within_hours({}, 0.0)


def test_hours_are_put_in_order() -> None:
    checked = check_hours(OFFICE)
    assert checked["days"][0] == [["09:00", "12:00"], ["13:30", "18:00"]]
    assert checked["closed"] == ["2026-05-01", "2026-12-25"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"timezone": "Europe/Atlantis"},
        {"timezone": "../../etc/passwd"},
        {"timezone": None},
        {"days": [[]] * 8},
        {"days": [[["9:00", "12:00"]], *[[]] * 6]},
        {"days": [[["12:00", "09:00"]], *[[]] * 6]},
        {"days": [[["09:00", "12:00"], ["11:00", "13:00"]], *[[]] * 6]},
        {"days": [[["09:00", "25:00"]], *[[]] * 6]},
        {"days": [[["09:00"]], *[[]] * 6]},
        {"days": [[["00:00", "00:01"]] * 5, *[[]] * 6]},
        {"closed": ["25.12.2026"]},
        {"closed": ["2026-02-30"]},
        {"closed": ["2026-01-01"] * 101},
        {"open": True},
    ],
)
def test_what_is_no_week_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(HoursError):
        check_hours(OFFICE | wrong)
    with pytest.raises(HoursError):
        check_hours([])
