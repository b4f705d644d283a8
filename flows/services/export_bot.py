from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.formats import FORMATS, FormatError
from flows.formats.folder import MEDIA
from flows.formats.xliff import Xliff
from flows.models import Bot, Media

from .errors import UnknownFormat
from .find_media import find_media
from .load_draft import load_draft
from .store_media import EXTENSIONS


def export_bot(bot: Bot, *, format: str = "native", languages: str = "") -> Mapping[str, bytes]:
    """The files of the draft in a format, by relative path. A native export is the one file `bot.json`.

    `languages` is the pair of a translation, like `en:fr`. A folder has the bot's pictures as well. Secrets are named
    in it, never held. Raises UnknownFormat for a format that cannot be written.
    """
    write: Any = getattr(FORMATS.get(format), "write", None)
    if write is None:
        writable = ", ".join(name for name, each in FORMATS.items() if hasattr(each, "write"))
        raise UnknownFormat(f"A bot cannot be written as “{format}”. Known: {writable}.")
    document = load_draft(bot).document
    try:
        files: Mapping[str, bytes] = _translation(document, format, languages) if languages else write(document)
    except FormatError as error:
        raise UnknownFormat(error.detail) from error
    return {**files, **_media(bot)} if format == "folder" else files


def _translation(document: Mapping[str, Any], format: str, languages: str) -> dict[str, bytes]:
    chosen = FORMATS[format]
    source, _, target = languages.partition(":")
    if not isinstance(chosen, Xliff) or not target:
        raise UnknownFormat("A pair of languages, like en:fr, goes with the format xliff.")
    return chosen.write(document, (source, target))


def _media(bot: Bot) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for row in Media.unscoped.filter(bot=bot).order_by("digest"):
        _, file = find_media(row.digest)
        with file:
            found[f"{MEDIA}/{row.digest}.{EXTENSIONS[row.content_type]}"] = file.read()
    return found
