"""The messages of Botpress, by content type, as messages of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from flows.formats.botpress.names import Names, slug
from flows.formats.botpress.texts import template
from flows.formats.report import Item

_ACTIONS = {"Say something": "reply", "Open URL": "url", "Postback": "postback", "Pick location": "location"}
Fields = Mapping[str, Any]
Localized = dict[str, dict[str, Any]]
"""Fields of a form by language."""


class Messages:
    """Makes messages out of filled forms; what a form holds too much goes into the report."""

    def __init__(self, language: str, names: Names, items: list[Item]) -> None:
        self._language = language
        self._names = names
        self._items = items
        self._makers: dict[str, Callable[[Localized, str, str], dict[str, Any]]] = {
            "text": self._text,
            "single-choice": self._choice,
            "dropdown": self._choice,
            "card": self._card,
            "carousel": self._carousel,
            "location": self._location,
            **{kind: partial(self._media, kind) for kind in ("image", "audio", "video", "file")},
        }

    def make(self, kind: str, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        """The message of a form; `path` and `pointer` say where it stands."""
        plain = kind.removeprefix("builtin_").removeprefix("#")
        make = self._makers.get(plain)
        if make is None:
            self._items.append(
                Item("warning", "content-type", path, f"The content type {kind!r} is not known; only its text is kept.",
                     "Write the message anew.", pointer)
            )  # fmt: skip
            make = self._unknown
        return make(fields, path, pointer)

    def _localized(self, fields: Localized, keys: tuple[str, ...], path: str, pointer: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for language, one in fields.items():
            value = next((one[key] for key in keys if isinstance(one.get(key), str) and one[key]), None)
            if value is not None:
                found[language] = self._template(value, path, pointer)
        return found

    def _template(self, source: str, path: str, pointer: str) -> str:
        def tell(code: str, what: str) -> None:
            self._items.append(Item("warning", code, path, what, "Check the text.", pointer))

        return template(source, self._names, tell)

    def _text(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        return {"text": self._localized(fields, ("text", "message"), path, pointer) or ""}

    def _choice(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        options = merge_options(
            {lang: one.get("choices", one.get("options")) for lang, one in fields.items()},
            lambda text: self._template(text, path, pointer),
        )
        message = self._text(fields, path, pointer)
        return {**message, "options": options} if options else message

    def _media(self, kind: str, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        message: dict[str, Any] = {"type": kind, "url": self._localized(fields, (kind, "file", "url"), path, pointer)}
        if not message["url"]:
            self._items.append(Item("warning", "media", path, "There is no file in it.", "Set its address.", pointer))
            message["url"] = ""
        elif any("/media/" in url for url in message["url"].values()):
            self._items.append(
                Item("warning", "media", path, "Its file is stored with the old bot.",
                     "Upload the file and set the address.", pointer)
            )  # fmt: skip
        title = self._localized(fields, ("title",), path, pointer)
        return {**message, "alt" if kind == "image" else "caption": title} if title else message

    def _card(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        card: dict[str, Any] = {"type": "card", "title": self._localized(fields, ("title",), path, pointer) or ""}
        for key, names in (("subtitle", ("subtitle",)), ("text", ("text",))):
            if found := self._localized(fields, names, path, pointer):
                card[key] = found
        image = self._localized(fields, ("image",), path, pointer)
        if image:
            card["image"] = {"url": image}
        actions = fields.get(self._language, next(iter(fields.values()), {})).get("actions")
        made = [self._action(one, path, pointer) for one in actions or () if isinstance(one, dict)]
        return {**card, "actions": made} if made else card

    def _action(self, action: dict[str, Any], path: str, pointer: str) -> dict[str, Any]:
        title = self._template(str(action.get("title") or ""), path, pointer)
        kind = _ACTIONS.get(str(action.get("action")), "reply")
        if kind == "url":
            return {"kind": "url", "title": title, "url": self._template(str(action.get("url") or ""), path, pointer)}
        value = action.get("payload") if kind == "postback" else action.get("text")
        return {"kind": "reply", "title": title, "value": str(value or title)}

    def _carousel(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        lists = {lang: one["items"] for lang, one in fields.items() if isinstance(one.get("items"), list)}
        cards = []
        for index in range(max((len(items) for items in lists.values()), default=0)):
            card = {lang: items[index] for lang, items in lists.items() if index < len(items)}
            cards.append(self._card({lang: one for lang, one in card.items() if isinstance(one, dict)}, path, pointer))
        return {"type": "carousel", "items": cards}

    def _location(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        first = next(iter(fields.values()), {})
        message = {"type": "location", "lat": first.get("latitude"), "lon": first.get("longitude")}
        title = self._localized(fields, ("title", "address"), path, pointer)
        return {**message, "title": title} if title else message

    def _unknown(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        text = self._localized(fields, ("text", "message", "title", "name", "content", "question"), path, pointer)
        return {"text": text or ""}

    def wordings(self, fields: Localized, path: str, pointer: str) -> Iterator[dict[str, str]]:
        """Variations, one text for each language each."""
        lists = {lang: one["variations"] for lang, one in fields.items() if isinstance(one.get("variations"), list)}
        for index in range(max((len(texts) for texts in lists.values()), default=0)):
            text = {
                language: self._template(texts[index], path, pointer)
                for language, texts in lists.items()
                if index < len(texts) and isinstance(texts[index], str) and texts[index]
            }
            if text:
                yield text


def merge_options(choices: Mapping[str, Any], write: Callable[[str], str]) -> list[dict[str, Any]]:
    """Choices `{title, value}` (or `{label, value}`) of several languages as options, matched by their value."""
    options: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()
    for lang, listed in choices.items():
        for choice in listed if isinstance(listed, list) else ():
            if not isinstance(choice, dict):
                continue
            title = str(choice.get("title", choice.get("label")) or choice.get("value") or "")
            value = str(choice.get("value") or title)
            if value not in options:
                options[value] = {"id": slug(value, taken), "title": {}, "value": value}
            options[value]["title"].setdefault(lang, write(title))
    return list(options.values())
