"""What of a bot is in the tables: intents, answers, content, translations; and which columns a table has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows.formats.spreadsheet.csv_files import Rows
from flows.formats.wordings import wordings

INTENTS, ANSWERS, CONTENT, TRANSLATIONS = "intents", "answers", "content", "translations"
COLUMNS: dict[str, tuple[str, ...]] = {
    INTENTS: ("intent", "language", "example", "contexts", "description"),
    ANSWERS: ("answer", "language", "kind", "text", "contexts", "enabled", "then"),
    CONTENT: ("content", "title", "field"),
    TRANSLATIONS: ("part", "path"),
}
"""Columns of each table; the last two have one more for every language."""
PER_LANGUAGE = (CONTENT, TRANSLATIONS)
ALIASES: dict[str, str] = {
    "intent name": "intent", "label": "intent", "utterance": "example", "phrase": "example",
    "training phrase": "example", "examples": "example", "lang": "language", "locale": "language", "id": "answer",
    "question": "question", "questions": "question", "answers": "reply", "reply": "reply", "response": "reply",
    "context": "contexts", "intents": "intent",
}  # fmt: skip
"""Other words for columns, in small letters; what a person maps by hand comes first."""
WHOLE = "json"
"""The field of a row that holds a whole piece of content, for a bot that does not have it."""


def tables_of(document: Mapping[str, Any]) -> dict[str, Rows]:
    """All tables, each with its header; also empty ones, so that one can see what may be written."""
    languages = document["languages"]
    return {
        INTENTS: [list(COLUMNS[INTENTS]), *_intents(document)],
        ANSWERS: [list(COLUMNS[ANSWERS]), *_answers(document)],
        CONTENT: [[*COLUMNS[CONTENT], *languages], *_content(document)],
        TRANSLATIONS: [[*COLUMNS[TRANSLATIONS], *languages], *_translations(document)],
    }


def _intents(document: Mapping[str, Any]) -> Iterable[list[str]]:
    for intent in document.get("intents", ()):
        about = [listed(intent.get("contexts", ())), intent.get("description", "")]
        for language, examples in intent.get("examples", {}).items():
            for example in examples:
                yield [intent["name"], language, example, *about]
                about = ["", ""]
        if any(about) or not any(intent.get("examples", {}).values()):
            yield [intent["name"], "", "", *about]


def _answers(document: Mapping[str, Any]) -> Iterable[list[str]]:
    for answer in document.get("answers", ()):
        enabled = {True: "yes", False: "no"}.get(answer.get("enabled"), "")
        then = answer.get("then", {})
        target = "#".join(filter(None, (then.get("flow"), then.get("node"))))
        about = [listed(answer.get("contexts", ())), enabled, target]
        rows: list[list[str]] = []
        for language, questions in answer.get("questions", {}).items():
            rows += [[answer["id"], language, "question", question] for question in questions]
        for language, messages in answer.get("answers", {}).items():
            for message in messages:
                plain = isinstance(message, str)
                text = message if plain else json.dumps(message, ensure_ascii=False)
                rows.append([answer["id"], language, "answer" if plain else "message", text])
        for row in rows or [[answer["id"], "", "", ""]]:
            yield [*row, *about]
            about = ["", "", ""]


def _content(document: Mapping[str, Any]) -> Iterable[list[str]]:
    languages = document["languages"]
    bodies = {body["id"]: body for body in document.get("content", ())}
    texts: dict[str, list[list[str]]] = {id: [] for id in bodies}
    for wording in wordings(document):
        kind, _, id = wording.part.partition(":")
        if kind == "content":
            texts[id].append([wording.place, *_in(languages, wording.texts)])
    default = languages.index(document["default_language"])
    for id, body in bodies.items():
        title = body.get("title", "")
        rows = texts[id]
        if not _is_plain(body):
            cells = [""] * len(languages)
            cells[default] = json.dumps(body, ensure_ascii=False, sort_keys=True)
            rows = [[WHOLE, *cells], *rows]
        for row in rows or [["/message", *[""] * len(languages)]]:
            yield [id, title, *row]
            title = ""


def _is_plain(body: Mapping[str, Any]) -> bool:
    """Whether a piece of content is nothing but a text in its languages."""
    message = body["message"]
    text = isinstance(message, str) or set(message) == {"text"}
    return text and set(body) <= {"id", "title", "message"}


def _translations(document: Mapping[str, Any]) -> Iterable[list[str]]:
    for wording in wordings(document):
        if not wording.part.startswith("content:"):
            yield [wording.part, wording.place, *_in(document["languages"], wording.texts)]


def _in(languages: Sequence[str], texts: Mapping[str, str]) -> list[str]:
    return [texts.get(language, "") for language in languages]


def listed(names: Iterable[str]) -> str:
    """Names in one cell."""
    return ", ".join(name.replace(",", "\\,") for name in names)
