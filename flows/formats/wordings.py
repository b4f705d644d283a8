"""The texts that a bot says, each with its place and its languages: for translators, in tables or XLIFF.

A place is a part of the draft and a path inside of it, as draft operations have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.document import split
from flows.document.pointers import pointer
from flows.steps import STEP_TYPES

Body = Mapping[str, Any]
Path = tuple[str | int, ...]
_SHOWN = ("text", "title", "subtitle", "caption", "alt", "speak", "placeholder")
_OFFERED = ("title", "description")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in its languages. `is_message` is a message that is nothing but a text."""

    part: str
    path: str
    texts: Mapping[str, str]
    is_message: bool = False

    @property
    def place(self) -> str:
        """The path that stays the same when a plain text gets its first translation."""
        return place_of(self.path)

    def changed(self, texts: Mapping[str, str], default: str) -> Any:
        """What stands at its place with other texts: a plain text where there is only the default language."""
        plain = len(texts) == 1 and default in texts
        value: Any = texts[default] if plain else dict(texts)
        return {"text": value} if self.is_message and not plain else value


def wordings(document: Body) -> Iterator[Wording]:
    """All localisable texts of a document, answers (which are lists for each language) apart."""
    default = document["default_language"]
    for part in split(document):
        for path, value, is_message in _of_part(part.kind, part.body):
            texts = {default: value} if isinstance(value, str) else dict(value)
            if any(text.strip() for text in texts.values()):
                yield Wording(part.name, pointer(*path), texts, is_message)


def _of_part(kind: str, body: Body) -> Iterator[tuple[Path, Any, bool]]:
    if kind == "settings":
        yield from _leaf(body.get("settings", {}).get("bridge"), ("settings", "bridge"))
    elif kind == "content":
        yield from _said(body, ())
    elif kind == "flow":
        for node in body.get("nodes", ()):
            for step in node.get("steps", ()):
                step_type = STEP_TYPES.get(step["type"])
                if step_type is not None and step.get("config"):
                    at: Path = ("nodes", node["id"], "steps", step["id"], "config")
                    yield from _by_schema(step_type.schema, step["config"], at)


def _said(body: Body, path: Path) -> Iterator[tuple[Path, Any, bool]]:
    if "message" in body:
        yield from _message(body["message"], (*path, "message"))
    for index, one in enumerate(body.get("variations", ())):
        yield from _message(one, (*path, "variations", index))
    for index, one in enumerate(body.get("variants", ())):
        yield from _message(one.get("message"), (*path, "variants", index, "message"))


def _by_schema(schema: Any, value: Any, path: Path) -> Iterator[tuple[Path, Any, bool]]:
    """Follows the form of a step: its fields for messages and texts say where texts are."""
    if not isinstance(schema, Mapping):
        return
    widget = schema.get("x-widget")
    if widget == "message":
        yield from _message(value, path)
    elif widget == "text" and schema.get("type") != "string":
        yield from _leaf(value, path)
    elif isinstance(value, Mapping):
        if path[-1:] == ("config",) and ("variations" in value or "variants" in value):
            yield from _said({key: value[key] for key in ("variations", "variants") if key in value}, path)
        for key, inner in schema.get("properties", {}).items():
            if key in value and key not in ("variations", "variants"):
                yield from _by_schema(inner, value[key], (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _by_schema(schema.get("items"), one, (*path, _segment(value, index)))


def _message(value: Any, path: Path) -> Iterator[tuple[Path, Any, bool]]:
    if isinstance(value, str):
        yield path, value, True
    elif isinstance(value, Mapping) and "content" not in value:
        for key in _SHOWN:
            yield from _leaf(value.get(key), (*path, key))
        image = value.get("image")
        if isinstance(image, Mapping):
            yield from _leaf(image.get("alt"), (*path, "image", "alt"))
        for key in ("options", "actions"):
            listed = value.get(key)
            for index, one in enumerate(listed if isinstance(listed, list) else ()):
                for name in _OFFERED:
                    yield from _leaf(one.get(name), (*path, key, _segment(listed, index), name))
        items = value.get("items")
        for index, one in enumerate(items if isinstance(items, list) else ()):
            yield from _message(one, (*path, "items", _segment(items, index)))


def _leaf(value: Any, path: Path) -> Iterator[tuple[Path, Any, bool]]:
    if isinstance(value, str) or (
        isinstance(value, Mapping) and value and all(isinstance(text, str) for text in value.values())
    ):
        yield path, value, False


def _segment(listed: Any, index: int) -> str | int:
    """How operations name an element: by its id where it is the only one with it, else by its position."""
    one = listed[index]
    id = one.get("id") if isinstance(one, Mapping) else None
    unique = isinstance(id, str) and sum(isinstance(each, Mapping) and each.get("id") == id for each in listed) == 1
    return id if unique and isinstance(id, str) and not id.isdigit() and id != "-" else index


def place_of(path: str) -> str:
    """The place of a text by any of its paths: `…/message` and `…/message/text` are one."""
    return path.removesuffix("/text")


def operations_for(
    document: Body, texts: Mapping[tuple[str, str], Mapping[str, str]]
) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Draft operations that give places (part, place) other texts by language, and the places that do not exist.

    Languages that are not named keep their text; an empty text is left as it was.
    """
    default = document["default_language"]
    operations: list[dict[str, Any]] = []
    left = dict(texts)
    for wording in wordings(document):
        given = left.pop((wording.part, wording.place), None)
        if given is None:
            continue
        wanted = {**wording.texts, **{language: text for language, text in given.items() if text}}
        if wanted != wording.texts:
            value = wording.changed(wanted, default)
            operations.append({"op": "set", "part": wording.part, "path": wording.path, "value": value})
    return operations, list(left)
