"""Typed changes of a draft: add, set, remove, move. Pure: parts in, changed parts out.

A path is a JSON pointer inside of the part's body. Where a segment leads into an array of objects it is the element's
`id` (else its `name`), or an index, or `-` for the end. Only what lies along the path is copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flows.document.parts import KEYS, SETTINGS, Part
from flows.document.paths import Step, change, find, insertion, resolve
from flows.document.pointers import segments_of

OPERATIONS = ("add", "set", "remove", "move")


class OperationError(Exception):
    """The operation at `index` of the list cannot be applied. `code`: malformed, unknown-part, missing, exists."""

    def __init__(self, code: str, detail: str, index: int = 0) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.index = index


@dataclass(frozen=True, slots=True)
class Changes:
    """What a list of operations does to a draft: parts to store, and names (kind, key) of parts to delete."""

    changed: tuple[Part, ...]
    removed: tuple[tuple[str, str], ...]


def apply_operations(parts: Iterable[Part], operations: Sequence[Mapping[str, Any]]) -> Changes:
    """Applies all operations in order, or raises OperationError and changes nothing."""
    before = {(part.kind, part.key): part for part in parts}
    draft = dict(before)
    for index, operation in enumerate(operations):
        try:
            _apply(draft, operation)
        except OperationError as error:
            error.index = index
            raise
        except ValueError as error:
            raise OperationError("malformed", str(error), index) from error
    changed = tuple(part for at, part in draft.items() if before.get(at) is not part)
    return Changes(changed, tuple(at for at in before if at not in draft))


Draft = dict[tuple[str, str], Part]


def _apply(draft: Draft, operation: Mapping[str, Any]) -> None:
    kind, key = _part_name(operation.get("part"))
    op, path = operation.get("op"), operation.get("path", "")
    if op not in OPERATIONS:
        raise ValueError(f"op is one of {', '.join(OPERATIONS)}.")
    if not isinstance(path, str):
        raise ValueError("path is a text.")
    segments = segments_of(path)
    if op in ("add", "set", "move") and "value" not in operation:
        raise ValueError(f"{op} needs a value.")
    if not segments:
        _apply_to_part(draft, (kind, key), op, operation.get("value"))
        return
    part = draft.get((kind, key))
    if part is None:
        raise OperationError("unknown-part", f"There is no {kind} {key!r}.")
    body = _IN_BODY[op](part.body, segments, operation.get("value"))
    _store(draft, part, body)


def _part_name(name: Any) -> tuple[str, str]:
    if not isinstance(name, str):
        raise ValueError("part is a text like flow:order.")
    kind, _, key = name.partition(":")
    if (kind == SETTINGS and not key) or (kind in KEYS and key):
        return kind, key
    raise ValueError(f"{name[:80]!r} names no part.")


def _store(draft: Draft, part: Part, body: Any) -> None:
    """Puts a changed body in place; a body that got another name is another part."""
    if not isinstance(body, dict):
        raise ValueError("The body of a part is an object.")
    key = part.key if part.kind == SETTINGS else body.get(KEYS[part.kind])
    if key == part.key:
        draft[part.kind, part.key] = replace(part, body=body)
        return
    if not isinstance(key, str) or not key:
        raise ValueError(f"The {KEYS[part.kind]} of a part is a text.")
    if (part.kind, key) in draft:
        raise OperationError("exists", f"There is already a {part.kind} {key!r}.")
    del draft[part.kind, part.key]
    draft[part.kind, key] = replace(part, key=key, body=body)


def _apply_to_part(draft: Draft, at: tuple[str, str], op: str, value: Any) -> None:
    kind, key = at
    part = draft.get(at)
    if op == "move":
        _reorder(draft, at, value)
    elif op == "remove":
        if kind == SETTINGS:
            raise ValueError("The settings cannot be removed.")
        draft.pop(at, None)
    elif op == "add" and part is not None:
        raise OperationError("exists", f"There is already a {kind} {key!r}.")
    elif part is not None:
        _store(draft, part, value)
    else:
        if not isinstance(value, dict) or (kind != SETTINGS and value.get(KEYS[kind]) != key):
            raise ValueError(f"The value is the body of the new part, with its {KEYS.get(kind, 'name')}.")
        position = max((other.position for other in draft.values() if other.kind == kind), default=-1) + 1
        draft[at] = Part(kind, key, position, value)


def _reorder(draft: Draft, at: tuple[str, str], value: Any) -> None:
    part = draft.get(at)
    if part is None:
        raise OperationError("unknown-part", f"There is no {at[0]} {at[1]!r}.")
    index = _index(value)
    same = sorted((p for p in draft.values() if p.kind == part.kind), key=lambda p: (p.position, p.key))
    same.remove(part)
    same.insert(index, part)
    for position, other in enumerate(same):
        if other.position != position:
            draft[other.kind, other.key] = replace(other, position=position)


def _index(value: Any) -> int:
    index = value.get("index") if isinstance(value, Mapping) else None
    if isinstance(index, bool) or not isinstance(index, int) or index < 0:
        raise ValueError("index is a whole number from 0.")
    return index


def _add(body: Any, segments: Sequence[str], value: Any) -> Any:
    def into(container: Any, last: str) -> Any:
        if isinstance(container, list):
            index = insertion(container, last, value)
            if index is None:
                raise OperationError("exists", f"There is already an element {last!r}.")
            return [*container[:index], value, *container[index:]]
        if isinstance(container, dict):
            return {**container, last: value}
        raise OperationError("missing", f"Nothing can be added at {last!r}.")

    return _changed(body, segments, into)


def _set(body: Any, segments: Sequence[str], value: Any) -> Any:
    def into(container: Any, last: str) -> Any:
        if isinstance(container, list):
            index = resolve(container, last)
            if index is None:
                raise OperationError("missing", f"There is no element {last!r}.")
            return [*container[:index], value, *container[index + 1 :]]
        if isinstance(container, dict):
            return {**container, last: value}
        raise OperationError("missing", f"Nothing can be set at {last!r}.")

    return _changed(body, segments, into)


def _remove(body: Any, segments: Sequence[str], value: Any) -> Any:
    """Removing what is gone already is no error: two people may clear the same thing."""
    try:
        return change(body, segments, _without)
    except KeyError:
        return body


def _without(container: Any, last: str) -> Any:
    if isinstance(container, list):
        index = resolve(container, last)
        return container if index is None else [*container[:index], *container[index + 1 :]]
    if isinstance(container, dict):
        return {key: value for key, value in container.items() if key != last}
    raise KeyError(last)


def _move(body: Any, segments: Sequence[str], value: Any) -> Any:
    target = value.get("to") if isinstance(value, Mapping) else None
    if not isinstance(target, str):
        raise ValueError("move needs {'to': path of an array, 'index': n}.")
    index = _index(value)
    into = segments_of(target)
    if into[: len(segments)] == list(segments):
        raise ValueError("Nothing can be moved into itself.")
    try:
        element = find(body, segments)
    except KeyError as error:
        raise OperationError("missing", f"There is no {'/'.join(segments)!r} to move.") from error
    if not isinstance(element, dict) or not ({"id", "name"} & element.keys()):
        raise ValueError("Only elements with an id can be moved.")

    def insert(container: Any) -> Any:
        if not isinstance(container, list):
            raise OperationError("missing", f"{target!r} is not an array.")
        return [*container[:index], element, *container[index:]]

    return _replaced(change(body, segments, _without), into, insert)


def _replaced(body: Any, segments: Sequence[str], replacement: Callable[[Any], Any]) -> Any:
    if not segments:
        return replacement(body)

    def into(container: Any, last: str) -> Any:
        return _set(container, [last], replacement(find(container, [last])))

    return _changed(body, segments, into)


def _changed(body: Any, segments: Sequence[str], into: Step) -> Any:
    try:
        return change(body, segments, into)
    except KeyError as error:
        raise OperationError("missing", f"There is no {str(error.args[0])!r} on the way.") from error


_IN_BODY: dict[str, Callable[[Any, Sequence[str], Any], Any]] = {
    "add": _add,
    "set": _set,
    "remove": _remove,
    "move": _move,
}
