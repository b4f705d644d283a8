from __future__ import annotations

from flows.models import Bot, Part

from .change_draft import change_draft


def rename_bot(bot: Bot, *, by: str, name: str | None = None, emblem: str | None = None) -> Bot:
    """Change how a bot is called and drawn. The name is part of the document, so it changes the draft, too."""
    if emblem is not None:
        Bot.unscoped.filter(pk=bot.pk).update(emblem=emblem)
    if name is not None and Part.unscoped.filter(bot=bot, kind="settings").exists():
        change_draft(bot, [{"op": "set", "part": "settings", "path": "/name", "value": name}], by=by)
    bot.refresh_from_db()
    return bot
