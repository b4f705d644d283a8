"""Paths into JSON, a small part of JSONPath: `$`, `.name`, `['name']`, `[3]`, `[-1]`, `[*]`, `.*`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

LONGEST = 400  # characters
MOST_FOUND = 1000
_PART = re.compile(
    r"\.(?P<name>[^\W\d][\w-]*)|\.(?P<every>\*)|\[(?P<all>\*)\]|\[(?P<index>-?\d{1,9})\]"
    r"|\['(?P<single>[^'\\]*)'\]|\[\"(?P<double>[^\"\\]*)\"\]"
)

Part = str | int | None  # None: each element


class PathError(ValueError):
    """Not a path of the kinds above; the message says from which character on."""


def compile_path(source: str) -> tuple[Part, ...]:
    """The parts of a path, in order. A leading `$` may be left out: `items[0]` is `$.items[0]`."""
    if len(source) > LONGEST:
        raise PathError(f"A path has at most {LONGEST} characters.")
    text = source.strip()
    if not text.startswith("$"):
        text = f"${text}" if text.startswith(("[", ".")) else f"$.{text}"
    at = 1
    parts: list[Part] = []
    while at < len(text):
        found = _PART.match(text, at)
        if found is None:
            raise PathError(f"The path {source!r} cannot be read from {text[at:]!r} on.")
        parts.append(_part(found))
        at = found.end()
    return tuple(parts)


def _part(found: re.Match[str]) -> Part:
    if found["every"] or found["all"]:
        return None
    if found["index"] is not None:
        return int(found["index"])
    return next(text for text in (found["name"], found["single"], found["double"]) if text is not None)


def find_path(value: Any, parts: tuple[Part, ...]) -> Any:
    """What stands there, None where nothing does; a path with `*` gives the list of all it finds."""
    found = [value]
    for part in parts:
        found = [inner for one in found for inner in _inside(one, part)][:MOST_FOUND]
    if None in parts:
        return found
    return found[0] if found else None


def _inside(value: Any, part: Part) -> list[Any]:
    if part is None:
        return list(value.values()) if isinstance(value, Mapping) else list(value) if isinstance(value, list) else []
    if isinstance(part, int):
        return [value[part]] if isinstance(value, list) and -len(value) <= part < len(value) else []
    return [value[part]] if isinstance(value, Mapping) and part in value else []
