"""What an encoder's folder says about itself, read with limits and checked against the files by SHA-256.

manifest.json  {"format": "botbuilder/encoder", "version": 1, "name", "licence", "languages", "input",
                "dimensions", "max_tokens", "lower_case", "pooling", "files": {name: {"sha256", "bytes"}},
                "source": {...}, "quality": {...}, "probes": [{"text", "vector"}]}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.pipeline.errors import EncoderError

FORMAT = "botbuilder/encoder"
VERSION = 1
MANIFEST = "manifest.json"
GRAPH = "model.onnx"
WORDS = "words.npy"
POSITIONS = "positions.npy"
VOCABULARY = "vocab.txt"

MOST_TOKENS = 512
_LARGEST_MANIFEST = 2 * 2**20
_LARGEST_FILE = 2**30
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Manifest:
    name: str
    languages: frozenset[str]
    input: str  # "vectors": words are looked up outside of the graph; "ids": the graph does it
    dimensions: int
    max_tokens: int
    lower_case: bool
    pooling: str  # "mean" or "first", where the graph leaves it to us
    files: Mapping[str, tuple[str, int]]  # SHA-256 and bytes
    probes: tuple[tuple[str, npt.NDArray[np.float32]], ...]
    about: Mapping[str, Any]

    @property
    def hash(self) -> str:
        """Names the encoder: equal where every file and every way of using them is equal."""
        said = {
            "files": {name: digest for name, (digest, _) in self.files.items()},
            "input": self.input,
            "max_tokens": self.max_tokens,
            "lower_case": self.lower_case,
            "pooling": self.pooling,
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def read_json(file: Path) -> dict[str, Any]:
    """An object from a small JSON file; raises EncoderError."""
    try:
        if file.stat().st_size > _LARGEST_MANIFEST:
            raise EncoderError(f"{file.name} is larger than 2 MB")
        content = json.loads(file.read_bytes())
    except OSError as error:
        raise EncoderError(f"{file.name} is missing") from error
    except (ValueError, RecursionError) as error:
        raise EncoderError(f"{file.name} is not JSON") from error
    if not isinstance(content, dict):
        raise EncoderError(f"{file.name} is not a JSON object")
    return content


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder that we built; raises EncoderError. The files are not looked at yet."""
    content = read_json(folder / MANIFEST)
    if content.get("format") != FORMAT or content.get("version") != VERSION:
        raise EncoderError(f"{MANIFEST} is not that of a {FORMAT} of version {VERSION}")
    try:
        return parse_manifest(content)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise EncoderError(f"{MANIFEST} lacks what it should say, or says it in another form") from error


def parse_manifest(content: Mapping[str, Any]) -> Manifest:
    """Raises KeyError, TypeError, AttributeError or ValueError for a manifest that is not sound."""
    files = {str(name): (str(entry["sha256"]), int(entry["bytes"])) for name, entry in content["files"].items()}
    dimensions, most = int(content["dimensions"]), int(content["max_tokens"])
    probes = tuple((str(entry["text"]), np.array(entry["vector"], np.float32)) for entry in content.get("probes", []))
    sound = (
        content["input"] in {"vectors", "ids"}
        and content.get("pooling", "mean") in {"mean", "first"}
        and 1 <= dimensions <= 4096
        and 2 <= most <= MOST_TOKENS
        and len(files) <= 10
        and all(Path(name).name == name and not name.startswith(".") for name in files)
        and len(probes) <= 100
        and all(vector.shape == (dimensions,) and np.isfinite(vector).all() for _, vector in probes)
    )
    if not sound:
        raise ValueError("out of bounds")
    return Manifest(
        name=str(content["name"])[:100],
        languages=frozenset(str(language) for language in content["languages"]),
        input=content["input"],
        dimensions=dimensions,
        max_tokens=most,
        lower_case=bool(content.get("lower_case", True)),
        pooling=content.get("pooling", "mean"),
        files=files,
        probes=probes,
        about={key: content[key] for key in ("licence", "source", "quality") if key in content},
    )


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raises EncoderError unless every file is there and is what the manifest says."""
    for name, (digest, size) in manifest.files.items():
        if file_size(folder / name) != size:
            raise EncoderError(f"{name} is not as large as the manifest says")
        if file_hash(folder / name) != digest:
            raise EncoderError(f"{name} is not what the manifest says (SHA-256 differs)")


def file_size(file: Path) -> int:
    """Bytes of a regular file; raises EncoderError when it is missing, a link, or too large."""
    try:
        if file.is_symlink() or not file.is_file():
            raise EncoderError(f"{file.name} is missing or not a plain file")
        size = file.stat().st_size
    except OSError as error:
        raise EncoderError(f"{file.name} cannot be read ({error.strerror})") from error
    if size > _LARGEST_FILE:
        raise EncoderError(f"{file.name} is larger than 1 GB")
    return size


def file_hash(file: Path) -> str:
    """SHA-256, read in pieces: the file is never in memory at once."""
    digest = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise EncoderError(f"{file.name} cannot be read ({error.strerror})") from error
    return digest.hexdigest()
