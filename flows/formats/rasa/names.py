"""Slots of a Rasa project and the variables they are here."""

from __future__ import annotations

import re
from typing import Any

from flows.formats.names import TAKEN_VARIABLES, Ids

_NOT_NAME = re.compile(r"\W+")
REQUESTED = "requested_slot"
"""The slot in which Rasa keeps what a form asks for; here a form knows that itself."""


class Variables:
    """The variables: those of slots, and those that texts name without a slot behind them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._ids = Ids(*TAKEN_VARIABLES)
        self.bodies: dict[str, dict[str, Any]] = {}

    def of_slot(self, slot: str) -> str | None:
        """The variable of a slot, None where there is no such slot (yet)."""
        return self._names.get(slot)

    def renamed(self) -> dict[str, str]:
        """Slots whose variables have another name."""
        return {slot: name for slot, name in self._names.items() if slot != name}

    def declare(self, slot: str, body: dict[str, Any]) -> str:
        """Makes the variable of a slot; `body` is all but its name."""
        plain = _NOT_NAME.sub("_", slot).strip("_")[:180] or "value"
        name = self._ids.unused(f"slot_{plain}" if plain[0].isdigit() else plain, "_")
        self._names[slot] = name
        self.bodies[name] = {"name": name, **body}
        return name
