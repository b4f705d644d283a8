"""Finding and changing one place inside of a part's body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Step = Callable[[Any, str], Any]


def name_of(element: Any) -> str | None:
    """What names an element of an array in a path: its id, else its name."""
    if isinstance(element, dict):
        name = element.get("id", element.get("name"))
        if isinstance(name, str):
            return name
    return None


def resolve(array: list[Any], segment: str) -> int | None:
    """The index of the element that `segment` means; names win over indexes."""
    for index, element in enumerate(array):
        if name_of(element) == segment:
            return index
    if _is_index(segment) and int(segment) < len(array):
        return int(segment)
    return None


def insertion(array: list[Any], segment: str, value: Any) -> int | None:
    """Where a new element goes: `-` and its own name append, an index inserts; None if its name is taken."""
    name = name_of(value)
    if name is not None and any(name_of(element) == name for element in array):
        return None
    if segment in ("-", name):
        return len(array)
    if _is_index(segment) and int(segment) <= len(array):
        return int(segment)
    raise ValueError(f"{segment!r} is neither the id of the new element, nor an index, nor '-'.")


def find(value: Any, segments: Sequence[str]) -> Any:
    """The value at a path; raises KeyError with the segment that leads nowhere."""
    for segment in segments:
        value = _inside(value, segment)
    return value


def change(value: Any, segments: Sequence[str], step: Step) -> Any:
    """A copy of `value` in which the last container of the path is `step(container, last segment)`.

    Shares everything beside the path. Raises KeyError with the segment that leads nowhere.
    """
    if len(segments) == 1:
        return step(value, segments[0])
    inner = change(_inside(value, segments[0]), segments[1:], step)
    if isinstance(value, list):
        index = resolve(value, segments[0])
        return [inner if n == index else element for n, element in enumerate(value)]
    return {**value, segments[0]: inner}


def _inside(value: Any, segment: str) -> Any:
    if isinstance(value, list):
        index = resolve(value, segment)
        if index is not None:
            return value[index]
    elif isinstance(value, dict) and segment in value:
        return value[segment]
    raise KeyError(segment)


def _is_index(segment: str) -> bool:
    return segment.isascii() and segment.isdigit() and len(segment) <= 9
