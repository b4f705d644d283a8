from __future__ import annotations

from django.db import transaction

from botbuilder.jobs.queueing import request_cancel
from botbuilder.tenancy.models import AuditEntry
from flows.adapters.trainings import Entry, Training, has_model, record_training, trainings_of
from flows.adapters.understanding import model_hashes
from flows.models import Bot

from .errors import NotFound, WrongState
from .load_draft import load_draft
from .train_bot import lock_bot, open_trainings

REPLACED = {
    "code": "superseded",
    "title": "An earlier training was restored",
    "detail": "Somebody went back to an earlier training meanwhile.",
}


def restore_training(bot: Bot, number: int, *, by: str) -> Training:
    """Let the models of an earlier training serve the draft again, and the version that is published next.

    That lasts until the next training. The document stays as it is. Raises NotFound, and WrongState where it serves
    already or its models are gone.
    """
    training = trainings_of(bot.workspace, bot.pk).filter(number=number).first()
    if training is None:
        raise NotFound(f"“{bot.slug}” has no training {number}.")
    draft = load_draft(bot)
    wanted = model_hashes(draft.document)
    with transaction.atomic():
        row = lock_bot(bot)
        if row.draft_models == training.models:
            raise WrongState("This training serves the draft already.")
        if not all(has_model(name) for name in training.models.values()):
            raise WrongState("The models of this training are gone: only those of the last few are kept.")
        for job in open_trainings(bot):
            request_cancel(job, why=REPLACED)
        state = Bot.Trained.TRAINED if training.models == wanted else Bot.Trained.STALE
        Bot.unscoped.filter(pk=bot.pk).update(draft_models=training.models, trained=state)
        AuditEntry.record(bot.workspace, actor=by, action="training.restore", target=bot.slug, training=number)
        entry = Entry(
            models=training.models,
            wanted=wanted,
            revision=draft.revision,
            by=by,
            kind=Training.Kind.RESTORED,
            of=training.number,
            parts=training.parts,
        )
        restored = record_training(bot.workspace, bot.pk, entry)
    bot.draft_models, bot.trained = training.models, state
    return restored
