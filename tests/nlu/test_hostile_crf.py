"""CRF files that somebody has tampered with: the library in C believes what it reads, so it never gets to read them."""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from nlu.pipeline import Model, ModelError
from nlu.pipeline.entities.crf_file import check_crf
from tests.nlu.crf_fuzz import OFFSETS

ROOT = Path(__file__).resolve().parents[2]
MUTATIONS = 3_000
AT_ONCE = 1.0  # second of CPU


@pytest.fixture(scope="module")
def crf(library: Model) -> bytes:
    assert library.slots is not None
    return library.slots.crf


def changed(crf: bytes, at: int, *numbers: int) -> bytes:
    content = bytearray(crf)
    struct.pack_into(f"<{len(numbers)}I", content, at, *numbers)
    return bytes(content)


def begin(crf: bytes, number: int) -> int:
    found: int = struct.unpack_from("<I", crf, OFFSETS[number])[0]
    return found


def first_table(crf: bytes, dictionary: int) -> tuple[int, int, int]:
    """Where the first used hash table of a dictionary is named, its offset, and its number of places."""
    for at in range(dictionary + 24, dictionary + 24 + 8 * 256, 8):
        place, length = struct.unpack_from("<2I", crf, at)
        if length:
            return at, place, length
    raise AssertionError("an empty dictionary")


def test_what_was_trained_is_sound(crf: bytes) -> None:
    check_crf(crf)


def test_thousands_of_changed_files_are_refused_or_harmless_and_never_end_the_process(
    crf: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "slots.crf"
    path.write_bytes(crf)
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    command = [sys.executable, "-m", "tests.nlu.crf_fuzz", str(path), str(MUTATIONS), str(seed)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert (ran.returncode, ran.stderr) == (0, "")
    found = json.loads(ran.stdout)
    assert found["refused"] + found["accepted"] == MUTATIONS
    assert found["accepted"] > MUTATIONS // 50, "the check refuses everything"
    assert found["slowest"] < AT_ONCE


@pytest.mark.parametrize("length", [0, 3, 47, 48, 100])
def test_a_file_that_is_cut_short_is_refused(crf: bytes, length: int) -> None:
    cut = crf[:length]
    with pytest.raises(ModelError):
        check_crf(changed(cut, 4, length) if length > 8 else cut)


def test_a_hash_table_without_a_free_place_would_be_searched_for_ever(crf: bytes) -> None:
    attributes = begin(crf, 2)
    _, place, length = first_table(crf, attributes)
    content = crf
    for bucket in range(length):
        entry = struct.unpack_from("<I", crf, attributes + place + 8 * bucket + 4)[0]
        own = entry or struct.unpack_from("<I", crf, attributes + place + 4)[0] or 24 + 8 * 256
        content = changed(content, attributes + place + 8 * bucket + 4, own)
    with pytest.raises(ModelError):
        check_crf(content)


def test_a_label_that_is_none_a_weight_that_is_none_and_a_name_without_an_end(crf: bytes) -> None:
    features, labels, of_attributes = begin(crf, 0), begin(crf, 1), begin(crf, 4)
    weight = changed(crf, features + 12 + 12, *struct.unpack("<2I", struct.pack("<d", float("nan"))))
    target = changed(crf, features + 12 + 8, 1_000)
    listed = changed(crf, struct.unpack_from("<I", crf, of_attributes + 12)[0] + 4, 10**6)
    back = labels + struct.unpack_from("<I", crf, labels + 20)[0]
    entry = labels + struct.unpack_from("<I", crf, back)[0]
    end = entry + 8 + struct.unpack_from("<I", crf, entry + 4)[0] - 1
    unended = crf[:end] + b"x" + crf[end + 1 :]
    nameless = changed(crf, back, 0)
    foreign = crf[: entry + 8] + b"\xff" + crf[entry + 9 :]
    for content in (weight, target, listed, unended, nameless, foreign):
        with pytest.raises(ModelError):
            check_crf(content)


def test_very_many_labels_are_refused_before_anything_is_made_of_their_square(crf: bytes) -> None:
    with pytest.raises(ModelError):
        check_crf(changed(crf, 20, 100_000))
