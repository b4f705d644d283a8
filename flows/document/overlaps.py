"""Which operations touch the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.document.pointers import segments_of


def overlaps(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether the order of two operations could matter. Symmetric; a malformed path overlaps everything in its part."""
    if first.get("part") != second.get("part"):
        return False
    if _reorders_parts(first) or _reorders_parts(second):
        return _is_whole(first) and _is_whole(second)
    try:
        shifts = first.get("op") != "set" or second.get("op") != "set"
        return any(_related(a, b, shifts=shifts) for a in _places(first) for b in _places(second))
    except ValueError:
        return True


def _is_whole(operation: Mapping[str, Any]) -> bool:
    return not operation.get("path")


def _reorders_parts(operation: Mapping[str, Any]) -> bool:
    """A move of the whole part changes where it stands, nothing inside of it."""
    return operation.get("op") == "move" and _is_whole(operation)


def _places(operation: Mapping[str, Any]) -> list[list[str]]:
    path = segments_of(str(operation.get("path", "")))
    value = operation.get("value")
    if operation.get("op") == "move" and isinstance(value, Mapping):
        return [path, [*segments_of(str(value.get("to", ""))), path[-1]]]
    return [path]


def _related(a: Sequence[str], b: Sequence[str], *, shifts: bool) -> bool:
    """One leads to the other, or might: an index and a name may mean the same element, and where elements come or go,
    so may two indexes."""
    for x, y in zip(a, b, strict=False):
        if x != y:
            indexes = x.isdigit() + y.isdigit()
            return "-" not in (x, y) and (indexes == 1 or (indexes == 2 and shifts))
    # Two appends are two elements, whichever comes first.
    return not (len(a) == len(b) and a[-1:] == ["-"])
