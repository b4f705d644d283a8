"""The sentence encoder that `make setup` builds: repeats itself, knows its processor, refuses what was changed."""

import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from nlu.pipeline.encoder import Encoder, EncoderError, find_encoder, open_encoder

TEXTS = ["hello", "where is my parcel", "I want a large pizza", "", "👍", "cancel " * 40, "transfer 200 € to savings"]


@pytest.fixture(scope="module")
def encoder(encoder_folder: Path) -> Encoder:
    found = find_encoder(encoder_folder)
    assert found is not None
    return found


@pytest.fixture
def copy(encoder_folder: Path, tmp_path: Path) -> Path:
    """A folder of its own, to be changed."""
    folder = tmp_path / "encoder"
    shutil.copytree(encoder_folder, folder)
    return folder


def test_vectors_have_length_one(encoder: Encoder) -> None:
    vectors = np.array([encoder.encode(text) for text in TEXTS])
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "published"),
    [("That is a happy dog", 0.695), ("That is a very happy person", 0.943), ("Today is a sunny day", 0.257)],
)
def test_likenesses_are_those_that_the_model_is_known_for(encoder: Encoder, text: str, published: float) -> None:
    assert encoder.encode("That is a happy person") @ encoder.encode(text) == pytest.approx(published, abs=0.04)


def test_the_same_text_gives_the_same_bytes_in_any_order_and_thread(encoder: Encoder) -> None:
    alone = {text: encoder.encode(text).tobytes() for text in TEXTS}
    assert {text: encoder.encode(text).tobytes() for text in reversed(TEXTS)} == alone
    with ThreadPoolExecutor(4) as pool:
        many = TEXTS * 8
        assert all(
            vector.tobytes() == alone[text] for text, vector in zip(many, pool.map(encoder.encode, many), strict=True)
        )


def test_the_wide_vector_begins_with_the_vector(encoder: Encoder) -> None:
    wide = encoder.encode_wide("where is my parcel")
    assert wide.shape == (encoder.wide,)
    assert encoder.wide > encoder.dimensions
    assert wide[: encoder.dimensions].tobytes() == encoder.encode("where is my parcel").tobytes()
    layers = wide.reshape(-1, encoder.dimensions)
    assert np.allclose(np.linalg.norm(layers, axis=1), 1, atol=1e-5)


def test_what_is_beyond_the_most_tokens_changes_nothing(encoder: Encoder) -> None:
    long = "parcel " * encoder.max_tokens
    assert encoder.encode(long).tobytes() == encoder.encode(long + "and a pizza").tobytes()


def test_the_manifest_says_what_it_is(encoder: Encoder, encoder_folder: Path) -> None:
    manifest = json.loads((encoder_folder / "manifest.json").read_text())
    assert (encoder.name, encoder.languages, encoder.dimensions) == ("all-minilm-l6-v2", {"en"}, 384)
    assert manifest["licence"] == "Apache-2.0"
    assert len(manifest["probes"]) == 20
    assert manifest["quality"]["cosine_to_float32"]["mean"] >= 0.99


def test_a_processor_that_calculates_otherwise_is_another_identity(encoder: Encoder, copy: Path) -> None:
    assert encoder.probe() < 1e-3
    assert encoder.identity == encoder.hash
    manifest = json.loads((copy / "manifest.json").read_text())
    for probe in manifest["probes"]:  # what another processor would have found when it was built
        probe["vector"] = [value + 0.01 * (place % 3) for place, value in enumerate(probe["vector"])]
    (copy / "manifest.json").write_text(json.dumps(manifest))
    other = open_encoder(copy)
    assert other.probe() > 1e-3
    assert other.hash == encoder.hash
    assert other.identity.startswith(f"{encoder.hash}~")


@pytest.mark.parametrize("name", ["model.onnx", "words.npy", "positions.npy", "vocab.txt"])
def test_a_changed_file_is_refused_by_name(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(bytes(content))
    with pytest.raises(EncoderError, match=f"{name} is not what the manifest says"):
        open_encoder(copy)
    assert find_encoder(copy) is None


def test_a_table_that_is_cut_short_under_our_feet_is_an_error_not_our_death(copy: Path) -> None:
    encoder = open_encoder(copy)
    encoder.encode("hello")
    with (copy / "words.npy").open("r+b") as table:
        table.truncate(4096)
    with pytest.raises(OSError, match="shorter"):
        encoder.encode("hello")


def test_a_link_out_of_the_folder_is_refused(copy: Path, tmp_path: Path) -> None:
    (copy / "vocab.txt").rename(tmp_path / "elsewhere")
    (copy / "vocab.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EncoderError, match="not a plain file"):
        open_encoder(copy)


def test_without_the_runtime_or_the_folder_there_is_none(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_encoder(None) is None
    assert find_encoder(tmp_path / "never built") is None
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert find_encoder(copy) is None
