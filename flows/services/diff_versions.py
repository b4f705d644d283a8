from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from flows.document import split

from .store_parts import part_name

PLACES = 100  # listed per part


def diff_documents(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    """What changed from `old` to `new`, part by part, in the order of `new`.

    Each `{"part", "change": "added|removed|changed", "places": [{"path", "old"?, "new"?}]}`; paths name objects of a
    list by their id or name, so that moved neighbours do not count as changes.
    """
    before = {part_name(part.kind, part.key): part.body for part in split(old)}
    after = {part_name(part.kind, part.key): part.body for part in split(new)}
    changes = []
    for name in [*after, *(name for name in before if name not in after)]:
        if name not in before:
            changes.append({"part": name, "change": "added", "places": []})
        elif name not in after:
            changes.append({"part": name, "change": "removed", "places": []})
        elif places := list(_first(_places(before[name], after[name], ""))):
            changes.append({"part": name, "change": "changed", "places": places})
    return changes


def _places(old: Any, new: Any, path: str) -> Iterator[dict[str, Any]]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _keyed(old, new, path)
    elif isinstance(old, list) and isinstance(new, list) and (pair := _by_name(old, new)):
        yield from _keyed(*pair, path)
        if list(pair[0]) != list(pair[1]) and set(pair[0]) == set(pair[1]):
            yield {"path": path, "old": list(pair[0]), "new": list(pair[1])}
    elif _canonical(old) != _canonical(new):
        yield {"path": path, "old": old, "new": new}


def _keyed(old: dict[str, Any], new: dict[str, Any], path: str) -> Iterator[dict[str, Any]]:
    for key in [*old, *(key for key in new if key not in old)]:
        here = f"{path}/{key.replace('~', '~0').replace('/', '~1')}"
        if key not in new:
            yield {"path": here, "old": old[key]}
        elif key not in old:
            yield {"path": here, "new": new[key]}
        else:
            yield from _places(old[key], new[key], here)


def _by_name(*lists: list[Any]) -> tuple[dict[str, Any], ...] | None:
    """The lists as mappings by the id or name of their elements; None where an element has none, or two the same."""
    mappings = []
    for each in lists:
        names = [item.get("id", item.get("name")) if isinstance(item, dict) else None for item in each]
        if not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
            return None
        mappings.append(dict(zip(names, each, strict=True)))
    return tuple(mappings)


def _first(places: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for _, place in zip(range(PLACES), places, strict=False):
        yield place


def _canonical(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
