"""Functions over numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from flows.engine.expressions_errors import Budget, EvaluationError
from flows.engine.expressions_signature import Function, needs
from flows.engine.expressions_types import ANY, NULL, NUMBER, Type, either, list_of_type, union
from flows.engine.expressions_values import bounded, list_of, number_of, ordered, read_number, whole_of


def round_number(value: Any, digits: Any = 0) -> int | float:
    """Half away from zero, as people round."""
    number = number_of(value, "round")
    places = whole_of(digits, "round")
    if not 0 <= places <= 15:
        raise EvaluationError("round keeps 0 to 15 digits.")
    factor = 10**places
    scaled = abs(number) * factor
    if scaled >= 2**53:
        return number
    # The nudge undoes binary fractions such as 2.675.
    whole = math.floor(scaled * (1 + 2e-16) + 0.5)
    result = math.copysign(whole / factor, number)
    return int(result) if places == 0 else result


def _round(budget: Budget, value: Any, digits: Any = 0) -> int | float:
    return round_number(value, digits)


def _floor(budget: Budget, value: Any) -> int | float:
    return bounded(math.floor(number_of(value, "floor")))


def _ceil(budget: Budget, value: Any) -> int | float:
    return bounded(math.ceil(number_of(value, "ceil")))


def _abs(budget: Budget, value: Any) -> int | float:
    number = number_of(value, "abs")
    return bounded(-number if number < 0 else number)


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


def _extreme_type(arguments: Sequence[Type]) -> Type:
    if len(arguments) == 1:
        return either(arguments[0].item or ANY, NULL)
    return union(arguments)


def _sum(budget: Budget, value: Any) -> int | float:
    items = list_of(value, "sum")
    budget.spend(len(items))
    total: int | float = 0
    for item in items:
        total = bounded(total + number_of(item, "sum"))
    return total


def _number(budget: Budget, value: Any) -> int | float | None:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return bounded(value)
    return read_number(value) if isinstance(value, str) else None


_VALUE = needs(("number", NUMBER))

NUMBERS: dict[str, Function] = {
    "round": Function(
        "numbers", "Rounds to so many digits after the point (none if not said), halves away from zero.",
        ("round(2.675, 2)", 2.68), _round, needs(("number", NUMBER), ("digits?", NUMBER)), NUMBER,
    ),
    "floor": Function("numbers", "The next whole number below.", ("floor(2.7)", 2), _floor, _VALUE, NUMBER),
    "ceil": Function("numbers", "The next whole number above.", ("ceil(2.1)", 3), _ceil, _VALUE, NUMBER),
    "abs": Function("numbers", "The number without its sign.", ("abs(-3)", 3), _abs, _VALUE, NUMBER),
    "min": Function(
        "numbers", "The smallest of several values, or of a list. Numbers or texts, not both.",
        ("min(3, 1, 2)", 1), _extreme("<"), needs(("values", ANY)), _extreme_type, repeats=19,
    ),
    "max": Function(
        "numbers", "The largest of several values, or of a list. Numbers or texts, not both.",
        ("max([4, 9])", 9), _extreme(">"), needs(("values", ANY)), _extreme_type, repeats=19,
    ),
    "sum": Function(
        "numbers", "All numbers of a list added up.",
        ("sum([1, 2, 3.5])", 6.5), _sum, needs(("list", list_of_type(NUMBER))), NUMBER,
    ),
    "number": Function(
        "numbers", "The number that a text reads as, with a point; null where it does not read as one.",
        ("number(' 3.5 ')", 3.5), _number, needs(("value", ANY)), either(NUMBER, NULL),
    ),
}  # fmt: skip
