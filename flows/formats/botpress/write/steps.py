"""Steps of ours that are one instruction of a Botpress node."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flows.formats.botpress.write.json_text import json_text
from flows.formats.botpress.write.language import Inexpressible, Language
from flows.formats.botpress.write.messages import Contents
from flows.formats.report import Item

Config = Mapping[str, Any]
_RAN = re.compile(r"// Botpress ran the action (?P<name>\S+)(?: with (?P<arguments>.*))?\.")
_COUNT = "default(conversations, 0)"
_ACTION = re.compile(r"[^A-Za-z0-9_-]+")
_SAYS = ("image", "video", "audio", "file", "card", "carousel", "location")


class Steps:
    """Writes instructions; `scripts` collects the actions that code steps need there, by path."""

    def __init__(
        self, document: Mapping[str, Any], contents: Contents, language: Language, places: Mapping[str, str],
        items: list[Item],
    ) -> None:  # fmt: skip
        self._contents = contents
        self._language = language
        self._places = places
        self._items = items
        self._scopes = {one["name"]: one.get("scope", "conversation") for one in document.get("variables", ())}
        self.scripts: dict[str, str] = {}
        self._known: dict[str, Callable[[Config, str, list[str]], None]] = {
            "say": self._say,
            "quick_replies": self._say,
            "set": self._set,
            "typing": self._typing,
            "wait": self._wait,
            "context": self._context,
            "switch_language": self._switch_language,
            "code": self._code,
            "comment": lambda config, target, into: None,
        }

    def add(self, step: Mapping[str, Any], target: str, into: list[str]) -> bool:
        """Appends what a step does; False where it is none that an instruction can do."""
        config = step.get("config", {})
        if step["type"] in _SAYS:
            into.append(self._contents.say({"type": step["type"], **_neutral(step["type"], config)}, target))
            return True
        known = self._known.get(step["type"])
        if known is None:
            return False
        known(config, target, into)
        return True

    def put(self, variable: str, value: Any) -> str:
        """The instruction that sets a variable."""
        place = self._places.get(variable, f"session.{variable}")
        memory, _, name = place.partition(".")
        # A slot is set where its value is.
        return f"builtin/setVariable {json_text({'type': memory, 'name': name, 'value': value})}"

    def tell(self, target: str, what: str, code: str = "step", severity: str = "warning") -> None:
        self._items.append(Item(severity, code, "bot.json", what, target=target))

    def text(self, text: Any, target: str) -> str:
        """One text or template."""
        return self._language.mustache(text, lambda code, what: self.tell(target, what, code))

    def _say(self, config: Config, target: str, into: list[str]) -> None:
        message = config.get("message", "")
        if config.get("options") and isinstance(message, str | Mapping):
            text = self._contents.text_of(message)
            message = {"text": text if text is not None else "", "options": config["options"]}
        if isinstance(message, Mapping) and message.get("type") in ("wait", "typing"):
            into.append(f"builtin/wait {json_text({'delay': int(message.get('ms', 1000))})}")
            return
        if config.get("variants"):
            self.tell(target, "Wordings for a case are left out.", "message")
        into.append(self._contents.say(message, target, config.get("variations") or ()))

    def _set(self, config: Config, target: str, into: list[str]) -> None:
        variable, value = str(config.get("variable")), config.get("value")
        expression = value.get("expression") if isinstance(value, Mapping) else None
        if self._counted(variable, expression, into):
            return
        if expression is not None:
            place = self._language.path(str(expression))
            if place is None:
                self.tell(target, f"{variable!r} is calculated; an action must do that there.")
                name = self.script(target, f"{variable} = {expression}")
                into.append(f"{name} {{}}")
                return
            into.append(self.put(variable, f"{{{{{{{place}}}}}}}"))
        elif isinstance(value, Mapping) and "literal" in value:
            if value["literal"] is None:
                memory, _, name = self._places.get(variable, f"session.{variable}").partition(".")
                into.append(f"builtin/removeVariable {json_text({'type': memory, 'name': name})}")
            else:
                into.append(self.put(variable, value["literal"]))
        else:
            into.append(self.put(variable, self.text(value, target)))

    def _counted(self, variable: str, expression: Any, into: list[str]) -> bool:
        """How often a visitor came is counted by an action of its own."""
        if self._scopes.get("conversations") != "user" or expression is None:
            return False
        if expression == _COUNT:
            name = self._places[variable].partition(".")[2]
            into.append(f"builtin/getNumberOfConversations {json_text({'output': name})}")
            return True
        if variable == "conversations" and expression == f"{_COUNT} + 1" and into:
            got, _, output = into[-1].partition(" ")
            if got == "builtin/getNumberOfConversations":
                into[-1] = f"builtin/incrementNumberOfConversations {output}"
                return True
        return False

    def _typing(self, config: Config, target: str, into: list[str]) -> None:
        into.append(f"builtin/wait {json_text({'delay': int(config.get('seconds', 1) * 1000)})}")

    _wait = _typing

    def _context(self, config: Config, target: str, into: list[str]) -> None:
        names = ",".join(config.get("contexts", ()))
        if config.get("only"):
            into.append("builtin/resetContext {}")
        if names and config.get("turns", 3) == 0:
            into.append(f"builtin/removeContext {json_text({'contexts': names})}")
        elif names:
            into.append(f"builtin/appendContext {json_text({'contexts': names, 'ttl': str(config.get('turns', 3))})}")

    def _switch_language(self, config: Config, target: str, into: list[str]) -> None:
        into.append(f"builtin/switchLanguage {json_text({'lang': self.text(config.get('language'), target)})}")

    def _code(self, config: Config, target: str, into: list[str]) -> None:
        source = str(config.get("source", ""))
        ran = _RAN.match(source.split("\n", 1)[0])
        if ran is not None:
            into.append(f"{ran['name']} {ran['arguments'] or ''}".strip())
            return
        into.append(f"{self.script(target, source)} {{}}")
        self.tell(target, "Its code is written as an action that does nothing: it is for another runtime.", "code")

    def script(self, target: str, source: str) -> str:
        """Adds an action with this source as a comment; its name."""
        name = f"botbuilder/{_ACTION.sub('_', target.partition(':')[2])}"
        commented = "\n".join(f"// {line}" for line in source.splitlines())
        self.scripts[f"actions/{name}.js"] = f"// Write here what this did.\n{commented}\n"
        return name


def condition(language: Language, test: Mapping[str, Any], tell: Callable[[str], None]) -> str:
    """JavaScript of a condition; `false` where there is none, which is told."""
    try:
        return language.condition(test)
    except Inexpressible as error:
        tell(f"A condition cannot be written there and is never true: {error}")
        return "false"


def _neutral(kind: str, config: Config) -> dict[str, Any]:
    """The neutral message of a step that shows one."""
    message = {key: value for key, value in config.items() if key not in ("image", "alt", "name")}
    if kind in ("image", "video", "audio") and "alt" in config:
        message["alt"] = config["alt"]
    if kind == "card" and "image" in config:
        message["image"] = {"url": config["image"]}
    if kind == "carousel":
        message["items"] = [_neutral("card", card) for card in config.get("items", ()) if isinstance(card, Mapping)]
    if "name" in config:
        message["title"] = config["name"]
    return message
