"""Reads annotated examples such as ``fly to [Rome](city:to#1=IT)``.

Grammar: ``[text](entity)``, with ``:role``, ``#group`` and ``=value`` after the entity in this
order, each optional. A backslash makes the next character an ordinary one, inside and outside of
brackets. A ``[`` without a matching ``](…)`` is an ordinary character: people write "[urgent]".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.pipeline.errors import AnnotationError

_ESCAPED = re.compile(r"\\.", re.DOTALL)
_MIDDLE = re.compile(r"\]\((?=@?\w)")
_UNCLOSED = re.compile(r"\[[^\[\]]+\]\(@?[\w.-]+(?::[\w.-]+)?(?:#[\w.-]+)?(?:=[^()\[\]]*)?$")
_LABEL = re.compile(
    r"(?P<entity>@?[\w.-]+)(?::(?P<role>[\w.-]+))?(?:#(?P<group>[\w.-]+))?(?:=(?P<value>.*))?\Z",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Span:
    """An annotated stretch; `start` and `end` are code points of the plain text."""

    start: int
    end: int
    entity: str
    role: str | None = None
    group: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the text a visitor would type, and the spans marked in it."""

    text: str
    spans: tuple[Span, ...] = ()


def parse_example(source: str) -> Example:
    """Reads one annotated example; raises AnnotationError for a label that cannot be read."""
    plain: list[str] = []
    spans: list[Span] = []
    at = 0
    while at < len(source):
        character = source[at]
        if character == "\\" and at + 1 < len(source):
            plain.append(source[at + 1])
            at += 2
            continue
        annotated = _bracketed(source, at) if character == "[" else None
        if annotated is None:
            plain.append(character)
            at += 1
            continue
        text, label, after = annotated
        spans.append(_span(label, len(plain), text, at))
        plain.extend(text)
        at = after
    return Example("".join(plain), tuple(spans))


def check_annotations(source: str, example: Example) -> None:
    """Raises AnnotationError where annotations lie in one another, lack a bracket, or mark nothing."""
    bare = _ESCAPED.sub("  ", source)
    brackets = [match.start() for match in _MIDDLE.finditer(bare)]
    if len(brackets) > len(example.spans):
        for start in brackets:
            inner = bare.rfind("[", 0, start)
            if inner < 0 or bare.count("]", inner, start):
                raise AnnotationError("annotations lie in one another, or a “[” is missing", start)
        if _UNCLOSED.search(bare):
            raise AnnotationError("a “)” is missing", brackets[-1])
    for span in example.spans:
        if not example.text[span.start : span.end].strip():
            raise AnnotationError(f"nothing is marked as “{span.entity}”", span.start)


def write_example(example: Example) -> str:
    """The annotated form of an example; `parse_example` of it gives the example back."""
    out: list[str] = []
    at = 0
    for span in sorted(example.spans, key=lambda s: s.start):
        out.append(_escape(example.text[at : span.start]))
        label = span.entity
        label += f":{span.role}" if span.role else ""
        label += f"#{span.group}" if span.group else ""
        label += f"={_escape(span.value)}" if span.value is not None else ""
        out.append(f"[{_escape(example.text[span.start : span.end])}]({label})")
        at = span.end
    out.append(_escape(example.text[at:]))
    return "".join(out)


def _escape(text: str) -> str:
    return re.sub(r"([\\\[\]()])", r"\\\1", text)


def _bracketed(source: str, start: int) -> tuple[str, str, int] | None:
    """(inner text, label, offset after it) of an annotation that begins at `start`, if it is one."""
    inner = _until(source, start + 1, "]")
    if inner is None or not inner[0]:
        return None
    text, after = inner
    if source[after : after + 1] != "(":
        return None
    labelled = _until(source, after + 1, ")")
    return None if labelled is None else (text, labelled[0], labelled[1])


def _until(source: str, at: int, closing: str) -> tuple[str, int] | None:
    """Text up to an unescaped `closing`, and the offset after it."""
    found: list[str] = []
    while at < len(source):
        character = source[at]
        if character == "\\" and at + 1 < len(source):
            found.append(source[at + 1])
            at += 2
            continue
        if character == closing:
            return "".join(found), at + 1
        if character == "[":
            return None
        found.append(character)
        at += 1
    return None


def _span(label: str, start: int, text: str, offset: int) -> Span:
    match = _LABEL.match(label)
    if match is None:
        raise AnnotationError(f"“{label}” is not an entity name", offset)
    return Span(start, start + len(text), match["entity"], match["role"], match["group"], match["value"])
