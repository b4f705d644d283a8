from __future__ import annotations

import time

from django.db.models import F

from botbuilder.tenancy.models import AuditEntry
from flows.models import Bot, Conversation

from .errors import WrongState
from .restore_version import find_version

AT_ONCE = 500  # rows: the turn writer must never wait long
PAUSE = 0.005


def recall_version(bot: Bot, number: int, *, by: str) -> int:
    """Let the conversations that still run on a version move to the live one with whatever happens to them next.

    Gives how many there were. A pin of time 0 is older than any may become, and the raised revision makes a turn that
    is being prepared start afresh. Raises NotFound, and WrongState for the live version.
    """
    version = find_version(bot, number)
    if version.pk == bot.live_version_id:
        raise WrongState("The live version cannot be recalled. Publish another one first.")
    pinned = Conversation.unscoped.filter(bot=bot, version=version, pinned_at__gt=0)
    recalled = 0
    while ids := list(pinned.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        recalled += pinned.filter(pk__in=ids).update(pinned_at=0, revision=F("revision") + 1)
        time.sleep(PAUSE)
    AuditEntry.record(bot.workspace, actor=by, action="version.recall", target=bot.slug, version=number)
    return recalled
