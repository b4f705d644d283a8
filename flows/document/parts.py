"""The draft as parts: one per flow, intent, entity…; the document is their fold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = "botbuilder/bot"
VERSION = 1

COLLECTIONS: dict[str, tuple[str, str]] = {
    "variables": ("variable", "name"),
    "entities": ("entity", "name"),
    "intents": ("intent", "name"),
    "answers": ("answer", "id"),
    "content": ("content", "id"),
    "stories": ("story", "name"),
    "tests": ("test", "name"),
    "tables": ("table", "name"),
    "flows": ("flow", "id"),
}
"""Collection of the document → kind of its parts, and the key of a body that names the part."""

OPTIONAL = frozenset({"tables"})
"""Collections that a document leaves out where they are empty."""

KEYS: dict[str, str] = dict(COLLECTIONS.values())
SETTINGS = "settings"
SETTINGS_KEYS = ("name", "languages", "default_language", "settings")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a draft. The settings part has the key "". `position` orders the parts of a kind."""

    kind: str
    key: str
    position: int
    body: dict[str, Any]

    @property
    def name(self) -> str:
        """How operations name it: `flow:order`, `settings`."""
        return f"{self.kind}:{self.key}" if self.key else self.kind


def split(document: Mapping[str, Any]) -> list[Part]:
    """The parts of a valid document; bodies are shared with it, not copied."""
    parts = [Part(SETTINGS, "", 0, {key: document[key] for key in SETTINGS_KEYS if key in document})]
    for collection, (kind, key) in COLLECTIONS.items():
        for position, body in enumerate(document.get(collection, ())):
            parts.append(Part(kind, body[key], position, body))
    return parts


def fold(parts: Iterable[Part]) -> dict[str, Any]:
    """The document of the parts, every collection present but empty optional ones; bodies are shared with the parts."""
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    kinds: dict[str, list[Part]] = {}
    for part in parts:
        kinds.setdefault(part.kind, []).append(part)
    for part in kinds.get(SETTINGS, ()):
        document.update(part.body)
    for collection, (kind, _) in COLLECTIONS.items():
        ordered = sorted(kinds.get(kind, ()), key=lambda part: (part.position, part.key))
        if ordered or collection not in OPTIONAL:
            document[collection] = [part.body for part in ordered]
    return document
