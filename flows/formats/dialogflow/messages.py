"""What an intent says: texts with their variations, cards, pictures, quick replies, in all languages at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from flows.formats.dialogflow.files import as_language
from flows.formats.dialogflow.payloads import messages_in
from flows.formats.told import Place, Told

Body = dict[str, Any]
Step = tuple[str, Body]
Template = Callable[[str, Place], str]
TEXT, CARD, REPLIES, IMAGE, PAYLOAD = "0", "1", "2", "3", "4"
_KINDS = {
    "simple_response": TEXT, "text": TEXT, "basic_card": CARD, "card": CARD, "suggestion_chips": REPLIES,
    "quick_replies": REPLIES, "image": IMAGE, "custom_payload": PAYLOAD, "payload": PAYLOAD, "list_card": "list",
    "carousel_card": "list", "browse_carousel_card": "list", "link_out_chip": "link", "link_out_suggestion": "link",
    "telephony_synthesize_speech": TEXT,
}  # fmt: skip
_LONGEST = 20_000
_MARKUP = re.compile(r"<[^<>]*>")


class Messages:
    """Makes steps of the messages of one intent."""

    def __init__(self, language: str, languages: list[str], template: Template, told: Told, target: str) -> None:
        self._language = language
        self._languages = languages
        self._template = template
        self._told = told
        self._target = target

    def steps(self, place: Place, messages: Iterable[Any]) -> list[Step]:
        """The steps in their order; quick replies stand below the last text."""
        rows = self._rows(place, messages)
        platforms = list(dict.fromkeys(platform for platform, _, _ in rows))
        chosen = "" if "" in platforms else next(iter(platforms), "")
        for platform in platforms:
            if platform != chosen:
                self._told.hint(
                    "platform", place, f"Messages for {platform[:40]} alone were left out, quick replies apart.",
                    "Give a message variants for channels.", self._target,
                )  # fmt: skip
        steps: list[Step] = []
        offered: list[Body] = []
        for platform, kind, by_language in rows:
            if kind == REPLIES and (platform == chosen or not offered):
                title, options = self._replies(by_language)
                offered = options or offered
                if title and platform == chosen:
                    steps.append(("say", {"message": as_message(title)}))
            elif platform == chosen:
                steps += self._step(kind, by_language)
        return _offer(steps, offered)

    def _rows(self, place: Place, messages: Iterable[Any]) -> list[tuple[str, str, dict[str, tuple[Place, Body]]]]:
        """The n-th message of a kind in each language is one message."""
        rows: dict[tuple[str, str, int], dict[str, tuple[Place, Body]]] = {}
        counts: dict[tuple[str, str, str], int] = {}
        for index, one in enumerate(messages):
            at = place.at(index)
            if not isinstance(one, dict):
                self._told.lost("unreadable", at, "This message has no shape that is known.", target=self._target)
                continue
            language = as_language(one.get("lang") or self._language) or self._language
            kind = str(one.get("type", ""))
            kind, platform = _KINDS.get(kind, kind), str(one.get("platform") or "")
            inside = messages_in(one.get("payload")) if kind == PAYLOAD else []
            for made, body in inside or [(kind, one)]:
                if self._says(made, body, at):
                    number = counts[language, platform, made] = counts.get((language, platform, made), -1) + 1
                    rows.setdefault((platform, made, number), {})[language] = (at, body)
        return [(platform, kind, row) for (platform, kind, _), row in rows.items()]

    def _says(self, kind: str, one: Body, at: Place) -> bool:
        """Whether there is something in it; what cannot be shown is told."""
        if kind == TEXT:
            return bool(_words(one))
        if one.get("condition"):
            self._told.warn("condition", at, "A message was bound to a condition; here it is always said.",
                            "Put a branch before it.", self._target)  # fmt: skip
        if kind in (CARD, REPLIES, IMAGE, "list", "link"):
            return True
        what = "A custom payload" if kind == PAYLOAD else f"A message of the kind {kind[:40]!r}"
        self._told.lost("payload", at, f"{what} is for another channel and was left out.",
                        "Say the same with a message of ours.", self._target)  # fmt: skip
        return False

    def _step(self, kind: str, row: dict[str, tuple[Place, Body]]) -> list[Step]:
        if kind == TEXT:
            listed = self._texts(row)
            config: Body = {"message": listed[0]}
            return [("say", config | ({"variations": listed[1:100]} if len(listed) > 1 else {}))]
        if kind == IMAGE:
            return [("image", {"url": self._localized(row, _image), "alt": self._localized(row, _alt) or ""})]
        if kind == CARD:
            return [("card", self._card(row))]
        if kind == "link":
            place, one = self._main(row)
            url = str(one.get("url") or "")
            return [("say", {"message": " ".join(filter(None, (str(one.get("destinationName") or ""), url)))})]
        place, one = self._main(row)
        items = one.get("items")
        cards = [self._item(item, place) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        return [("carousel", {"items": cards[:20]})] if cards else []

    def _texts(self, row: dict[str, tuple[Place, Body]]) -> list[Any]:
        """A text and its variations. A language with fewer of them repeats some, so that each has its own words."""
        words = {language: [self._text(text, place) for text in _words(one)] for language, (place, one) in row.items()}
        most = max(map(len, words.values()))
        return [
            as_message(self._plain({language: texts[index % len(texts)] for language, texts in words.items()}))
            for index in range(most)
        ]

    def _card(self, row: dict[str, tuple[Place, Body]]) -> Body:
        card: Body = {"title": self._localized(row, "title") or ""}
        for key, names in (("subtitle", "subtitle"), ("text", "formattedText"), ("image", _image)):
            if found := self._localized(row, names):
                card[key] = found
        if card.get("image"):
            card["alt"] = self._localized(row, _alt) or ""
        place, one = self._main(row)
        buttons = one.get("buttons")
        listed = [self._button(each, place) for each in buttons if isinstance(each, dict)] if buttons else []
        return {**card, **({"actions": listed[:10]} if listed else {})}

    def _button(self, button: Body, place: Place) -> Body:
        title = self._text(str(button.get("text") or button.get("title") or ""), place)
        action = button.get("openUrlAction")
        url = str((action.get("url") if isinstance(action, dict) else None) or button.get("postback") or "")
        if url.startswith(("http://", "https://")):
            return {"kind": "url", "title": title, "url": self._text(url, place)}
        return {"kind": "reply", "title": title, **({"value": url} if url else {})}

    def _item(self, item: Body, place: Place) -> Body:
        title = self._text(str(item.get("title") or ""), place)
        card: Body = {"title": title, "actions": [{"kind": "reply", "title": title}]}
        if item.get("description"):
            card["subtitle"] = self._text(str(item["description"]), place)
        if _image(item):
            card |= {"image": str(_image(item)), "alt": str(_alt(item) or "")}
        return card

    def _replies(self, row: dict[str, tuple[Place, Body]]) -> tuple[Any, list[Body]]:
        titles: dict[int, dict[str, str]] = {}
        for language, (place, one) in row.items():
            listed = one.get("replies") or one.get("suggestions") or ()
            for index, reply in enumerate(listed if isinstance(listed, list) else ()):
                text = reply.get("title") if isinstance(reply, dict) else reply
                if isinstance(text, str) and text.strip():
                    titles.setdefault(index, {})[language] = self._text(text, place)
        options = [{"id": f"o{index + 1}", "title": self._plain(title)} for index, title in titles.items()]
        return self._localized(row, "title"), options[:100]

    def _localized(self, row: dict[str, tuple[Place, Body]], key: Any) -> Any:
        found: dict[str, str] = {}
        for language, (place, one) in row.items():
            value = key(one) if callable(key) else one.get(key)
            if isinstance(value, str) and value.strip():
                found[language] = self._text(value, place)
        return self._plain(found) if found else None

    def _main(self, row: dict[str, tuple[Place, Body]]) -> tuple[Place, Body]:
        if len(row) > 1:
            place = next(iter(row.values()))[0]
            self._told.warn("language", place, "Its buttons or items were taken in one language only.",
                            "Translate them.", self._target)  # fmt: skip
        return row.get(self._language) or next(iter(row.values()))

    def _text(self, text: str, place: Place) -> str:
        made = self._template(text, place)
        if len(made) <= _LONGEST:
            return made
        self._told.lost(
            "text", place, f"A text of {len(text)} characters was cut.", "Make several of it.", self._target
        )
        return self._template(text[: _LONGEST // 10], place)[:_LONGEST]

    def _plain(self, texts: dict[str, str]) -> Any:
        return next(iter(texts.values())) if len(self._languages) == 1 else texts


def _offer(steps: list[Step], options: list[Body]) -> list[Step]:
    """Puts the quick replies below the last text."""
    if not options:
        return steps
    at = max((index for index, (type, _) in enumerate(steps) if type == "say"), default=None)
    if at is None:
        return [*steps, ("say", {"message": {"text": "…", "options": options}})]
    config = steps[at][1]
    offering: Body = {"message": _with_options(config["message"], options)}
    if "variations" in config:
        offering["variations"] = [_with_options(each, options) for each in config["variations"]]
    # What is offered stays in sight only below everything else.
    return [*steps[:at], *steps[at + 1 :], ("say", offering)]


def _with_options(message: Any, options: list[Body]) -> Body:
    text = message["text"] if isinstance(message, dict) else message
    return {"text": text, "options": options}


def as_message(text: Any) -> Any:
    """A message of a text or of texts by language."""
    return text if isinstance(text, str) else {"text": text}


def _words(one: Body) -> list[str]:
    """The variations of a text."""
    value = one.get("speech") or one.get("textToSpeech") or one.get("displayText") or one.get("text") or one.get("ssml")
    if isinstance(value, dict):
        value = value.get("text")
    if value is None and isinstance(one.get("items"), list):
        value = [item.get("displayText") or item.get("textToSpeech") for item in one["items"] if isinstance(item, dict)]
    listed = value if isinstance(value, list) else [value]
    if value is one.get("ssml"):
        listed = [_MARKUP.sub("", text) if isinstance(text, str) else text for text in listed]
    return [text for text in listed if isinstance(text, str) and text.strip()]


def _image(one: Body) -> str | None:
    image = one.get("image")
    value = one.get("imageUrl") or (image.get("url") or image.get("imageUri") if isinstance(image, dict) else image)
    return value if isinstance(value, str) else None


def _alt(one: Body) -> str | None:
    image = one.get("image")
    value = image.get("accessibilityText") if isinstance(image, dict) else None
    return value if isinstance(value, str) else None
