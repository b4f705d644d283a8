"""The messages of Botpress, by content type, as messages of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flows.formats.botpress.names import Names, Taken, slug
from flows.formats.botpress.texts import template
from flows.formats.media import ADDRESS
from flows.formats.report import Item

_ACTIONS = {"Say something": "reply", "Open URL": "url", "Postback": "postback", "Pick location": "location"}
_CHOICE = "text message choices options isDropdown dropdownPlaceholder"
_CARD = "title subtitle text image actions"
_FIELDS: dict[str, frozenset[str]] = {
    "text": frozenset(["text", "message", "variations"]),
    "single-choice": frozenset(_CHOICE.split()),
    "dropdown": frozenset(f"{_CHOICE} allowMultiple placeholderText".split()),
    "card": frozenset(_CARD.split()),
    "carousel": frozenset(("items",)),
    "location": frozenset(["latitude", "longitude", "title", "address"]),
    "action-button": frozenset(["action", "title", "text", "url", "payload"]),
    **{kind: frozenset((kind, "file", "url", "title")) for kind in ("image", "audio", "video", "file")},
}
"""What is read of each form."""
_COMMON = frozenset(["typing", "markdown", "contentType", "collectFeedback"])
_NOTHING: tuple[Any, ...] = (None, "", [], {}, False)
Fields = Mapping[str, Any]
Localized = dict[str, dict[str, Any]]
"""Fields of a form by language."""
Maker = Callable[["Messages", Localized, str, str], dict[str, Any]]


class Messages:
    """Makes messages out of filled forms; what a form holds too much goes into the report."""

    def __init__(self, language: str, names: Names, items: list[Item]) -> None:
        self._language = language
        self._names = names
        self._items = items

    def make(self, kind: str, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        """The message of a form; `path` and `pointer` say where it stands."""
        plain = kind.removeprefix("builtin_").removeprefix("#")
        make = _MAKERS.get(plain)
        if make is None:
            self._items.append(
                Item("warning", "content-type", path, f"The content type {kind!r} is not known; only its text is kept.",
                     "Write the message anew.", pointer)
            )  # fmt: skip
            make = Messages._unknown
        self._left_out(plain, fields, path, pointer)
        return make(self, fields, path, pointer)

    def _left_out(self, kind: str, fields: Localized, path: str, pointer: str) -> None:
        """Names filled fields of a form that have no equal here."""
        known = _FIELDS.get(kind)
        named = {key for one in fields.values() for key, value in one.items() if value not in _NOTHING}
        for key in sorted(named - known - _COMMON) if known is not None else ():
            self._items.append(
                Item("hint", "unknown-key", path, f"The field {key[:80]!r} of a {kind} has no equal here.",
                     "Look at the message in the chat.", pointer=f"{pointer}/formData/{key[:80]}")
            )  # fmt: skip

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
        if options and _any(fields, "isDropdown"):
            return self._folded(message, options, fields, path, pointer)
        return {**message, "options": options} if options else message

    def _dropdown(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        message = self._choice(fields, path, pointer)
        if message.get("type") == "choice" or "options" not in message:
            return message
        return self._folded({"text": message["text"]}, message["options"], fields, path, pointer)

    def _folded(
        self, message: dict[str, Any], options: list[dict[str, Any]], fields: Localized, path: str, pointer: str
    ) -> dict[str, Any]:
        """A choice that is shown folded up."""
        actions = [{"kind": "reply", **{key: option[key] for key in ("id", "title", "value")}} for option in options]
        made: dict[str, Any] = {"type": "choice", "style": "dropdown", **message, "options": actions}
        placeholder = self._localized(fields, ("dropdownPlaceholder", "placeholderText"), path, pointer)
        if placeholder:
            made["placeholder"] = placeholder
        return {**made, "multiple": True} if _any(fields, "allowMultiple") else made

    def _media(self, kind: str, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        message: dict[str, Any] = {"type": kind, "url": self._localized(fields, (kind, "file", "url"), path, pointer)}
        if not message["url"]:
            self._items.append(Item("warning", "media", path, "There is no file in it.", "Set its address.", pointer))
            message["url"] = ""
        elif any("/media/" in url and not ADDRESS.search(url) for url in message["url"].values()):
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
        lists = {lang: one["actions"] for lang, one in fields.items() if isinstance(one.get("actions"), list)}
        made: list[dict[str, Any]] = []
        for index in range(max((len(listed) for listed in lists.values()), default=0)):
            here: dict[str, Any] = {lang: listed[index] for lang, listed in lists.items() if index < len(listed)}
            buttons: Localized = {lang: one for lang, one in here.items() if isinstance(one, dict)}
            if buttons:
                made.append(self._action(buttons, path, pointer))
        return {**card, "actions": made} if made else card

    def _action(self, actions: Localized, path: str, pointer: str) -> dict[str, Any]:
        """One button of a card, in all its languages."""
        title = self._localized(actions, ("title",), path, pointer) or ""
        first = actions.get(self._language, next(iter(actions.values())))
        kind = _ACTIONS.get(str(first.get("action")), "reply")
        if kind == "url":
            return {"kind": "url", "title": title, "url": self._localized(actions, ("url",), path, pointer) or ""}
        value = first.get("payload") if kind == "postback" else first.get("text")
        if kind == "location":
            kind = "reply"
            self._items.append(
                Item("warning", "action", path, "A button asked for the visitor's place; here it only replies.",
                     "Ask for it with a question.", pointer)
            )  # fmt: skip
        return {"kind": kind, "title": title, "value": str(value or first.get("title") or "")}

    def _carousel(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        lists = {lang: one["items"] for lang, one in fields.items() if isinstance(one.get("items"), list)}
        cards = []
        for index in range(max((len(items) for items in lists.values()), default=0)):
            card = {lang: items[index] for lang, items in lists.items() if index < len(items)}
            cards.append(self._card({lang: one for lang, one in card.items() if isinstance(one, dict)}, path, pointer))
        return {"type": "carousel", "items": cards}

    def _location(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        first = next(iter(fields.values()), {})
        message = {"type": "location", "lat": _number(first.get("latitude")), "lon": _number(first.get("longitude"))}
        for key in ("title", "address"):
            if found := self._localized(fields, (key,), path, pointer):
                message[key] = found
        return message

    def _button(self, fields: Localized, path: str, pointer: str) -> dict[str, Any]:
        """A button that stands alone is a text with one option, or with a link."""
        button = self._action(fields, path, pointer)
        if button["kind"] == "url":
            url = button["url"] or {}
            return {"text": {lang: f"[{title}]({url.get(lang, '')})" for lang, title in button["title"].items()}}
        return {"text": button["title"], "options": [{"id": "go", "title": button["title"], "value": button["value"]}]}

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


def _of_file(kind: str) -> Maker:
    return lambda messages, fields, path, pointer: messages._media(kind, fields, path, pointer)


_MAKERS: dict[str, Maker] = {
    "text": Messages._text,
    "single-choice": Messages._choice,
    "dropdown": Messages._dropdown,
    "card": Messages._card,
    "carousel": Messages._carousel,
    "location": Messages._location,
    "action-button": Messages._button,
    **{kind: _of_file(kind) for kind in ("image", "audio", "video", "file")},
}


def _any(fields: Localized, name: str) -> bool:
    return any(bool(one.get(name)) for one in fields.values())


def _number(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def merge_options(choices: Mapping[str, Any], write: Callable[[str], str]) -> list[dict[str, Any]]:
    """Choices `{title, value}` (or `{label, value}`) of several languages as options, matched by their value."""
    options: dict[str, dict[str, Any]] = {}
    taken = Taken()
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
