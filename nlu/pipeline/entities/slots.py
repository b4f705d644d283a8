"""Learned entities: a CRF over words, trained on annotated examples. This module runs it.

A tag is `B-` or `I-` before the entity, with `:role` and `#group` where the examples have them,
or `O` for a word outside of every entity.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pycrfsuite

from nlu.pipeline.entities.found import LEARNED, Found
from nlu.pipeline.errors import ModelError
from nlu.pipeline.normalise import LONGEST_UTTERANCE, fold

OUTSIDE = "O"
_MAGIC = b"lCRF"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MOST_TOKENS = 200
_LEAST_CONFIDENCE = 0.4

Token = tuple[str, int, int]


def tokens(text: str) -> list[Token]:
    """Words and marks with their code points; at most the first 200."""
    found = _TOKEN.finditer(text[:LONGEST_UTTERANCE])
    return [(m.group(), m.start(), m.end()) for _, m in zip(range(_MOST_TOKENS), found, strict=False)]


def observations(words: Sequence[str], hidden: Collection[int] = ()) -> list[list[str]]:
    """What the CRF sees of each word.

    Of a `hidden` word only its shape and its neighbours are seen, as of one that was in no example. Whether a word
    stands in an annotation somewhere is not among it: in training that is always true of the right words, and the
    CRF would learn to look at nothing else.
    """
    folded = ["" if at in hidden else fold(word) or word for at, word in enumerate(words)]
    last = len(folded) - 1
    rows: list[list[str]] = []
    for at, word in enumerate(folded):
        row = ["bias", f"shape={_shape(words[at])}"]
        if word:
            row += (f"w={word}", f"p={word[:3]}", f"s2={word[-2:]}", f"s3={word[-3:]}")
        for distance in (-2, -1, 1, 2):
            other = at + distance
            if 0 <= other <= last:
                row.append(f"w{distance}={folded[other]}")
            elif abs(distance) == 1:
                row.append(f"edge{distance}")
        rows.append(row)
    return rows


def _shape(word: str) -> str:
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if not word[:1].isalnum():
        return word
    if word.isupper():
        return "X"
    return "Xx" if word[:1].isupper() else "x"


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


class Slots:
    """Finds learned entities; `values` maps entity and folded text to an annotated value."""

    def __init__(
        self,
        crf: bytes,
        values: Mapping[str, Mapping[str, Any]],
    ) -> None:
        if not crf.startswith(_MAGIC):
            raise ModelError("the CRF file is not a CRF")
        self.crf = crf
        self.values = values
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(crf)
        self._lock = threading.Lock()  # the tagger keeps the sentence it tagged last

    def find(self, text: str) -> list[Found]:
        """Findings whose words the CRF is sure enough of; the confidence is the least sure word's."""
        words = tokens(text)
        if not words:
            return []
        with self._lock:
            return self._tagged(text, words)

    def _tagged(self, text: str, words: Sequence[Token]) -> list[Found]:
        tags = self._tagger.tag(observations([word for word, _, _ in words]))
        found: list[Found] = []
        first = 0
        while first < len(words):
            after = first + 1
            if tags[first] == OUTSIDE:
                first = after
                continue
            while after < len(words) and tags[after] == f"I-{tags[first][2:]}":
                after += 1
            sure = min(self._tagger.marginal(tags[at], at) for at in range(first, after))
            if sure >= _LEAST_CONFIDENCE:
                found.append(self._found(text, read_tag(tags[first]), words[first][1], words[after - 1][2], sure))
            first = after
        return found

    def _found(self, text: str, tag: Tag, start: int, end: int, confidence: float) -> Found:
        said = text[start:end]
        value = self.values.get(tag.entity, {}).get(fold(said), said)
        return Found(tag.entity, start, end, value, confidence, LEARNED, tag.role, tag.group)
