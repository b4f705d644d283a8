"""Variables as stories see them: set or not, and by value only where the values are few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .fold import fold

UNSET = "-"
SET = "+"
LONGEST_VALUE = 40

Slots = frozenset[tuple[str, str]]
"""What a story knows of the variables: name and feature. What it does not name may be anything."""


class SlotKinds:
    """How the variables of a bot are compared.

    A boolean counts by value, a text that a list entity fills by its value, everything else as set or not. Which
    variables count: those that stories set or that say `influences_policy`; one that says false never does.
    """

    __slots__ = ("_kinds",)

    def __init__(
        self, variables: Iterable[Mapping[str, Any]], entities: Iterable[Mapping[str, Any]], named: Iterable[str]
    ) -> None:
        listed = {one["name"] for one in entities if one.get("kind") == "list"}
        declared = {one["name"]: one for one in variables}
        self._kinds: dict[str, str] = {}
        wanted = [name for name, one in declared.items() if one.get("influences_policy")]
        for name in (*wanted, *named):
            body = declared.get(name, {})
            if body.get("influences_policy") is False:
                continue
            kind = "set"
            if body.get("type") == "boolean":
                kind = "boolean"
            elif body.get("type") == "text" and str(body.get("entity") or "").partition(":")[0] in listed:
                kind = "value"
            self._kinds[name] = kind

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def feature(self, name: str, value: Any) -> str:
        """`-` for nothing (an empty list, too), `+` for something, else the value."""
        if value is None or (isinstance(value, str | list | dict) and not value):
            return UNSET
        match self._kinds.get(name):
            case "boolean":
                return "true" if value else "false"
            case "value" if isinstance(value, str):
                return fold(value)[:LONGEST_VALUE]
            case _:
                return SET

    def features(self, get: Callable[[str], Any]) -> dict[str, str]:
        """The feature of every variable that counts, by the way to its value."""
        return {name: self.feature(name, get(name)) for name in self._kinds}

    def complete(self, slots: Slots) -> list[tuple[str, str]]:
        """All variables that count, sorted; what a story does not name is not set in it."""
        return sorted({**dict.fromkeys(self._kinds, UNSET), **dict(slots)}.items())


def agrees(wanted: str, actual: str) -> bool:
    return wanted == actual or (wanted == SET and actual != UNSET)


def all_agree(wanted: Slots, actual: Mapping[str, str]) -> bool:
    """Whether every variable is as the story says."""
    return all(agrees(feature, actual.get(name, UNSET)) for name, feature in wanted)


def none_contradicts(wanted: Slots, actual: Mapping[str, str]) -> bool:
    """Whether no variable is otherwise than the story says; one that is not set yet does not speak against it."""
    return all(agrees(feature, actual.get(name, UNSET)) or actual.get(name, UNSET) == UNSET for name, feature in wanted)
