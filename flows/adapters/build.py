"""Which build of the engine runs here: a turn names it, so that a replay can tell old from changed."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import flows.engine
import flows.steps


@functools.cache
def engine_build() -> str:
    """Ten hexadecimal digits of the sources of the engine and its steps. Equal sources replay equally."""
    digest = hashlib.blake2b(digest_size=5)
    for package in (flows.engine, flows.steps):
        folder = Path(str(package.__file__)).parent
        for path in sorted(folder.glob("*.py")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
