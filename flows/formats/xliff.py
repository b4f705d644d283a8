"""XLIFF for translation agencies: the texts of a language pair out, the translations back in.

Written is version 1.2, read are 1.2 and 2.x. What a template fills in (`{{ name }}`) is a placeholder that translation
programs protect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from flows.formats.merge import Merge
from flows.formats.report import FormatError, Reading
from flows.formats.told import Place, Told
from flows.formats.wordings import operations_for, place_of, wordings
from flows.formats.xml_reader import Element, XmlError, read_xml

_ENDINGS = (".xlf", ".xliff")
_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_HOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|[\x00-\x08\x0b-\x1f\ufffe\uffff]", re.DOTALL)
_CODE = re.compile(r"U\+([0-9A-F]{4})")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ANSWER = re.compile(r"/answers/(\d{1,6})")
MARK = "#"

Pair = tuple[str, str]
Unit = tuple[str, str, str]
"""Id, text in the source language, text in the target language or nothing."""


class Xliff:
    """Writes and reads the texts that a bot says; examples of intents and questions are not among them."""

    name = "xliff"
    title = "XLIFF"

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        return bool(files) and all(path.lower().endswith(_ENDINGS) for path in files)

    def read(self, files: Mapping[str, bytes], called: str = "") -> Reading:
        raise FormatError("format", "Translations are no bot of their own: import them into the bot they belong to.")

    def write(self, document: Mapping[str, Any], pair: Pair | None = None) -> dict[str, bytes]:
        """One file for the pair of languages, or one for each language beside the default one."""
        default = document["default_language"]
        pairs = [pair] if pair else [(default, other) for other in document["languages"] if other != default]
        if not pairs:
            raise FormatError("language", "The bot has one language: name the pair to translate, like en:fr.")
        for language in (language for each in pairs for language in each):
            if not _LANGUAGE.fullmatch(language):
                raise FormatError("language", f"{language[:20]!r} is no language.")
        return {f"{source}-{target}.xlf": _file(document, source, target) for source, target in pairs}

    def merge(self, document: Mapping[str, Any], files: Mapping[str, bytes], columns: Mapping[str, str]) -> Merge:
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


def _file(document: Mapping[str, Any], source: str, target: str) -> bytes:
    units: list[str] = []
    for part, path, texts in _known(document):
        text = texts.get(source, "")
        if text.strip():
            done = texts.get(target, "")
            state = f'<target xml:lang={quoteattr(target)} state="translated">{_marked(done)}</target>' if done else ""
            units.append(
                f'<trans-unit id={quoteattr(part + MARK + path)} xml:space="preserve">'
                f"<source xml:lang={quoteattr(source)}>{_marked(text)}</source>{state}</trans-unit>"
            )
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{_NAMESPACE}">\n'
        f'<file original="bot" datatype="plaintext" source-language={quoteattr(source)} '
        f"target-language={quoteattr(target)}>\n<body>\n"
    )
    return (head + "\n".join(units) + "\n</body>\n</file>\n</xliff>\n").encode()


def _marked(text: str) -> str:
    """XML of a text; what a template fills in, and signs that XML does not know, are placeholders."""
    written: list[str] = []
    at = 0
    for number, hole in enumerate(_HOLE.finditer(text), start=1):
        written.append(escape(text[at : hole.start()], {"\r": "&#13;"}))
        if len(hole[0]) == 1:
            written.append(f'<ph id="{number}" equiv-text="U+{ord(hole[0]):04X}"/>')
        else:
            written.append(f'<ph id="{number}">{escape(hole[0], {chr(13): "&#13;"})}</ph>')
        at = hole.end()
    return "".join([*written, escape(text[at:], {"\r": "&#13;"})])


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
            pieces = [unit] if unit.name == "trans-unit" else list(unit.elements("segment"))
            id = unit.attributes.get("id", "")
            source = "".join(_text(piece.first("source")) for piece in pieces)
            target = "".join(_text(piece.first("target")) for piece in pieces)
            yield Place(path).at(number), language, id, source, target


def _text(element: Element | None) -> str:
    if element is None:
        return ""
    return "".join(part if isinstance(part, str) else _inner(part) for part in element.parts)


def _inner(part: Element) -> str:
    found = _CODE.fullmatch(part.attributes.get("equiv-text", ""))
    return chr(int(found[1], 16)) if found is not None else _text(part)


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
