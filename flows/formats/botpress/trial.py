"""Nodes of the trial version ("one flow"): prompts, contents in nodes, sub-workflows, code in nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flows.formats.botpress.actions import Actions, Place
from flows.formats.botpress.names import Names, slug
from flows.formats.botpress.skills import Skill
from flows.formats.botpress.texts import template
from flows.formats.botpress.transitions import LAST_NODE

Raw = Mapping[str, Any]
_EXPECTS = {
    "number": "number", "date": "date", "confirm": "yes_no", "boolean": "yes_no", "email": "email", "phone": "phone",
    "url": "url", "time": "date",
}  # fmt: skip
_VARIABLE = re.compile(r"\$(?P<name>[A-Za-z_]\w*)")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z0-9]{2,8})?")
_PROMPT_KEYS = {"question", "output", "subType", "min", "max", "confirm", "duration", "formatInvalidMessage"}
_CANCEL = ("cancel", "prompt_cancel")


class Trial:
    """Adds the steps of these nodes. `entities` and `intents` are those of the bot."""

    def __init__(self, names: Names, actions: Actions, entities: frozenset[str], intents: frozenset[str]) -> None:
        self._names = names
        self._actions = actions
        self._entities = entities
        self._cancel = [name for name in _CANCEL if name in intents]

    def say(self, place: Place, contents: list[Any], language: str) -> None:
        """The contents of a node, one message each."""
        for content in contents:
            if not isinstance(content, dict):
                continue
            kind = str(content.get("contentType", "builtin_text"))
            found = by_language({key: one for key, one in content.items() if key != "contentType"}, language)
            fields = {lang: {key: _mustache(value) for key, value in one.items()} for lang, one in found.items()}
            config = self._actions.said(kind, fields, place)
            place.graph.step(place.node, "say", config)

    def prompt(self, place: Place, prompt: Raw, language: str) -> Skill:
        """A question with its exits as a form of one slot."""
        params = prompt.get("params") if isinstance(prompt.get("params"), Mapping) else {}
        assert isinstance(params, Mapping)
        kind, sub_type = str(prompt.get("type")), str(params.get("subType") or "")
        slot: dict[str, Any] = {
            "variable": self._names.variable("temp", str(params.get("output") or place.node)),
            "ask": {"text": self._text(place, params.get("question"), language)},
        }
        if kind in _EXPECTS:
            slot["expects"] = _EXPECTS[kind]
        elif sub_type in self._entities:
            slot["fill"] = [{"entity": sub_type}]
        elif kind == "string":
            slot["fill"] = [{"text": True}]
        else:
            self._tell(place, "prompt", f"A prompt for {kind!r} {sub_type!r} takes any text here.", "Choose an entity.")
        slot |= {key: params[key] for key in ("min", "max") if isinstance(params.get(key), int | float)}
        invalid = params.get("formatInvalidMessage")
        if invalid:
            slot["retry_message"] = {"text": self._text(place, invalid, language)}
        config: dict[str, Any] = {"slots": [slot], "cancel_intents": list(self._cancel)}
        duration = params.get("duration")
        config["retries"] = max(0, min(int(duration), 10)) if isinstance(duration, int) else 5
        confirm = self._text(place, params.get("confirm"), language)
        if confirm:
            config["confirm"] = {"text": confirm}
        ignored = sorted(str(key) for key in params if key not in _PROMPT_KEYS and params[key] not in (None, False))
        if ignored:
            self._tell(place, "prompt", f"{', '.join(ignored)} of the prompt have no equal here.", "Try the question.",
                       severity="hint")  # fmt: skip
        step = place.graph.step(place.node, "form", config)
        exits: list[tuple[str, Callable[[str], bool]]] = [
            ("next", lambda text: "thisnode.extracted" in text),
            ("failed", lambda text: "thisnode.timeout" in text),
            ("cancelled", lambda text: "thisnode.cancelled" in text),
        ]
        return Skill(place.node, step, exits, "failed")

    def put_values(self, place: Place, values: Any, *, back: bool) -> None:
        """What a sub-workflow takes (`{name: {source, value}}`), or gives back (`{theirs: ours}`)."""
        for name, value in values.items() if isinstance(values, Mapping) else ():
            if back:
                target, source = str(value), str(name)
            elif isinstance(value, Mapping) and value.get("source") == "variable":
                target, source = str(name), str(value.get("value"))
            else:
                given = value.get("value") if isinstance(value, Mapping) else value
                variable = self._names.variable("temp", str(name))
                place.graph.step(place.node, "set", {"variable": variable, "value": {"literal": given}})
                continue
            expression = self._names.variable("temp", source)
            variable = self._names.variable("temp", target)
            if variable != expression:
                place.graph.step(place.node, "set", {"variable": variable, "value": {"expression": expression}})

    def execute(self, place: Place, execute: Raw, done: list[Any]) -> None:
        """Code or an action that stands in a node; `done` are the instructions that run it already."""
        action = str(execute.get("actionName") or "")
        if str(execute.get("code") or "").strip():
            self._actions.stub(place, f"code-of-node/{slug(place.title)}", "")
        elif action and not any(str(one).startswith(action) for one in done):
            self._actions.add(place, action)

    def end(self, place: Place) -> None:
        """A node at which the workflow ends remembers that it was this one."""
        variable = self._names.variable("temp", LAST_NODE)
        place.graph.step(place.node, "set", {"variable": variable, "value": {"literal": place.title}})
        place.graph.step(place.node, "return", {})

    def _text(self, place: Place, text: Any, language: str) -> dict[str, str]:
        found = text if isinstance(text, Mapping) else {language: text}
        return {
            str(lang): template(
                str(_mustache(one)), self._names, lambda code, what: self._tell(place, code, what, "Check it.")
            )
            for lang, one in found.items()
            if one
        }

    def _tell(self, place: Place, code: str, what: str, todo: str = "", severity: str = "warning") -> None:
        self._actions.tell(place, code, what, todo, severity=severity)


def by_language(value: Raw, language: str) -> dict[str, dict[str, Any]]:
    """`{"text": {"en": "x"}, "typing": true}` → `{"en": {"text": "x", "typing": true}}`, at every depth."""
    languages = sorted(set().union(*(_languages(one) for one in value.values()))) or [language]
    return {lang: {key: _in_language(one, lang) for key, one in value.items()} for lang in languages}


def _is_localised(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(_LANGUAGE.fullmatch(str(key)) for key in value)


def _languages(value: Any) -> set[str]:
    if _is_localised(value):
        return set(value)
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    found: set[str] = set()
    for one in inner:
        if isinstance(one, dict | list):
            found |= _languages(one)
    return found


def _in_language(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        if _is_localised(value) and not {"text", "title", "url", "action", "items"} & set(value):
            return value.get(language)
        return {key: _in_language(one, language) for key, one in value.items()}
    return [_in_language(one, language) for one in value] if isinstance(value, list) else value


def _mustache(value: Any) -> Any:
    """`$name` as a tag."""
    if isinstance(value, str):
        return _VARIABLE.sub(lambda found: f"{{{{temp.{found['name']}}}}}", value)
    if isinstance(value, list):
        return [_mustache(one) for one in value]
    return {key: _mustache(one) for key, one in value.items()} if isinstance(value, dict) else value
