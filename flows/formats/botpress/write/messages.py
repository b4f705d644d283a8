"""Our messages as content elements of Botpress."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from flows.formats.botpress.write.json_text import json_text
from flows.formats.botpress.write.language import Language
from flows.formats.report import Item

TYPES = (
    "builtin_text", "builtin_single-choice", "builtin_card", "builtin_carousel", "builtin_image", "builtin_video",
    "builtin_audio", "builtin_file", "builtin_location", "dropdown",
)  # fmt: skip
_MEDIA = ("image", "video", "audio", "file")
_KINDS = {"reply": "Say something", "postback": "Postback", "url": "Open URL"}
_DATE = "2020-01-01T00:00:00.000Z"
Form = dict[str, Any]
"""Fields of a form, without languages or with them (`text$en`)."""


class Contents:
    """The elements of the library, by content type; messages of flows are added where they need an element."""

    def __init__(self, document: Mapping[str, Any], language: Language, items: list[Item]) -> None:
        self._default = str(document["default_language"])
        self._language = language
        self._items = items
        self._by_id: dict[str, Mapping[str, Any]] = {}
        self._known: dict[str, str] = {}
        self.elements: dict[str, list[dict[str, Any]]] = {}
        for content in document.get("content", ()):
            self._by_id[content["id"]] = content
            if content.get("variants"):
                self._tell(f"content:{content['id']}", "Wordings for a case are left out.")
            target = f"content:{content['id']}"
            self._add(content["id"], *self._form(content["message"], target), content.get("variations") or (), target)

    def reference(self, message: Any, target: str, variations: Any = ()) -> str:
        """`#!id` of an element with this message, made where there is none."""
        if isinstance(message, Mapping) and "content" in message and not variations:
            if message["content"] not in self._by_id:
                self._tell(target, f"The content {message['content']!r} does not exist.")
            return f"#!{message['content']}"
        kind, form = self._form(message, target)
        key = _key(kind, form) if not variations else ""
        if key in self._known:
            return f"#!{self._known[key]}"
        mark = hashlib.blake2b(f"{target} {key or variations}".encode(), digest_size=5).hexdigest()
        id = f"{kind}-{mark}"
        self._add(id, kind, form, variations, target)
        return f"#!{id}"

    def say(self, message: Any, target: str, variations: Any = ()) -> str:
        """The instruction that says a message: in place where it is one text in the bot's own language."""
        text = message.get("text") if isinstance(message, Mapping) and set(message) == {"text"} else message
        only = {self._default} == set(text) if isinstance(text, Mapping) else isinstance(text, str)
        if only and not variations and text is not None:
            plain = text[self._default] if isinstance(text, Mapping) else text
            return f"say #builtin_text {json_text({'text': self._text(plain, target)})}"
        return f"say {self.reference(message, target, variations)}"

    def question(self, text: Any, options: list[Mapping[str, Any]], target: str, *, folded: bool) -> str:
        """`#!id` of a single choice with these options."""
        listed = [{"id": one["id"], "title": one["title"], "value": one.get("value")} for one in options]
        message: dict[str, Any] = {"text": text, "options": listed}
        if folded:
            message = {"type": "choice", "style": "dropdown", **message}
        return self.reference(message, target)

    def plain(self, text: str, target: str) -> str:
        """One text."""
        return self._text(text, target)

    def localised(self, text: Any, target: str) -> dict[str, str]:
        """A text in its languages."""
        return {language: self._text(one, target) for language, one in self._localised(text).items()}

    def text_of(self, message: Any) -> Any:
        """The text of a message, of the library as well; None where it is no text."""
        if isinstance(message, Mapping) and "content" in message:
            found = self._by_id.get(message["content"])
            return None if found is None else self.text_of(found["message"])
        return message.get("text") if isinstance(message, Mapping) else message

    def options_of(self, message: Any) -> list[Mapping[str, Any]]:
        """The options of a message, of the library as well."""
        if isinstance(message, Mapping) and "content" in message:
            found = self._by_id.get(message["content"])
            return [] if found is None else self.options_of(found["message"])
        return list(message.get("options") or ()) if isinstance(message, Mapping) else []

    def _add(self, id: str, kind: str, form: Form, variations: Any, target: str) -> None:
        # The names of elements begin with their type: two types may become one message here.
        own = next((name for name in TYPES if id.startswith(f"{name}-")), kind)
        if {own, kind} == {"dropdown", "builtin_single-choice"} and own != kind:
            kind, form = own, self._renamed(form, own)
        self._known.setdefault(_key(kind, form), id)
        texts: dict[str, list[str]] = {}
        for one in variations:
            found = self.text_of(one)
            if found is None:
                self._tell(target, "A wording that is no text is left out.")
                continue
            for language, text in self._localised(found).items():
                texts.setdefault(language, []).append(self._text(text, target))
        form = {**form, **{f"variations${language}": listed for language, listed in texts.items()}}
        element = {"id": id, "formData": form, "createdBy": "admin", "createdOn": _DATE, "modifiedOn": _DATE}
        self.elements.setdefault(kind, []).append(element)

    def _form(self, message: Any, target: str) -> tuple[str, Form]:
        if not isinstance(message, Mapping):
            message = {"text": message}
        kind = message.get("type")
        if kind in _MEDIA:
            title = message.get("alt", message.get("caption", message.get("name")))
            return f"builtin_{kind}", self._fields({kind: message.get("url"), "title": title}, target)
        if kind == "card":
            return "builtin_card", self._in_languages([message], target, lambda cards: cards[0])
        if kind == "carousel":
            items = [one for one in message.get("items", ()) if isinstance(one, Mapping) and "title" in one]
            if len(items) != len(message.get("items", ())):
                self._tell(target, "Cards of the library inside of a carousel are left out.")
            return "builtin_carousel", self._in_languages(items, target, lambda cards: {"items": cards})
        if kind == "location":
            form = self._fields({"title": message.get("title"), "address": message.get("address")}, target)
            place = {"latitude": message.get("lat"), "longitude": message.get("lon")}
            return "builtin_location", {**form, **{f"{key}${self._default}": one for key, one in place.items()}}
        if kind not in (None, "text", "choice"):
            self._tell(target, f"A message of the type {kind!r} is only its text there.")
        options = message.get("options")
        form = self._fields({"text": message.get("text", message.get("title", ""))}, target)
        if not options:
            return "builtin_text", form
        return self._choice(message, form, target)

    def _choice(self, message: Mapping[str, Any], form: Form, target: str) -> tuple[str, Form]:
        languages = {key.rpartition("$")[2] for key in form} | {self._default}
        for option in message["options"]:
            languages |= set(self._localised(option["title"]))
        for language in sorted(languages):
            form[f"choices${language}"] = [
                {"title": self._text(titles[language], target), "value": _value(option, self._default)}
                for option in message["options"]
                if language in (titles := self._localised(option["title"]))
            ]
        if message.get("style") != "dropdown":
            return "builtin_single-choice", form
        form = {**form, **self._fields({"dropdownPlaceholder": message.get("placeholder")}, target)}
        form[f"isDropdown${self._default}"] = True
        if message.get("multiple"):
            form[f"allowMultiple${self._default}"] = True
            return "dropdown", self._renamed(form, "dropdown")
        return "builtin_single-choice", form

    def _renamed(self, form: Form, kind: str) -> Form:
        """The fields of a single choice for a dropdown, or the other way round."""
        names = {"text": "message", "choices": "options", "dropdownPlaceholder": "placeholderText"}
        if kind != "dropdown":
            return form
        made: Form = {}
        for key, value in form.items():
            name, _, language = key.rpartition("$")
            if name == "choices":
                value = [{"label": one["title"], "value": one["value"]} for one in value]
            if name != "isDropdown":
                made[f"{names.get(name, name)}${language}"] = value
        return made

    def _in_languages(self, cards: list[Mapping[str, Any]], target: str, shape: Any) -> Form:
        languages = sorted({language for card in cards for language in _languages(card)} | {self._default})
        form: Form = {}
        for language in languages:
            for key, value in shape([self._card(card, language, target) for card in cards]).items():
                form[f"{key}${language}"] = value
        return form

    def _card(self, card: Mapping[str, Any], language: str, target: str) -> Form:
        found: Form = {key: self._one(card.get(key), language, target) for key in ("title", "subtitle", "text")}
        image = card.get("image")
        if isinstance(image, Mapping):
            found["image"] = self._one(image.get("url"), language, target)
        actions = [self._action(one, language, target) for one in card.get("actions", ())]
        return {key: value for key, value in {**found, "actions": actions}.items() if value}

    def _action(self, action: Mapping[str, Any], language: str, target: str) -> Form:
        kind = str(action.get("kind", "reply"))
        if kind not in _KINDS:
            self._tell(target, f"A button of the kind {kind!r} says its title there.")
        made = {"action": _KINDS.get(kind, "Say something"), "title": self._one(action["title"], language, target)}
        if kind == "url":
            return {**made, "url": self._one(action.get("url"), language, target)}
        value = str(action.get("value") or self._one(action["title"], language, target))
        return {**made, "payload" if kind == "postback" else "text": value}

    def _one(self, text: Any, language: str, target: str) -> str:
        found = self._localised(text)
        return self._text(found.get(language, found.get(self._default, "")), target)

    def _fields(self, fields: Mapping[str, Any], target: str) -> Form:
        return {
            f"{key}${language}": self._text(text, target)
            for key, value in fields.items()
            for language, text in self._localised(value).items()
        }

    def _localised(self, text: Any) -> dict[str, str]:
        if text is None:
            return {}
        return dict(text) if isinstance(text, Mapping) else {self._default: str(text)}

    def _text(self, text: Any, target: str) -> str:
        return self._language.mustache(text, lambda code, what: self._tell(target, what, code))

    def _tell(self, target: str, what: str, code: str = "message") -> None:
        self._items.append(Item("warning", code, "bot.json", what, target=target))


def _languages(card: Mapping[str, Any]) -> set[str]:
    """Languages of all texts in a card."""
    image = card.get("image")
    texts = [card.get(key) for key in ("title", "subtitle", "text")]
    texts += [image.get("url")] if isinstance(image, Mapping) else []
    for action in card.get("actions", ()):
        texts += [action.get("title"), action.get("url")]
    return {language for text in texts if isinstance(text, Mapping) for language in text}


def _value(option: Mapping[str, Any], default: str) -> str:
    title = option["title"]
    plain = title.get(default, next(iter(title.values()), "")) if isinstance(title, Mapping) else title
    value = option.get("value")
    return str(plain if value is None else value)


def _key(kind: str, form: Form) -> str:
    return f"{kind} {json_text(form, sort=True)}"
