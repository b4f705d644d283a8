"""Finds jobs whose worker is gone, and waiting jobs that nobody was told about, and tells workers again.

Runs when a worker starts and every few seconds in each worker; any number of sweeps at once is harmless, since
each change is a conditional UPDATE.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from datetime import timedelta

from django.db import close_old_connections, connection
from django.db.models import F
from django.utils import timezone

from .ended import job_ended
from .leases import LEASE, MOST_ATTEMPTS
from .models import Job
from .queueing import end_unwanted, wake

logger = logging.getLogger(__name__)

INTERVAL = 5.0  # seconds
UNHEARD = timedelta(seconds=10)  # a waiting job is announced again after this long


def sweep() -> int:
    """One round; returns how many jobs were announced again or given up."""
    now = timezone.now()
    touched = 0
    for job in Job.unscoped.filter(state=Job.State.RUNNING):
        if (job.heartbeat_at is None or job.heartbeat_at < now - LEASE or _died_here(job)) and _release(job):
            touched += 1
    for job in Job.unscoped.filter(state=Job.State.QUEUED, woken_at__lt=now - UNHEARD):
        if not end_unwanted(job):
            wake(job)
        touched += 1
    return touched


def _died_here(job: Job) -> bool:
    """Whether the owner was a process of this host that is no more; then there is no need to wait for the lease."""
    host, _, process = job.owner.rpartition(":")
    if host != socket.gethostname() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _release(job: Job) -> bool:
    """Gives a job of a dead worker back; one that has killed too many workers, or was to be cancelled, ends."""
    # Somebody may ask for it to stop at this very moment: then the next round decides.
    asked = {"cancel_requested": job.cancel_requested}
    mine = Job.unscoped.filter(pk=job.pk, fence=job.fence, state=Job.State.RUNNING, **asked)
    common = {"fence": F("fence") + 1, "revision": F("revision") + 1}
    if job.cancel_requested or job.attempts >= MOST_ATTEMPTS:
        problem = {
            "code": "worker-died",
            "title": "The work was given up",
            "detail": f"Its worker ended without a word {job.attempts} times.",
        }
        state = Job.State.CANCELLED if job.cancel_requested else Job.State.FAILED
        given_up = job.problem if job.cancel_requested else problem
        if not mine.update(state=state, problem=given_up, finished_at=timezone.now(), **common):
            return False
        job.refresh_from_db()
        job_ended.send(Job, job=job)
        return True
    if not mine.update(state=Job.State.QUEUED, stage="", progress=0.0, **common):
        return False
    logger.warning("job %s lost its worker %s; it is queued again", job.pk, job.owner)
    wake(job)
    return True


class Sweeper:
    """A thread that sweeps while a worker lives: a solo worker does nothing else while it works on a job."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()

    def _run(self) -> None:
        while True:
            try:
                close_old_connections()
                sweep()
            except Exception:
                logger.exception("a sweep failed; the next one is due in %s s", INTERVAL)
            finally:
                connection.close()
            if self._stopping.wait(INTERVAL):
                return
