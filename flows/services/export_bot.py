from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.document.bulk import uncollected
from flows.formats import FORMATS, FormatError, Item
from flows.formats.media import FOLDER, MAX_TOTAL
from flows.formats.rasa import Rasa
from flows.formats.xliff import VERSIONS, Xliff
from flows.models import Bot, Media

from .errors import UnknownFormat
from .find_media import find_media
from .load_draft import load_draft
from .store_media import EXTENSIONS

WITH_MEDIA = frozenset({"folder", "botpress"})
"""Formats that always have the bot's media beside it; `native` has them where they are asked for."""


def export_bot(
    bot: Bot, *, format: str = "native", languages: str = "", language: str = "", version: str = "", media: bool = False
) -> Mapping[str, bytes]:
    """The files of the draft in a format, by relative path. A native export is the one file `bot.json`.

    `languages` is the pair of a translation, like `en:fr`, and `version` that of XLIFF; `language` is that of a Rasa
    project, which has only one. A folder has the bot's media as well, a native export with `media`. Secrets are named
    in it, never held. Raises UnknownFormat for a format that cannot be written, or not so.
    """
    write: Any = getattr(FORMATS.get(format), "write", None)
    if write is None:
        writable = ", ".join(name for name, each in FORMATS.items() if hasattr(each, "write"))
        raise UnknownFormat(f"A bot cannot be written as “{format}”. Known: {writable}.")
    if media and format not in (*WITH_MEDIA, "native"):
        raise UnknownFormat(f"The format “{format}” has no place for media.")
    only = in_language(format, language)
    document = load_draft(bot).document
    try:
        with uncollected():
            as_translation = bool(languages or version)
            files: Mapping[str, bytes] = (
                _translation(document, format, languages, version) if as_translation else write(document, *only)
            )
    except FormatError as error:
        raise UnknownFormat(error.detail) from error
    return {**files, **_media(bot)} if media or format in WITH_MEDIA else files


def in_language(format: str, language: str) -> tuple[str, ...]:
    """What a format is told of a language that was asked for. Raises UnknownFormat where it has all of them."""
    if language and not isinstance(FORMATS.get(format), Rasa):
        raise UnknownFormat("One language is asked for with the format rasa; the others have all of them.")
    return (language,) if language else ()


def left_out(bot: Bot) -> list[Item]:
    """A line for each file that an archive with media has no room for."""
    return [
        Item("error", "media", f"{FOLDER}/{_name(row)}", "All media together are too large for one archive; this file "
             "is not in it.", "Copy it by hand.")
        for row, fits in _rows(bot)
        if not fits
    ]  # fmt: skip


def _translation(document: Mapping[str, Any], format: str, languages: str, version: str) -> dict[str, bytes]:
    chosen = FORMATS[format]
    source, _, target = languages.partition(":")
    if not isinstance(chosen, Xliff) or (languages and not target):
        raise UnknownFormat("A pair of languages, like en:fr, and a version go with the format xliff.")
    return chosen.write(document, (source, target) if languages else None, version or VERSIONS[0])


def _media(bot: Bot) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for row, fits in _rows(bot):
        if fits:
            _, file = find_media(row.digest)
            with file:
                found[f"{FOLDER}/{_name(row)}"] = file.read()
    return found


def _rows(bot: Bot) -> Iterator[tuple[Media, bool]]:
    left = MAX_TOTAL
    for row in Media.unscoped.filter(bot=bot).order_by("digest"):
        fits = row.size <= left
        left -= row.size if fits else 0
        yield row, fits


def _name(row: Media) -> str:
    return f"{row.digest}.{EXTENSIONS[row.content_type]}"
