"""The Celery task of training. The worker itself imports no scikit-learn: a process that it keeps warm does.

What a task needs is imported when it runs: an idle worker stays small.
"""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import worker_process_shutdown, worker_ready, worker_shutdown
from django.conf import settings

from botbuilder.jobs.lanes import Lane
from botbuilder.jobs.leases import Lease

LANE = Lane("train")


@shared_task(name="nlu.train", ignore_result=True)
def train(job_id: str) -> None:
    """Does a job of the kind `train`; its payload is `{"sets": {language: hash}, "earlier"?: {language: [hash]}}`."""
    LANE.run(job_id, _work)


def _work(lease: Lease) -> dict[str, Any]:
    from nlu.services.train_models import train_models

    job = lease.job
    earlier = job.payload.get("earlier")
    return train_models(job.workspace, job.payload["sets"], lease.tell, earlier=earlier).to_json()


@worker_ready.connect
def warm_up(sender: Any = None, **_: Any) -> None:
    """A worker that trains starts its training process, so that nobody waits for the imports."""
    queues = {queue.name for queue in sender.task_consumer.queues} if sender is not None else set()
    if settings.WARM_TRAINER and "train" in queues:
        from nlu.services.trainer import TRAINER

        TRAINER.warm_up()


@worker_shutdown.connect
@worker_process_shutdown.connect
def cool_down(**_: Any) -> None:
    from nlu.services.trainer import TRAINER

    TRAINER.close()
