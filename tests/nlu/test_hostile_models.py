"""Model folders that somebody has tampered with: refused with a clear error, at once, and nothing is ever executed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import struct
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlu.pipeline import Model, ModelError, load_model
from nlu.pipeline.store import ARRAYS, MANIFEST

AT_ONCE = 5.0  # seconds of CPU, far above what a refusal takes and far below what an attack would


@pytest.fixture(scope="module")
def sound(library: Model, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("sound") / "model"
    library.save(folder)
    return Sound({path.name: path.read_bytes() for path in folder.iterdir()})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "model"


class Sound(dict[str, bytes]):
    def __repr__(self) -> str:
        return "a sound model"


def write(place: Path, files: dict[str, bytes], /, *, seal: bool = True, **manifest: object) -> Path:
    """The files as a model folder; sealed, the manifest's hashes fit them: what a clever attacker would do."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    if seal:
        said = json.loads(files[MANIFEST])
        for name, entry in said["files"].items():
            if name in files:
                entry.update(sha256=hashlib.sha256(files[name]).hexdigest(), bytes=len(files[name]))
        files = {**files, MANIFEST: json.dumps({**said, **manifest}).encode()}
    for name, content in files.items():
        (place / name).write_bytes(content)
    return place


def refused(place: Path) -> None:
    began = time.process_time()
    with pytest.raises(ModelError):
        load_model(place)
    assert time.process_time() - began < AT_ONCE


def survives(place: Path) -> None:
    """Either a model that can be asked, or a clear error."""
    began = time.process_time()
    with contextlib.suppress(ModelError):
        load_model(place).understand("please renew Emma", now=0.0)
    assert time.process_time() - began < AT_ONCE


def changed_array(sound: dict[str, bytes], content: bytes) -> dict[str, bytes]:
    """The same model with another content of its first array, whole as a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound[ARRAYS])) as old, zipfile.ZipFile(packed, "w") as new:
        for number, name in enumerate(old.namelist()):
            new.writestr(name, content if number == 0 else old.read(name))
    return {**sound, ARRAYS: packed.getvalue()}


def first_array(sound: dict[str, bytes]) -> tuple[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sound[ARRAYS])) as archive:
        name = archive.namelist()[0]
        return name.removesuffix(".npy"), archive.read(name)


def npy(header: str, body: bytes = b"") -> bytes:
    padded = header.encode() + b" " * (63 - (len(header) + 10) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(padded)) + padded + body


@given(name=st.sampled_from([ARRAYS, "model.json", MANIFEST]), at=st.floats(0, 1), byte=st.integers(0, 255))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_byte_is_noticed_or_harmless(sound, place, name, at, byte):
    content = bytearray(sound[name])
    where = min(int(at * len(content)), len(content) - 1)
    same = content[where] == byte
    content[where] = byte
    write(place, {**sound, name: bytes(content)}, seal=False)
    survives(place) if same or name == MANIFEST else refused(place)


@given(name=st.sampled_from([ARRAYS, "model.json"]), seed=st.binary(max_size=8), at=st.floats(0, 1), cut=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_that_are_changed_and_sealed_again_do_no_harm(sound, place, name, seed, at, cut):
    content = sound[name]
    where = int(at * len(content))
    mutated = content[:where] if cut else content[:where] + seed + content[where + len(seed) :]
    survives(write(place, {**sound, name: mutated}))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("documents", [-1, 1.5, "many", None])
def test_a_number_of_examples_that_cannot_be_is_refused(sound, place, documents):
    content = json.loads(sound["model.json"]) | {"documents": documents}
    refused(write(place, {**sound, "model.json": json.dumps(content).encode()}))


@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_another_content_in_place_of_any_key_of_the_model_does_no_harm(sound, place, data):
    content = json.loads(sound["model.json"])
    content[data.draw(st.sampled_from(sorted(content)))] = data.draw(json_values)
    survives(write(place, {**sound, "model.json": json.dumps(content).encode()}))


@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_another_content_in_place_of_any_key_of_the_manifest_does_no_harm(sound, place, data):
    said = json.loads(sound[MANIFEST])
    key = data.draw(st.sampled_from(sorted(said)))
    survives(write(place, sound, **{key: data.draw(json_values)}))


HUGE = 2**40


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776, 1099511627776), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': [('a', '|O')], 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<U1000000000', 'fortran_order': False, 'shape': (4,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (__import__('os').system('touch /tmp/never'),), }",
        "{'descr': '<f4'}",
        "(" * 2000,
        "",
    ],
)
def test_a_header_that_lies_is_refused_before_anything_is_made_of_it(sound, place, header):
    name, _ = first_array(sound)
    said = json.loads(sound[MANIFEST])["arrays"]
    files = changed_array(sound, npy(header, b"\0" * 16))
    refused(write(place, files))
    refused(write(place, files, arrays={**said, name: {"dtype": "float32", "shape": [HUGE]}}))
    refused(write(place, files, arrays={**said, name: {"dtype": "object", "shape": [1]}}))


@pytest.mark.parametrize("length", [0, 5, 9, 10, 40, 127])
def test_a_header_that_is_cut_short_is_refused(sound, place, length):
    _, content = first_array(sound)
    refused(write(place, changed_array(sound, content[:length])))


def test_an_archive_that_unpacks_to_very_much_is_refused_without_being_unpacked(sound, place):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("weights.npy", "w") as member:
        for _ in range(300):
            member.write(b"\0" * 2**20)
    claimed = {"weights": {"dtype": "float32", "shape": [300 * 2**18]}}
    refused(write(place, {**sound, ARRAYS: packed.getvalue()}, arrays=claimed))


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/b", ".", "..", "", ".hidden", "nul\0"])
def test_a_file_name_never_leads_out_of_the_folder(sound, place, name):
    said = json.loads(sound[MANIFEST])["files"]
    (place.parent / "outside").write_bytes(b"x")
    entry = {"sha256": hashlib.sha256(b"x").hexdigest(), "bytes": 1}
    refused(write(place, sound, files={**said, name: entry}))


def test_a_folder_of_very_many_files_is_refused_before_they_are_read(sound, place):
    said = json.loads(sound[MANIFEST])["files"]
    entry = {"sha256": "0" * 64, "bytes": 1}
    refused(write(place, sound, files={**said, **{f"f{number}": entry for number in range(5000)}}))


def test_a_pipe_in_place_of_a_file_does_not_stop_the_server(sound, place):
    write(place, sound)
    for name in (MANIFEST, ARRAYS):
        (place / name).unlink()
        os.mkfifo(place / name)
        refused(place)
        (place / name).unlink()
        (place / name).write_bytes(sound[name])


def test_numbers_that_are_none_are_refused(sound, place):
    _, content = first_array(sound)
    array = np.load(io.BytesIO(content), allow_pickle=False).copy()
    assert array.dtype.kind == "f"
    array.flat[0] = np.nan
    packed = io.BytesIO()
    np.save(packed, array, allow_pickle=False)
    refused(write(place, changed_array(sound, packed.getvalue())))
