"""Which column of a sheet is which of ours: as a person says it, or as its head lets guess. A CSV file is one sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows.document import StrictJSONError, loads_strict
from flows.formats.merge import SheetMapping
from flows.formats.report import FormatError
from flows.formats.spreadsheet.tables import ALIASES, ANSWERS, CONTENT, INTENTS, PER_LANGUAGE, TRANSLATIONS

QUESTIONS = "questions"
"""A sheet of two columns: a question, and the reply to it."""
FIELDS: dict[str, dict[str, bool]] = {
    INTENTS: {"intent": True, "example": True, "language": False, "contexts": False, "description": False},
    QUESTIONS: {"question": True, "reply": True, "language": False},
    ANSWERS: {
        "answer": True, "kind": True, "text": True, "language": False, "contexts": False, "enabled": False,
        "then": False,
    },
    CONTENT: {"content": True, "title": False, "field": False},
    TRANSLATIONS: {"part": True, "path": True},
}  # fmt: skip
"""Kind of a sheet → its fields, and whether one can do without."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MOST_COLUMNS = 500
# Heads that only mean this where the sheet is of that kind.
_MEANT: dict[str, dict[str, str]] = {
    INTENTS: {"text": "example", "sentence": "example", "query": "example", "category": "intent", "class": "intent"},
    QUESTIONS: {"q": "question", "a": "reply", "answer": "reply"},
    ANSWERS: {},
    CONTENT: {"id": "content"},
    TRANSLATIONS: {},
}


def read_sheets(source: str) -> dict[str, SheetMapping]:
    """Name of a sheet → its mapping, of `{"name": {"kind", "header", "language", "columns", "languages"}}`.

    Raises FormatError.
    """
    try:
        given = loads_strict(source.encode()) if source else {}
    except (StrictJSONError, UnicodeEncodeError) as error:
        raise FormatError("columns", f"The mapping of sheets is not strict JSON: {error}") from error
    if not isinstance(given, dict):
        raise FormatError("columns", "The mapping of sheets is an object: a sheet each.")
    return {name: _mapping(name, body) for name, body in given.items()}


def _mapping(name: str, body: object) -> SheetMapping:
    known = {"kind", "header", "language", "columns", "languages"}
    if not isinstance(body, dict) or not set(body) <= known or not isinstance(body.get("header", True), bool):
        raise FormatError("columns", f"Sheet {name[:60]!r}: an object of {', '.join(sorted(known))}.")
    kind = body.get("kind")
    if kind is None:
        return SheetMapping(None)
    if not isinstance(kind, str) or kind not in FIELDS:
        raise FormatError("columns", f"Sheet {name[:60]!r}: its kind is one of {', '.join(FIELDS)}, or null.")
    columns, languages = _places(name, body.get("columns", {})), _places(name, body.get("languages", {}))
    strange = next((field for field in columns if field not in FIELDS[kind]), None)
    if strange is not None:
        raise FormatError("columns", f"Sheet {name[:60]!r}: {kind} have no field {strange[:60]!r}.")
    missing = [field for field, needed in FIELDS[kind].items() if needed and field not in columns]
    if missing:
        raise FormatError("columns", f"Sheet {name[:60]!r}: no column is given for {', '.join(missing)}.")
    if bool(languages) != (kind in PER_LANGUAGE) or not all(LANGUAGE.fullmatch(one) for one in languages):
        raise FormatError("columns", f"Sheet {name[:60]!r}: content and translations have a column per language.")
    language = body.get("language", "")
    if not isinstance(language, str) or (language and not LANGUAGE.fullmatch(language)):
        raise FormatError("columns", f"Sheet {name[:60]!r}: its language is one like en or pt-BR.")
    return SheetMapping(kind, columns, languages, body.get("header", True), language)


def _places(name: str, given: object) -> dict[str, int]:
    places = given.items() if isinstance(given, dict) else [("", None)]
    if not all(type(place) is int and 0 <= place < MOST_COLUMNS for _, place in places):
        raise FormatError("columns", f"Sheet {name[:60]!r}: a column is given by its number, from 0.")
    return dict(places)


def guess(heads: Sequence[str], kind: str, named: Mapping[str, str]) -> SheetMapping:
    """The columns that `heads` let guess for this kind; some may be missing. `named`: head in small letters → field."""
    columns: dict[str, int] = {}
    languages: dict[str, int] = {}
    for place, head in enumerate(heads):
        field = meaning(head, kind, named)
        if field in FIELDS[kind]:
            columns.setdefault(field, place)
        elif kind in PER_LANGUAGE and LANGUAGE.fullmatch(head.strip()):
            languages.setdefault(head.strip(), place)
    return SheetMapping(kind, columns, languages)


def likely(heads: Sequence[str], named: Mapping[str, str]) -> SheetMapping | None:
    """The first kind for which nothing is missing."""
    for kind, fields in FIELDS.items():
        found = guess(heads, kind, named)
        whole = all(field in found.columns for field, needed in fields.items() if needed)
        if whole and (found.languages or kind not in PER_LANGUAGE):
            return found
    return None


def meaning(head: str, kind: str, named: Mapping[str, str]) -> str:
    """The field that a head stands for; the head itself, in small letters, where it is not known."""
    plain = " ".join(head.split()).lower().lstrip("\ufeff")
    spaced = plain.replace("_", " ")
    return named.get(plain) or _MEANT.get(kind, {}).get(spaced) or ALIASES.get(spaced, plain)
