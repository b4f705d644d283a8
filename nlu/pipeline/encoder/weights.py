"""Reads a safetensors file with numpy: a JSON header that names types, shapes and offsets, then plain bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.pipeline.errors import EncoderError

Weights = dict[str, npt.NDArray[np.float32]]

_LARGEST_HEADER = 10 * 2**20
_TYPES: dict[str, np.dtype[Any]] = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}


def read_weights(file: Path) -> Weights:
    """The floating-point tensors of a file by name, as float32; raises EncoderError when it is not sound."""
    try:
        content = file.read_bytes()
        length = int.from_bytes(content[:8], "little")
        if length > _LARGEST_HEADER:
            raise EncoderError(f"the header of {file.name} is too large")
        header = json.loads(content[8 : 8 + length])
        entries = {name: entry for name, entry in header.items() if entry.get("dtype") in _TYPES}
        return {name: _tensor(content, 8 + length, entry) for name, entry in entries.items()}
    except OSError as error:
        raise EncoderError(f"{file.name} is missing") from error
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise EncoderError(f"{file.name} is not a safetensors file") from error


def _tensor(content: bytes, start: int, entry: dict[str, Any]) -> npt.NDArray[np.float32]:
    kind = _TYPES[entry["dtype"]]
    first, last = entry["data_offsets"]
    shape = tuple(entry["shape"])
    count = int(np.prod(shape))
    if not 0 <= first <= last <= len(content) - start or count * kind.itemsize != last - first:
        raise ValueError("offsets and shape do not match")
    values = np.frombuffer(content, kind, count=count, offset=start + first)
    return np.asarray(values.reshape(shape), np.float32)
