"""Where models lie: `<data folder>/models/<hash>/`, each written once and never changed.

A model is made in a folder of its own below `models/.staging/` and moves from there when it is proven.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from nlu.pipeline.errors import ModelError

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


@contextmanager
def staging() -> Iterator[Path]:
    """A folder for models under way, gone at the end. What processes of this host left when they died goes, too."""
    place = models_folder() / ".staging"
    place.mkdir(parents=True, exist_ok=True)
    for left in place.iterdir():
        host, _, process = left.name.rpartition("-")[0].rpartition("-")
        if host == socket.gethostname() and process.isdigit() and not _lives(int(process)):
            shutil.rmtree(left, ignore_errors=True)
    folder = place / f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
