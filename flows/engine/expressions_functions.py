"""The fixed list of functions, callable as `name(a, b)` and as filter `a | name: b`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flows.engine import expressions_dates as dates
from flows.engine.expressions_errors import Budget, EvaluationError
from flows.engine.expressions_patterns import PatternError, compile_pattern
from flows.engine.expressions_values import (
    bounded,
    contains,
    kind,
    list_of,
    number_of,
    ordered,
    read_number,
    text_of,
    to_json,
    to_text,
    whole_of,
)

MAX_RANGE = 1_000


@dataclass(frozen=True, slots=True)
class Function:
    """`apply(budget, *arguments)`; with `zoned` it gets the visitor's time zone as `zone`.

    `returns` is a type name for lint. `check` sees the constant arguments (Ellipsis for the
    others) when the source is compiled and returns what is wrong with them, or None.
    """

    apply: Callable[..., Any]
    fewest: int
    most: int
    returns: str
    zoned: bool = False
    check: Callable[[list[Any]], str | None] | None = None

    def counts(self) -> str:
        """How many arguments it takes, in words."""
        if self.fewest == self.most:
            return f"{self.fewest} argument{'s' if self.fewest != 1 else ''}"
        return f"{self.fewest} to {self.most} arguments"


def _length(budget: Budget, value: Any) -> int:
    if value is None:
        return 0
    if isinstance(value, str | list | tuple | Mapping):
        return len(value)
    raise EvaluationError(f"length needs a text, a list or an object, not a {kind(value)}.")


def _text_function(name: str, change: Callable[[str], str]) -> Callable[[Budget, Any], str]:
    def apply(budget: Budget, value: Any) -> str:
        text = text_of(value, name, budget)
        budget.search(len(text))
        # Some letters become three when their case changes; few do, all are paid for.
        budget.produce(len(text) if text.isascii() else 3 * len(text))
        return change(text)

    return apply


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def _round(budget: Budget, value: Any, digits: Any = 0) -> int | float:
    number = number_of(value, "round")
    places = whole_of(digits, "round")
    if not 0 <= places <= 15:
        raise EvaluationError("round keeps 0 to 15 digits.")
    factor = 10**places
    scaled = abs(number) * factor
    if scaled >= 2**53:
        return number
    # Half away from zero, as people round; the nudge undoes binary fractions such as 2.675.
    whole = math.floor(scaled * (1 + 2e-16) + 0.5)
    result = math.copysign(whole / factor, number)
    return int(result) if places == 0 else result


def _floor(budget: Budget, value: Any) -> int | float:
    return bounded(math.floor(number_of(value, "floor")))


def _ceil(budget: Budget, value: Any) -> int | float:
    return bounded(math.ceil(number_of(value, "ceil")))


def _abs(budget: Budget, value: Any) -> int | float:
    return bounded(abs(number_of(value, "abs")))


def _extreme(operator: str) -> Callable[..., Any]:
    def apply(budget: Budget, *values: Any) -> Any:
        items = list_of(values[0], "min and max") if len(values) == 1 else values
        budget.spend(len(items))
        best: Any = None
        for item in items:
            if best is None or ordered(operator, item, best, budget):
                best = item
        return best

    return apply


def _sum(budget: Budget, value: Any) -> int | float:
    items = list_of(value, "sum")
    budget.spend(len(items))
    total: int | float = 0
    for item in items:
        total = bounded(total + number_of(item, "sum"))
    return total


def _first(budget: Budget, value: Any) -> Any:
    return _end(budget, value, "first", 0)


def _last(budget: Budget, value: Any) -> Any:
    return _end(budget, value, "last", -1)


def _end(budget: Budget, value: Any, name: str, index: int) -> Any:
    if not value:
        return None
    if isinstance(value, str):
        return value[index]
    return list_of(value, name)[index]


def _join(budget: Budget, value: Any, separator: Any = ", ") -> str:
    items = list_of(value, "join")
    between = text_of(separator, "join", budget)
    budget.spend(len(items))
    parts: list[str] = []
    for item in items:
        part = to_text(item, budget)
        budget.produce(len(part) + len(between))
        parts.append(part)
    return between.join(parts)


def _split(budget: Budget, value: Any, separator: Any = None) -> list[str]:
    text = text_of(value, "split", budget)
    budget.search(len(text))
    if separator is None:
        budget.spend(1 + len(text) // 2)
        budget.produce(len(text))
        return text.split()
    between = text_of(separator, "split", budget)
    if not between:
        raise EvaluationError("split needs a separator that is not empty.")
    budget.spend(1 + text.count(between))
    budget.produce(len(text))
    return text.split(between)


def _contains(budget: Budget, container: Any, item: Any) -> bool:
    return contains(container, item, budget)


def _starts_with(budget: Budget, value: Any, start: Any) -> bool:
    beginning = text_of(start, "starts_with", budget)
    budget.search(len(beginning))
    return text_of(value, "starts_with", budget).startswith(beginning)


def _ends_with(budget: Budget, value: Any, end: Any) -> bool:
    ending = text_of(end, "ends_with", budget)
    budget.search(len(ending))
    return text_of(value, "ends_with", budget).endswith(ending)


def _replace(budget: Budget, value: Any, old: Any, new: Any) -> str:
    text = text_of(value, "replace", budget)
    before = text_of(old, "replace", budget)
    after = text_of(new, "replace", budget)
    if not before:
        raise EvaluationError("replace needs a text to look for.")
    budget.search(len(text))
    times = text.count(before)
    budget.spend(times)
    budget.produce(len(text) + times * max(0, len(after) - len(before)))
    return text.replace(before, after)


def _number(budget: Budget, value: Any) -> int | float | None:
    """The number a text reads as, with a point; null where it does not read as one."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return bounded(value)
    return read_number(value) if isinstance(value, str) else None


def _text(budget: Budget, value: Any) -> str:
    text = to_text(value, budget)
    budget.produce(len(text))
    return text


def _json(budget: Budget, value: Any) -> str:
    text = to_json(value, budget)
    budget.produce(len(text))
    return text


def _default(budget: Budget, value: Any, otherwise: Any) -> Any:
    return otherwise if value is None or value == "" else value


def _without(budget: Budget, value: Any, removed: Any) -> list[Any]:
    items = [] if value is None else list_of(value, "without")
    others = list_of(removed, "without")
    return [item for item in items if not contains(others, item, budget)]


def _range(budget: Budget, start: Any, end: Any = None) -> list[int]:
    first, last = (0, start) if end is None else (start, end)
    low, high = whole_of(first, "range"), whole_of(last, "range")
    if high - low > MAX_RANGE:
        raise EvaluationError(f"range makes at most {MAX_RANGE} numbers.")
    budget.spend(max(0, high - low))
    return list(range(low, high))


def _slice(budget: Budget, value: Any, start: Any, count: Any = None) -> Any:
    first = whole_of(start, "slice")
    if value is None:
        return None
    if not isinstance(value, str | list | tuple):
        raise EvaluationError(f"slice needs a text or a list, not a {kind(value)}.")
    begin = max(0, len(value) + first) if first < 0 else min(first, len(value))
    stop = len(value) if count is None else begin + max(0, whole_of(count, "slice"))
    taken = max(0, min(stop, len(value)) - begin)
    if isinstance(value, str):
        budget.produce(taken)
        return value[begin:stop]
    budget.spend(taken)
    return list(value[begin:stop])


def _keys(budget: Budget, value: Any) -> list[str]:
    if not isinstance(value, Mapping):
        raise EvaluationError(f"keys needs an object, not a {kind(value)}.")
    budget.spend(len(value))
    return list(value)


def _type(budget: Budget, value: Any) -> str:
    return kind(value)


def _matches(budget: Budget, value: Any, pattern: Any) -> bool:
    text = text_of(value, "matches", budget)
    budget.search(16 * len(text))
    try:
        return compile_pattern(str(pattern)).found_in(text)
    except PatternError as error:
        raise EvaluationError(str(error)) from error


def _check_matches(arguments: list[Any]) -> str | None:
    pattern = arguments[1]
    if not isinstance(pattern, str):
        # A pattern built at run time could not be checked before a visitor meets it.
        return "the pattern must be written out as a text."
    try:
        compile_pattern(pattern)
    except PatternError as error:
        return str(error)
    return None


FUNCTIONS: dict[str, Function] = {
    "length": Function(_length, 1, 1, "number"),
    "lower": Function(_text_function("lower", str.lower), 1, 1, "text"),
    "upper": Function(_text_function("upper", str.upper), 1, 1, "text"),
    "capitalize": Function(_text_function("capitalize", _capitalize), 1, 1, "text"),
    "trim": Function(_text_function("trim", str.strip), 1, 1, "text"),
    "round": Function(_round, 1, 2, "number"),
    "floor": Function(_floor, 1, 1, "number"),
    "ceil": Function(_ceil, 1, 1, "number"),
    "abs": Function(_abs, 1, 1, "number"),
    "min": Function(_extreme("<"), 1, 20, "any"),
    "max": Function(_extreme(">"), 1, 20, "any"),
    "sum": Function(_sum, 1, 1, "number"),
    "first": Function(_first, 1, 1, "any"),
    "last": Function(_last, 1, 1, "any"),
    "join": Function(_join, 1, 2, "text"),
    "split": Function(_split, 1, 2, "list"),
    "slice": Function(_slice, 2, 3, "any"),
    "keys": Function(_keys, 1, 1, "list"),
    "without": Function(_without, 2, 2, "list"),
    "range": Function(_range, 1, 2, "list"),
    "contains": Function(_contains, 2, 2, "boolean"),
    "starts_with": Function(_starts_with, 2, 2, "boolean"),
    "ends_with": Function(_ends_with, 2, 2, "boolean"),
    "matches": Function(_matches, 2, 2, "boolean", check=_check_matches),
    "replace": Function(_replace, 3, 3, "text"),
    "number": Function(_number, 1, 1, "number"),
    "text": Function(_text, 1, 1, "text"),
    "json": Function(_json, 1, 1, "text"),
    "type": Function(_type, 1, 1, "text"),
    "default": Function(_default, 2, 2, "any"),
    "format_date": Function(dates.format_date, 1, 2, "text", zoned=True),
    "format_time": Function(dates.format_time, 1, 2, "text", zoned=True),
    "add_days": Function(dates.add_days, 2, 2, "text", zoned=True),
    "days_between": Function(dates.days_between, 2, 2, "number", zoned=True),
    "weekday": Function(dates.weekday, 1, 1, "number", zoned=True),
    "hour": Function(dates.hour, 1, 1, "number", zoned=True),
    "seconds": Function(dates.seconds, 1, 1, "number", zoned=True),
}
