"""What operators do with values: the only place that knows the types of the language.

Values are JSON: None, bool, int (64 bit), float (finite), str, list, Mapping with text keys.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from operator import add, ge, gt, le, lt, mul, sub
from typing import Any

from flows.engine.expressions_errors import Budget, EvaluationError, TypeMismatch, size_of

_LARGEST = 2**63 - 1
_SMALLEST = -(2**63)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_ESCAPED = re.compile(r'["\\\x00-\x1f]')
_MARKS = 8  # of JSON around a value: brackets, quotes of the value and its key, colon, comma
_LONGEST_NUMBER = 24 + _MARKS
MAX_VALUE_DEPTH = 64
_KINDS: Mapping[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    float: "number",
    str: "text",
    list: "list",
    tuple: "list",
    dict: "object",
}


def kind(value: Any) -> str:
    """The name of a value's type, as authors know it."""
    known = _KINDS.get(type(value))
    if known is not None:
        return known
    if isinstance(value, Mapping):
        return "object"
    raise EvaluationError("This is not a value that an expression can use.")


def truth(value: Any) -> bool:
    """null, false, 0 and everything empty are false."""
    return bool(value)


_PLAIN_NUMBERS = frozenset((int, float))
_ORDERS: Mapping[str, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_SIMPLE: Mapping[str, Callable[[Any, Any], Any]] = {"+": add, "-": sub, "*": mul}


def bounded(value: int | float) -> int | float:
    """A number as the language holds it: whole numbers past 64 bits become decimal ones."""
    if isinstance(value, int):
        return value if _SMALLEST <= value <= _LARGEST else float(value)
    if math.isfinite(value):
        return value
    raise EvaluationError("The result is too large for a number.")


def number_of(value: Any, what: str = "This") -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return bounded(value)
    raise TypeMismatch(f"{what} needs a number, not {shown(value)}.")


def read_number(text: str) -> int | float | None:
    """The number that a text reads as (`12`, `-3.5`), or None. No words such as `inf`."""
    if len(text) > 40 or _NUMBER.fullmatch(text.strip()) is None:
        return None
    plain = text.strip()
    return bounded(float(plain) if "." in plain else int(plain))


def whole_of(value: Any, what: str) -> int:
    number = number_of(value, what)
    if number != int(number):
        raise EvaluationError(f"{what} needs a whole number, not {number}.")
    return int(number)


def list_of(value: Any, what: str) -> list[Any] | tuple[Any, ...]:
    if isinstance(value, list | tuple):
        return value
    raise TypeMismatch(f"{what} needs a list, not {shown(value)}.")


def text_of(value: Any, what: str, budget: Budget) -> str:
    """A text argument: null is empty, numbers and booleans are written out."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, int | float):
        return to_text(value, budget)
    raise TypeMismatch(f"{what} needs a text, not {shown(value)}.")


def shown(value: Any) -> str:
    name = kind(value)
    return name if name == "null" else f"{'an' if name == 'object' else 'a'} {name}"


def to_text(value: Any, budget: Budget) -> str:
    """A value as it is written into a message. Its characters are NOT yet produced."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(bounded(value))
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, list | tuple):
        return _list_to_text(value, budget)
    return to_json(value, budget)


def _list_to_text(value: list[Any] | tuple[Any, ...], budget: Budget) -> str:
    budget.spend(len(value))
    parts: list[str] = []
    length = 0
    for item in value:
        part = to_json(item, budget) if kind(item) in ("list", "object") else to_text(item, budget)
        length += size_of(part) + 2
        budget.allow(length)
        parts.append(part)
    return ", ".join(parts)


def _decimal(value: float) -> str:
    if not math.isfinite(value):
        raise EvaluationError("The result is too large for a number.")
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    # 15 digits hide what binary fractions add: 0.1 + 0.2 reads 0.3.
    return f"{value:.15g}"


def to_json(value: Any, budget: Budget) -> str:
    """Compact JSON of a value; pays for every element and character of it first."""
    measure(value, budget, escaped=True)
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)
    except ValueError as error:
        raise EvaluationError("This value holds a number that is not one.") from error


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise EvaluationError("This is not a value that an expression can use.")


def measure(value: Any, budget: Budget, *, escaped: bool = False) -> None:
    """Pays for reading a whole value: one operation an element, its text as output (`escaped`: as JSON has it)."""
    waiting = [(value, 0)]
    while waiting:
        here, depth = waiting.pop()
        budget.spend()
        if depth > MAX_VALUE_DEPTH:
            raise EvaluationError("This value is nested too deeply.")
        if escaped:
            budget.produce(_LONGEST_NUMBER if isinstance(here, int | float) else _MARKS)
        if isinstance(here, str):
            budget.produce(_size(here, escaped=escaped))
        elif isinstance(here, list | tuple):
            budget.spend(len(here))
            waiting.extend((item, depth + 1) for item in here)
        elif isinstance(here, Mapping):
            budget.spend(len(here))
            for key, item in here.items():
                budget.produce(_size(key, escaped=escaped))
                waiting.append((item, depth + 1))
        else:
            kind(here)


def _size(text: str, *, escaped: bool) -> int:
    size = size_of(text)
    if escaped and _ESCAPED.search(text):
        # The longest is \\u0000: five characters more than what it stands for.
        size += 5 * sum(1 for _ in _ESCAPED.finditer(text))
    return size


def equal(left: Any, right: Any, budget: Budget) -> bool:
    """Same type and same content; 1 and true differ, 1 and 1.0 do not."""
    waiting = [(left, right)]
    while waiting:
        a, b = waiting.pop()
        budget.spend()
        kind_of_a = kind(a)
        if kind_of_a != kind(b):
            return False
        if kind_of_a == "list":
            if len(a) != len(b):
                return False
            budget.spend(len(a))
            waiting.extend(zip(a, b, strict=True))
        elif kind_of_a == "object":
            if len(a) != len(b):
                return False
            budget.spend(len(a))
            for key in a:
                if key not in b:
                    return False
                waiting.append((a[key], b[key]))
        else:
            if kind_of_a == "text":
                budget.search(min(len(a), len(b)))
            if a != b:
                return False
    return True


def ordered(operator: str, left: Any, right: Any, budget: Budget) -> bool:
    """`<  <=  >  >=` of two numbers or two texts; beside null nothing is larger or smaller."""
    if type(left) in _PLAIN_NUMBERS and type(right) in _PLAIN_NUMBERS:  # nearly always
        return bool(_ORDERS[operator](left, right))
    if left is None or right is None:
        return False
    kinds = (kind(left), kind(right))
    if kinds not in (("number", "number"), ("text", "text")):
        raise TypeMismatch(f"A {kinds[0]} cannot be compared with a {kinds[1]}.")
    if kinds[0] == "text":
        budget.search(min(len(left), len(right)))
    return bool(_ORDERS[operator](left, right))


def contains(container: Any, item: Any, budget: Budget) -> bool:
    """A text in a text, an element in a list, a key in an object; nothing is in null."""
    if container is None:
        return False
    if isinstance(container, str):
        if item is None:
            return False
        needle = text_of(item, "'in' a text", budget)
        budget.search(len(container), len(needle))
        return needle in container
    if isinstance(container, Mapping):
        budget.spend()
        return isinstance(item, str) and item in container
    return any(equal(element, item, budget) for element in list_of(container, "'in'"))


def look_up(value: Any, key: Any) -> Any:
    """`value[key]`: null where there is nothing, and never an attribute of a Python object."""
    if isinstance(value, Mapping):
        return value.get(key) if isinstance(key, str) else None
    if isinstance(value, list | tuple) and isinstance(key, int | float):
        if isinstance(key, bool) or (isinstance(key, float) and not key.is_integer()):
            return None
        index = int(key)
        return value[index] if -len(value) <= index < len(value) else None
    return None


def calculate(operator: str, left: Any, right: Any, budget: Budget) -> Any:
    """Arithmetic; `+` also joins texts and lists."""
    simple = _SIMPLE.get(operator)
    if type(left) is int and type(right) is int and simple is not None:  # nearly always: no need to ask further
        result = simple(left, right)
        return result if _SMALLEST <= result <= _LARGEST else bounded(simple(bounded(left), bounded(right)))
    a: int | float
    b: int | float
    if type(left) in _PLAIN_NUMBERS and type(right) in _PLAIN_NUMBERS:
        a, b = bounded(left), bounded(right)
    elif operator == "+" and not (isinstance(left, int | float) and isinstance(right, int | float)):
        return _join(left, right, budget)
    else:
        a = number_of(left, f"'{operator}'")
        b = number_of(right, f"'{operator}'")
    if simple is not None:
        return bounded(simple(a, b))
    if operator == "**":
        return _power(a, b)
    if b == 0:
        raise EvaluationError("A number cannot be divided by zero.")
    if operator == "%":
        return bounded(a % b)
    if isinstance(a, int) and isinstance(b, int) and a % b == 0:
        return bounded(a // b)
    return bounded(a / b)


def _join(left: Any, right: Any, budget: Budget) -> Any:
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        measure(left, budget)
        measure(right, budget)
        return [*left, *right]
    if isinstance(left, str) or isinstance(right, str):
        a = text_of(left, "'+'", budget)
        b = text_of(right, "'+'", budget)
        budget.produce(size_of(a) + size_of(b))
        return a + b
    missing = left if not isinstance(left, int | float) or isinstance(left, bool) else right
    raise TypeMismatch(f"'+' needs numbers, texts or lists, not {shown(missing)}.")


def _power(base: int | float, exponent: int | float) -> int | float:
    # Exact only where the result is sure to stay small: 9**9999999 must not be computed.
    exact = isinstance(base, int) and isinstance(exponent, int)
    if exact and 0 <= exponent * max(int(base).bit_length(), 1) <= 128:
        return bounded(base**exponent)
    try:
        result = float(base) ** float(exponent)
    except (OverflowError, ZeroDivisionError) as error:
        raise EvaluationError("The result of this power is not a number.") from error
    if isinstance(result, complex):
        raise EvaluationError("The result of this power is not a number.")
    return bounded(result)
