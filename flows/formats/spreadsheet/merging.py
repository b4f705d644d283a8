"""Tables into a draft, as typed operations: what a table does not speak of stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from flows.document import StrictJSONError, loads_strict
from flows.document.annotations import AnnotationError, escape, read_annotated
from flows.formats.names import Ids, line, slug
from flows.formats.spreadsheet.reading import Row, Table
from flows.formats.spreadsheet.sheets import LANGUAGE, QUESTIONS
from flows.formats.spreadsheet.tables import ANSWERS, CONTENT, INTENTS, TRANSLATIONS, WHOLE
from flows.formats.told import Told
from flows.formats.wordings import operations_for, place_of

Operation = dict[str, Any]
_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_NO = frozenset({"no", "false", "0", "off", "nein", "non"})
_SPLIT = re.compile(r"(?<!\\),")


class Merging:
    """Collects the operations that bring a draft to what the tables say."""

    def __init__(self, document: Mapping[str, Any], told: Told) -> None:
        self._document = document
        self._told = told
        self._default = document["default_language"]
        self._languages = list(document["languages"])
        self._texts: dict[tuple[str, str], dict[str, str]] = {}
        self._places: dict[tuple[str, str], Row] = {}
        self.operations: list[Operation] = []

    def add(self, tables: Iterable[Table]) -> list[Operation]:
        """The operations; those for languages come first."""
        for table in tables:
            {
                INTENTS: self._intents, ANSWERS: self._answers, QUESTIONS: self._questions, CONTENT: self._content,
                TRANSLATIONS: self._translations,
            }[table.kind](table)  # fmt: skip
        changed, unknown = operations_for(self._document, self._texts)
        for place in unknown:
            self._told.warn("unknown-place", self._places[place].place, f"There is no text at {place[0][:60]} "
                            f"{place[1][:80]}; the row was left out.", "Export the tables anew.")  # fmt: skip
        new = [language for language in self._languages if language not in self._document["languages"]]
        more = [{"op": "set", "part": "settings", "path": "/languages", "value": self._languages}] if new else []
        return [*more, *self.operations, *changed]

    def _language(self, row: Row, given: str) -> str | None:
        """The language of a row, the default one where none is named; a new one is added to the bot."""
        language = given.strip() or self._default
        if not LANGUAGE.fullmatch(language) or len(language) > 35:
            self._told.lost("language", row.place, f"{language[:20]!r} is no language; the row was left out.")
            return None
        if language not in self._languages:
            self._languages.append(language)
        return language

    def _intents(self, table: Table) -> None:
        wanted: dict[str, dict[str, list[str]]] = {}
        about: dict[str, dict[str, Any]] = {}
        for row in table.rows:
            name = line(row.get("intent"), "")
            language = self._language(row, row.get("language")) if name else None
            if not name:
                self._told.lost("unreadable", row.place, "This row names no intent; it was left out.")
                continue
            if language is None:
                continue
            examples = wanted.setdefault(name, {})
            if row.get("example").strip():
                source = self._example(row)
                listed = examples.setdefault(language, [])
                if source not in listed:
                    listed.append(source)
            if row.get("contexts").strip():
                about.setdefault(name, {})["contexts"] = _names(row.get("contexts"))
            if row.get("description").strip():
                about.setdefault(name, {})["description"] = row.get("description")
        self._put("intents", "intent", "name", {
            name: {**({"examples": examples} if examples else {}), **about.get(name, {})}
            for name, examples in wanted.items()
        })  # fmt: skip

    def _example(self, row: Row) -> str:
        source = row.get("example")
        try:
            read_annotated(source)
        except AnnotationError as error:
            self._told.warn("annotation", row.place, f"A mark cannot be read, so it counts as plain words: {error}")
            return escape(source)
        return source

    def _answers(self, table: Table) -> None:
        wanted: dict[str, dict[str, Any]] = {}
        for row in table.rows:
            id = row.get("answer").strip()
            kind = row.get("kind").strip().lower()
            if not _ID.fullmatch(id) or kind not in ("", "question", "answer", "message"):
                self._told.lost("unreadable", row.place, "This row has no id, or a kind that is not known; it was left "
                                "out.")  # fmt: skip
                continue
            body = wanted.setdefault(id, {})
            language = self._language(row, row.get("language"))
            if language is None:
                continue
            text: Any = row.get("text")
            if kind == "message":
                text = self._json(row, text)
            if kind and text not in (None, ""):
                body.setdefault("questions" if kind == "question" else "answers", {}).setdefault(language, []).append(
                    text
                )
            if row.get("contexts").strip():
                body["contexts"] = _names(row.get("contexts"))
            if row.get("enabled").strip():
                body["enabled"] = row.get("enabled").strip().lower() not in _NO
            if row.get("then").strip():
                flow, _, node = row.get("then").strip().partition("#")
                body["then"] = {"flow": flow, **({"node": node} if node else {})}
        self._put("answers", "answer", "id", wanted)

    def _questions(self, table: Table) -> None:
        """Questions with one reply are one answer, found again by its first question."""
        known = {
            question: answer["id"]
            for answer in self._document.get("answers", ())
            for questions in answer.get("questions", {}).values()
            for question in questions
        }
        ids = Ids(*(answer["id"] for answer in self._document.get("answers", ())))
        by_reply: dict[tuple[str, str], str] = {}
        wanted: dict[str, dict[str, Any]] = {}
        for row in table.rows:
            question, reply = row.get("question").strip(), row.get("reply").strip()
            language = self._language(row, row.get("language"))
            if not question or not reply or language is None:
                self._told.lost("unreadable", row.place, "This row has no question or no reply; it was left out.")
                continue
            id = by_reply.get((language, reply)) or known.get(question) or ids.slug(slug(question)[:60])
            by_reply[language, reply] = id
            body = wanted.setdefault(id, {"questions": {}, "answers": {}})
            body["questions"].setdefault(language, []).append(question)
            if reply not in body["answers"].setdefault(language, []):
                body["answers"][language].append(reply)
        self._put("answers", "answer", "id", wanted)

    def _content(self, table: Table) -> None:
        known = {body["id"] for body in self._document.get("content", ())}
        made: dict[str, dict[str, Any]] = {}
        for row in table.rows:
            id, field = row.get("content").strip(), row.get("field").strip() or "/message"
            if not _ID.fullmatch(id):
                self._told.lost("unreadable", row.place, "This row has no id of content; it was left out.")
            elif id in known:
                self._place(row, f"content:{id}", field)
            elif field == WHOLE:
                whole = self._json(row, next(filter(None, row.texts.values()), ""))
                if isinstance(whole, dict):
                    made[id] = {**whole, "id": id}
            elif id not in made or made[id].get("message") == {"text": {}}:
                texts = self._by_language(row)
                body = made.setdefault(id, {"id": id, "message": {"text": {}}})
                if row.get("title"):
                    body["title"] = row.get("title")
                if place_of(field) == "/message" and texts:
                    body["message"] = texts[self._default] if set(texts) == {self._default} else {"text": texts}
        for id, body in made.items():
            self.operations.append({"op": "add", "part": f"content:{id}", "path": "", "value": body})

    def _translations(self, table: Table) -> None:
        for row in table.rows:
            self._place(row, row.get("part").strip(), row.get("path").strip())

    def _place(self, row: Row, part: str, path: str) -> None:
        if path == WHOLE:
            return  # it is there already; its texts have rows of their own
        at = (part, place_of(path))
        self._texts.setdefault(at, {}).update(self._by_language(row))
        self._places[at] = row

    def _by_language(self, row: Row) -> dict[str, str]:
        found: dict[str, str] = {}
        for given, text in row.texts.items():
            if text and (language := self._language(row, given)) is not None:
                found[language] = text
        return found

    def _json(self, row: Row, text: str) -> Any:
        try:
            return loads_strict(text.encode())
        except (StrictJSONError, UnicodeEncodeError):
            self._told.lost("unreadable", row.place, "This cell should hold JSON and does not; it was left out.")
            return None

    def _put(self, collection: str, kind: str, key: str, wanted: Mapping[str, Mapping[str, Any]]) -> None:
        """Adds new parts; of those that are there changes only what differs, language by language."""
        known = {body[key]: body for body in self._document.get(collection, ())}
        for name, body in wanted.items():
            part = f"{kind}:{name}"
            if name not in known:
                made: dict[str, Any] = {"answer": {"questions": {}, "answers": {}}, "intent": {"examples": {}}}[kind]
                self.operations.append({"op": "add", "part": part, "path": "", "value": {key: name, **made, **body}})
                continue
            for field, value in body.items():
                old = known[name].get(field)
                if isinstance(value, dict) and isinstance(old, dict) and field != "then":
                    value = {**old, **value}
                if json.dumps(value, sort_keys=True) != json.dumps(old, sort_keys=True):
                    self.operations.append({"op": "set", "part": part, "path": f"/{field}", "value": value})


def _names(cell: str) -> list[str]:
    return [name for one in _SPLIT.split(cell) if (name := one.replace("\\,", ",").strip())]
