"""Content and answers as responses."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from flows.formats.rasa.write.knowledge import Knowledge, topic_of
from flows.formats.rasa.write.texts import DOCUMENT, Texts
from flows.formats.told import Told

Json = dict[str, Any]
_NOT_NAME = re.compile(r"[^\w.-]+")
_HOLES = re.compile(r"[{}\"\\]")


class Responses:
    """`bodies` are the responses by name; `named(content)` gives the name of one."""

    def __init__(self, document: Mapping[str, Any], texts: Texts, knowledge: Knowledge, told: Told) -> None:
        self._content = {one["id"]: one for one in document.get("content", ())}
        self.texts = texts
        self._knowledge = knowledge
        self._told = told
        self._names: dict[str, str] = {}
        self._ids: set[str] = set()
        self._said: dict[str, str] = {}
        self.bodies: dict[str, list[Json]] = {}

    def write(self, document: Mapping[str, Any], questions: Mapping[str, str]) -> None:
        """All content and answers. `questions`: the name that a form needs for a content it asks with."""
        for id, one in self._content.items():
            wanted = questions.get(id, id)
            name = self.unused(wanted if wanted.startswith("utter_") else f"utter_{wanted}")
            self._names[id] = name
            self.bodies[name] = self._variations(one, f"content:{id}")
            self._said.setdefault(json.dumps(self.bodies[name], sort_keys=True), name)
        for answer in document.get("answers", ()):
            if answer.get("enabled") is not False:
                topic, name = topic_of(answer["id"])
                said = [self.message(one, f"answer:{answer['id']}") for one in self._answers(answer)]
                self.bodies[f"utter_{topic}/{name}"] = said or [{"text": ""}]

    def _answers(self, answer: Mapping[str, Any]) -> list[Any]:
        """The texts of an answer, each with the language it is in: that of the project, else the first that it has."""
        by_language = {language: listed for language, listed in (answer.get("answers") or {}).items() if listed}
        own = self._knowledge.language
        language = own if own in by_language else next(iter(by_language), own)
        return [{"text": {language: one}} if isinstance(one, str) else one for one in by_language.get(language, ())]

    def unused(self, wanted: str) -> str:
        """A name for a response that nobody has yet."""
        base = name = _NOT_NAME.sub("_", wanted)
        number = 2
        while name in self.bodies:
            name, number = f"{base}_{number}", number + 1
        return name

    def named(self, content: str) -> str:
        """The name of a content."""
        return self._names.get(content, f"utter_{content}")

    def body(self, content: str) -> Mapping[str, Any]:
        """A content of the document."""
        found: Mapping[str, Any] = self._content.get(content, {})
        return found

    def say(self, config: Mapping[str, Any], wanted: str, target: str) -> str:
        """The name of the response for what a step says; made where it is no content of its own."""
        message = config.get("message")
        if isinstance(message, Mapping) and set(message) == {"content"} and not config.get("variations"):
            return self.named(message["content"])
        made = self._variations(config, target)
        key = json.dumps(made, sort_keys=True)
        if key not in self._said:
            name = self._said[key] = self.unused(f"utter_{wanted}")
            self.bodies[name] = made
        return self._said[key]

    # -- one response -------------------------------------------------------------------------------------------

    def _variations(self, one: Mapping[str, Any], target: str) -> list[Json]:
        said: list[Json] = []
        variants = one.get("variants") or []
        # Where each wording had a condition, the first one stands in for the rest as well.
        if not (variants and one["message"] == variants[0]["message"]):
            said = [self.message(each, target) for each in (one["message"], *(one.get("variations") or ()))]
        for variant in variants:
            limits = self._condition(variant["when"], target) if variant.get("when") else {}
            if limits is None:
                continue
            for channel in variant.get("channels") or [None]:
                only = {"channel": channel} if channel else {}
                said.append({**limits, **self.message(variant["message"], target), **only})
        if one.get("title") and said and one["title"] not in self._ids:
            self._ids.add(one["title"])
            said[0] = {"id": one["title"], **said[0]}
        return said or [{"text": ""}]

    def _condition(self, when: Mapping[str, Any], target: str) -> Json | None:
        parts = when.get("all") if set(when) == {"all"} else [when]
        written: list[Json] = []
        for part in parts or ():
            test = simple_test(part)
            if test is None:
                self._told.lost("condition", DOCUMENT, "A wording with a condition that only exists here was left out.",
                                "Set a slot in an action, and ask for that.", target)  # fmt: skip
                return None
            written.append({"type": "slot", "name": test[0], "value": test[1]})
        return {"condition": written} if written else {}

    def message(self, message: Any, target: str) -> Json:
        """One wording."""
        if isinstance(message, str):
            return {"text": self.texts.written(message, target)}
        if "content" in message:
            listed = self._variations(self.body(message["content"]) or {"message": ""}, target)
            return {key: value for key, value in listed[0].items() if key != "id"}
        kind = message.get("type", "text")
        if kind in ("text", "choice"):
            return self._with_buttons({"text": self._text(message, "text", target)}, message.get("options"), target)
        if kind in ("image", "card"):
            return self._picture(message, kind, target)
        if kind == "carousel":
            elements = [self._element(one, target) for one in message.get("items", ())]
            return {"text": "", "elements": elements}
        if kind in ("file", "audio", "video"):
            if kind != "file":
                self._told.hint(
                    "media", DOCUMENT, f"A message of the kind {kind!r} is an attachment there.", "", target
                )
            caption = self._text(message, "caption", target)
            return {"text": caption, "attachment": self._address(message, target)}
        if kind == "native":
            fallback = message.get("fallback") or {}
            text = self._text(fallback, "text", target) if isinstance(fallback, Mapping) else ""
            return {**({"text": text} if text else {}), "custom": message.get("body") or {}}
        self._told.lost("message", DOCUMENT, f"A message of the kind {kind!r} does not exist there.",
                        "Write it as custom JSON for your channel.", target)  # fmt: skip
        return {"text": self._text(message, "text", target) or self._text(message, "title", target)}

    def _text(self, message: Mapping[str, Any], key: str, target: str) -> str:
        return self.texts.written(message.get(key), target)

    def _address(self, message: Mapping[str, Any], target: str) -> str:
        return self.texts.written(message.get("url"), target, spoken=False)

    def _picture(self, message: Mapping[str, Any], kind: str, target: str) -> Json:
        if kind == "image":
            return {"text": self._text(message, "caption", target), "image": self._address(message, target)}
        lines = [self._text(message, key, target) for key in ("title", "subtitle", "text")]
        made: Json = {"text": "\n".join(line for line in lines if line)}
        if (message.get("image") or {}).get("url"):
            made["image"] = self._address(message["image"], target)
        return self._with_buttons(made, message.get("actions"), target)

    def _with_buttons(self, made: Json, options: Any, target: str) -> Json:
        buttons = [self.button(one, target) for one in options or ()]
        return {**made, "buttons": buttons} if buttons else made

    def button(self, option: Mapping[str, Any], target: str) -> Json:
        """A button: an intent, a link, or the text that the tap says."""
        title = self.texts.written(option.get("title"), target)
        if option.get("kind") == "url":
            return {"title": title, "type": "web_url", "url": self._address(option, target)}
        if option.get("intent"):
            return {"title": title, "payload": f"/{self._knowledge.intent(option['intent'])}"}
        value = option.get("value")
        return {"title": title, "payload": title if value is None else str(value)}

    def _element(self, card: Mapping[str, Any], target: str) -> Json:
        made: Json = {"title": self._text(card, "title", target)}
        if card.get("subtitle") or card.get("text"):
            made["subtitle"] = self._text(card, "subtitle" if card.get("subtitle") else "text", target)
        if (card.get("image") or {}).get("url"):
            made["image_url"] = self._address(card["image"], target)
        return self._with_buttons(made, card.get("actions"), target)


def simple_test(condition: Mapping[str, Any]) -> tuple[str, Any] | None:
    """`(variable, value)` of a condition that compares one variable with a value; None as value: not set."""
    if condition.get("op") == "==" and not isinstance(condition.get("value"), list | dict):
        return str(condition["variable"]), condition.get("value")
    return (str(condition["variable"]), None) if condition.get("op") == "unset" else None
