"""XLIFF for translation agencies: the texts of a language pair out, the translations back in.

Written are the versions 1.2 and 2.0, read are 1.2 and 2.x. What a template fills in (`{{ name }}`) is a placeholder
that translation programs protect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flows.formats.merge import Merge, Sheets
from flows.formats.report import FormatError, Reading
from flows.formats.told import Place, Told
from flows.formats.wordings import operations_for, place_of, wordings
from flows.formats.xliff_writing import VERSIONS, Unit, write_xliff
from flows.formats.xml_reader import Element, XmlError, read_xml

_ENDINGS = (".xlf", ".xliff")
# Of one character, which neither NUL is nor half of a pair.
_CODE = re.compile(r"U\+(?!0000|D[89A-F])([0-9A-F]{4})")
_HEX = re.compile(r"(?!0000|[Dd][89A-Fa-f])([0-9A-Fa-f]{4})")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ANSWER = re.compile(r"/answers/(\d{1,6})")
MARK = "#"

__all__ = ["VERSIONS", "Xliff"]

Pair = tuple[str, str]


class Xliff:
    """Writes and reads the texts that a bot says; examples of intents and questions are not among them."""

    name = "xliff"
    title = "XLIFF"

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        return bool(files) and all(path.lower().endswith(_ENDINGS) for path in files)

    def read(self, files: Mapping[str, bytes], called: str = "") -> Reading:
        raise FormatError("format", "Translations are no bot of their own: import them into the bot they belong to.")

    def write(self, document: Mapping[str, Any], pair: Pair | None = None, version: str = "1.2") -> dict[str, bytes]:
        """One file for the pair of languages, or one for each language beside the default one.

        Raises FormatError for a language that is none, or a `version` that is not written.
        """
        if version not in VERSIONS:
            raise FormatError("version", f"XLIFF is written in the versions {' and '.join(VERSIONS)}.")
        default = document["default_language"]
        pairs = [pair] if pair else [(default, other) for other in document["languages"] if other != default]
        if not pairs:
            raise FormatError("language", "The bot has one language: name the pair to translate, like en:fr.")
        for language in (language for each in pairs for language in each):
            if not _LANGUAGE.fullmatch(language):
                raise FormatError("language", f"{language[:20]!r} is no language.")
        return {
            f"{source}-{target}.xlf": write_xliff(_units_of(document, source, target), source, target, version)
            for source, target in pairs
        }

    def merge(
        self,
        document: Mapping[str, Any],
        files: Mapping[str, bytes],
        columns: Mapping[str, str],
        sheets: Sheets | None = None,
    ) -> Merge:
        """Operations for all units that have a translation. Raises FormatError."""
        told = Told()
        texts: dict[tuple[str, str], dict[str, str]] = {}
        places: dict[tuple[str, str], Place] = {}
        known = {(part, path): text for part, path, text in _known(document)}
        for path in sorted(files):
            root = _root(path, files[path])
            for place, language, id, source, target in _units(path, root):
                part, _, path_of_text = id.rpartition(MARK)
                pointer = place_of(path_of_text)
                if not target.strip():
                    continue
                _compare(known.get((part, pointer)), source, place, told)
                texts.setdefault((part, pointer), {})[language] = target
                places[part, pointer] = place
        operations, left = operations_for(document, {at: given for at, given in texts.items() if not _is_answer(at)})
        answers, missing = _answers(document, {at: given for at, given in texts.items() if _is_answer(at)})
        for at in [*left, *missing]:
            told.warn("unknown-place", places[at], f"There is no text at {at[0][:60]} {at[1][:80]} any more; the "
                      "translation was left out.", "Export the texts anew.")  # fmt: skip
        new = {language for given in texts.values() for language in given} - set(document["languages"])
        listed = [*document["languages"], *sorted(new)]
        more = [{"op": "set", "part": "settings", "path": "/languages", "value": listed}] if new else []
        return Merge([*more, *operations, *answers], told.items)


def _known(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Part, path and texts of everything that is written."""
    for wording in wordings(document):
        yield wording.part, wording.place, wording.texts
    for answer in document.get("answers", ()):
        by_language = answer.get("answers", {})
        most = max(map(len, by_language.values()), default=0)
        for index in range(most):
            texts = {
                language: listed[index]
                for language, listed in by_language.items()
                if index < len(listed) and isinstance(listed[index], str)
            }
            if texts:
                yield f"answer:{answer['id']}", f"/answers/{index}", texts


def _units_of(document: Mapping[str, Any], source: str, target: str) -> Iterator[Unit]:
    for part, path, texts in _known(document):
        text = texts.get(source, "")
        if text.strip():
            yield part + MARK + path, text, texts.get(target, "")


def _root(path: str, data: bytes) -> Element:
    try:
        root = read_xml(data)
    except XmlError as error:
        raise FormatError("xml", f"{path} cannot be read. {error.detail}") from error
    if root.name != "xliff":
        raise FormatError("format", f"{path} is no XLIFF.")
    return root


def _units(path: str, root: Element) -> Iterator[tuple[Place, str, str, str, str]]:
    """Place, target language, id, source and target of all units."""
    outer = root.attributes.get("trgLang", "")
    for file in root.elements("file"):
        language = file.attributes.get("target-language") or outer
        if not _LANGUAGE.fullmatch(language) or len(language) > 35:
            raise FormatError("language", f"{path} does not say which language it was translated to.")
        units: Iterable[Element] = [*file.everywhere("trans-unit"), *file.everywhere("unit")]
        for number, unit in enumerate(units, start=1):
            id, pieces, data = unit.attributes.get("id", ""), [unit], dict[str, str]()
            if unit.name == "unit":
                pieces, data = list(_segments(unit)), _data(unit)
                id = id if MARK in id else unit.attributes.get("name", "")
            source = "".join(_text(piece.first("source"), data) for piece in pieces)
            target = "".join(_text(piece.first("target"), data) for piece in pieces)
            yield Place(path).at(number), language, id, source, target


def _segments(unit: Element) -> Iterator[Element]:
    """What a unit of version 2 says: its segments, and what programs put between them when they divide one."""
    return (part for part in unit.elements() if part.name in ("segment", "ignorable"))


def _data(unit: Element) -> dict[str, str]:
    """What the codes of a unit stand for."""
    held = unit.first("originalData")
    return {} if held is None else {one.attributes.get("id", ""): _text(one, {}) for one in held.elements("data")}


def _text(element: Element | None, data: Mapping[str, str]) -> str:
    if element is None:
        return ""
    return "".join(part if isinstance(part, str) else _inner(part, data) for part in element.parts)


def _inner(part: Element, data: Mapping[str, str]) -> str:
    sign = _CODE.fullmatch(part.attributes.get("equiv-text", ""))
    if part.name == "cp":
        sign = _HEX.fullmatch(part.attributes.get("hex", ""))
    if sign is not None:
        return chr(int(sign[1], 16))
    return data.get(part.attributes.get("dataRef", ""), "") or _text(part, data)


def _compare(known: Mapping[str, str] | None, source: str, place: Place, told: Told) -> None:
    if known is not None and source and source not in known.values():
        told.warn("changed", place, "The text has changed since it was sent out.", "Check the translation.")


def _is_answer(at: tuple[str, str]) -> bool:
    return at[0].startswith("answer:") and bool(_ANSWER.fullmatch(at[1]))


def _answers(
    document: Mapping[str, Any], texts: Mapping[tuple[str, str], Mapping[str, str]]
) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Answers are lists for each language: the n-th text of one is the n-th of the other."""
    by_id = {answer["id"]: answer for answer in document.get("answers", ())}
    wanted: dict[tuple[str, str], list[Any]] = {}
    missing: list[tuple[str, str]] = []
    for at, given in sorted(texts.items(), key=lambda one: (one[0][0], int(one[0][1].rsplit("/", 1)[-1]))):
        answer = by_id.get(at[0].removeprefix("answer:"))
        index = int(at[1].rsplit("/", 1)[-1])
        for language, text in given.items():
            listed = None
            if answer is not None:
                listed = wanted.setdefault((answer["id"], language), list(answer.get("answers", {}).get(language, ())))
            if listed is None or index > len(listed):
                missing.append(at)
            elif index == len(listed):
                listed.append(text)
            else:
                listed[index] = text
    operations: list[dict[str, Any]] = []
    for (id, language), listed in wanted.items():
        if listed != by_id[id].get("answers", {}).get(language, []):
            path = f"/answers/{language}"
            operations.append({"op": "set", "part": f"answer:{id}", "path": path, "value": listed})
    return operations, missing
