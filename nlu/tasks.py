"""The Celery task of training. The worker itself imports no scikit-learn: a child process does."""

from typing import Any

from celery import shared_task

from botbuilder.jobs.leases import Lease, run_job
from nlu.services.train_models import train_models


@shared_task(name="nlu.train", ignore_result=True)
def train(job_id: str) -> None:
    """Does a job of the kind `train`: its payload is `{"sets": {language: hash}}`."""
    run_job(job_id, _work)


def _work(lease: Lease) -> dict[str, Any]:
    job = lease.job
    return {"models": train_models(job.workspace, job.payload["sets"], lease.tell)}
