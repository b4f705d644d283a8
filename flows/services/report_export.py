from __future__ import annotations

from typing import Any

from flows.formats import FORMATS
from flows.models import Bot

from .load_draft import load_draft


def report_export(bot: Bot, *, format: str) -> list[dict[str, Any]]:
    """What an export of the draft in a format cannot say, as items of a report; empty for formats that say all."""
    write = getattr(FORMATS.get(format), "write_reported", None)
    return [] if write is None else [item.to_json() for item in write(load_draft(bot).document).items]
