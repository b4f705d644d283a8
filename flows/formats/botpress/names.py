"""Names of a Botpress bot and what they are called here: ids, and the variables of its four memories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from flows.engine.expressions import RESERVED

SCOPES = {"temp": "conversation", "session": "conversation", "user": "user", "bot": "bot"}
"""Memories of Botpress and the scope that lives as long. `temp` ends with a flow there, and with the talk here."""

_TAKEN = (
    RESERVED
    | {"said", "event", "problem", "language", "now", "timezone", "user", "bot", "session", "loop"}
    | {"contexts", "back_to"}
)
_NOT_ID = re.compile(r"[^A-Za-z0-9_.-]+")
_NOT_NAME = re.compile(r"\W+")
_EVENT = {
    ("preview",): "said.text",
    ("text",): "said.text",
    ("payload", "text"): "said.text",
    ("nlu", "intent", "name"): "said.intent",
    ("nlu", "intent", "confidence"): "said.confidence",
    ("nlu", "slots"): "said.entities",
    ("nlu", "language"): "language",
    ("nlu", "detectedLanguage"): "language",
    # An unclear choice between two intents is asked about before any flow sees it.
    ("nlu", "ambiguous"): "false",
    # What is no event of ours is something that a visitor said.
    ("type",): "default(event.name, 'text')",
}
_USER = {"language": "language", "timezone": "timezone"}


class Taken(set[str]):
    """Ids that are given out already; however many wanted the same one, the next is found at once."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        super().__init__(ids)
        self.counts: dict[str, int] = {}


def slug(text: str, taken: Taken | None = None) -> str:
    """An id made from any text; with `taken` one that is not in it yet, and added to it."""
    plain = _NOT_ID.sub("-", text).lstrip("-.")[:120]
    if text[-1:] != "-":
        plain = plain.rstrip("-")
    plain = plain or "x"
    if taken is None:
        return plain
    found, count = plain, taken.counts.get(plain, 1)
    while found in taken:
        count += 1
        found = f"{plain}-{count}"
    taken.counts[plain] = count
    taken.add(found)
    return found


class Names:
    """Variables, found or made on first use. `slots` are those that entities fill: name → entity."""

    def __init__(self) -> None:
        self._variables: dict[tuple[str, str], str] = {}
        self._bodies: dict[str, dict[str, Any]] = {}
        self.slots: dict[str, str | None] = {}
        self.written: dict[str, str | None] = {}
        """Expressions by the paths in templates that they were made of."""

    def variable(self, memory: str, name: str) -> str:
        """The variable of `memory.name`."""
        key = (memory, name)
        found = self._variables.get(key)
        if found is None:
            found = self._variables[key] = self._free(name, memory)
            self._bodies[found] = {"name": found, "type": "any", "scope": SCOPES[memory]}
        return found

    def known(self, memory: str, name: str) -> bool:
        """Whether anything has used `memory.name` so far."""
        return (memory, name) in self._variables

    def slot(self, name: str) -> str:
        """The variable of a slot."""
        found = self.variable("session", f"slots.{name}")
        entity = self.slots.get(name)
        if entity is not None:
            self._bodies[found]["entity"] = entity
        return found

    def contexts(self) -> str:
        """The variable in which the engine looks for the active contexts."""
        self._bodies.setdefault("contexts", {"name": "contexts", "type": "list", "scope": "conversation"})
        return "contexts"

    def bodies(self) -> list[dict[str, Any]]:
        """The variables as the document declares them."""
        return list(self._bodies.values())

    def path(self, segments: Sequence[str]) -> str | None:
        """Our expression for `temp.x.y`, `event.preview`…; None for what does not exist here."""
        root, rest = segments[0], list(segments[1:])
        if root == "event" and rest[:1] == ["state"] and len(rest) > 1:
            return self.path(rest[1:])
        if root == "event":
            return self._event(rest)
        if root.startswith("$") and len(root) > 1:
            # A variable of a flow in the trial version; its value may be asked for by name.
            return _with(self.variable("temp", root[1:]), rest[1:] if rest[:1] == ["value"] else rest)
        if root == "workflow" and rest[:1] == ["variables"] and len(rest) > 1:
            return self.path([f"${rest[1]}", *rest[2:]])
        if root not in SCOPES or not rest:
            return None
        if root == "user" and rest[0] in _USER:
            return _with(_USER[rest[0]], rest[1:])
        if root == "session" and rest[0] == "slots" and len(rest) > 1:
            return _with(self.slot(rest[1]), [key for key in rest[2:] if key not in ("value", "source")])
        if root == "session" and rest[0] in ("lastMessages", "slots"):
            return None
        return _with(self.variable(root, rest[0]), rest[1:])

    def _event(self, rest: list[str]) -> str | None:
        if rest[:2] == ["nlu", "slots"] and len(rest) > 2:
            entity = (self.slots.get(rest[2]) or rest[2]).lstrip("@")
            return _with("said.entities", [entity, *(key for key in rest[3:] if key not in ("value", "source"))])
        if tuple(rest) not in _EVENT and rest[:1] == ["payload"] and len(rest) > 1:
            return _with("event.data", rest[1:])
        return _EVENT.get(tuple(rest))

    def _free(self, name: str, memory: str) -> str:
        plain = _NOT_NAME.sub("_", name.removeprefix("slots.")).strip("_") or "value"
        if plain[0].isdigit():
            plain = f"_{plain}"
        found, count = plain, 1
        while found in self._bodies or found in _TAKEN:
            found = f"{plain}_{memory}" if count == 1 else f"{plain}_{memory}_{count}"
            count += 1
        return found


def _with(root: str, keys: Sequence[str]) -> str:
    source = root
    for key in keys:
        if key.isascii() and key.isdigit():
            source += f"[{key}]"
        elif key.isidentifier():
            source += f".{key}"
        else:
            escaped = key.replace("\\", "\\\\").replace("'", "\\'")
            source += f"['{escaped}']"
    return source
