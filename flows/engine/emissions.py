"""How many events a conversation may tell the world."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MOST_EVENTS = 60
MINUTE = 60.0
NOTED_AS = "@emitted"  # no variable can have this name


def count_emission(variables: Mapping[str, Any], now: float) -> dict[str, Any] | None:
    """The conversation's variables with one more event counted at `now`; None where its minute is full.

    A minute begins with the first event after the last one was over.
    """
    begun, count = variables.get(NOTED_AS) or (now, 0)
    if now - begun >= MINUTE:
        begun, count = now, 0
    if count >= MOST_EVENTS:
        return None
    return {**variables, NOTED_AS: [begun, count + 1]}
