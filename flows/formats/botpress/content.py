"""Content elements of Botpress as content of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.formats.botpress.messages import Fields, Messages
from flows.formats.botpress.names import Names, Taken, slug
from flows.formats.report import Item


class Content:
    """All content elements; `message(id)` and `options(id, …)` serve the flows."""

    def __init__(self, files: Mapping[str, list[Any]], language: str, names: Names, items: list[Item]) -> None:
        self._language = language
        self._messages = Messages(language, names, items)
        self._taken = Taken()
        self._ids: dict[str, str] = {}
        self._fields: dict[str, dict[str, dict[str, Any]]] = {}
        self.bodies: list[dict[str, Any]] = []
        for path, elements in files.items():
            kind = path.rsplit("/", 1)[-1].removesuffix(".json")
            for index, element in enumerate(elements):
                if isinstance(element, dict) and isinstance(element.get("id"), str):
                    self._element(kind, element, path, f"/{index}")

    def message(self, id: str) -> dict[str, Any] | None:
        """The message `{"content": …}` of an element, None where there is none."""
        found = self._ids.get(id.removeprefix("#!"))
        return {"content": found} if found else None

    def text(self, id: str) -> dict[str, str]:
        """The text of an element by language."""
        fields = self._fields.get(id.removeprefix("#!"), {})
        return {
            lang: text for lang, one in fields.items() if isinstance(text := one.get("text", one.get("message")), str)
        }

    def choices(self, id: str) -> dict[str, list[dict[str, Any]]]:
        """The choices of an element by language."""
        fields = self._fields.get(id.removeprefix("#!"), {})
        found: dict[str, list[dict[str, Any]]] = {}
        for language, one in fields.items():
            listed = one.get("choices", one.get("options"))
            if isinstance(listed, list):
                found[language] = [choice for choice in listed if isinstance(choice, dict)]
        return found

    def flag(self, id: str, name: str) -> Any:
        """A field of an element in any language, None where none has it."""
        fields = self._fields.get(id.removeprefix("#!"), {})
        return next((one[name] for one in fields.values() if one.get(name)), None)

    def inline(self, kind: str, data: Fields, path: str, pointer: str) -> dict[str, Any]:
        """A message written into a flow: `say #builtin_text {…}`."""
        return self._messages.make(kind, {self._language: dict(data)}, path, pointer)

    def said(self, kind: str, fields: dict[str, dict[str, Any]], path: str, pointer: str) -> dict[str, Any]:
        """The config of a say step for fields by language."""
        config: dict[str, Any] = {"message": self._messages.make(kind, fields, path, pointer)}
        wordings = [{"text": text} for text in self._messages.wordings(fields, path, pointer)]
        return {**config, "variations": wordings} if wordings else config

    def _element(self, kind: str, element: dict[str, Any], path: str, pointer: str) -> None:
        data = element.get("formData")
        if not isinstance(data, dict):
            data = {
                key: value
                for key, value in element.items()
                if key not in ("id", "createdBy", "createdOn", "modifiedOn")
            }
        fields = by_language(data, self._language)
        id = element["id"]
        own = slug(id, self._taken)
        self._ids[id], self._fields[id] = own, fields
        self.bodies.append({"id": own, **self.said(kind, fields, path, pointer)})


def by_language(data: Fields, language: str) -> dict[str, dict[str, Any]]:
    """`{"text$en": "x", "typing$en": true}` → `{"en": {"text": "x", "typing": true}}`."""
    found: dict[str, dict[str, Any]] = {}
    shared: dict[str, Any] = {}
    for key, value in data.items():
        name, dollar, lang = key.rpartition("$")
        if dollar and name:
            found.setdefault(lang, {})[name] = value
        else:
            shared[key] = value
    if shared or not found:
        found.setdefault(language, {})
    for one in found.values():
        for key, value in shared.items():
            one.setdefault(key, value)
    return found
