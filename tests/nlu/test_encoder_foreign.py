"""An operator's own encoder folder, and what is refused about one."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline.encoder import Encoder, EncoderError, find_encoder, open_encoder
from nlu.pipeline.encoder.graph_check import check_graph
from tests.nlu.onnx_writer import FLOAT, PIECES, field, node, tensor, tiny_model, value


def write_folder(folder: Path, graph: bytes, **files: object) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "model.onnx").write_bytes(graph)
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n")
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content))
    return folder


def test_a_plain_export_is_pooled_and_brought_to_length_one(tmp_path: Path) -> None:
    encoder = open_encoder(write_folder(tmp_path / "mine", tiny_model()))
    assert (encoder.name, encoder.languages, encoder.dimensions, encoder.wide) == ("mine", {"en"}, 3, 3)
    table = np.array([((7 * place) % 11) - 4.5 for place in range(3 * len(PIECES))], np.float32).reshape(-1, 3)
    mean = table[[2, 4, 6, 3]].mean(axis=0)
    assert np.allclose(encoder.encode("AA"), mean / np.linalg.norm(mean))


def test_its_manifest_may_name_it(tmp_path: Path) -> None:
    said = {"name": "our own", "languages": ["de", "nl"], "max_tokens": 8}
    encoder = open_encoder(write_folder(tmp_path / "mine", tiny_model(), manifest=said))
    assert (encoder.name, encoder.languages, encoder.max_tokens) == ("our own", {"de", "nl"}, 8)


def test_the_same_files_are_the_same_encoder_and_other_files_are_not(tmp_path: Path) -> None:
    def hash_of(name: str, graph: bytes) -> str:
        return open_encoder(write_folder(tmp_path / name, graph)).hash

    assert hash_of("one", tiny_model()) == hash_of("two", tiny_model())
    assert hash_of("one", tiny_model()) != hash_of("three", tiny_model(output="sentence"))


def test_a_folder_that_changes_is_opened_anew(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "mine", tiny_model(), manifest={"name": "first"})
    first = find_encoder(folder)
    assert isinstance(first, Encoder)
    assert find_encoder(folder) is first
    time.sleep(0.02)  # a file system notes changes by the clock
    write_folder(folder, tiny_model(), manifest={"name": "second"})
    second = find_encoder(folder)
    assert second is not None
    assert second.name == "second"


OUTSIDE = field(13, field(1, "location") + field(2, "../../etc/passwd")) + field(14, 1)
INSIDE_CONSTANT = field(5, field(1, "value") + field(5, tensor("weights", (1,), [1], OUTSIDE)))
BODY = field(5, field(1, "body") + field(6, b""))

HOSTILE = {
    "a weight in another file": (tiny_model(tensors=[tensor("w", (1,), [], OUTSIDE)]), "in other files"),
    "a weight that only names another file": (
        tiny_model(tensors=[tensor("w", (1,), [1], field(13, field(1, "location") + field(2, "/etc/passwd")))]),
        "in other files",
    ),
    "a weight that only says it is elsewhere": (
        tiny_model(tensors=[tensor("w", (1,), [1], field(14, 1))]),
        "in other files",
    ),
    "a constant in another file": (
        tiny_model(nodes=[node("Constant", [], ["c"], INSIDE_CONSTANT)]),
        "in other files",
    ),
    "a loop": (tiny_model(nodes=[node("Loop", ["n", "c"], ["l"], BODY)]), "holds a graph"),
    "a loop without its body": (tiny_model(nodes=[node("Loop", ["n", "c"], ["l"])]), "operator 'Loop'"),
    "an operator of some library": (
        tiny_model(nodes=[node("Shell", ["x"], ["y"], field(7, "evil.domain"))]),
        "operator 'evil.domain.Shell'",
    ),
    "functions": (tiny_model() + field(25, field(1, "f")), "functions"),
    "two graphs": (tiny_model() * 2, "not an ONNX file"),
    "nothing": (b"", "not an ONNX file"),
    "half a file": (tiny_model()[:-20], "not an ONNX file"),
    "another format": (b"ORTM" + bytes(100), "not an ONNX file"),
    "text": (b"<html>" * 100, "not an ONNX file"),
    "an output of no use": (tiny_model(nodes=[node("Gather", ["nowhere", "input_ids"], ["z"])]), "cannot be run"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_graph_is_refused_with_its_reason(tmp_path: Path, what: str) -> None:
    graph, reason = HOSTILE[what]
    with pytest.raises(EncoderError, match=reason):
        open_encoder(write_folder(tmp_path / "mine", graph))
    assert find_encoder(tmp_path / "mine") is None


def test_a_graph_of_another_kind_is_refused(tmp_path: Path) -> None:
    picture = tiny_model().replace(b"input_ids", b"image_pix")
    with pytest.raises(EncoderError, match="takes image_pix"):
        open_encoder(write_folder(tmp_path / "mine", picture))
    flat = field(7, field(1, node("Identity", ["x"], ["y"])) + field(11, value("input_ids", FLOAT, [1])))
    with pytest.raises(EncoderError):
        open_encoder(write_folder(tmp_path / "mine", flat))


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ({"languages": "en"}, "languages"),
        ({"max_tokens": 10**9}, "max_tokens"),
        ({"files": {}}, "not that of"),
        ({"files": {"../x": {}}, "format": "botbuilder/encoder", "version": 1}, "lacks"),
        ([1], "not a JSON object"),
    ],
)
def test_a_strange_manifest_is_refused(tmp_path: Path, manifest: object, reason: str) -> None:
    with pytest.raises(EncoderError, match=reason):
        open_encoder(write_folder(tmp_path / "mine", tiny_model(), manifest=manifest))


def test_a_file_of_a_manifest_cannot_lie_outside(tmp_path: Path) -> None:
    said = {"format": "botbuilder/encoder", "version": 1, "name": "x", "languages": [], "input": "vectors"}
    said |= {"dimensions": 3, "max_tokens": 8, "files": {"../vocab.txt": {"sha256": "", "bytes": 1}}}
    with pytest.raises(EncoderError, match="lacks what it should say"):
        open_encoder(write_folder(tmp_path / "mine", tiny_model(), manifest=said))


@pytest.mark.parametrize("missing", ["model.onnx", "vocab.txt"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    folder = write_folder(tmp_path / "mine", tiny_model())
    (folder / missing).unlink()
    with pytest.raises(EncoderError, match=missing):
        open_encoder(folder)


def flipped(content: bytes, flips: list[tuple[int, int]]) -> bytes:
    changed = bytearray(content)
    for place, mask in flips:
        changed[place % len(changed)] ^= mask
    return bytes(changed)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 255)), min_size=1, max_size=6))
def test_bytes_that_were_changed_are_passed_or_refused_never_a_crash(flips: list[tuple[int, int]]) -> None:
    refused_or_passed(lambda: check_graph(flipped(tiny_model(), flips)))


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_passed_or_refused_never_a_crash(content: bytes) -> None:
    refused_or_passed(lambda: check_graph(content))


def refused_or_passed(check: Callable[[], None]) -> None:
    try:
        check()
    except EncoderError as error:
        assert str(error)
