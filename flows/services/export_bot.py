from __future__ import annotations

from collections.abc import Mapping

from flows.formats import FORMATS
from flows.models import Bot

from .errors import UnknownFormat
from .load_draft import load_draft


def export_bot(bot: Bot, *, format: str = "native") -> Mapping[str, bytes]:
    """The files of the draft in a format, by relative path. A native export is the one file `bot.json`.

    Secrets are named in it, never held. Raises UnknownFormat for a format that cannot be written.
    """
    write = getattr(FORMATS.get(format), "write", None)
    if write is None:
        writable = ", ".join(name for name, each in FORMATS.items() if hasattr(each, "write"))
        raise UnknownFormat(f"A bot cannot be written as “{format}”. Known: {writable}.")
    return write(load_draft(bot).document)
