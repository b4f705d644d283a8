from __future__ import annotations

from django.db import transaction

from botbuilder.tenancy.models import AuditEntry
from flows.adapters.editors import EDITORS
from flows.models import Bot


def delete_bot(bot: Bot, *, by: str) -> None:
    """Remove a bot with its draft, versions and conversations. Models stay: others may use the same ones."""
    key = bot.pk
    with transaction.atomic():
        AuditEntry.record(bot.workspace, actor=by, action="bot.delete", target=bot.slug)
        Bot.unscoped.filter(pk=key).update(live_version=None)
        bot.delete()
    EDITORS.changed(key)
