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
import os
import shutil
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
_LARGEST_FILE = 2 * 2**30
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


def load_folder(folder: Path) -> Stored:
    """Reads a model folder; raises ModelError for whatever is not as it should be."""
    manifest = _manifest(folder)
    try:
        files = {
            name: _checked(folder, name, entry["sha256"], entry["bytes"]) for name, entry in manifest["files"].items()
        }
        arrays = _arrays(files.pop(ARRAYS), manifest["arrays"])
        about = manifest["about"]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ModelError("the manifest lacks what it should say") from error
    if not isinstance(about, dict):
        raise ModelError("the manifest lacks what it should say")
    return Stored(about, arrays, files)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _LARGEST_MANIFEST:
            raise ModelError("the manifest is too large")
        manifest = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"no readable manifest in {folder.name}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ModelError(f"{folder.name} is not a model")
    if manifest.get("version") != VERSION:
        raise ModelError(f"{folder.name} is of version {manifest.get('version')}, not {VERSION}")
    return manifest


def _checked(folder: Path, name: str, digest: str, size: int) -> bytes:
    if not isinstance(size, int) or not 0 <= size <= _LARGEST_FILE:
        raise ModelError(f"{name} has an impossible size")
    if Path(name).name != name or name.startswith("."):
        raise ModelError("the manifest names a file outside of the model")
    path = folder / name
    try:
        if path.is_symlink() or path.stat().st_size != size:
            raise ModelError(f"{name} is not as large as the manifest says")
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{name} is missing") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(f"{name} is not what the manifest says")
    return content


def _arrays(packed: bytes, declared: Mapping[str, Mapping[str, Any]]) -> dict[str, Array]:
    """The arrays of an .npz, each of the declared type and shape; nothing is unpickled."""
    arrays: dict[str, Array] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST_FILE:
                raise ModelError("the arrays are too large")
            if {member.filename for member in archive.infolist()} != {f"{n}.npy" for n in declared}:
                raise ModelError("the arrays are not those of the manifest")
        with np.load(io.BytesIO(packed), allow_pickle=False) as content:
            for name, entry in declared.items():
                array = content[name]
                if array.dtype.name not in _DTYPES or array.dtype.name != entry["dtype"]:
                    raise ModelError(f"array {name} has another type")
                if list(array.shape) != entry["shape"]:
                    raise ModelError(f"array {name} has another shape")
                arrays[name] = array
    except (OSError, ValueError, zipfile.BadZipFile, EOFError) as error:
        raise ModelError("the arrays cannot be read") from error
    return arrays
