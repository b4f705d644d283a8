from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from botbuilder.jobs.ended import job_ended
from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import queue_job, request_cancel
from botbuilder.tenancy.models import AuditEntry, Workspace
from flows.adapters.understanding import UNDERSTANDING, make_models, model_hashes, prepare_training
from flows.models import Bot

from .load_draft import load_draft

KIND = "train"

Tell = Callable[[str, float], None]


def start_training(bot: Bot, *, by: str) -> Job:
    """Train the models of the draft of `bot` in a worker; the job tells how far it is.

    One training per bot: the same draft again gets the job that is under way, an older draft's job is stopped.
    Where all models are there already, the job has ended before it began.
    """
    draft = load_draft(bot)
    hashes = prepare_training(bot.workspace, draft.document)
    payload = {"sets": hashes, "revision": draft.revision}
    with transaction.atomic():
        for job in _open_jobs(bot):
            if job.payload.get("sets") == hashes and not job.cancel_requested:
                return job
            request_cancel(job)
        AuditEntry.record(bot.workspace, actor=by, action="bot.train", target=bot.slug)
        if UNDERSTANDING.ready(hashes):
            return _already_done(bot, payload)
        Bot.unscoped.filter(pk=bot.pk).update(trained=Bot.Trained.TRAINING)
        return queue_job(bot.workspace, kind=KIND, bot=bot.slug, payload=payload)


def train_now(bot: Bot, tell: Tell | None = None) -> dict[str, str]:
    """Train the models of the draft and wait for them; their hashes by language. For commands and imports.

    Raises JobFailed where one cannot be trained. `tell(stage, progress)` may raise to stop the training.
    """
    models = train_document(bot.workspace, load_draft(bot).document, tell)
    note_training(bot, models)
    return models


def train_document(workspace: Workspace, document: Mapping[str, Any], tell: Tell | None = None) -> dict[str, str]:
    """Make the models of exactly this document, as far as they are missing; as `train_now`."""
    hashes = prepare_training(workspace, document)
    return make_models(workspace, hashes, tell or (lambda stage, progress: None))


def note_training(bot: Bot, models: Mapping[str, str]) -> None:
    """Keep what was trained, and say whether it is what the draft needs by now."""
    current = model_hashes(load_draft(bot).document) == dict(models)
    state = Bot.Trained.TRAINED if current else Bot.Trained.STALE
    Bot.unscoped.filter(pk=bot.pk).update(draft_models=dict(models), trained=state)
    bot.draft_models, bot.trained = dict(models), state


def on_job_ended(sender: type[Job], job: Job, **_: Any) -> None:
    """A training has ended in this process, whatever the way."""
    bot = Bot.unscoped.filter(slug=job.bot, workspace=job.workspace).first() if job.kind == KIND else None
    if bot is None:
        return
    if job.state == Job.State.DONE:
        note_training(bot, (job.result or {})["models"])
    elif not _open_jobs(bot):
        state = Bot.Trained.STALE if bot.draft_models else Bot.Trained.NEVER
        Bot.unscoped.filter(pk=bot.pk, trained=Bot.Trained.TRAINING).update(trained=state)


def _open_jobs(bot: Bot) -> list[Job]:
    states = (Job.State.QUEUED, Job.State.RUNNING)
    return list(Job.objects.of(bot.workspace).filter(kind=KIND, bot=bot.slug, state__in=states))


def _already_done(bot: Bot, payload: Mapping[str, Any]) -> Job:
    job = Job.unscoped.create(
        workspace=bot.workspace,
        kind=KIND,
        bot=bot.slug,
        payload=dict(payload),
        state=Job.State.DONE,
        progress=1.0,
        result={"models": payload["sets"]},
        finished_at=timezone.now(),
    )
    job_ended.send(Job, job=job)
    return job
