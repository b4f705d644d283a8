"""Formats of bots, ours and foreign ones: what can be read, and what can be written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.formats.botpress import Botpress
from flows.formats.dialogflow import Dialogflow
from flows.formats.folder import Folder
from flows.formats.merge import Sheets
from flows.formats.native import Native
from flows.formats.rasa import Rasa
from flows.formats.report import Format, FormatError, Item, Reading, check_storable
from flows.formats.source import ArchiveError, open_source
from flows.formats.spreadsheet import Spreadsheet
from flows.formats.typebot import Typebot
from flows.formats.xliff import Xliff

# `.tgz`, `.botpress.json`; and what Botpress puts around the id of an exported bot: bot_<id>_<milliseconds>
_ENDINGS = re.compile(r"(\.(tgz|tar|gz|zip|json|yml|yaml|md|xlsx|csv|tsv|xlf|xliff))+$", re.IGNORECASE)
_EXPORTED = re.compile(r"^bot_(?P<id>.+)_[0-9]{10,}$")

__all__ = [
    "FORMATS",
    "ArchiveError",
    "Format",
    "FormatError",
    "Item",
    "Reading",
    "format_of",
    "open_source",
    "read_bot",
]

# In the order in which they are tried; what may hold files of any kind comes last.
FORMATS: dict[str, Format] = {
    each.name: each
    for each in (Native(), Folder(), Botpress(), Dialogflow(), Typebot(), Rasa(), Xliff(), Spreadsheet())
}


def format_of(files: Mapping[str, bytes], format: str = "auto") -> str:
    """The name of the format: the one asked for, or the first that the files look like. Raises FormatError."""
    if format != "auto":
        if format not in FORMATS:
            raise FormatError("format", f"There is no format {format!r}.")
        return format
    for name, each in FORMATS.items():
        if each.sniff(files):
            return name
    raise FormatError("format", "This is not a bot of any format that can be read.")


def read_bot(
    files: Mapping[str, bytes],
    format: str = "auto",
    *,
    source: str = "",
    action_server: str = "",
    columns: Mapping[str, str] | None = None,
    sheets: Sheets | None = None,
) -> tuple[str, Reading]:
    """The name of the format and what was read. Raises FormatError.

    `source` is the name of the file or folder; a bot that has no name of its own gets its name from there.
    `action_server` runs the actions of a Rasa project; `columns` and `sheets` say what the columns of tables are.
    """
    name = format_of(files, format)
    chosen, called = FORMATS[name], name_from(source)
    if isinstance(chosen, Rasa):
        reading = chosen.read(files, called, action_server)
    elif isinstance(chosen, Spreadsheet):
        reading = chosen.read(files, called, columns, sheets)
    else:
        reading = chosen.read(files, called)
    check_storable([reading.document, [item.to_json() for item in reading.items]])
    return name, reading


def name_from(source: str) -> str:
    """A name for people made of a file or folder name: `welcome-bot.tgz` → `Welcome bot`."""
    plain = _ENDINGS.sub("", source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
    exported = _EXPORTED.match(plain)
    words = re.split(r"[-_\s]+", exported["id"] if exported else plain)
    name = " ".join(word for word in words if word)
    return name[:1].upper() + name[1:200]
