"""What a test expects of the bot's answer to one act of the visitor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flows.engine.mentions import same_entity

from .rehearse import Happening, Rehearsal
from .wildcards import fits

_HOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SHOWN = ("title", "subtitle", "text", "caption", "url", "name", "address")


class Expectations:
    """Takes what happened, one expectation after the other. `exact`: nothing may happen that none of them takes."""

    def __init__(self, rehearsal: Rehearsal, document: Mapping[str, Any], language: str, *, exact: bool) -> None:
        self._rehearsal = rehearsal
        self._document = document
        self._language = language
        self._exact = exact
        self._rest: list[Happening] = []
        self.begin()

    def begin(self) -> None:
        """The visitor has acted."""
        self._rest = list(self._rehearsal.done)

    def check(self, turn: Mapping[str, Any]) -> str | None:
        """What is not as expected, in words."""
        if "expect_intent" in turn:
            found, wanted = self._rehearsal.intent, turn["expect_intent"]
            return None if found == wanted else f"intent {wanted!r} expected, got {found!r}"
        if "expect_variables" in turn:
            return self._variables(turn["expect_variables"])
        if "expect_entities" in turn:
            return self._entities(turn["expect_entities"])
        if "expect_flow" in turn:
            return self._take(f"flow {turn['expect_flow']}", lambda one: _ran(one, turn["expect_flow"]))
        if "expect_waiting" in turn:
            return self._waiting(turn["expect_waiting"])
        if "expect_content" in turn:
            return self._content(turn["expect_content"])
        given = turn.get("expect", [])
        for pattern in [given] if isinstance(given, str) else given:
            problem = self._take(f"“{pattern}”", lambda one, pattern=pattern: _fits(pattern, one.message))
            if problem:
                return problem
        return None

    def left_over(self) -> str | None:
        """What happened beside all that was expected since the visitor's last act."""
        rest, self._rest = self._rest, []
        return f"nothing more expected, got {_told(rest)}" if rest else None

    def _take(self, wanted: str, meant: Any) -> str | None:
        place = next((n for n, one in enumerate(self._rest) if meant(one)), None)
        if place is None or (self._exact and place > 0):
            told = _told(self._rest)
            if place is not None:
                del self._rest[: place + 1]
            return f"{wanted} expected, got {told}"
        del self._rest[: place + 1]
        return None

    def _content(self, id: str) -> str | None:
        body: Mapping[str, Any] = next((one for one in self._document.get("content", ()) if one["id"] == id), {})
        messages = [body.get("message"), *body.get("variations", ())]
        messages += [one["message"] for one in body.get("variants", ())]
        patterns = [_pattern(message, self._language, self._document["default_language"]) for message in messages]
        return self._take(f"content {id}", lambda one: any(_fits(each, one.message) for each in patterns if each))

    def _waiting(self, flow: str | None) -> str | None:
        """The open question is taken with the flow that asks it."""
        waiting = self._rehearsal.waiting
        found = None if waiting is None else waiting[0]
        if found != flow:
            return f"{_named(flow)} expected to wait, got {_named(found)}; said: {_told(self._rest)}"
        self._rest = [one for one in self._rest if one.message is None or (one.flow, one.step) != waiting]
        return None

    def _variables(self, wanted: Mapping[str, Any]) -> str | None:
        wrong = {name: got for name, value in wanted.items() if (got := self._rehearsal.variable(name)) != value}
        return f"variables { {name: wanted[name] for name in wrong} } expected, got {wrong}" if wrong else None

    def _entities(self, wanted: list[Mapping[str, Any]]) -> str | None:
        """All those, and none of the bot's own beside them; built-in ones may be found as well."""
        rest = list(self._rehearsal.understanding.get("entities", ()))
        for one in wanted:
            found = next((each for each in rest if _same(one, each)), None)
            if found is None:
                return f"entity {dict(one)} expected, got {_briefly(rest)}"
            rest.remove(found)
        more = [each for each in rest if not str(each.get("entity")).startswith("@")]
        return f"no more entities expected, got {_briefly(more)}" if more else None


def _same(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """What counts is the value; that a word more or less was marked does not."""
    names = [wanted["entity"]] if isinstance(wanted["entity"], str) else wanted["entity"]
    if not any(same_entity(name, str(found.get("entity"))) for name in names):
        return False
    said, heard = str(wanted.get("text", "")).strip(), str(found.get("text", "")).strip()
    if said not in heard and heard not in said:
        return False
    return all(found.get(key) == wanted[key] for key in ("value", "role", "group") if key in wanted)


def _ran(one: Happening, flow: str) -> bool:
    return one.message is None and one.flow == flow


def _named(flow: str | None) -> str:
    return "nothing" if flow is None else f"the flow “{flow}”"


def _briefly(entities: Iterable[Mapping[str, Any]]) -> list[str]:
    return [f"{one.get('entity')}: {one.get('text')} = {one.get('value')}" for one in entities]


def _told(happened: Iterable[Happening]) -> list[str]:
    return [f"flow {one.flow}" if one.message is None else _words(one.message) for one in happened]


def _fits(pattern: str, message: Mapping[str, Any] | None) -> bool:
    if message is None:
        return False
    return any(fits(pattern.strip(), text.strip()) for text in (_words(message), *_texts(message)))


def _words(message: Mapping[str, Any]) -> str:
    return "\n".join(_texts(message))


def _texts(message: Mapping[str, Any]) -> list[str]:
    own = [message[name] for name in _SHOWN if isinstance(message.get(name), str)]
    cards = [one for one in message.get("items", ()) if isinstance(one, Mapping)]
    return own + [text for one in cards for text in _texts(one)]


def _pattern(message: Any, language: str, default: str) -> str:
    """The words of a message, with `*` for what its template fills in."""
    local = {
        name: value.get(language, value.get(default, "")) if isinstance(value, dict) else value
        for name, value in ({"text": message} if not isinstance(message, Mapping) else message).items()
        if name in _SHOWN
    }
    return _HOLE.sub("*", _words(local))
