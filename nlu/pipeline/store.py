"""A model as a folder: numpy arrays without pickle, JSON, a CRF file, and a manifest with hashes.

    manifest.json   {"format", "version", "files": {name: {"sha256", "bytes"}},
                     "arrays": {name: {"dtype", "shape"}}, "about": {...}}
    arrays.npz      the arrays
    *.json, *.crf   the rest

Nothing here is ever executed or unpickled. A file that is not what the manifest says, or larger
than a limit, is refused before it is parsed.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.pipeline.errors import ModelError

FORMAT = "botbuilder/model"
VERSION = 1
ARRAYS = "arrays.npz"
MANIFEST = "manifest.json"

_LARGEST_MANIFEST = 1_000_000
_LARGEST_FILE = 2 * 2**30  # and all files together
_LARGEST_HEADER = 10_000
_MOST_FILES = 100
_DTYPES = ("float32", "float16", "int32", "int64", "uint8")

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """The content of a model folder."""

    about: dict[str, Any]
    arrays: Mapping[str, Array]
    files: Mapping[str, bytes]

    def json(self, name: str) -> Any:
        """A JSON file of the model."""
        try:
            return json.loads(self.file(name))
        except ValueError as error:
            raise ModelError(f"{name} is not JSON") from error

    def file(self, name: str) -> bytes:
        """A file of the model, by name."""
        if name not in self.files:
            raise ModelError(f"{name} is missing")
        return self.files[name]

    def array(self, name: str, dtype: str, dimensions: int) -> Array:
        """An array of the model, which must have this type and number of dimensions."""
        array = self.arrays.get(name)
        if array is None or array.dtype.name != dtype or array.ndim != dimensions:
            raise ModelError(f"array {name} is missing or not {dimensions}-dimensional {dtype}")
        return array


def save_folder(folder: Path, stored: Stored) -> int:
    """Writes a model folder atomically and returns its bytes; an existing folder stays as it is.

    Models are named by what they were made from, so a folder that is there already is the same.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, **stored.arrays)
    files = {**stored.files, ARRAYS: packed.getvalue()}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in files.items()
        },
        "arrays": {
            name: {"dtype": array.dtype.name, "shape": list(array.shape)} for name, array in stored.arrays.items()
        },
        "about": stored.about,
    }
    files[MANIFEST] = json.dumps(manifest, indent=1, sort_keys=True).encode()
    building = Path(tempfile.mkdtemp(prefix=f".{folder.name[:16]}-", dir=folder.parent))
    try:
        for name, content in files.items():
            _write(building / name, content)
        _flush_folder(building)
        building.chmod(0o755)
        _publish(building, folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return sum(len(content) for content in files.values())


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _publish(building: Path, folder: Path) -> None:
    """Renames into place; when another process was first, its folder stays unless it is broken."""
    try:
        building.rename(folder)
    except OSError:
        try:
            load_folder(folder)
            return
        except ModelError:
            broken = folder.with_name(f".{folder.name[:16]}-broken-{building.name[-8:]}")
            folder.rename(broken)
            building.rename(folder)
            shutil.rmtree(broken, ignore_errors=True)
    _flush_folder(folder.parent)


def publish_folder(building: Path, folder: Path) -> None:
    """Moves a saved model to where it is found, at one stroke; a sound one that is there already stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _publish(building, folder)


def read_about(folder: Path) -> dict[str, Any]:
    """What the manifest of a model says of it, without a look at the rest; raises ModelError."""
    about = _manifest(folder).get("about")
    if not isinstance(about, dict):
        raise ModelError("the manifest lacks what it should say")
    return about


def load_folder(folder: Path) -> Stored:
    """Reads a model folder; raises ModelError for whatever is not as it should be."""
    manifest = _manifest(folder)
    try:
        sizes = [entry["bytes"] for entry in manifest["files"].values()]
        if len(sizes) > _MOST_FILES or sum(sizes) > _LARGEST_FILE:
            raise ModelError("the manifest names more than a model holds")
        files = {
            name: _checked(folder, name, entry["sha256"], entry["bytes"]) for name, entry in manifest["files"].items()
        }
        arrays = _arrays(files.pop(ARRAYS), manifest["arrays"])
        about = manifest["about"]
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise ModelError("the manifest lacks what it should say") from error
    if not isinstance(about, dict):
        raise ModelError("the manifest lacks what it should say")
    return Stored(about, arrays, files)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        if _size(path) > _LARGEST_MANIFEST:
            raise ModelError("the manifest is too large")
        manifest = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"no readable manifest in {folder.name}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ModelError(f"{folder.name} is not a model")
    if manifest.get("version") != VERSION:
        raise ModelError(f"{folder.name} is of version {str(manifest.get('version'))[:40]}, not {VERSION}")
    return manifest


def _size(path: Path) -> int:
    """Bytes of a plain file; nothing else is ever opened, for a pipe would never end."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise ModelError(f"{path.name} is not a plain file")
    return found.st_size


def _checked(folder: Path, name: str, digest: str, size: int) -> bytes:
    if type(size) is not int or not 0 <= size <= _LARGEST_FILE:
        raise ModelError(f"{name[:80]} has an impossible size")
    if not name or "\0" in name or Path(name).name != name or name.startswith("."):
        raise ModelError("the manifest names a file outside of the model")
    path = folder / name
    try:
        if _size(path) != size:
            raise ModelError(f"{name} is not as large as the manifest says")
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{name[:80]} is missing") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(f"{name} is not what the manifest says")
    return content


def _arrays(packed: bytes, declared: Mapping[str, Mapping[str, Any]]) -> dict[str, Array]:
    """The arrays of an .npz, each of the declared type and shape; nothing is unpickled, nothing unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            members = {member.filename: member for member in archive.infolist()}
            if set(members) != {f"{name}.npy" for name in declared} or len(members) > _MOST_FILES:
                raise ModelError("the arrays are not those of the manifest")
            if any(member.compress_type != zipfile.ZIP_STORED for member in members.values()):
                raise ModelError("the arrays are packed in a way that models are not")
            return {name: _array(archive.read(f"{name}.npy"), name, entry) for name, entry in declared.items()}
    except ModelError:
        raise
    except Exception as error:  # whatever a hostile archive makes its reader say
        raise ModelError("the arrays cannot be read") from error


def _array(content: bytes, name: str, declared: Mapping[str, Any]) -> Array:
    """One .npy file. Its header is held against the manifest and its length before anything is made of it."""
    stream = io.BytesIO(content)
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ModelError(f"array {name} is of another version")
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(stream, max_header_size=_LARGEST_HEADER)
    if dtype.name not in _DTYPES or dtype.name != declared["dtype"]:
        raise ModelError(f"array {name} has another type")
    if list(shape) != declared["shape"] or any(length < 0 for length in shape):
        raise ModelError(f"array {name} has another shape")
    if math.prod(shape) * dtype.itemsize != len(content) - stream.tell():
        raise ModelError(f"array {name} is not as long as it says")
    flat = np.frombuffer(content, dtype=dtype, offset=stream.tell())
    return flat.reshape(shape, order="F" if fortran else "C")
