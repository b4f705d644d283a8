"""Long work of bots that Celery workers do. Each task gets a job's id; the job row holds the rest.

What a task needs is imported when it runs: an idle worker stays small.
"""

from __future__ import annotations

from typing import Any

from celery import shared_task

from botbuilder.jobs.leases import JobFailed, Lease, run_job


@shared_task(name="flows.publish", ignore_result=True)
def publish(job_id: str) -> None:
    from flows.services.publish_bot import publish_for_job

    run_job(job_id, lambda lease: _tell_why(publish_for_job, lease))


@shared_task(name="flows.import", ignore_result=True)
def import_(job_id: str) -> None:
    from flows.services.import_later import import_for_job

    run_job(job_id, lambda lease: _tell_why(import_for_job, lease))


def _tell_why(work: Any, lease: Lease) -> dict[str, Any]:
    """A refusal ends the job with its code and what belongs to it."""
    from flows.services.errors import Refusal

    try:
        return work(lease.job, lease.tell)
    except Refusal as error:
        raise JobFailed({"code": error.code, "title": "Refused", "detail": str(error), **error.extra()}) from error
