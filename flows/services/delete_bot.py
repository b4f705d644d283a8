from __future__ import annotations

from django.db import transaction

from botbuilder.jobs.queueing import open_jobs, request_cancel
from botbuilder.tenancy.models import AuditEntry
from flows.adapters.editors import EDITORS
from flows.adapters.trainings import forget_trainings
from flows.adapters.uploads import delete_uploads
from flows.models import Bot, Conversation

OF_THE_BOT = ("train", "publish", "evaluate")
"""Kinds of jobs that end with their bot: the next bot of this address has nothing to do with them."""
DELETED = {"code": "bot-deleted", "title": "The bot was deleted", "detail": "Somebody deleted the bot meanwhile."}


def delete_bot(bot: Bot, *, by: str) -> None:
    """Remove a bot with its draft, versions and conversations, and the files that visitors have sent there.

    Models stay until the next training of any bot finds that nobody needs them: others may use the same ones.
    """
    key = bot.pk
    conversations = list(Conversation.unscoped.filter(bot=bot).values_list("uuid", flat=True))
    with transaction.atomic():
        AuditEntry.record(bot.workspace, actor=by, action="bot.delete", target=bot.slug)
        Bot.unscoped.filter(pk=key).update(live_version=None)
        forget_trainings(key)
        bot.delete()
        for kind in OF_THE_BOT:
            for job in open_jobs(bot.workspace, bot=bot.slug, kind=kind):
                request_cancel(job, why=DELETED)
    for conversation in conversations:
        delete_uploads(conversation)
    EDITORS.changed(key)
