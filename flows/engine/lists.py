"""Lists of JSON values changed and read without code: the same value twice, order, positions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from .fold import fold


def same_key(value: Any) -> bytes:
    """Equal for equal JSON values: 1 and 1.0 are the same, 1 and true are not."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def without(values: list[Any], removed: Any) -> list[Any]:
    """All values but those equal to `removed`."""
    key = same_key(removed)
    return [one for one in values if same_key(one) != key]


def unique(values: list[Any]) -> list[Any]:
    """Each value once, at the place of its first appearance."""
    seen: dict[bytes, Any] = {}
    for one in values:
        seen.setdefault(same_key(one), one)
    return list(seen.values())


def ordered(values: list[Any], by: str | None = None, *, descending: bool = False) -> list[Any]:
    """Numbers, then texts as people sort them, then the rest as it came; of objects by the value of the key `by`."""
    keyed = [(_rank(one.get(by) if by and isinstance(one, Mapping) else one), one) for one in values]
    return [one for _, one in sorted(keyed, key=lambda pair: pair[0], reverse=descending)]


def _rank(value: Any) -> tuple[int, int | float, str]:
    if isinstance(value, bool) or value is None:
        return 2, 0.0, ""
    if isinstance(value, int | float):
        return 0, value, ""
    if isinstance(value, str):
        return 1, 0.0, fold(value)
    return 2, 0.0, ""


def position(index: int, length: int) -> int | None:
    """The place an index means, counted from the end where it is negative; None outside of the list."""
    place = index + length if index < 0 else index
    return place if 0 <= place < length else None
