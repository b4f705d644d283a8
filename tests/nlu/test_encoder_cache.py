"""Vectors of texts that were seen before come from the disk; whatever happens to the file, they are right."""

import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest

from nlu.pipeline.encoder import Encoder, VectorCache, open_encoder
from nlu.pipeline.encoder.cache import FILE
from tests.nlu.onnx_writer import tiny_model
from tests.nlu.test_encoder_foreign import write_folder

TEXTS = ["a", "b", "ab", "ba", "aab", "a"]


@pytest.fixture
def encoder(tmp_path: Path) -> Encoder:
    return open_encoder(write_folder(tmp_path / "encoder", tiny_model()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def encoded(cache: VectorCache, texts: list[str]) -> tuple[np.ndarray, int]:
    """The vectors, and how many texts had to be encoded for them."""
    steps: list[int] = []
    vectors = cache.vectors(texts, progress=lambda done, of: steps.append(done))
    return vectors, steps[-1] if steps else 0


def test_a_second_training_encodes_only_what_is_new(folder: Path, encoder: Encoder) -> None:
    first, made = encoded(VectorCache(folder, encoder), TEXTS)
    assert made == 5
    assert np.allclose(first, [encoder.encode_wide(text) for text in TEXTS], atol=1e-3)
    again, made = encoded(VectorCache(folder, encoder), [*TEXTS, "bb"])
    assert made == 1
    assert again[:-1].tobytes() == first.tobytes()


def test_no_texts_give_an_empty_matrix(folder: Path, encoder: Encoder) -> None:
    assert VectorCache(folder, encoder).vectors([]).shape == (0, encoder.wide)


def test_another_encoder_has_other_vectors(folder: Path, encoder: Encoder, tmp_path: Path) -> None:
    encoded(VectorCache(folder, encoder), TEXTS)
    other = open_encoder(write_folder(tmp_path / "other", tiny_model(), manifest={"max_tokens": 5}))
    _, made = encoded(VectorCache(folder, other), TEXTS)
    assert made == 5


def test_what_was_used_longest_ago_goes_first(folder: Path, encoder: Encoder) -> None:
    cache = VectorCache(folder, encoder, most=10)
    early = ["a" * length for length in range(1, 9)]
    encoded(cache, early)
    encoded(cache, ["b" * length for length in range(1, 6)])
    with sqlite3.connect(folder / FILE) as database:
        assert database.execute("SELECT count(*) FROM vectors").fetchone() == (9,)
    assert encoded(cache, ["b" * length for length in range(1, 6)])[1] == 0
    assert encoded(cache, early)[1] == 4


@pytest.mark.parametrize("damage", ["text", "cut", "other tables"])
def test_a_damaged_file_costs_time_and_nothing_else(folder: Path, encoder: Encoder, damage: str) -> None:
    right, _ = encoded(VectorCache(folder, encoder), TEXTS)
    file = folder / FILE
    if damage == "text":
        file.write_bytes(b"not a database at all " * 200)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    else:
        file.unlink()
        with sqlite3.connect(file) as database:
            database.execute("CREATE TABLE vectors (something)")
    assert encoded(VectorCache(folder, encoder), TEXTS)[0].tobytes() == right.tobytes()
    assert encoded(VectorCache(folder, encoder), TEXTS)[0].tobytes() == right.tobytes()


def test_a_vector_of_the_wrong_size_is_made_again(folder: Path, encoder: Encoder) -> None:
    right, _ = encoded(VectorCache(folder, encoder), TEXTS)
    with sqlite3.connect(folder / FILE) as database:
        database.execute("UPDATE vectors SET vector = x'00'")
    vectors, made = encoded(VectorCache(folder, encoder), TEXTS)
    assert made == 5
    assert vectors.tobytes() == right.tobytes()


def test_where_nothing_can_be_written_it_still_gives_vectors(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "a file").write_text("")
    vectors, made = encoded(VectorCache(tmp_path / "a file", encoder), TEXTS)
    assert made == 5
    assert len(vectors) == len(TEXTS)


def test_a_cancelled_training_keeps_what_it_had(folder: Path, encoder: Encoder) -> None:
    texts = [f"a{'b' * (number % 90)} {'a' * (number // 90)}" for number in range(400)]

    def cancel(done: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        VectorCache(folder, encoder).vectors(texts, progress=cancel)
    assert encoded(VectorCache(folder, encoder), texts)[1] == len(set(texts)) - 256


def test_trainers_side_by_side_do_not_disturb_each_other(folder: Path, encoder: Encoder) -> None:
    right = np.array([encoder.encode_wide(text) for text in TEXTS])
    found: list[np.ndarray] = []

    def train() -> None:
        found.extend(VectorCache(folder, encoder).vectors(TEXTS) for _ in range(5))

    threads = [threading.Thread(target=train) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert all(np.allclose(vectors, right, atol=1e-3) for vectors in found)
