"""Chance that a replay repeats: numbers from a seed and a name, never from a generator."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

# The field of a form that lists the ways, each with its weight.
WAYS: dict[str, Any] = {
    "type": "array",
    "title": "Ways",
    "minItems": 1,
    "items": {
        "type": "object",
        "title": "Way",
        "required": ["id"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "title": "Id", "minLength": 1},
            "title": {"type": "string", "title": "Name of this way"},
            "weight": {
                "type": "number",
                "title": "Weight",
                "description": "How often, compared with the others: 3 is three times as often as 1.",
                "default": 1,
                "minimum": 0,
            },
        },
    },
}


def lot(seed: str, *names: object) -> float:
    """0 <= x < 1; the same for the same seed and names."""
    text = "\0".join((seed, *map(str, names)))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") / 2**64


def visitor_seed(seed: str) -> str:
    """Of a conversation's seed the part that all conversations of its visitor share.

    A seed is `"conversation"` or `"conversation@visitor"`; where nobody knows the visitor, the conversation stands in.
    """
    return seed.rpartition("@")[2]


def drawn(number: float, weights: Sequence[float]) -> int:
    """The index that `number` (0 <= x < 1) falls on; an index of weight 0 is never drawn, unless all are 0."""
    total = sum(weights)
    if total <= 0:
        return int(number * len(weights))
    left = number * total
    for index, weight in enumerate(weights):
        if left < weight:
            return index
        left -= weight
    return max(index for index, weight in enumerate(weights) if weight > 0)
