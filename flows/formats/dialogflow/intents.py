"""Training phrases with their marks as examples of ours."""

from __future__ import annotations

from typing import Any

from flows.document.annotations import Annotated, Mark, write_annotated
from flows.formats.dialogflow.entities import ANY, IGNORE, Entities
from flows.formats.dialogflow.files import Named
from flows.formats.dialogflow.parameters import Parameter
from flows.formats.told import Place, Told

_PHRASE = {"id", "data", "isTemplate", "count", "updated", "lang"}
_PIECE = {"text", "alias", "meta", "userDefined"}


def examples_of(
    intent: Named, parameters: list[Parameter], entities: Entities, told: Told, target: str
) -> dict[str, list[str]]:
    """Examples by language; each once."""
    roles = {one.name: one for one in parameters}
    found: dict[str, list[str]] = {}
    for language, (place, phrases) in intent.lists.items():
        for index, phrase in enumerate(phrases):
            at = place.at(index)
            source = _example(phrase, roles, entities, told, at, target)
            if source is not None:
                found.setdefault(language, []).append(source)
                told.unknown_keys(at, phrase, _PHRASE)
    return {language: list(dict.fromkeys(listed)) for language, listed in found.items()}


def _example(
    phrase: Any, roles: dict[str, Parameter], entities: Entities, told: Told, place: Place, target: str
) -> str | None:
    data = phrase.get("data") if isinstance(phrase, dict) else None
    pieces = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
    text = "".join(str(one.get("text") or "") for one in pieces)
    if not text.strip():
        told.lost("unreadable", place, "This phrase has no text; it was left out.", target=target)
        return None
    if phrase.get("isTemplate"):
        told.warn("template", place, "A template is no phrase of a visitor; it was kept as plain words.",
                  "Write what a visitor says.", target)  # fmt: skip
    if len(text) > 20_000:
        told.lost("text", place, "A phrase of more than 20,000 characters was left out.", target=target)
        return None
    marks: list[Mark] = []
    at = 0
    for index, one in enumerate(pieces):
        words = str(one.get("text") or "")
        mark = _mark(one, words, at, roles, entities, place.at("data", index))
        if mark is not None:
            marks.append(mark)
        told.unknown_keys(place.at("data", index), one, _PIECE)
        at += len(words)
    source = write_annotated(Annotated(text, tuple(marks)))
    start = len(source) - len(source.lstrip())
    return source[start:].rstrip() if not source.endswith("\\ ") else source


def _mark(
    piece: dict[str, Any], words: str, at: int, roles: dict[str, Parameter], entities: Entities, place: Place
) -> Mark | None:
    """A mark without the spaces around it; none for what is to be ignored or taken as it comes."""
    kind, alias = piece.get("meta"), str(piece.get("alias") or "")
    if not isinstance(kind, str) or not kind.startswith("@") or kind == IGNORE or not words.strip():
        return None
    parameter = roles.get(alias)
    entity = None if kind == ANY else entities.of(kind, alias, place)
    if entity is None:
        return None
    start = at + len(words) - len(words.lstrip())
    end = at + len(words.rstrip())
    return Mark(start, end, entity, parameter.role if parameter is not None else None)
