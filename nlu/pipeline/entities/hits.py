"""What rules of built-in entities find, before overlaps are settled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity without its `@`, at `[start, end)`, with its value as JSON."""

    entity: str
    start: int
    end: int
    value: Any
    parts: tuple[Hit, ...] = ()


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
