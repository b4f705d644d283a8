"""Formats of bots, ours and foreign ones: what can be read, and what can be written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.formats.botpress import Botpress
from flows.formats.native import Native
from flows.formats.report import Format, FormatError, Item, Reading
from flows.formats.source import ArchiveError, open_source

# `.tgz`, `.botpress.json`; and what Botpress puts around the id of an exported bot: bot_<id>_<milliseconds>
_ENDINGS = re.compile(r"(\.(tgz|tar|gz|zip|json))+$", re.IGNORECASE)
_EXPORTED = re.compile(r"^bot_(?P<id>.+)_[0-9]{10,}$")

__all__ = [
    "FORMATS",
    "ArchiveError",
    "Format",
    "FormatError",
    "Item",
    "Reading",
    "open_source",
    "read_bot",
]

FORMATS: dict[str, Format] = {each.name: each for each in (Native(), Botpress())}


def read_bot(files: Mapping[str, bytes], format: str = "auto", *, source: str = "") -> tuple[str, Reading]:
    """The name of the format and what was read. Raises FormatError.

    `source` is the name of the file or folder; a bot that has no name of its own gets its name from there.
    """
    called = name_from(source)
    if format != "auto":
        if format not in FORMATS:
            raise FormatError("format", f"There is no format {format!r}.")
        return format, FORMATS[format].read(files, called)
    for name, each in FORMATS.items():
        if each.sniff(files):
            return name, each.read(files, called)
    raise FormatError("format", "This is not a bot of any format that can be read.")


def name_from(source: str) -> str:
    """A name for people made of a file or folder name: `welcome-bot.tgz` → `Welcome bot`."""
    plain = _ENDINGS.sub("", source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
    exported = _EXPORTED.match(plain)
    words = re.split(r"[-_\s]+", exported["id"] if exported else plain)
    name = " ".join(word for word in words if word)
    return name[:1].upper() + name[1:200]
