"""Where models lie: `<data folder>/models/<hash>/`, each written once and never changed."""

from __future__ import annotations

import re
from pathlib import Path

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
