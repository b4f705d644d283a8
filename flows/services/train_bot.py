from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from botbuilder.jobs.ended import job_ended
from botbuilder.jobs.leases import JobCancelled, Lease
from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import open_jobs, queue_job, request_cancel
from botbuilder.tenancy.models import AuditEntry, Workspace
from flows.adapters.trainings import Entry, Trained, Training, record_training, trainings_of
from flows.adapters.understanding import UNDERSTANDING, make_models, model_hashes, prepare_training
from flows.models import Bot

from .load_draft import load_draft

KIND = "train"
SUPERSEDED = {
    "code": "superseded",
    "title": "A newer training took its place",
    "detail": "The draft has changed since; the newest training wins.",
}

Tell = Callable[[str, float], None]


def start_training(bot: Bot, *, by: str) -> Job:
    """Train the models of the draft of `bot` in a worker; the job tells how far it is.

    One training per bot: the same draft again gets the job that is under way, an older draft's job is stopped.
    Where all models are there already, the job has ended before it began.
    """
    draft = load_draft(bot)
    hashes = prepare_training(bot.workspace, draft.document)
    payload = {"sets": hashes, "revision": draft.revision, "by": by, "earlier": earlier_models(bot)}
    with transaction.atomic():
        lock_bot(bot)
        for job in open_trainings(bot):
            if job.payload.get("sets") == hashes and not job.cancel_requested:
                return job
            request_cancel(job, why=SUPERSEDED)
        AuditEntry.record(bot.workspace, actor=by, action="bot.train", target=bot.slug)
        ready = UNDERSTANDING.ready(hashes)
        if not ready:
            Bot.unscoped.filter(pk=bot.pk).update(trained=Bot.Trained.TRAINING)
            return queue_job(bot.workspace, kind=KIND, bot=bot.slug, payload=payload)
    return _already_done(bot, payload)


def train_now(bot: Bot, tell: Tell | None = None, *, by: str = "") -> dict[str, str]:
    """Train the models of the draft and wait for them; what serves it then, by language. For commands and imports.

    Raises JobFailed where nothing can be trained. `tell(stage, progress)` may raise to stop the training.
    """
    draft = load_draft(bot)
    began = time.monotonic()
    trained = train_document(bot.workspace, draft.document, tell, bot=bot)
    wanted = model_hashes(draft.document)
    seconds = time.monotonic() - began
    return note_training(bot, trained, wanted=wanted, revision=draft.revision, by=by, seconds=seconds)


def train_document(
    workspace: Workspace, document: Mapping[str, Any], tell: Tell | None = None, *, bot: Bot | None = None
) -> Trained:
    """Make the models of exactly this document, as far as they are missing; as `train_now`.

    With a bot, what has not changed since its last trainings is not trained again.
    """
    hashes = prepare_training(workspace, document)
    earlier = earlier_models(bot) if bot else None
    return make_models(workspace, hashes, tell or (lambda stage, progress: None), earlier)


def earlier_models(bot: Bot) -> dict[str, list[str]]:
    """Models by language, newest first, of which unchanged parts can be taken."""
    live = Bot.unscoped.filter(pk=bot.pk).values_list("draft_models", "live_version__models").first() or ({}, {})
    found: dict[str, list[str]] = {}
    for models in live:
        for language, name in (models or {}).items():
            if name not in found.setdefault(language, []):
                found[language].append(name)
    return found


def note_training(
    bot: Bot,
    trained: Trained,
    *,
    wanted: Mapping[str, str],
    revision: int,
    by: str = "",
    seconds: float = 0.0,
    job: Job | None = None,
    lease: Lease | None = None,
) -> dict[str, str]:
    """Let what was trained serve the draft, at one stroke, and write it into the history; what serves now.

    `wanted` are the models that the draft at `revision` needs. A language whose model could not be made keeps the one
    it had. With a lease nothing happens unless the job is still
    ours and wanted; raises JobCancelled then.
    """
    with transaction.atomic():
        row = lock_bot(bot)
        if lease is not None and not lease.holds():
            raise JobCancelled(str(lease.job.pk))
        kept = {language: name for language, name in row.draft_models.items() if language in wanted}
        models = {**kept, **trained.models}
        if models != row.draft_models or trained.failures or job is not None:
            parts = {"parts": trained.parts, "failures": trained.failures, "notes": trained.notes}
            about = {"revision": revision, "by": by, "seconds": round(seconds, 2), "job": job.pk if job else None}
            entry = Entry(models=models, wanted=dict(wanted), **about, **parts)
            record_training(bot.workspace, bot.pk, entry)
        fits = models == wanted and row.draft_revision == revision
        state = Bot.Trained.TRAINED if fits else Bot.Trained.STALE
        Bot.unscoped.filter(pk=bot.pk).update(draft_models=models, trained=state)
    bot.draft_models, bot.trained = models, state
    if models == wanted and not fits:
        _look_again(bot)
    return models


def _look_again(bot: Bot) -> None:
    """The draft has moved on meanwhile, which may not have touched what is trained."""
    draft = load_draft(bot)
    if model_hashes(draft.document) == bot.draft_models:
        fitting = Bot.unscoped.filter(pk=bot.pk, draft_revision=draft.revision, trained=Bot.Trained.STALE)
        if fitting.update(trained=Bot.Trained.TRAINED):
            bot.trained = Bot.Trained.TRAINED


def chosen_models(bot: Bot, document: Mapping[str, Any]) -> dict[str, str]:
    """The models that a version of this document gets: exactly its own, or, where somebody went back to an earlier
    training and has changed nothing since that concerns understanding, those of that training."""
    wanted = model_hashes(document)
    last = trainings_of(bot.workspace, bot.pk).first()
    if last is not None and last.kind == Training.Kind.RESTORED and last.wanted == wanted:
        return dict(last.models)
    return wanted


def on_job_succeeding(sender: type[Job], job: Job, result: Mapping[str, Any], lease: Lease, **_: Any) -> None:
    """A training is about to be done: its models serve before the job says so."""
    bot = Bot.unscoped.filter(slug=job.bot, workspace=job.workspace).first() if job.kind == KIND else None
    if bot is None:
        return
    note_training(
        bot,
        Trained(**{name: result[name] for name in ("models", "parts", "failures", "notes")}),
        wanted=job.payload["sets"],
        revision=job.payload.get("revision", 0),
        by=job.payload.get("by", ""),
        seconds=(timezone.now() - job.created_at).total_seconds(),
        job=job,
        lease=lease,
    )


def on_job_ended(sender: type[Job], job: Job, **_: Any) -> None:
    """A training has ended in this process without new models: the bot is as it was."""
    bot = Bot.unscoped.filter(slug=job.bot, workspace=job.workspace).first() if job.kind == KIND else None
    if bot is None or job.state == Job.State.DONE or open_trainings(bot):
        return
    state = Bot.Trained.STALE if bot.draft_models else Bot.Trained.NEVER
    Bot.unscoped.filter(pk=bot.pk, trained=Bot.Trained.TRAINING).update(trained=state)


def lock_bot(bot: Bot) -> Bot:
    """In a transaction: nobody else starts, ends or restores a training of this bot meanwhile."""
    return Bot.unscoped.select_for_update().only("pk", "draft_models", "draft_revision", "trained").get(pk=bot.pk)


def open_trainings(bot: Bot) -> list[Job]:
    """Jobs that wait or run."""
    return open_jobs(bot.workspace, bot=bot.slug, kind=KIND)


def _already_done(bot: Bot, payload: Mapping[str, Any]) -> Job:
    trained = make_models(bot.workspace, payload["sets"], lambda stage, progress: None)
    job = Job.unscoped.create(
        workspace=bot.workspace,
        kind=KIND,
        bot=bot.slug,
        payload=dict(payload),
        state=Job.State.DONE,
        progress=1.0,
        result=trained.to_json(),
        finished_at=timezone.now(),
    )
    served = Bot.unscoped.values_list("draft_models", flat=True).get(pk=bot.pk)
    again = job if served != trained.models else None  # what serves already is no news
    about = {"revision": payload["revision"], "by": payload["by"], "job": again}
    note_training(bot, trained, wanted=payload["sets"], **about)
    job_ended.send(Job, job=job)
    return job
