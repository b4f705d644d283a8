"""Pictures and recordings that lie beside a bot. Here a file is named by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from flows.formats.report import Item
from flows.runtime.file_types import MEDIA_TYPES, extension_of

FOLDER = "media"
ROUTE = "/api/v1/media/"
MAX_FILE = 5 * 1024 * 1024
"""Bytes of one file; what is larger is named and left out."""
MAX_TOTAL = 40 * 1024 * 1024
"""Bytes of all files of a bot in an archive, so that it can be opened again."""
KINDS = {
    extension: MEDIA_TYPES[extension]
    for extension in ("png", "jpg", "gif", "webp", "pdf", "mp3", "ogg", "wav", "m4a", "mp4", "webm")
}
"""Media type by extension of what a bot may show."""
NAME = re.compile(rf"[0-9a-f]{{64}}\.({'|'.join(KINDS)})")
ADDRESS = re.compile(rf"{ROUTE}(?P<name>{NAME.pattern})")


def stored_name(content: bytes, name: str = "") -> str | None:
    """`<hash>.png`; None for a kind of file that no bot shows, and for one that is too large."""
    extension = extension_of(content, name) if len(content) <= MAX_FILE else None
    return f"{hashlib.sha256(content).hexdigest()}.{extension}" if extension in KINDS else None


def media_below(files: Mapping[str, bytes], root: str) -> dict[str, bytes]:
    """The files of our own formats that are media: name → content."""
    found = {path.removeprefix(f"{root}{FOLDER}/"): data for path, data in files.items()
             if path.startswith(f"{root}{FOLDER}/")}  # fmt: skip
    return {name: data for name, data in found.items() if NAME.fullmatch(name)}


def names_in(value: Any) -> set[str]:
    """Names of the media that a document shows."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            if ROUTE in here:
                found |= {match["name"] for match in ADDRESS.finditer(here)}
        elif isinstance(here, Mapping):
            waiting.extend(here.values())
        elif isinstance(here, list | tuple):
            waiting.extend(here)
    return found


def missing(document: Mapping[str, Any], names: Iterable[str]) -> list[Item]:
    """A line for each file that the bot shows and that did not come with it."""
    return [
        Item("warning", "media", f"{FOLDER}/{name}", "The bot shows this file, which is not in the archive.",
             "Export it with its media, or upload the file anew.")
        for name in sorted(names_in(document) - set(names))
    ]  # fmt: skip
