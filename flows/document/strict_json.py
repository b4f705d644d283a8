"""JSON from outside: read so that nothing ambiguous or unstorable gets in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import orjson

MAX_DEPTH = 64
_LARGEST = 2**63 - 1


class StrictJSONError(ValueError):
    """`code` is one of encoding, syntax, depth, duplicate-key, number, character."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def loads_strict(data: bytes) -> Any:
    """The value of UTF-8 JSON.

    Raises StrictJSONError for NaN and infinities, numbers beyond 64 bits, duplicate keys, NUL, lone surrogates and
    more than 64 levels. The size of `data` is for the caller to limit.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise StrictJSONError("encoding", f"Byte {error.start} is not UTF-8.") from error
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        raise StrictJSONError("syntax", f"{error.msg} (line {error.lineno}, column {error.colno}).") from error
    except RecursionError as error:
        raise StrictJSONError("depth", f"More than {MAX_DEPTH} levels.") from error
    # With so few brackets in all of it, texts included, it cannot be deep.
    if text.count("{") + text.count("[") > MAX_DEPTH and too_deep(value):
        raise StrictJSONError("depth", f"More than {MAX_DEPTH} levels.")
    if "\\u" in text:  # NUL and lone surrogates can only come in as escapes, which most documents do not have
        check_characters(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise StrictJSONError("duplicate-key", f"The key {key[:80]!r} occurs twice in an object.")
            seen.add(key)
    return value


def _whole(text: str) -> int:
    # The length first: int() of a long numeral takes quadratic time.
    if len(text) <= 20:
        value = int(text)
        if -_LARGEST - 1 <= value <= _LARGEST:
            return value
    raise StrictJSONError("number", "A whole number does not fit 64 bits.")


def _decimal(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise StrictJSONError("number", "A number is too large.")
    return value


def _constant(text: str) -> float:
    raise StrictJSONError("number", f"{text} is not JSON.")


def too_deep(value: Any, levels: int = MAX_DEPTH) -> bool:
    """Whether a JSON value is nested in more than so many levels; no recursion."""
    level: list[Any] = [value] if isinstance(value, dict | list) else []
    for _ in range(levels):
        if not level:
            return False
        level = [child for parent in level for child in _children(parent) if isinstance(child, dict | list)]
    return bool(level)


def _children(parent: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return parent.values() if isinstance(parent, dict) else parent


def check_characters(value: Any) -> None:
    """Raises StrictJSONError where a text of a JSON value has what no database or answer can hold."""
    try:
        if b"\\u0000" not in orjson.dumps(value):
            return
    except TypeError:  # half of a pair, or a number that is too large for it
        pass
    written = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in written and _has_nul(value):
        raise StrictJSONError("character", "A text holds the NUL character.")
    try:
        written.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StrictJSONError("character", "A text holds half of a surrogate pair.") from error


def _has_nul(value: Any) -> bool:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            if "\0" in here:
                return True
        elif isinstance(here, dict):
            waiting.extend(here)
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)
    return False
