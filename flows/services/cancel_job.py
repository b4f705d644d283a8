from __future__ import annotations

from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import request_cancel
from botbuilder.tenancy.models import AuditEntry


def cancel_job(job: Job, *, by: str) -> Job:
    """Ask a job to stop; one that waits is cancelled at once, one that has ended stays as it is."""
    if job.open:
        AuditEntry.record(job.workspace, actor=by, action="job.cancel", target=str(job.pk), kind=job.kind)
    return request_cancel(job)
