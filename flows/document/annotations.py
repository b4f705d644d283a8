r"""Annotated examples, `fly to [Rome](city:to#1=IT)`: their plain text and what is marked in them.

A backslash makes the next character an ordinary one. A `[` that begins no `[…](…)` is an ordinary character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"(?P<entity>@?[\w.-]+)(?::(?P<role>[\w.-]+))?(?:#(?P<group>[\w.-]+))?(?:=(?P<value>.*))?\Z", re.DOTALL
)
_PIECE = re.compile(
    r"\\(?P<escaped>.)"
    r"|\[(?P<text>(?:[^\\\[\]]|\\.)++)\]\((?P<label>(?:[^\\\[)]|\\.)*+)\)"
    r"|(?P<plain>[^\\\[]++|.)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPECIAL = re.compile(r"([\\\[\]])")
_SPECIAL_IN_LABEL = re.compile(r"([\\\[\])])")


class AnnotationError(ValueError):
    """A label cannot be read; `offset` is where its annotation begins in the source."""

    def __init__(self, detail: str, offset: int) -> None:
        super().__init__(detail)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the plain text, in code points."""

    start: int
    end: int
    entity: str
    role: str | None = None
    group: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    text: str
    marks: tuple[Mark, ...] = ()


def read_annotated(source: str) -> Annotated:
    """Plain text and marks of an example; raises AnnotationError."""
    if "[" not in source and "\\" not in source:
        return Annotated(source)
    plain: list[str] = []
    marks: list[Mark] = []
    length = 0
    for piece in _PIECE.finditer(source):
        text = _plain_text(piece)
        if piece["label"] is not None:
            marks.append(_mark(_ESCAPED.sub(r"\1", piece["label"]), length, length + len(text), piece.start()))
        plain.append(text)
        length += len(text)
    return Annotated("".join(plain), tuple(marks))


def text_of(source: str) -> str:
    """What a visitor would type; an example that cannot be read means itself."""
    try:
        return read_annotated(source).text
    except AnnotationError:
        return source


def write_annotated(example: Annotated) -> str:
    """The source of an example; reading it gives the example back."""
    written: list[str] = []
    at = 0
    for mark in sorted(example.marks, key=lambda mark: mark.start):
        label = mark.entity
        label += f":{mark.role}" if mark.role else ""
        label += f"#{mark.group}" if mark.group else ""
        label += "=" + _SPECIAL_IN_LABEL.sub(r"\\\1", mark.value) if mark.value is not None else ""
        written.append(
            f"{escape(example.text[at : mark.start])}[{escape(example.text[mark.start : mark.end])}]({label})"
        )
        at = mark.end
    return "".join(written) + escape(example.text[at:])


def escape(text: str) -> str:
    """Text without any annotation, as the source of one."""
    return _SPECIAL.sub(r"\\\1", text)


def _plain_text(piece: re.Match[str]) -> str:
    if piece["escaped"] is not None:
        return piece["escaped"]
    if piece["text"] is not None:
        return _ESCAPED.sub(r"\1", piece["text"])
    return piece["plain"]


def _mark(label: str, start: int, end: int, offset: int) -> Mark:
    found = _LABEL.match(label)
    if found is None:
        raise AnnotationError(f"{label[:80]!r} is not the name of an entity.", offset)
    return Mark(start, end, found["entity"], found["role"], found["group"], found["value"])
