"""Learned entities: a CRF over words, trained on annotated examples. This module runs it.

A tag is `B-` or `I-` before the entity, with `:role` and `#group` where the examples have them,
or `O` for a word outside of every entity.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pycrfsuite

from nlu.pipeline.entities.crf_file import check_crf
from nlu.pipeline.entities.found import LEARNED, Found
from nlu.pipeline.entities.slot_features import Phrases, Token, folded, observations, tokens
from nlu.pipeline.errors import ModelError
from nlu.pipeline.normalise import encodable, fold

OUTSIDE = "O"
_LEAST_CONFIDENCE = 0.4


@dataclass(frozen=True, slots=True)
class Tag:
    """An entity with role and group, as a tag carries it."""

    entity: str
    role: str | None
    group: str | None

    def __str__(self) -> str:
        role = f":{self.role}" if self.role else ""
        return f"{self.entity}{role}" + (f"#{self.group}" if self.group else "")


def read_tag(tag: str) -> Tag:
    """The tag behind `B-city:to#1`."""
    entity, _, group = tag[2:].partition("#")
    entity, _, role = entity.partition(":")
    return Tag(entity, role or None, group or None)


def with_written(marks: Sequence[list[str]], words: Sequence[Token], written: Iterable[Found]) -> None:
    """Adds to the marks of each word the lists and patterns that it is found by."""
    for match in written:
        inside = [at for at, (_, start, end) in enumerate(words) if start < match.end and end > match.start]
        for number, at in enumerate(inside):
            marks[at].append(f"l{'I' if number else 'B'}={match.entity}")


@dataclass(frozen=True, slots=True)
class Sureness:
    """Turns the share that the CRF gives a finding into the chance that it is right, as seen on held-out examples."""

    slope: float = 1.0
    offset: float = 0.0

    def of(self, share: float) -> float:
        """0..1."""
        share = min(max(share, 1e-6), 1 - 1e-6)
        return 1.0 / (1.0 + math.exp(-(self.slope * math.log(share / (1.0 - share)) + self.offset)))


def _opened(crf: bytes) -> Any:
    """A tagger of a file that was checked; it must find the number of each of its labels by the name."""
    tagger = pycrfsuite.Tagger()
    try:
        tagger.open_inmemory(crf)
        tagger.set([["*"]])
        for label in tagger.labels():
            tagger.marginal(label, 0)
    except (RuntimeError, ValueError) as error:
        raise ModelError("the CRF file is not a CRF") from error
    return tagger


class Slots:
    """Finds learned entities; `values` maps entity and folded text to an annotated value."""

    def __init__(
        self,
        crf: bytes,
        values: Mapping[str, Mapping[str, Any]],
        phrases: Phrases,
        sureness: Sureness = Sureness(),
    ) -> None:
        check_crf(crf)
        self.crf = crf
        self.values = values
        self.phrases = phrases
        self.sureness = sureness
        self._tagger = _opened(crf)
        self._lock = threading.Lock()  # the tagger keeps the sentence it tagged last

    def find(self, text: str, intent: str | None = None, written: Sequence[Found] = ()) -> list[Found]:
        """Findings that are sure enough. `intent` is the likeliest one, `written` are lists and patterns in the text.

        The confidence is that of the least sure word.
        """
        return [found for found in self.find_all(text, intent, written) if found.confidence >= _LEAST_CONFIDENCE]

    def find_all(self, text: str, intent: str | None = None, written: Sequence[Found] = ()) -> list[Found]:
        """As `find`, however unsure."""
        words = tokens(text)
        if not words:
            return []
        said = [word for word, _, _ in words]
        small = folded(said)
        marks = self.phrases.marks(small)
        with_written(marks, words, written)
        seen = observations(said, small, marks, None if intent is None else encodable(intent))
        with self._lock:
            return self._tagged(text, words, seen)

    def _tagged(self, text: str, words: Sequence[Token], seen: list[list[str]]) -> list[Found]:
        tags = self._tagger.tag(seen)
        found: list[Found] = []
        first = 0
        while first < len(words):
            after = first + 1
            if tags[first] == OUTSIDE:
                first = after
                continue
            while after < len(words) and tags[after] == f"I-{tags[first][2:]}":
                after += 1
            share = min(self._tagger.marginal(tags[at], at) for at in range(first, after))
            sure = self.sureness.of(share)
            found.append(self._found(text, read_tag(tags[first]), words[first][1], words[after - 1][2], sure))
            first = after
        return found

    def _found(self, text: str, tag: Tag, start: int, end: int, confidence: float) -> Found:
        said = text[start:end]
        value = self.values.get(tag.entity, {}).get(fold(said), said)
        return Found(tag.entity, start, end, value, confidence, LEARNED, tag.role, tag.group)

    def to_json(self) -> dict[str, Any]:
        """All but the CRF."""
        sure = [self.sureness.slope, self.sureness.offset]
        return {"values": self.values, "phrases": self.phrases.to_json(), "sureness": sure}

    @classmethod
    def from_json(cls, crf: bytes, content: Mapping[str, Any]) -> Slots:
        """What `to_json` gave, with its CRF."""
        slope, offset = (float(number) for number in content["sureness"])
        if not (math.isfinite(slope) and math.isfinite(offset)):
            raise ModelError("the confidence of the entities is no number")
        return cls(crf, content["values"], Phrases.from_json(content["phrases"]), Sureness(slope, offset))
