"""Texts that are missing: empty ones, and those without a translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.document.pointers import escape
from flows.lint.finding import Finding, Place
from flows.lint.index import Index
from flows.lint.references import References

_SHOWN = ("text", "title", "subtitle", "caption")
_SHOWN_BY_STEPS = (*_SHOWN, "alt", "placeholder", "low", "high")
_OWN = frozenset({*_SHOWN_BY_STEPS, "actions", "items"})


def find(index: Index, references: References) -> Iterator[Finding]:
    for message, place in references.messages:
        # The messages of an answer stand below their language already.
        own_language = place.pointer.startswith("/answers/")
        yield from _message(message, place, index, own_language=own_language)
    for _, _, step in index.steps:
        options = step.config.get("options")
        if options:
            yield from _options(options, step.place.at("/config/options"), index)
        if _OWN.isdisjoint(step.config):
            continue
        if step.type is not None and step.type.category in ("say", "ask"):
            yield from _own_texts(step.config, step.place.at("/config"), index)
    for collection, key, sides in (("answers", "id", ("questions", "answers")), ("intents", "name", ("examples",))):
        for body, place in index.named(collection, key).values():
            for side in sides:
                yield from _knowledge(body.get(side, {}), place.at(f"/{side}"), index)


def _own_texts(config: Mapping[str, Any], place: Place, index: Index) -> Iterator[Finding]:
    """Texts that a step shows of its own: of a card, under a picture, at the ends of a rating."""
    for key in _SHOWN_BY_STEPS:
        if key in config:
            yield from _text(config[key], place, f"/{key}", index, empty=False)
    yield from _options(config.get("actions"), place.at("/actions"), index)
    for number, item in enumerate(config.get("items") or ()):
        if isinstance(item, dict):
            yield from _own_texts(item, place.at(f"/items/{number}"), index)


def _message(message: Any, place: Place, index: Index, *, own_language: bool) -> Iterator[Finding]:
    if isinstance(message, str):
        yield from _text(message, place, "", index, own_language=own_language)
        return
    if not isinstance(message, dict) or "content" in message:
        return
    for key in _SHOWN:
        if key in message:
            yield from _text(message[key], place, f"/{key}", index, own_language=own_language, empty=key == "text")
    for key in ("options", "actions"):
        if key in message:
            yield from _options(message[key], place.at(f"/{key}"), index)


def _options(options: Any, place: Place, index: Index) -> Iterator[Finding]:
    for number, option in enumerate(options if isinstance(options, list) else ()):
        if isinstance(option, dict) and "title" in option:
            yield from _text(option["title"], place, f"/{number}/title", index)


def _text(
    text: Any, place: Place, below: str, index: Index, *, own_language: bool = False, empty: bool = True
) -> Iterator[Finding]:
    """`below` is where the text stands below the place: nearly always nobody wants to know."""
    if isinstance(text, str):
        if empty and not text.strip():
            yield Finding(
                "warning", "empty-text", place.at(below), "There is no text, so the visitor sees nothing here."
            )
        elif text.strip() and len(index.languages) > 1 and not own_language and any(map(str.isalpha, text)):
            others = [language for language in index.languages if language != index.default_language]
            yield _untranslated(place.at(below), others)
        return
    if not isinstance(text, dict):
        return
    missing = [language for language in index.languages if not str(text.get(language) or "").strip()]
    if not missing:
        return
    if empty and len(missing) == len(index.languages):
        yield _empty(place.at(below))
    elif any(str(value).strip() for value in text.values()):
        yield _untranslated(place.at(below), missing)


def _knowledge(texts: Mapping[str, Any], place: Place, index: Index) -> Iterator[Finding]:
    missing = [language for language in index.languages if not texts.get(language)]
    if texts and any(texts.values()) and missing:
        yield _untranslated(place, missing)


def _empty(place: Place) -> Finding:
    return Finding("warning", "empty-text", place, "There is no text, so the visitor sees nothing here.")


def _untranslated(place: Place, languages: list[str]) -> Finding:
    return Finding("warning", "missing-translation", place, f"There is no text in {', '.join(map(escape, languages))}.")
