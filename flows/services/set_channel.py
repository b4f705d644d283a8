from __future__ import annotations

import secrets

from django.db import transaction

from botbuilder.tenancy.models import AuditEntry
from botbuilder.tenancy.models.token import digest
from flows.models import Bot, Channel


def set_channel(bot: Bot, kind: str, *, enabled: bool, is_open: bool, by: str) -> tuple[Channel, str]:
    """Switch a channel of a bot on or off; and the new token that its callers must send, shown once.

    An open channel takes calls from anybody and has no token ("").
    """
    key = "" if is_open else secrets.token_urlsafe(32)
    given = {"enabled": enabled, "is_open": is_open, "token_hash": digest(key) if key else ""}
    with transaction.atomic():
        channel, _ = Channel.unscoped.update_or_create(
            bot=bot, kind=kind, defaults={"workspace_id": bot.workspace_id, **given}
        )
        AuditEntry.record(bot.workspace, actor=by, action="channel.set", target=f"{bot.slug}/{kind}")
    return channel, key
