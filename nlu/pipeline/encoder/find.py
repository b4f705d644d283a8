"""Finds and opens the encoder of a folder, once per process."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from nlu.pipeline.encoder.foreign import open_foreign
from nlu.pipeline.encoder.manifest import MANIFEST, read_json, read_manifest
from nlu.pipeline.encoder.runtime import Encoder, open_built
from nlu.pipeline.errors import EncoderError

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_open: dict[tuple[Path, int], Encoder | None] = {}


def open_encoder(folder: Path) -> Encoder:
    """Opens and checks an encoder's folder; raises EncoderError with the reason when it cannot be used."""
    if not folder.is_dir():
        raise EncoderError(f"there is no folder {folder}")
    if is_built(folder):
        return open_built(folder, read_manifest(folder))
    return open_foreign(folder)


def find_encoder(folder: Path | None = None) -> Encoder | None:
    """The encoder of a folder, shared by the whole process; None when there is none, or none that works.

    Opening takes some 0.2 s at the first call. A folder that is there but broken is logged once and
    counts as none: a bot then understands with its other half.
    """
    key = folder_state(folder)
    if folder is None or key is None:
        return None
    with _lock:
        if key not in _open:
            try:
                _open[key] = open_encoder(folder)
            except EncoderError as error:
                _log.warning("the sentence encoder in %s is not used: %s", folder, error)
                _open[key] = None
        return _open[key]


def folder_state(folder: Path | None) -> tuple[Path, int] | None:
    """Changes when the folder is built or changed anew; None where there is none."""
    if folder is None:
        return None
    try:
        file = folder / MANIFEST
        changed = (file if file.is_file() else folder).stat().st_mtime_ns
        return folder.resolve(strict=True), changed
    except OSError:
        return None


def is_built(folder: Path) -> bool:
    """Whether its manifest lists files, as the builder's does; else it is a plain export."""
    file = folder / MANIFEST
    return file.is_file() and "files" in read_json(file)
