"""Examples as Rasa writes them, `fly to [NY]{"entity": "city", "role": "to", "value": "New York"}`, and as we do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.document.annotations import Annotated, Mark
from flows.formats.names import entity_name

# Bounded, and without brackets inside of the text: a line full of brackets takes no longer than any other.
_ANNOTATION = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,1000})\]"
    r"(?:\((?P<entity>[^:()\n]{1,200})(?::(?P<value>[^)\n]{1,1000}))?\)"
    r"|(?P<object>\{[^}\n]{0,1000}\})|\[(?P<several>\{[^\]\n]{0,1000}\})\])"
)
_NOT_LABEL = re.compile(r"[^\w.-]+")


@dataclass(slots=True)
class Found:
    """An example with its marks; `problems` says what of it could not be kept."""

    example: Annotated
    problems: tuple[str, ...] = ()


def lines_of(block: Any) -> Iterator[tuple[str, bool]]:
    """The examples of a block text or a list, each with whether it was written as one (with a dash)."""
    if isinstance(block, str):
        for each in block.splitlines():
            if each.strip():
                dashed = each.startswith("-")
                yield (each[1:] if dashed else each).strip(), dashed
    elif isinstance(block, list):
        for one in block:
            text = one.get("text") if isinstance(one, Mapping) else one
            if isinstance(text, str) and text.strip():
                for each in text.strip().splitlines():
                    yield each.removeprefix("- ").strip(), True
            else:
                yield str(text)[:80], False


def read_example(source: str) -> Found:
    """Plain text and marks of one example in Rasa's way of writing."""
    plain: list[str] = []
    marks: list[Mark] = []
    problems: list[str] = []
    at = length = 0
    for piece in _ANNOTATION.finditer(source):
        before = source[at : piece.start()]
        plain += [before, piece["text"]]
        length += len(before)
        mark = _mark(piece, length, problems)
        length += len(piece["text"])
        if mark is not None:
            marks.append(mark)
        at = piece.end()
    plain.append(source[at:])
    return Found(Annotated("".join(plain), tuple(marks)), tuple(problems))


def mark_of(body: Mapping[str, Any], start: int, end: int) -> Mark | None:
    """A mark of `{"entity", "role"?, "group"?, "value"?}`; None where no entity is named."""
    name = body.get("entity")
    if not isinstance(name, str) or not name.strip():
        return None
    value = body.get("value")
    return Mark(start, end, entity_name(name), _label(body.get("role")), _label(body.get("group")),
                None if value is None or isinstance(value, dict | list) else str(value))  # fmt: skip


def _mark(piece: re.Match[str], start: int, problems: list[str]) -> Mark | None:
    end = start + len(piece["text"])
    if piece["entity"] is not None:
        return Mark(start, end, entity_name(piece["entity"]), value=piece["value"])
    source = piece["object"] or f"[{piece['several']}]"
    try:
        body = json.loads(source)
    except (ValueError, RecursionError):
        problems.append(f"the mark {source[:80]} cannot be read")
        return None
    if isinstance(body, list):
        if len(body) > 1:
            problems.append(f"of several marks on {piece['text'][:40]!r} the first was kept")
        body = body[0] if body else None
    mark = mark_of(body, start, end) if isinstance(body, dict) else None
    if mark is None:
        problems.append(f"the mark {source[:80]} names no entity")
    elif not set(body) <= {"entity", "role", "group", "value"}:
        problems.append(f"the mark {source[:80]} has keys that are not known")
    return mark


def _label(name: Any) -> str | None:
    """A role or group in the characters that ours may have."""
    return (_NOT_LABEL.sub("_", str(name)).strip("_") or None) if name is not None else None
