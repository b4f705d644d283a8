from __future__ import annotations

from django.db import transaction

from botbuilder.tenancy.models import AuditEntry
from flows.models import AgentQueue, Bot


def set_queue(bot: Bot, name: str, *, is_open: bool, by: str) -> AgentQueue:
    """Open or close a queue of agents. Who asks for an agent in a closed one is told that nobody is there."""
    with transaction.atomic():
        queue, _ = AgentQueue.unscoped.update_or_create(
            bot=bot, name=name, defaults={"workspace_id": bot.workspace_id, "is_open": is_open}
        )
        AuditEntry.record(bot.workspace, actor=by, action="queue.set", target=f"{bot.slug}/{name}", open=is_open)
    return queue
