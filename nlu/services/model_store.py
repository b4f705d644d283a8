"""Where models lie: `<data folder>/models/<hash>/`, each written once and never changed.

A model is made in a folder of its own below `models/.staging/` and moves from there when it is proven.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from nlu.pipeline.errors import ModelError

LEFT_OVER = 24 * 3600.0  # seconds; no training takes as long

_HASH = re.compile(r"[0-9a-f]{64}\Z")


def models_folder() -> Path:
    """The folder of all models of this installation."""
    return Path(settings.DATA) / "models"


def model_folder(name: str) -> Path:
    """The folder of one model; raises ModelError for what is no hash, before it becomes a path."""
    if not _HASH.match(name):
        raise ModelError("a model is named by a hash")
    return models_folder() / name


def has_model(name: str) -> bool:
    """Whether the model lies in the store. Folders appear whole, by a rename."""
    return (model_folder(name) / "manifest.json").is_file()


def reserve_model(name: str) -> bool:
    """Whether the model lies in the store; from now on it counts as young: who found it is about to use it."""
    if not has_model(name):
        return False
    try:
        os.utime(model_folder(name))
    except FileNotFoundError:  # dropped at this very moment
        return False
    return True


@contextmanager
def staging() -> Iterator[Path]:
    """A folder for models under way, gone at the end. What was left by who died before goes, too."""
    place = models_folder() / ".staging"
    place.mkdir(parents=True, exist_ok=True)
    for left in (*place.iterdir(), *(one for one in models_folder().glob(".*") if one != place)):
        if _is_left_over(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = place / f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_left_over(folder: Path) -> bool:
    """By a dead process of this host; of another host, which may have had its name for an hour, by age."""
    host, _, process = folder.name.rpartition("-")[0].rpartition("-")
    if host == socket.gethostname() and process.isdigit():
        return not _lives(int(process))
    try:
        return folder.stat().st_mtime < time.time() - LEFT_OVER
    except FileNotFoundError:
        return False


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
