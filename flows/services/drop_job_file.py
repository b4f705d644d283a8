from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage

from botbuilder.jobs.models import Job


def on_job_ended(sender: type[Job], job: Job, **_: Any) -> None:
    """What was uploaded for a job (its payload's `place` in the file store) goes with it, however it ended."""
    if place := job.payload.get("place"):
        default_storage.delete(place)
