"""Whether a CRF file is sound, asked before the library in C gets it: that one believes every number it reads.

    head        "lCRF", bytes, "FOMC", version, features, labels, attributes, five offsets
    features    "FEAT", bytes, count; of each its kind, source, target (a label) and weight
    labels      a dictionary "CQDB" of names and numbers: 256 hash tables, and where the name of each number stands
    attributes  another one
    two lists   "LFRF", "AFRF", bytes, count, offsets: which features each label, each attribute has

Every offset, count and number of these is held against the file. What is dead weight in it is not looked at.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.pipeline.errors import ModelError

MOST_LABELS = 1_000
"""A text costs the square of it for each of its words."""

_HEAD = struct.Struct("<4sI4s9I")
_LIST_HEAD = struct.Struct("<4sII")
_DICTIONARY_HEAD = struct.Struct("<4s5I")
_VERSION = 100
_BYTE_ORDER = 0x62445371
_TABLES = 256
_TABLES_END = _DICTIONARY_HEAD.size + 8 * _TABLES
_HEAVIEST = 1e6
"""Sums of larger weights might not be numbers any more, and then the library looks for a label that is none."""

_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
_BUCKET = np.dtype([("hash", "<u4"), ("offset", "<u4")])

Integers = npt.NDArray[np.int64]


def check_crf(crf: bytes) -> None:
    """Raises ModelError unless the file can be opened and asked without a look outside of it."""
    try:
        _check(crf)
    except (struct.error, ValueError, UnicodeDecodeError) as error:
        raise ModelError("the CRF file is not a CRF") from error


def _check(crf: bytes) -> None:
    magic, size, kind, version, _, labels, attributes, *offsets = _HEAD.unpack_from(crf)
    _demand((magic, size, kind, version) == (b"lCRF", len(crf), b"FOMC", _VERSION))
    _demand(all(one < other for one, other in pairwise([_HEAD.size - 1, *offsets, size])))
    _demand(0 < labels <= MOST_LABELS and attributes * 4 <= size)
    features, label_names, attribute_names, of_labels, of_attributes = offsets
    count = _check_features(crf, features, labels)
    for name in _Dictionary.read(crf, label_names, labels).names():
        name.decode("utf-8")
    _Dictionary.read(crf, attribute_names, attributes)
    for at, chunk, owners in ((of_labels, b"LFRF", labels), (of_attributes, b"AFRF", attributes)):
        _check_lists(crf, at, chunk, owners, longest=labels, features=count)


def _demand(holds: bool | np.bool_) -> None:
    if not holds:
        raise ValueError("out of bounds")


def _check_features(crf: bytes, at: int, labels: int) -> int:
    """How many features there are."""
    chunk, _, count = _LIST_HEAD.unpack_from(crf, at)
    _demand(chunk == b"FEAT" and at + _LIST_HEAD.size + _FEATURE.itemsize * count <= len(crf))
    features = np.frombuffer(crf, _FEATURE, count, at + _LIST_HEAD.size)
    _demand((features["target"] < labels).all() and (np.abs(features["weight"]) <= _HEAVIEST).all())
    return int(count)


def _check_lists(crf: bytes, at: int, chunk: bytes, owners: int, *, longest: int, features: int) -> None:
    """Each owner's list lies in the file and names features that are there: one per label at most."""
    said, _, count = _LIST_HEAD.unpack_from(crf, at)
    _demand(said == chunk and owners <= count and at + _LIST_HEAD.size + 4 * owners <= len(crf))
    places = _numbers(crf, np.arange(owners, dtype=np.int64) * 4 + at + _LIST_HEAD.size)
    lengths = _numbers(crf, places)
    _demand((lengths <= longest).all() and (places + 4 + 4 * lengths <= len(crf)).all())
    _demand(4 * lengths.sum() <= len(crf))  # no two share much, or this would never end
    # All entries of all lists, one list after the other.
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    _demand((_numbers(crf, np.repeat(places + 4, lengths) + 4 * within) < features).all())


def _numbers(content: bytes, places: Integers) -> Integers:
    """The whole numbers of four bytes at these offsets; raises ValueError for one that does not lie inside."""
    _demand(not len(places) or (places.min() >= 0 and places.max() + 4 <= len(content)))
    single = np.frombuffer(content, np.uint8)
    found: Integers = np.zeros(len(places), dtype=np.int64)
    for byte in range(4):
        found |= single[places + byte].astype(np.int64) << 8 * byte
    return found


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """Names and numbers; offsets are counted from its beginning. `entries` is where that of each number stands."""

    content: bytes
    entries: Integers

    @classmethod
    def read(cls, crf: bytes, at: int, count: int) -> _Dictionary:
        """Checked: numbers from 0 to `count` - 1 have names, and every name leads to such a number."""
        chunk, size, _, order, listed, place = _DICTIONARY_HEAD.unpack_from(crf, at)
        _demand((chunk, order) == (b"CQDB", _BYTE_ORDER) and _TABLES_END <= size <= len(crf) - at)
        content = crf[at : at + size]
        hashed, known = _hashed(content)
        empty = place == known == 0  # of a model that learned from no word
        _demand(empty or (place >= _TABLES_END and place + 4 * known <= len(content)))
        _demand(count <= listed <= known)
        entries = _numbers(content, np.arange(count, dtype=np.int64) * 4 + place)
        found = cls(content, entries)
        found._check_entries(entries)
        found._check_entries(hashed)
        _demand((_numbers(content, hashed) < count).all())
        return found

    def _check_entries(self, entries: Integers) -> None:
        """An entry is a number, the length of its name with the zero behind it, and both."""
        _demand((entries >= _TABLES_END).all())
        ends = entries + 8 + _numbers(self.content, entries + 4)
        _demand((ends > entries + 8).all() and (ends <= len(self.content)).all())
        _demand((np.frombuffer(self.content, np.uint8)[ends - 1] == 0).all())

    def names(self) -> list[bytes]:
        lengths = _numbers(self.content, self.entries + 4)
        return [self.content[at + 8 : at + 7 + length] for at, length in zip(self.entries, lengths, strict=True)]


def _hashed(content: bytes) -> tuple[Integers, int]:
    """Where the entries stand that the hash tables lead to, and how many the library takes it that there are.

    Each table must have a free place: there a search ends.
    """
    tables = np.frombuffer(content, np.dtype("<u4"), 2 * _TABLES, _DICTIONARY_HEAD.size).reshape(-1, 2).tolist()
    _demand(8 * sum(length for _, length in tables) <= len(content))
    found: list[npt.NDArray[Any]] = []
    for place, length in tables:
        if not length:
            continue
        _demand(place >= _TABLES_END and place + 8 * length <= len(content))
        buckets = np.frombuffer(content, _BUCKET, length, place)["offset"]
        _demand((buckets == 0).any())
        found.append(buckets[buckets != 0])
    hashed = np.concatenate(found).astype(np.int64) if found else np.zeros(0, dtype=np.int64)
    return hashed, sum(length // 2 for _, length in tables)
