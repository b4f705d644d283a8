"""The sentence encoder of this installation: one per process, shared by all bots; see `nlu.pipeline.encoder`."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from nlu.pipeline.encoder import Encoder, EncoderError, find_encoder, folder_state, is_built
from nlu.pipeline.encoder.manifest import read_manifest

logger = logging.getLogger(__name__)

_lock = threading.Lock()
_known: dict[tuple[Path, int], tuple[str, frozenset[str]]] = {}


def shared_encoder() -> Encoder | None:
    """The encoder, opened at the first call; None where there is none."""
    return find_encoder(settings.ENCODER)


def encoder_for(language: str) -> str | None:
    """What models of this language are to be trained with: an encoder's identity on this machine, or None.

    It is part of a model's name, so that an encoder that comes, goes or calculates otherwise makes new models. The
    encoder itself is opened only where nobody has asked for its identity on this machine before.
    """
    folder = settings.ENCODER
    key = folder_state(folder)
    if folder is None or key is None:
        return None
    with _lock:
        if key not in _known:
            _known[key] = _look(folder)
        identity, languages = _known[key]
    return identity if identity and language.split("-")[0].lower() in languages else None


def _look(folder: Path) -> tuple[str, frozenset[str]]:
    """Identity and languages of the encoder in a folder; "" where it cannot be used."""
    try:
        if not is_built(folder):  # an operator's export has no probes: its files alone say what it is
            encoder = find_encoder(folder)
            return (encoder.identity, encoder.languages) if encoder else ("", frozenset())
        manifest = read_manifest(folder)
    except EncoderError as error:
        logger.warning("the sentence encoder in %s is not used: %s", folder, error)
        return "", frozenset()
    note = settings.ENCODER_CACHE / "identity.json"
    machine = f"{manifest.hash} {_processor()}"
    noted = _read(note)
    if isinstance(noted.get(machine), str):
        return noted[machine], manifest.languages
    encoder = find_encoder(folder)
    if encoder is None:
        return "", frozenset()
    if encoder.identity != encoder.hash:
        logger.warning("this processor calculates otherwise than the one that %s was built on", encoder.name)
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps({**noted, machine: encoder.identity}))
    except OSError:
        logger.warning("%s cannot be written: each process will look at its encoder again", note)
    return encoder.identity, encoder.languages


def _read(note: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(note.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _processor() -> str:
    """Twelve hexadecimal digits for what decides how a processor calculates: its model and abilities."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    said = sorted({line for line in lines if line.startswith(("model name", "flags", "CPU part", "Features"))})
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]
