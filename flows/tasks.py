"""Long work of bots that Celery workers do. Each task gets a job's id; the job row holds the rest.

What a task needs is imported when it runs: an idle worker stays small.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.db import connection

from botbuilder.jobs.apart import run_apart
from botbuilder.jobs.lanes import Lane
from botbuilder.jobs.leases import JobFailed, Lease, run_job

logger = logging.getLogger(__name__)


class Aside:
    """One thread of this worker for one long job at a time. A job that finds it taken is announced again by a sweep."""

    def __init__(self) -> None:
        self._busy = threading.Lock()

    def run(self, work: Callable[[], None]) -> bool:
        """Begins the work and returns; False if other work is under way."""
        if not self._busy.acquire(blocking=False):
            return False
        threading.Thread(target=self._run, args=(work,), name="aside", daemon=True).start()
        return True

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            logger.exception("a job failed")
        finally:
            connection.close()
            self._busy.release()


ASIDE = Aside()
LANE = Lane("publish", "import")


@shared_task(name="flows.publish", ignore_result=True)
def publish(job_id: str) -> None:
    from flows.services.publish_bot import publish_for_job

    LANE.run(job_id, lambda lease: _tell_why(publish_for_job, lease))


@shared_task(name="flows.import", ignore_result=True)
def import_(job_id: str) -> None:
    from flows.services.import_later import import_for_job

    LANE.run(job_id, lambda lease: _tell_why(import_for_job, lease))


@shared_task(name="flows.evaluate", ignore_result=True)
def evaluate(job_id: str) -> None:
    """On a thread beside the worker's own: what takes a second does not wait for what takes minutes.

    In a process of its own: it plays the bot's tests, with its models and the sentence encoder.
    """
    ASIDE.run(lambda: run_apart("flows.tasks.evaluate_here", job_id))


def evaluate_here(job_id: str) -> None:
    """Does a job of the kind `evaluate` in this process."""
    from flows.services.evaluate_bot import evaluate_for_job

    run_job(job_id, lambda lease: _tell_why(evaluate_for_job, lease))


def _tell_why(work: Any, lease: Lease) -> dict[str, Any]:
    """A refusal ends the job with its code and what belongs to it."""
    from flows.services.errors import Refusal

    try:
        return work(lease.job, lease.tell)
    except Refusal as error:
        raise JobFailed({"code": error.code, "title": "Refused", "detail": str(error), **error.extra()}) from error
