"""A found entity, and which of several overlapping ones stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nlu.pipeline.entities.hits import apart

LIST, PATTERN, LEARNED, SYSTEM, FUZZY = "list", "pattern", "learned", "system", "fuzzy"

PRIORITY = (LIST, PATTERN, LEARNED, SYSTEM, FUZZY)
"""Who wins where two findings cover the same text: what the author wrote down before what was
learned, what was learned before what everybody has, and a guess at a typo last."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entity in an utterance; `start` and `end` are code points, `end` exclusive.

    `parts` are readings inside this one that stay beside it: the date and the time of a moment. `grain` and `timezone`
    are of dates and times, `corrected` is the right spelling of what was said with a typo.
    """

    entity: str
    start: int
    end: int
    value: Any
    confidence: float
    source: str
    role: str | None = None
    group: str | None = None
    parts: tuple[Found, ...] = ()
    grain: str | None = None
    timezone: str | None = None
    corrected: str | None = None

    def to_json(self, text: str) -> dict[str, Any]:
        """The shape of the contract; `text` is the whole utterance. `grain`, `timezone`, `corrected` where known."""
        more = {"grain": self.grain, "timezone": self.timezone, "corrected": self.corrected}
        return {
            "entity": self.entity,
            "role": self.role,
            "group": self.group,
            "start": self.start,
            "end": self.end,
            "text": text[self.start : self.end],
            "value": self.value,
            "confidence": round(self.confidence, 4),
            "source": self.source,
            **{name: known for name, known in more.items() if known is not None},
        }


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """One reading per stretch of text: the longest, then by PRIORITY, then the surest."""
    ranked = sorted(
        found,
        key=lambda f: (f.start - f.end, PRIORITY.index(f.source), -f.confidence, f.start, f.entity),
    )
    return sorted(apart(ranked), key=lambda f: f.start)


def with_parts(found: Sequence[Found]) -> list[Found]:
    """The findings, each followed by its parts."""
    return [each for whole in found for each in (whole, *whole.parts)]
