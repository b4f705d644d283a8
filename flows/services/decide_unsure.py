from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from botbuilder.tenancy.models import AuditEntry
from flows.models import Bot, UnsureUtterance

from .group_unsure import unsure_rows


def ignore_unsure(bot: Bot, ids: Sequence[int], *, by: str) -> int:
    """Put utterances aside that teach nothing; how many."""
    rows = unsure_rows(bot).filter(pk__in=list(ids), state=UnsureUtterance.State.WAITING)
    at = timezone.now().isoformat(timespec="seconds")
    return rows.update(state=UnsureUtterance.State.IGNORED, decided={"by": by, "at": at})


def restore_unsure(bot: Bot, ids: Sequence[int]) -> int:
    """Let utterances wait for a decision again; how many. The draft stays as it is."""
    rows = unsure_rows(bot).filter(pk__in=list(ids)).exclude(state=UnsureUtterance.State.WAITING)
    return rows.update(state=UnsureUtterance.State.WAITING, decided=None)


def erase_unsure(bot: Bot, *, by: str) -> int:
    """Erase all that is kept of a bot's visitors to learn from; how many utterances."""
    count, _ = UnsureUtterance.objects.of(bot.workspace).filter(bot=bot).delete()
    AuditEntry.record(bot.workspace, actor=by, action="learning.erase", target=bot.slug, count=count)
    return count
