from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from botbuilder.tenancy.models import AuditEntry
from flows.models import AgentQueue, Bot

UNCHANGED: dict[str, Any] = {}


def set_queue(
    bot: Bot, name: str, *, is_open: bool, hours: Mapping[str, Any] | None = UNCHANGED, by: str
) -> AgentQueue:
    """Open or close a queue of agents, or say when it is open. Who asks in a closed one hears that nobody is there.

    `hours` are checked ones (flows.runtime.opening_hours); None is always.
    """
    changed: dict[str, Any] = {"is_open": is_open}
    if hours is not UNCHANGED:
        changed["hours_json"] = "" if hours is None else json.dumps(hours)
    with transaction.atomic():
        queue, _ = AgentQueue.unscoped.update_or_create(
            bot=bot, name=name, defaults={"workspace_id": bot.workspace_id, **changed}
        )
        AuditEntry.record(bot.workspace, actor=by, action="queue.set", target=f"{bot.slug}/{name}", open=is_open)
    return queue
