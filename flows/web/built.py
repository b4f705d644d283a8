"""Files of the built front end, read from the disk and kept until they change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """`bodies` maps a content coding ("br", "gzip", "" for none) to the bytes; `tag` is an ETag without quotes."""

    bodies: dict[str, bytes]
    tag: str


_CODINGS = {"br": ".br", "gzip": ".gz"}


def built_file(name: str) -> BuiltFile | None:
    """The file of that name below frontend/dist, or None where the front end is not built."""
    path = Path(settings.FRONTEND_DIST) / name
    try:
        changed = path.stat().st_mtime_ns
        return _read(path, changed)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> BuiltFile:
    body = path.read_bytes()
    bodies = {"": body}
    for coding, ending in _CODINGS.items():
        packed = path.with_name(path.name + ending)
        # One left over from an earlier build would be another script.
        if packed.is_file() and packed.stat().st_mtime_ns >= changed:
            bodies[coding] = packed.read_bytes()
    return BuiltFile(bodies, hashlib.sha256(body).hexdigest()[:20])
