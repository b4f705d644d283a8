"""What a bot remembers: declared variables, their scopes, and values brought into their types."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .fold import fold
from .phrases import yes_or_no
from .problem import StepProblem

Scope = Literal["turn", "flow", "conversation", "user", "bot"]

_DATE = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?"
)
_NUMBER = re.compile(r"[+-]?(\d{1,18}([.,]\d{1,18})?|\d{1,3}(,\d{3})+(\.\d{1,18})?)")
LARGEST_INTEGER = 2**63
_PLAIN_NUMBERS = frozenset((int, float))
DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Variable:
    """One declared variable. `entity` is `"name"` or `"name:role"`; `default` is a value, never evaluated."""

    name: str
    type: str = "any"
    scope: Scope = "conversation"
    default: Any = None
    entity: str | None = None
    role: str | None = None
    sensitive: bool = False
    input: bool = False

    @staticmethod
    def from_document(body: Mapping[str, Any]) -> Variable:
        entity, _, role = str(body.get("entity") or "").partition(":")
        return Variable(
            name=body["name"],
            type=body.get("type", "any"),
            scope=body.get("scope", "conversation"),
            default=body.get("default"),
            entity=entity or None,
            role=role or None,
            sensitive=bool(body.get("sensitive", False)),
            input=bool(body.get("input", False)),
        )


def coerce(variable: Variable, value: Any, languages: Iterable[str] = ()) -> Any:
    """`value` in the variable's type; None stays None (unset). Raises StepProblem `type`."""
    if value is None:
        return None
    result: Any
    match variable.type:
        case "text":
            result = _text(value)
        case "number":
            result = _number(value)
        case "boolean":
            result = _boolean(value, languages)
        case "date":
            result = _date(value)
        case "list":
            result = list(value) if isinstance(value, list | tuple) and storable(value) else None
        case "object":
            result = dict(value) if isinstance(value, Mapping) and storable(value) else None
        case _:
            result = value if storable(value) else None
    if result is None:
        raise StepProblem("type", f"The value does not fit the variable {variable.name!r} of type {variable.type}.")
    return result


def storable(value: Any, depth: int = 0) -> bool:
    """Whether JSON can hold the value exactly: finite numbers, 64-bit integers, text keys, no lone surrogates."""
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, str):
        return value.isascii() or _clean(value)
    if isinstance(value, int):
        return -LARGEST_INTEGER <= value < LARGEST_INTEGER
    if isinstance(value, float):
        return math.isfinite(value)
    if depth >= DEEPEST:
        return False
    if isinstance(value, list):
        return all(storable(one, depth + 1) for one in value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and _clean(key) and storable(one, depth + 1) for key, one in value.items())
    return False


def _clean(text: str) -> bool:
    return not any(0xD800 <= ord(char) <= 0xDFFF for char in text)


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value if storable(value) else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and math.isfinite(value):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, int) and storable(value):
        return str(value)
    # A range or an amount of a built-in entity has no one text; a variable of type "any" keeps it whole.
    return None


def _number(value: Any) -> int | float | None:
    while type(value) not in _PLAIN_NUMBERS and isinstance(value, Mapping):  # money, temperature, distance…
        value = next((value[key] for key in ("amount", "value") if key in value), None)
    if type(value) in _PLAIN_NUMBERS:
        return value if storable(value) else None
    if isinstance(value, str):
        text = value.strip().replace(" ", "")
        if not _NUMBER.fullmatch(text):
            return None
        # One comma followed by three digits groups thousands; every other one is a decimal comma.
        thousands = re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text)
        number = float(text.replace(",", "") if thousands else text.replace(",", "."))
        return int(number) if number.is_integer() and abs(number) < LARGEST_INTEGER and "." not in text else number
    return None


def _boolean(value: Any, languages: Iterable[str]) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    if isinstance(value, str):
        return yes_or_no(fold(value), languages)
    return None


def _date(value: Any) -> str | None:
    if isinstance(value, Mapping):  # a range begins with its first day
        value = value.get("from")
    if isinstance(value, str) and _DATE.fullmatch(value.strip()):
        return value.strip()
    return None
