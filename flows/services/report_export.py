from __future__ import annotations

from typing import Any

from flows.formats import FORMATS
from flows.models import Bot

from .export_bot import WITH_MEDIA, left_out
from .load_draft import load_draft


def report_export(bot: Bot, *, format: str, media: bool = False) -> list[dict[str, Any]]:
    """What an export of the draft in a format cannot say, as items of a report; empty for formats that say all."""
    write = getattr(FORMATS.get(format), "write_reported", None)
    items = [] if write is None else write(load_draft(bot).document).items
    return [item.to_json() for item in (*items, *(left_out(bot) if media or format in WITH_MEDIA else ()))]
