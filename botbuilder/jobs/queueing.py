"""Puts jobs into the database and tells workers about them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from botbuilder.tenancy.models import Workspace

from .ended import job_ended
from .kinds import kind_of
from .models import Job

logger = logging.getLogger(__name__)


def queue_job(workspace: Workspace, *, kind: str, bot: str = "", payload: Mapping[str, Any] | None = None) -> Job:
    """Stores a job and wakes a worker once the surrounding transaction is committed."""
    kind_of(kind)
    job = Job.unscoped.create(workspace=workspace, kind=kind, bot=bot, payload=dict(payload or {}))
    transaction.on_commit(lambda: wake(job))
    return job


def wake(job: Job) -> None:
    """Tells the workers of its queue about a job. A broker that is away is no error: a sweep tells them later."""
    from botbuilder.celery import app

    kind = kind_of(job.kind)
    try:
        app.send_task(kind.task, args=[str(job.pk)], queue=kind.queue, retry=False)
    except Exception:
        logger.warning("no broker to wake a worker for job %s; the next sweep tries again", job.pk, exc_info=True)
        return
    Job.unscoped.filter(pk=job.pk).update(woken_at=timezone.now())


def open_jobs(workspace: Workspace, *, bot: str, kind: str) -> list[Job]:
    """Jobs of one kind that wait or run for a bot; the oldest first."""
    rows = Job.objects.of(workspace).filter(kind=kind, bot=bot, state__in=Job.OPEN)
    return list(rows.order_by("created_at"))


def request_cancel(job: Job, *, why: Mapping[str, Any] | None = None) -> Job:
    """Cancels a waiting job at once and asks the worker of a running one to stop; an ended job stays as it is.

    `why` becomes the job's problem: `{"code", "title", "detail"}`.
    """
    asked: dict[str, Any] = {"cancel_requested": True} if why is None else {"cancel_requested": True, "problem": why}
    # Asked first, ended then: a sweep that gives a running job back in between finds that it was asked.
    Job.unscoped.filter(pk=job.pk, state__in=Job.OPEN).update(**asked)
    if not end_unwanted(job):
        job.refresh_from_db()
    return job


def end_unwanted(job: Job) -> bool:
    """Ends a job that waits although it was to be cancelled: no worker would ever take it."""
    ended = {"state": Job.State.CANCELLED, "finished_at": timezone.now(), "revision": F("revision") + 1}
    waiting = Job.unscoped.filter(pk=job.pk, state=Job.State.QUEUED, cancel_requested=True)
    if not waiting.update(**ended):
        return False
    job.refresh_from_db()
    job_ended.send(Job, job=job)
    return True
