"""Who works on a job: claims, heartbeats, fenced writes.

Every write of a worker carries the fence it claimed with. A worker that was thought dead and wakes up again finds
that its fence is old, gets LeaseLost and must stop: what it does from then on reaches nobody.
"""

from __future__ import annotations

import os
import re
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from .ended import job_ended, job_succeeding
from .models import Job

HEARTBEAT = 2.0  # seconds between two heartbeats; SQLite has one writer, and it is needed elsewhere
STAGE_PAUSE = 0.25  # seconds between two writes of new stages
COUNT_PAUSE = 1.0  # seconds between two writes of one stage that counts: "vectors 640 of 10003"
LEASE = timedelta(seconds=15)
MOST_ATTEMPTS = 5

_DIGITS = re.compile(r"[0-9]+")


class LeaseLost(Exception):
    """Somebody else owns the job now, or it has ended."""


class JobCancelled(Exception):
    """Somebody asked for the job to stop."""


class JobFailed(Exception):
    """The work cannot be done; `problem` is what the API shows: `{"code", "title", "detail"…}`."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem.get("detail") or problem.get("title") or "failed")
        self.problem = problem


def owner_name() -> str:
    """Host and process of this worker."""
    return f"{socket.gethostname()}:{os.getpid()}"


@dataclass(slots=True)
class Lease:
    """The right to write to one job, until somebody else claims it."""

    job: Job
    fence: int
    clock: Callable[[], float] = time.monotonic
    _written: float = field(default=0.0)

    def tell(self, stage: str, progress: float) -> None:
        """Writes stage and progress (0..1), not more often than the database should bear, and beats the heart.

        Raises LeaseLost, or JobCancelled if somebody asked for it.
        """
        stage = stage[:60]
        if self.clock() - self._written < self._pause(stage):
            return
        self.job.stage, self.job.progress = stage, min(max(progress, 0.0), 1.0)
        self._write(stage=stage, progress=self.job.progress)

    def _pause(self, stage: str) -> float:
        if stage == self.job.stage:
            return HEARTBEAT
        return COUNT_PAUSE if _DIGITS.sub("", stage) == _DIGITS.sub("", self.job.stage) else STAGE_PAUSE

    def holds(self) -> bool:
        """Whether the job is still ours and nobody asked for it to stop."""
        return self._mine().filter(cancel_requested=False).exists()

    def _mine(self) -> QuerySet[Job]:
        return Job.unscoped.filter(pk=self.job.pk, fence=self.fence, state=Job.State.RUNNING)

    def beat(self) -> None:
        """Says that the worker lives, if it is time to; raises as `tell` does."""
        if self.clock() - self._written >= HEARTBEAT:
            self._write()

    def _write(self, **fields: Any) -> None:
        self._written = self.clock()
        if not self._mine().update(heartbeat_at=timezone.now(), revision=F("revision") + 1, **fields):
            raise LeaseLost(str(self.job.pk))
        if Job.unscoped.filter(pk=self.job.pk, cancel_requested=True).exists():
            raise JobCancelled(str(self.job.pk))

    def end(
        self, state: Job.State, *, result: dict[str, Any] | None = None, problem: dict[str, Any] | None = None
    ) -> bool:
        """Ends the job; False if it is no longer ours, and then nothing was written."""
        fields: dict[str, Any] = {"state": state, "result": result, "finished_at": timezone.now()}
        if state == Job.State.DONE:
            fields["progress"] = 1.0
        if state != Job.State.CANCELLED:  # who cancelled it may have said why
            fields["problem"] = problem
        if not self._mine().update(revision=F("revision") + 1, **fields):
            return False
        self.job.refresh_from_db()
        job_ended.send(Job, job=self.job)
        return True


def claim(job_id: UUID | str) -> Lease | None:
    """Takes a job that waits, or whose worker is gone; None if there is nothing to take."""
    now = timezone.now()
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, heartbeat_at__lt=now - LEASE)
    claimed = Job.unscoped.filter(free, pk=job_id, cancel_requested=False, attempts__lt=MOST_ATTEMPTS).update(
        state=Job.State.RUNNING,
        fence=F("fence") + 1,
        attempts=F("attempts") + 1,
        owner=owner_name(),
        heartbeat_at=now,
        revision=F("revision") + 1,
        stage="",
        progress=0.0,
    )
    if not claimed:
        return None
    job = Job.unscoped.get(pk=job_id)
    return Lease(job, job.fence) if job.owner == owner_name() else None


def run_job(job_id: UUID | str, work: Callable[[Lease], dict[str, Any]]) -> None:
    """Claims a job, does the work and stores how it ended; the body of every task that does jobs.

    `work` returns the result and may raise JobFailed. An error it did not expect ends the job as failed, too.
    """
    lease = claim(job_id)
    if lease is None:
        return
    try:
        result = work(lease)
        job_succeeding.send(Job, job=lease.job, result=result, lease=lease)
        lease.end(Job.State.DONE, result=result)
    except LeaseLost:
        return
    except JobCancelled:
        lease.end(Job.State.CANCELLED)
    except JobFailed as failure:
        lease.end(Job.State.FAILED, problem=failure.problem)
    except Exception:
        problem = {"code": "internal", "title": "The work stopped by an error of ours", "detail": "The log has it."}
        lease.end(Job.State.FAILED, problem=problem)
        raise
