"""Several matters in one utterance: "check my balance and transfer 20".

An utterance is cut at marks and conjunctions. A cut stays where both sides are surely about something, and about
different things; else the pieces are one again, so that "salt and pepper" is never two orders.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlu.pipeline.classifier import Verdict
from nlu.pipeline.normalise import LONGEST_UTTERANCE, fold
from nlu.pipeline.training_set import Label

SURE = 0.7
MOST_PIECES = 6
_WORDS = {
    "en": "and then|and also|and|then|also|but",
    "fr": "et puis|et aussi|et|puis|mais",
    "de": "und dann|und auch|und|dann|aber",
    "es": "y luego|y también|y|e|luego|pero",
    "pt": "e depois|e também|e|depois|mas",
    "it": "e poi|e anche|e|ed|poi|ma",
    "nl": "en dan|en ook|en|dan|maar",
}

Classify = Callable[[str], Verdict]


@dataclass(frozen=True, slots=True)
class Matter:
    """A stretch of an utterance that is about one thing; offsets are code points."""

    start: int
    end: int
    label: Label
    confidence: float

    def to_json(self, text: str) -> dict[str, object]:
        """As it stands in an understanding."""
        name = "intent" if self.label.kind == "intent" else "answer"
        place = {"start": self.start, "end": self.end, "text": text[self.start : self.end]}
        return {**place, name: self.label.name, "confidence": round(self.confidence, 4)}


def matters(text: str, language: str, classify: Classify) -> list[Matter]:
    """The matters of an utterance, in order; empty where it has but one."""
    pieces = _pieces(text[:LONGEST_UTTERANCE], language)
    if len(pieces) < 2:
        return []
    found: list[Matter] = []
    start, end = pieces[0]
    current = _matter(text, start, end, classify)
    for next_start, next_end in pieces[1:]:
        following = _matter(text, next_start, next_end, classify)
        if current and following and current.label != following.label:
            found.append(current)
            start, current = next_start, following
        else:
            current = _matter(text, start, next_end, classify) or current
        end = next_end
    if current is not None:
        found.append(current)
    return found if len(found) > 1 else []


def _matter(text: str, start: int, end: int, classify: Classify) -> Matter | None:
    verdict = classify(text[start:end])
    if not verdict.ranking or verdict.in_scope < SURE or verdict.ranking[0][1] < SURE:
        return None
    return Matter(start, end, *verdict.ranking[0])


def _pieces(text: str, language: str) -> list[tuple[int, int]]:
    """Stretches between marks and conjunctions, without spaces at their ends; none where there are too many."""
    words = _WORDS.get(language.split("-")[0].lower())
    between = r"[.!?;,\n]+\s+" + (rf"(?:(?:{words})\s+)?|\s+(?:{words})\s+" if words else "")
    pieces: list[tuple[int, int]] = []
    at = 0
    for match in re.finditer(between, text, re.IGNORECASE):
        if fold(text[at : match.start()]):
            pieces.append((at, match.start()))
            at = match.end()
    if fold(text[at:]):
        pieces.append((at, len(text.rstrip())))
    return pieces if len(pieces) <= MOST_PIECES else []
