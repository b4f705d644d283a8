"""Responses: what the bot says, as content; and those of retrieval intents, as answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from flows.engine.variables import storable
from flows.formats.names import Ids, slug
from flows.formats.rasa.domain import Domain
from flows.formats.rasa.knowledge import Knowledge
from flows.formats.rasa.texts import Texts
from flows.formats.told import Place, Told

_KEYS = frozenset(
    {
        "text",
        "buttons",
        "quick_replies",
        "button_type",
        "image",
        "custom",
        "channel",
        "condition",
        "id",
        "metadata",
        "elements",
        "attachment",
    }
)
_PAYLOAD = re.compile(r"/(?P<intent>[^{@\s]+)\s*(?P<entities>\{.*)?", re.DOTALL)
_WEB = ("http://", "https://")

Body = Mapping[str, Any]
Fill = Mapping[str, Any]


class Responses:
    """`bodies` are the content; `message(…)` makes one response in place."""

    def __init__(self, domain: Domain, knowledge: Knowledge, texts: Texts, language: str, told: Told) -> None:
        self._domain = domain
        self._knowledge = knowledge
        self._texts = texts
        self._language = language
        self._told = told
        self._free = Ids()
        self._ids: dict[str, str] = {}
        self.bodies: list[dict[str, Any]] = []
        for name, (place, variations) in domain.responses.items():
            if "/" not in name:
                self._ids[name] = self._free.slug(name)
                self.bodies.append({"id": self._ids[name], **self._content(place, variations)})

    def content(self, name: str, place: Place) -> str:
        """The id of a response's content; one that no file has is made, empty, and told."""
        found = self._ids.get(name)
        if found is None:
            found = self._ids[name] = self._free.slug(name)
            self._told.lost(
                "missing-response",
                place,
                f"No file has the response {name[:60]!r}.",
                "Write what the bot says.",
                f"content:{found}",
            )
            self.bodies.append({"id": found, "message": {"text": {self._language: ""}}})
        return found

    def spoken(self, text: str, place: Place) -> str:
        """The id of a content for a text that a story says itself."""
        key = f"\0{text}"
        if key not in self._ids:
            self._ids[key] = self._free.slug(f"said-{text[:40]}")
            made = self._texts.template(text, place)
            self.bodies.append({"id": self._ids[key], "message": {"text": {self._language: made}}})
        return self._ids[key]

    def has(self, name: str) -> bool:
        """Whether a file has the response."""
        return name in self._domain.responses

    def question(self, name: str, fills: Sequence[Fill]) -> Any:
        """A response as the question of a form: its buttons answer the question itself."""
        place, variations = self._domain.responses[name]
        first = next(iter(_variations(variations)), None)
        if first is None or not _buttons(first):
            return {"content": self._ids[name]}
        return self._message(first, place.at(0), fills)

    def answer(self, name: str) -> dict[str, Any]:
        """An answer for one sub-intent of a retrieval intent."""
        place, variations = self._domain.responses.get(f"utter_{name}", (self._knowledge.place("intent", name), None))
        answers = []
        for index, one in enumerate(_variations(variations)):
            if one.get("condition") or one.get("channel"):
                self._told.warn(
                    "answer",
                    place.at(index),
                    "This answer was bound to a condition or a channel; here it is one among all.",
                    target=f"answer:{slug(name)}",
                )
            made = self._message(one, place.at(index), ())
            answers.append(made["text"][self._language] if set(made) == {"text"} else made)
        if not answers:
            self._told.lost(
                "missing-response",
                place,
                f"No file has an answer for {name[:60]!r}.",
                "Write one.",
                f"answer:{slug(name)}",
            )
        return {
            "id": slug(name),
            "questions": {self._language: self._knowledge.questions(name)},
            "answers": {self._language: answers} if answers else {},
        }

    # -- one response -------------------------------------------------------------------------------------------

    def _content(self, place: Place, variations: Any) -> dict[str, Any]:
        plain: list[Any] = []
        variants: list[dict[str, Any]] = []
        title = ""
        for index, one in enumerate(_variations(variations)):
            at = place.at(index)
            title = title or str(one.get("id") or "")
            message = self._message(one, at, ())
            limits = self._limits(one, at)
            if limits:
                variants.append({"message": message, **limits})
            else:
                plain.append(message)
        if not plain:
            if not variants:
                self._told.lost("empty-response", place, "This response says nothing.", "Write what the bot says.")
            else:
                self._told.warn(
                    "condition",
                    place,
                    "Each wording had a condition, so nothing was said where none held; "
                    "here the first one is said then.",
                    "Write what is said otherwise.",
                )
            plain = [variants[0]["message"] if variants else {"text": {self._language: ""}}]
        made: dict[str, Any] = {"title": title[:200]} if title else {}
        made["message"] = plain[0]
        if plain[1:]:
            made["variations"] = plain[1:]
        if variants:
            made["variants"] = variants
        return made

    def _limits(self, one: Body, place: Place) -> dict[str, Any]:
        made: dict[str, Any] = {}
        conditions = one.get("condition")
        parts = [
            part
            for index, each in enumerate(conditions if isinstance(conditions, list) else ())
            if (part := self._condition(each, place.at("condition", index))) is not None
        ]
        if parts:
            made["when"] = parts[0] if len(parts) == 1 else {"all": parts}
        if one.get("channel"):
            made["channels"] = [str(one["channel"])[:60]]
        return made

    def _condition(self, one: Any, place: Place) -> dict[str, Any] | None:
        if not isinstance(one, Mapping) or one.get("type", "slot") != "slot" or not storable(one.get("value")):
            self._told.lost("condition", place, "This condition is of a kind that is not known; it was left out.")
            return None
        variable = self._texts.variable(str(one.get("name")), place)
        value = one.get("value")
        return (
            {"variable": variable, "op": "unset"}
            if value is None
            else {"variable": variable, "op": "==", "value": value}
        )

    def _message(self, one: Body, place: Place, fills: Sequence[Fill]) -> dict[str, Any]:
        self._told.unknown_keys(place, dict(one), _KEYS)
        if one.get("metadata"):
            self._told.hint(
                "metadata", place.at("metadata"), "Metadata of a response has no place here and was left out."
            )
        text = self._texts.template(one.get("text") or "", place) if one.get("text") else ""
        options = [self._option(each, place, fills, number) for number, each in enumerate(_buttons(one), start=1)]
        if one.get("custom") is not None:
            return self._custom(one, place, text)
        if isinstance(one.get("elements"), list):
            return self._carousel(one["elements"], place, text)
        if one.get("attachment"):
            return self._attachment(one["attachment"], place, text)
        if one.get("image"):
            url = self._texts.template(one["image"], place)
            if not options:
                return {"type": "image", "url": url, **({"caption": {self._language: text}} if text else {})}
            actions = [{"kind": "reply", **option} for option in options]
            return {"type": "card", "title": {self._language: text}, "image": {"url": url}, "actions": actions}
        made: dict[str, Any] = {"text": {self._language: text}}
        return {**made, "options": options} if options else made

    def _option(self, button: Body, place: Place, fills: Sequence[Fill], number: int) -> dict[str, Any]:
        title = self._texts.template(button.get("title") or "", place)
        payload = str(button.get("payload") or button.get("url") or button.get("title") or "")
        made: dict[str, Any] = {"id": f"o{number}", "title": {self._language: title}, "value": payload[:2000]}
        if not set(button) <= {"title", "payload", "type", "url", "content_type"}:
            self._told.unknown_keys(place, dict(button), frozenset({"title", "payload", "type", "url", "content_type"}))
        intent, entities = _payload(payload)
        if intent is None:
            return made
        if fills:
            fits, value = _filled(fills, intent, entities)
            made["value"] = value if fits and isinstance(value, str | int | float | bool) else title
            if not fits:
                self._told.warn(
                    "button",
                    place,
                    f"The button {title[:60]!r} said {payload[:80]!r}; it does not fill what "
                    "the form asks for. Here its title is the answer.",
                    "Set the value of the option.",
                )
            if not entities:
                made["intent"] = intent
        elif entities:
            carried = json.dumps(entities, ensure_ascii=False, separators=(",", ":"))
            made["value"] = f"/{intent}{carried}"[:2000]
            self._told.warn(
                "button",
                place,
                f"The button {title[:60]!r} means the intent {intent[:60]!r}; the entities "
                "that it carries set nothing.",
                "Let it lead to a step that sets them.",
            )
        return made

    def _custom(self, one: Body, place: Place, text: str) -> dict[str, Any]:
        self._told.warn(
            "custom-message",
            place.at("custom"),
            "A message in the words of one channel is sent as it is, and only there.",
            "Write a message that all channels can show.",
        )
        channel = str(one.get("channel") or "web")
        body = one["custom"] if storable(one["custom"]) else {}
        fallback = {"fallback": {"type": "text", "text": {self._language: text}}} if text else {}
        return {"type": "native", "channel": channel, "body": body, **fallback}

    def _carousel(self, elements: list[Any], place: Place, text: str) -> dict[str, Any]:
        if text:
            self._told.warn(
                "elements", place, f"The text {text[:60]!r} beside the cards was left out.", "Say it before."
            )
        items = []
        for index, one in enumerate(each for each in elements if isinstance(each, Mapping)):
            at = place.at("elements", index)
            self._told.unknown_keys(
                at, dict(one), frozenset({"title", "subtitle", "image_url", "buttons", "default_action"})
            )
            card: dict[str, Any] = {"type": "card", "title": self._texts.template(one.get("title") or "", at)}
            if one.get("subtitle"):
                card["subtitle"] = self._texts.template(one["subtitle"], at)
            if one.get("image_url"):
                card["image"] = {"url": self._texts.template(one["image_url"], at)}
            buttons = [self._card_action(each, at, number) for number, each in enumerate(_buttons(one), start=1)]
            items.append({**card, "actions": buttons} if buttons else card)
        return {"type": "carousel", "items": items}

    def _card_action(self, button: Body, place: Place, number: int) -> dict[str, Any]:
        if button.get("url"):
            return {"kind": "url", "title": str(button.get("title") or ""), "url": str(button["url"])}
        return {"kind": "reply", **self._option(button, place, (), number)}

    def _attachment(self, attachment: Any, place: Place, text: str) -> dict[str, Any]:
        if isinstance(attachment, str) and attachment.startswith(_WEB):
            url = self._texts.template(attachment, place)
            return {"type": "file", "url": url, **({"caption": {self._language: text}} if text else {})}
        return self._custom({"custom": attachment}, place, text)


def _variations(body: Any) -> list[Body]:
    """The wordings of a response: a list of bodies or texts, or one."""
    listed = body if isinstance(body, list) else [] if body is None else [body]
    return [one if isinstance(one, Mapping) else {"text": one} for one in listed if one is not None]


def _buttons(one: Body) -> list[Body]:
    listed = one.get("buttons") or one.get("quick_replies")
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []


def _payload(payload: str) -> tuple[str | None, dict[str, Any]]:
    """`/intent{"entity": "value"}` as both; None where it is plain text."""
    found = _PAYLOAD.match(payload.strip())
    if found is None:
        return None, {}
    try:
        entities, _ = json.JSONDecoder().raw_decode(found["entities"] or "{}")
    except (ValueError, RecursionError):
        entities = {}
    return found["intent"], entities if isinstance(entities, dict) else {}


def _filled(fills: Sequence[Fill], intent: str, entities: Mapping[str, Any]) -> tuple[bool, Any]:
    """What a tap puts into the variable that a form asks for: whether it fits, and the value."""
    for fill in fills:
        if fill.get("entity") in entities:
            return True, entities[fill["entity"]]
        if fill.get("intent") == intent:
            return True, fill.get("value")
    return False, None
