from __future__ import annotations

from flows.models import Bot

from .errors import NotFound


def find_bot(slug: str) -> Bot:
    """The bot with this address, in whichever workspace: for commands of the operator. Raises NotFound."""
    bot = Bot.unscoped.select_related("workspace", "live_version").filter(slug=slug).first()
    if bot is None:
        raise NotFound(f"There is no bot “{slug}”.")
    return bot
