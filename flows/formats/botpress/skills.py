"""Skills of Botpress (choice, slot, call API, hand-off…) as steps of ours, made from their wizard's data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from flows.formats.botpress.actions import Actions, Place
from flows.formats.botpress.content import Content
from flows.formats.botpress.messages import merge_options
from flows.formats.botpress.names import Names, Taken, slug
from flows.formats.botpress.texts import template
from flows.formats.names import variable_name
from flows.formats.report import Item

Data = Mapping[str, Any]
_SECRET = re.compile(r"authorization|token|key|secret|passw", re.IGNORECASE)
_QUERY = re.compile(r"(?P<name>[?&][\w-]{0,40}(?:token|key|secret|passw(?:or)?d|pwd)=)[^&{}\s]+", re.IGNORECASE)
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")


class Skill:
    """A step made of a skill: which node and step, and which exits it has in the order of the transitions."""

    def __init__(self, node: str, step: str, exits: list[tuple[str, Callable[[str], bool]]], otherwise: str) -> None:
        self.node = node
        self.step = step
        self._exits = exits
        self.otherwise = otherwise

    def output(self, transition: Mapping[str, Any]) -> str | None:
        """The output that a transition of the skill's node belongs to."""
        text = f"{transition.get('condition', '')} {transition.get('caption', '')}".lower()
        return next((output for output, matches in self._exits if matches(text)), None)

    def outputs(self) -> list[str]:
        return [output for output, _ in self._exits]


class Skills:
    def __init__(self, content: Content, names: Names, actions: Actions, items: list[Item]) -> None:
        self._content = content
        self._names = names
        self._actions = actions
        self._items = items

    def knows(self, kind: str) -> bool:
        return kind.lower() in _KINDS

    def add(self, place: Place, kind: str, data: Data) -> Skill | None:
        """Adds the step; None where it is a skill that nobody knows."""
        return _KINDS[kind.lower()](self, place, data)

    def _choice(self, place: Place, data: Data) -> Skill:
        config = _object(data.get("config"))
        id = str(data.get("contentId") or config.get("contentElement") or "")
        options = self._options(place, id, _object(data.get("keywords")))
        made: dict[str, Any] = {"message": self._message(place, id), "options": options}
        retries = config.get("nbMaxRetries")
        if isinstance(retries, int | float) and retries > 0:
            made["retries"] = min(int(retries), 10)
            if retries > 10:
                self._tell(place, "retries", f"The question was asked again up to {int(retries)} times; here 10 times.",
                           "If that is too few, lead the last exit back to it.", severity="hint")  # fmt: skip
        if config.get("variableName"):
            made["variable"] = self._names.variable("temp", str(config["variableName"]))
        if self._content.flag(id, "isDropdown"):
            made["style"] = "dropdown"
        invalid = str(data.get("invalidContentId") or "")
        if invalid and "retries" in made:
            made["retry_message"] = self._again(place, invalid, id, repeat=bool(config.get("repeatChoicesOnInvalid")))
        elif invalid:
            self._tell(place, "choice", "The message for an answer that fits no option is not shown: the question is "
                       "asked once.", "Allow more tries.", severity="hint")  # fmt: skip
        step = place.graph.step(place.node, "choice", made)
        exits = [(option["id"], _picked(str(option["value"]))) for option in options]
        return Skill(place.node, step, [*exits, ("else", lambda text: True)], "else")

    def _options(self, place: Place, id: str, keywords: Data) -> list[dict[str, Any]]:
        options = merge_options(self._content.choices(id), lambda text: self._template(place, text))
        known = {option["value"] for option in options}
        taken = Taken(option["id"] for option in options)
        for value in keywords:
            if value not in known:
                options.append({"id": slug(value, taken), "title": value, "value": value})
        for option in options:
            words = keywords.get(option["value"])
            titles = option["title"].values() if isinstance(option["title"], dict) else [option["title"]]
            own = {option["value"], *titles}
            said = [str(word) for word in words if word] if isinstance(words, list) else []
            intents = [word.removeprefix("intent:").strip() for word in said if word.startswith("intent:")]
            if intents and intents[0]:
                option["intent"] = intents[0]
            for more in intents[1:]:
                self._tell(place, "choice", f"The option {option['value']!r} could be picked by the intent {more!r}, "
                           "too.", "Join the intents.")  # fmt: skip
            synonyms = [word for word in dict.fromkeys(said) if word not in own and not word.startswith("intent:")]
            if synonyms:
                option["synonyms"] = synonyms
        if not options:
            self._tell(place, "choice", "The question has no options.", "Add options.", severity="error")
            options.append({"id": "ok", "title": "OK", "value": "ok"})
        return options

    def _message(self, place: Place, id: str) -> Any:
        text = self._content.text(id)
        if text:
            return {"text": {language: self._template(place, one) for language, one in text.items()}}
        message = self._content.message(id)
        if message is None:
            self._tell(place, "missing-content", f"The content {id!r} does not exist.", "Write the message.",
                       severity="error")  # fmt: skip
        return message if message is not None else ""

    def _again(self, place: Place, invalid: str, question: str, *, repeat: bool) -> Any:
        """What is said to an answer that fits no option, with the question where it was repeated."""
        message = self._message(place, invalid)
        asked = self._message(place, question) if repeat else None
        if not (isinstance(asked, dict) and isinstance(message, dict) and "text" in asked and "text" in message):
            return message
        both = {lang: f"{text}\n\n{asked['text'].get(lang, '')}".strip() for lang, text in message["text"].items()}
        return {"text": both}

    def _send_email(self, place: Place, data: Data) -> Skill:
        subject, body = (str(data.get(key) or "") for key in ("subjectElement", "contentElement"))
        made = {
            "to": self._template(place, str(data.get("toAddress") or "")) or "{{ '' }}",
            "subject": self._words(place, subject),
            "body": self._words(place, body),
        }
        if data.get("fromAddress"):
            self._tell(place, "email", "Here the operator decides from which address e-mails are sent.",
                       "Nothing, if the operator's address will do.", severity="hint")  # fmt: skip
        step = place.graph.step(place.node, "send_email", made)
        exits = [("failed", _any("error", "fail", "!temp.", "notsent")), ("next", lambda text: True)]
        return Skill(place.node, step, exits, "failed")

    def _words(self, place: Place, id: str) -> Any:
        message = self._message(place, id) if id else ""
        return message["text"] if isinstance(message, dict) and "text" in message else ""

    def _slot(self, place: Place, data: Data) -> Skill:
        name = str(data.get("slotName") or "slot")
        kinds = data.get("entities") if isinstance(data.get("entities"), list) else []
        variable = self._names.slot(name)
        made: dict[str, Any] = {
            "message": self._message(place, str(data.get("contentElement") or "")),
            "variable": variable,
        }
        entity = self._names.slots.get(name)
        if entity:
            made["entity"] = entity
        retries = data.get("retryAttempts")
        if isinstance(retries, int | float):
            made["retries"] = max(0, min(int(retries), 10))
        if data.get("notFoundElement"):
            made["retry_message"] = self._message(place, str(data["notFoundElement"]))
        if data.get("validationAction"):
            self._actions.called(place, str(data["validationAction"]))
            self._tell(place, "action", f"The action {data['validationAction']!r} checked the value.",
                       "Write the check as the condition 'Valid if'.")  # fmt: skip
        if kinds and entity is None:
            self._tell(
                place, "slot", f"The slot {name!r} belongs to no intent; any text fills it.", "Choose an entity."
            )
        known = place.graph.step(
            place.node, "branch", {"rules": [{"id": "known", "when": {"variable": variable, "op": "set"}}]}
        )
        ask = place.graph.after(place.node, f"{place.title}: ask")
        place.graph.connect(place.node, known, "else", ask)
        step = place.graph.step(ask, "ask", made)
        skill = Skill(
            ask, step, [("already", _has("already")), ("failed", _has("not")), ("next", _has("extracted"))], "failed"
        )
        return SlotSkill(skill, place.node, known)

    def _call_api(self, place: Place, data: Data) -> Skill:
        memory = data.get("memory") if data.get("memory") in ("temp", "session", "user", "bot") else "temp"
        method = str(data.get("method") or "get").upper()
        made: dict[str, Any] = {
            "method": method if method in _METHODS else "GET",
            "url": self._address(place, self._template(place, str(data.get("url") or "https://"))),
            "save_as": self._names.variable(str(memory), str(data.get("variable") or "response")),
        }
        headers = data.get("headers")
        if isinstance(headers, dict) and headers:
            made["headers"] = {str(key): self._header(place, str(key), str(value)) for key, value in headers.items()}
        body = data.get("body")
        if body not in (None, "", {}):
            written = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
            made["body"] = self._template(place, written)
        step = place.graph.step(place.node, "call_api", made)
        exits: list[tuple[str, Callable[[str], bool]]] = [
            ("failed", _any("!temp.valid", "failure")),
            ("next", lambda text: True),
        ]
        return Skill(place.node, step, exits, "failed")

    def _header(self, place: Place, key: str, value: str) -> str:
        if value and "{{" not in value and _SECRET.search(key):
            return self._secret(place, key, f"The header {key[:60]!r}")
        return self._template(place, value)

    def _address(self, place: Place, url: str) -> str:
        """The address of a call, without credentials that stand in it in plain text."""
        return _QUERY.sub(lambda found: found["name"] + self._secret(place, found["name"][1:-1], f"The parameter "
                          f"{found['name'][1:-1]!r} of the address"), url)  # fmt: skip

    def _secret(self, place: Place, key: str, what: str) -> str:
        name = variable_name(key).lower()
        self._tell(place, "secret", f"{what} held a credential in plain text; it was left out.",
                   f"Enter it as the secret {name!r}; change it where it was issued.")  # fmt: skip
        return f"{{{{ secret.{name} }}}}"

    def _handoff(self, place: Place, data: Data) -> Skill:
        made: dict[str, Any] = {}
        delay = data.get("timeoutDelay")
        if isinstance(delay, int | float) and not isinstance(delay, bool) and delay > 0:
            made["timeout"] = delay
        step = place.graph.step(place.node, "handoff", made)
        exits = [("unavailable", _any("noagent", "no agent")), ("timeout", _any("timedout", "timed out", "timeout"))]
        return Skill(place.node, step, [*exits, ("resolved", lambda text: True)], "resolved")

    def _template(self, place: Place, source: str) -> str:
        return template(source, self._names, lambda code, what: self._tell(place, code, what, "Check the text."))

    def _tell(self, place: Place, code: str, what: str, todo: str = "", *, severity: str = "warning") -> None:
        target = f"flow:{place.graph.id}/nodes/{place.node}"
        self._items.append(Item(severity, code, place.file, what, todo, place.pointer, target))


class SlotSkill(Skill):
    """A slot is two steps: what is known already leaves at once by a branch."""

    def __init__(self, skill: Skill, node: str, branch: str) -> None:
        super().__init__(skill.node, skill.step, skill._exits, skill.otherwise)
        self.known = (node, branch)


_KINDS: dict[str, Callable[[Skills, Place, Data], Skill | None]] = {
    "choice": Skills._choice,
    "slot": Skills._slot,
    "callapi": Skills._call_api,
    "hitlnext": Skills._handoff,
    "sendemail": Skills._send_email,
}


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _picked(value: str) -> Callable[[str], bool]:
    quoted = (f'== "{value.lower()}"', f"== '{value.lower()}'", f"[{value.lower()}]")
    return lambda text: any(one in text for one in quoted)


def _has(word: str) -> Callable[[str], bool]:
    return lambda text: word in text


def _any(*words: str) -> Callable[[str], bool]:
    return lambda text: any(word in text for word in words)
