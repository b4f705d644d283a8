"""What rules of built-in entities find, before overlaps are settled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity without its `@`, at `[start, end)`, with its value as JSON.

    Dates and times have the `grain` said (year, month, week, day, hour, minute), and the `timezone` if one was said.
    """

    entity: str
    start: int
    end: int
    value: Any
    parts: tuple[Hit, ...] = ()
    grain: str | None = None
    timezone: str | None = None


class Placed(Protocol):
    """Something at `[start, end)` of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_Placed = TypeVar("_Placed", bound=Placed)


def apart(ranked: Iterable[_Placed]) -> list[_Placed]:
    """The best of what lies over one another, in the order given: each that touches no better one."""
    listed = list(ranked)
    taken = bytearray(max((one.end for one in listed), default=0))
    kept: list[_Placed] = []
    for one in listed:
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return kept


def number_json(value: float) -> float | int:
    """A whole number without a point, others with at most six digits behind it."""
    rounded = round(float(value), 6)
    return int(rounded) if rounded.is_integer() else rounded


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, longest first; for no words one that never matches."""
    listed = sorted(words, key=len, reverse=True)
    if not listed:
        return r"(?!)"
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed) + ")"
