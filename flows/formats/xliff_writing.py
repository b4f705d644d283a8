"""XLIFF as it is written: version 1.2 or 2.0. What a template fills in is a code that translation programs protect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

VERSIONS = ("1.2", "2.0")
_NAMESPACE = "urn:oasis:names:tc:xliff:document:"
_HOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SIGN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")  # which no XML may hold

Unit = tuple[str, str, str]
"""Id, text in the source language, text in the target language or nothing."""


def write_xliff(units: Iterable[Unit], source: str, target: str, version: str) -> bytes:
    """One file of translation units."""
    head, unit, foot = (_head_2, _unit_2, "\n</file>\n</xliff>\n") if version == "2.0" else _VERSION_1
    written = [unit(number, one, source, target) for number, one in enumerate(units, start=1)]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + head(source, target) + "\n".join(written) + foot).encode()


def _escaped(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Plain `text`, each `hole` of a template, and each `sign` that XML does not know, in their order."""
    at = 0
    for hole in _HOLE.finditer(text):
        yield from _signs(text[at : hole.start()], "text")
        yield "hole", hole[0]
        at = hole.end()
    yield from _signs(text[at:], "text")


def _signs(text: str, kind: str) -> Iterator[tuple[str, str]]:
    at = 0
    for sign in _SIGN.finditer(text):
        if at < sign.start():
            yield kind, text[at : sign.start()]
        yield "sign", sign[0]
        at = sign.end()
    if at < len(text):
        yield kind, text[at:]


# -- version 1.2 --------------------------------------------------------------------------------------------------


def _head_1(source: str, target: str) -> str:
    return (
        f'<xliff version="1.2" xmlns="{_NAMESPACE}1.2">\n<file original="bot" datatype="plaintext" '
        f"source-language={quoteattr(source)} target-language={quoteattr(target)}>\n<body>\n"
    )


def _unit_1(number: int, unit: Unit, source: str, target: str) -> str:
    id, text, done = unit
    state = f'<target xml:lang={quoteattr(target)} state="translated">{_coded_1(done)}</target>' if done else ""
    return (
        f'<trans-unit id={quoteattr(id)} xml:space="preserve">'
        f"<source xml:lang={quoteattr(source)}>{_coded_1(text)}</source>{state}</trans-unit>"
    )


def _coded_1(text: str) -> str:
    """A sign inside of a hole divides it: codes of this version hold no codes."""
    written: list[str] = []
    number = 0
    for kind, outer in _pieces(text):
        for inner_kind, piece in _signs(outer, kind) if kind == "hole" else [(kind, outer)]:
            number += inner_kind != "text"
            if inner_kind == "sign":
                written.append(f'<ph id="{number}" equiv-text="U+{ord(piece):04X}"/>')
            else:
                written.append(f'<ph id="{number}">{_escaped(piece)}</ph>' if inner_kind == "hole" else _escaped(piece))
    return "".join(written)


_VERSION_1 = (_head_1, _unit_1, "\n</body>\n</file>\n</xliff>\n")


# -- version 2.0 --------------------------------------------------------------------------------------------------


def _head_2(source: str, target: str) -> str:
    return (
        f'<xliff version="2.0" xmlns="{_NAMESPACE}2.0" srcLang={quoteattr(source)} trgLang={quoteattr(target)}>\n'
        '<file id="bot">\n'
    )


def _unit_2(number: int, unit: Unit, source: str, target: str) -> str:
    """Ids are plain here: which text it is stands in the name."""
    id, text, done = unit
    data: dict[str, str] = {}
    ids: dict[tuple[str, int], int] = {}
    said = f"<source>{_coded_2(text, data, ids)}</source>"
    said += f"<target>{_coded_2(done, data, ids)}</target>" if done else ""
    held = "".join(f'<data id="{key}">{_with_signs(hole)}</data>' for hole, key in data.items())
    state = ' state="translated"' if done else ""
    return (
        f'<unit id="u{number}" name={quoteattr(id)} xml:space="preserve">'
        + (f"<originalData>{held}</originalData>" if held else "")
        + f"<segment{state}>{said}</segment></unit>"
    )


def _coded_2(text: str, data: dict[str, str], ids: dict[tuple[str, int], int]) -> str:
    """The same hole has the same number in source and target; what is in it lies in `data`."""
    written: list[str] = []
    seen: dict[str, int] = {}
    for kind, piece in _pieces(text):
        if kind == "hole":
            seen[piece] = seen.get(piece, 0) + 1
            number = ids.setdefault((piece, seen[piece]), len(ids) + 1)
            written.append(f'<ph id="{number}" dataRef="{data.setdefault(piece, f"d{len(data) + 1}")}"/>')
        else:
            written.append(_cp(piece) if kind == "sign" else _escaped(piece))
    return "".join(written)


def _with_signs(text: str) -> str:
    return "".join(_cp(piece) if kind == "sign" else _escaped(piece) for kind, piece in _signs(text, "text"))


def _cp(sign: str) -> str:
    return f'<cp hex="{ord(sign):04X}"/>'
