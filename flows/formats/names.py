"""Names of other products made into ids, names of entities and variables of ours."""

from __future__ import annotations

import re
from typing import Any

from flows.engine.expressions import RESERVED
from flows.engine.scope import SPECIAL

_NOT_ID = re.compile(r"[^A-Za-z0-9_.-]+")
_NOT_ENTITY = re.compile(r"[^\w.-]+")
_NOT_VARIABLE = re.compile(r"\W+")
TAKEN_VARIABLES = RESERVED | frozenset(SPECIAL) | {"contexts", "loop"}


class Ids:
    """Ids and names that are given out once each; however many want the same one, each is found at once."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def slug(self, text: str) -> str:
        """An id made from any text, which nobody has yet."""
        return self.unused(slug(text))

    def unused(self, name: str, joint: str = "-") -> str:
        """The name, with a number behind it where it is taken."""
        found, count = name, self._counts.get(name, 1)
        while found in self._taken:
            count += 1
            found = f"{name}{joint}{count}"
        self._counts[name] = count
        self._taken.add(found)
        return found


def slug(text: str) -> str:
    """An id made from any text."""
    plain = _NOT_ID.sub("-", text.replace("/", ".")).lstrip("-.")[:120]
    return plain.rstrip("-") or "x"


def entity_name(name: str) -> str:
    """The name of an entity, in the characters that ours may have."""
    return _NOT_ENTITY.sub("_", name).strip("_")[:180] or "entity"


def variable_name(name: str) -> str:
    """A name that an expression can read, perhaps one that is taken."""
    plain = _NOT_VARIABLE.sub("_", name).strip("_")[:160] or "value"
    return f"_{plain}" if plain[0].isdigit() else plain


def line(text: Any, default: str) -> str:
    """A name in one line without outer spaces."""
    return " ".join(str(text).split())[:180].strip() or default
