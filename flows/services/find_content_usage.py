from __future__ import annotations

from flows.lint.usage import content_usage
from flows.models import Bot

from .load_draft import load_draft


def find_content_usage(bot: Bot) -> dict[str, list[dict[str, str | None]]]:
    """Id of every piece of content in the draft -> the places that say it, see `content_usage`."""
    return content_usage(load_draft(bot).document)
