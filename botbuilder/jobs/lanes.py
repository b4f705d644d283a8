"""One job of a kind at a time in a process, whatever number of tasks its worker takes at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from botbuilder.memory import give_back_memory

from .leases import Lease, run_job
from .models import Job
from .queueing import wake


class Lane:
    """Safe in any thread. A job that finds its lane taken stays queued; whoever leaves announces the one that waits.

    So what takes minutes holds one thread of a worker, and what takes a second has another.
    """

    def __init__(self, *kinds: str) -> None:
        self._kinds = kinds
        self._busy = threading.Lock()
        self._turned_away = False

    def run(self, job_id: str, work: Callable[[Lease], dict[str, Any]]) -> None:
        """The body of a task: `run_job`, unless this process does such a job already."""
        if not self._busy.acquire(blocking=False):
            self._turned_away = True
            if not self._busy.acquire(blocking=False):  # who has it may have looked for us before we said so
                return
        try:
            run_job(job_id, work)
        finally:
            self._busy.release()
            self._announce()
            give_back_memory()

    def _announce(self) -> None:
        if not self._turned_away:
            return
        waiting = Job.unscoped.filter(kind__in=self._kinds, state=Job.State.QUEUED, cancel_requested=False)
        oldest = waiting.order_by("created_at").first()
        if oldest is None:
            self._turned_away = False
        else:
            wake(oldest)
