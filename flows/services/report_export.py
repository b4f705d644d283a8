from __future__ import annotations

from typing import Any

from flows.formats import FORMATS, FormatError
from flows.models import Bot

from .errors import UnknownFormat
from .export_bot import WITH_MEDIA, in_language, left_out
from .load_draft import load_draft


def report_export(bot: Bot, *, format: str, language: str = "", media: bool = False) -> list[dict[str, Any]]:
    """What an export of the draft in a format cannot say, as items of a report; empty for formats that say all.

    Raises UnknownFormat for a language that the bot does not speak, or that the format has no choice of.
    """
    write = getattr(FORMATS.get(format), "write_reported", None)
    only = in_language(format, language)
    try:
        items = [] if write is None else write(load_draft(bot).document, *only).items
    except FormatError as error:
        raise UnknownFormat(error.detail) from error
    return [item.to_json() for item in (*items, *(left_out(bot) if media or format in WITH_MEDIA else ()))]
