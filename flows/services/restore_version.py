from __future__ import annotations

from flows.models import Bot, Version

from .errors import NotFound
from .load_draft import Draft
from .replace_draft import replace_draft


def restore_version(bot: Bot, number: int, *, by: str, tab: str = "") -> Draft:
    """Make the document of a version the draft. What visitors meet stays as it is until the next publish."""
    return replace_draft(bot, find_version(bot, number).document, by=by, tab=tab)


def find_version(bot: Bot, number: int) -> Version:
    """Raises NotFound."""
    version = Version.objects.of(bot.workspace_id).filter(bot=bot, number=number).first()
    if version is None:
        raise NotFound(f"“{bot.slug}” has no version {number}.")
    return version
