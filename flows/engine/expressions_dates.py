"""Days and times in expressions. The clock is the event's: `now` comes with the scope."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flows.engine.expressions_errors import Budget, EvaluationError, TypeMismatch, size_of
from flows.engine.expressions_locales import STYLES, digits_of, locale_of
from flows.engine.expressions_numbers import round_number
from flows.engine.expressions_signature import LANGUAGE, ZONE, Function, needs
from flows.engine.expressions_types import ANY, BOOLEAN, MOMENT, NUMBER, TEXT, WRITABLE, of
from flows.engine.expressions_values import number_of, shown, text_of, whole_of

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


@lru_cache(maxsize=64)
def _zone_of(name: str) -> tzinfo:
    if name in ("", "UTC"):
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise EvaluationError("This time zone is not known.") from error


def _zone(name: Any) -> tzinfo:
    return _zone_of(name) if isinstance(name, str) else UTC


def moment(value: Any, zone: Any) -> datetime:
    """An instant from epoch seconds or ISO 8601 text; a text without offset is in `zone`."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, _zone(zone))
        if isinstance(value, str) and len(value) <= 64:
            read = datetime.fromisoformat(value)
            return read.astimezone(_zone(zone)) if read.tzinfo else read.replace(tzinfo=_zone(zone))
    except (ValueError, OverflowError, OSError) as error:
        raise EvaluationError("This is not a date.") from error
    if isinstance(value, str):
        raise EvaluationError("This is not a date: use ISO text like 2026-01-31.")
    raise TypeMismatch(f"A date is ISO text like 2026-01-31, or seconds, not {shown(value)}.")


def _format_date(budget: Budget, value: Any, pattern: Any = "YYYY-MM-DD", zone: Any = None) -> str:
    text = text_of(pattern, "format_date", budget)
    budget.spend(1 + len(text))
    budget.produce(2 * size_of(text) + 4)
    at = moment(value, zone)
    return _TOKEN.sub(lambda found: _FORMATS[found.group()](at), text)


def _format_time(budget: Budget, value: Any, pattern: Any = "HH:mm", zone: Any = None) -> str:
    return _format_date(budget, _on_some_day(value), pattern, zone)


def _on_some_day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return datetime.combine(date(2000, 1, 1), time.fromisoformat(value)).isoformat()
        except ValueError:
            return value
    return value


def _written(budget: Budget, text: str) -> str:
    # Short by construction: at most the digits of the largest number, and a name or two.
    budget.spend(4)
    budget.produce(size_of(text))
    return text


def _date(budget: Budget, value: Any, style: Any = "medium", zone: Any = None, language: Any = None) -> str:
    if style not in STYLES:
        raise EvaluationError(f"date knows {', '.join(STYLES)}.")
    return _written(budget, locale_of(str(language)).write_date(moment(value, zone), style))


def _check_style(arguments: list[Any]) -> str | None:
    style = arguments[1] if len(arguments) > 1 else ...
    return None if style is ... or style in STYLES else f"it knows {', '.join(STYLES)}."


def _time(budget: Budget, value: Any, zone: Any = None, language: Any = None) -> str:
    return _written(budget, locale_of(str(language)).write_time(moment(_on_some_day(value), zone)))


def _format_number(budget: Budget, value: Any, digits: Any = None, language: Any = None) -> str:
    number = number_of(value, "format_number")
    if digits is None:
        number = round_number(number, 3)
        places = len(f"{number:.3f}".rstrip("0").partition(".")[2])
    else:
        places = whole_of(digits, "format_number")
        number = round_number(number, places)
    return _written(budget, locale_of(str(language)).write_number(number, places))


def _money(budget: Budget, value: Any, currency: Any = None, language: Any = None) -> str:
    if isinstance(value, Mapping):
        amount, code = value.get("amount"), currency if currency is not None else value.get("currency")
        if isinstance(amount, bool) or not isinstance(amount, int | float):
            raise EvaluationError("This object holds no amount of money.")
    else:
        amount, code = value, currency
    number = number_of(amount, "money")
    if not isinstance(code, str) or not _CURRENCY.fullmatch(code):
        raise EvaluationError("money needs a currency, such as 'EUR'.")
    code = code.upper()
    digits = digits_of(code)
    return _written(budget, locale_of(str(language)).write_money(round_number(number, digits), digits, code))


def _check_currency(arguments: list[Any]) -> str | None:
    code = arguments[1] if len(arguments) > 1 else ...
    if code is ... or (isinstance(code, str) and _CURRENCY.fullmatch(code)):
        return None
    return "a currency has three letters, such as 'EUR'."


def _add_days(budget: Budget, value: Any, days: Any, zone: Any = None) -> str:
    return _written(budget, _later(value, number_of(days, "add_days") * 1.0, zone).date().isoformat())


def _add_hours(budget: Budget, value: Any, hours: Any, zone: Any = None) -> str:
    later = _later(value, number_of(hours, "add_hours") / 24, zone)
    return _written(budget, later.replace(microsecond=0).isoformat())


def _later(value: Any, days: float, zone: Any) -> datetime:
    try:
        return moment(value, zone) + timedelta(days=days)
    except OverflowError as error:
        raise EvaluationError("This date is too far away.") from error


def _add_months(budget: Budget, value: Any, months: Any, zone: Any = None) -> str:
    at = moment(value, zone).date()
    number = at.year * 12 + at.month - 1 + whole_of(months, "add_months")
    year, month = divmod(number, 12)
    if not 1 <= year <= 9998:
        raise EvaluationError("This date is too far away.")
    # The 31st of a month with 30 days is its last one.
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return _written(budget, date(year, month + 1, min(at.day, last)).isoformat())


def _days_between(budget: Budget, first: Any, second: Any, zone: Any = None) -> int:
    budget.spend()
    return (moment(second, zone).date() - moment(first, zone).date()).days


def _years_between(budget: Budget, first: Any, second: Any, zone: Any = None) -> int:
    budget.spend()
    begin, end = moment(first, zone).date(), moment(second, zone).date()
    if end < begin:
        return -_years_between(budget, second, first, zone)
    return end.year - begin.year - ((end.month, end.day) < (begin.month, begin.day))


def _part(read: Callable[[datetime], int | float]) -> Callable[..., int | float]:
    def apply(budget: Budget, value: Any, zone: Any = None) -> int | float:
        budget.spend()
        try:
            return read(moment(value, zone))
        except (OverflowError, ValueError, OSError) as error:
            raise EvaluationError("This date is too far away.") from error

    return apply


def _is_date(budget: Budget, value: Any, zone: Any = None) -> bool:
    budget.spend()
    if not isinstance(value, str):
        return False
    try:
        moment(value, zone)
    except EvaluationError:
        return False
    return True


_CURRENCY = re.compile(r"[A-Za-z]{3}")
_ONE = needs(("date", MOMENT))
_TWO = needs(("first", MOMENT), ("second", MOMENT))
_LOCAL = (*ZONE, *LANGUAGE)


def _reads(help_: str, example: tuple[str, Any], read: Callable[[datetime], int | float]) -> Function:
    return Function("dates", help_, example, _part(read), _ONE, NUMBER, reads=ZONE)


DATES: dict[str, Function] = {
    "date": Function(
        "dates", "A day as it is written in the language of the conversation. Styles: short, medium (if not said), "
        "long, full.", ("date('2026-01-31', 'long')", "January 31, 2026"),
        _date, needs(("date", MOMENT), ("style?", TEXT)), TEXT, reads=_LOCAL, check=_check_style,
    ),
    "time": Function("dates", "The time of day as it is written in the language of the conversation.",
                     ("time('17:05')", "5:05 PM"), _time, _ONE, TEXT, reads=_LOCAL),
    "format_date": Function(
        "dates", "A day as a pattern says: YYYY YY MM M DD D HH H hh h mm ss A.",
        ("format_date('2026-02-28', 'D.M.YY')", "28.2.26"), _format_date,
        needs(("date", MOMENT), ("pattern?", WRITABLE)), TEXT, reads=ZONE,
    ),
    "format_time": Function(
        "dates", "The time of day as a pattern says.", ("format_time('17:05', 'h:mm A')", "5:05 PM"), _format_time,
        needs(("time", MOMENT), ("pattern?", WRITABLE)), TEXT, reads=ZONE,
    ),
    "add_days": Function("dates", "The day so many days later.", ("add_days('2024-02-28', 2)", "2024-03-01"), _add_days,
                         needs(("date", MOMENT), ("days", NUMBER)), TEXT, reads=ZONE),
    "add_months": Function("dates", "The same day so many months later, or the last of that month.",
                           ("add_months('2026-01-31', 1)", "2026-02-28"), _add_months,
                           needs(("date", MOMENT), ("months", NUMBER)), TEXT, reads=ZONE),
    "add_hours": Function("dates", "The moment so many hours later, as ISO text.",
                          ("add_hours('2026-01-31T22:00:00+00:00', 3)", "2026-02-01T01:00:00+00:00"), _add_hours,
                          needs(("date", MOMENT), ("hours", NUMBER)), TEXT, reads=ZONE),
    "days_between": Function("dates", "Whole days from the first to the second.",
                             ("days_between('2024-02-28', '2024-03-01')", 2), _days_between, _TWO, NUMBER, reads=ZONE),
    "years_between": Function("dates", "Full years from the first to the second: an age.",
                              ("years_between('2000-06-15', '2026-06-14')", 25), _years_between, _TWO, NUMBER,
                              reads=ZONE),
    "year": _reads("The year.", ("year('2026-01-31')", 2026), lambda at: at.year),
    "month": _reads("The month, 1 to 12.", ("month('2026-01-31')", 1), lambda at: at.month),
    "day": _reads("The day of the month, 1 to 31.", ("day('2026-01-31')", 31), lambda at: at.day),
    "weekday": _reads("1 for Monday to 7 for Sunday.", ("weekday('2024-02-29')", 4), lambda at: at.isoweekday()),
    "hour": _reads("The hour of the day, 0 to 23.", ("hour('2026-01-31T17:05')", 17), lambda at: at.hour),
    "seconds": _reads("Seconds since 1970, to calculate with.", ("seconds('1970-01-02T00:00:00+00:00')", 86400.0),
                      lambda at: at.timestamp()),
    "is_date": Function("dates", "Whether a text is a date that these functions understand.",
                        ("is_date('2026-02-30')", False), _is_date, needs(("value", ANY)), BOOLEAN, reads=ZONE),
    "money": Function(
        "numbers", "An amount of money as it is written in the language of the conversation. The currency is a code of "
        "three letters; an amount that the visitor said brings its own.", ("money(1234.5, 'EUR')", "€1,234.50"),
        _money, needs(("amount", of("number", "object")), ("currency?", of("text", "null"))), TEXT, reads=LANGUAGE,
        check=_check_currency,
    ),
    "format_number": Function(
        "numbers", "A number as it is written in the language of the conversation, with so many digits after the point "
        "(as many as it has, at most 3, if not said).", ("format_number(1234567.5)", "1,234,567.5"), _format_number,
        needs(("number", NUMBER), ("digits?", of("number", "null"))), TEXT, reads=LANGUAGE,
    ),
}  # fmt: skip
