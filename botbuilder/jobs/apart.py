"""A job in a process of its own, which takes the memory that the job needed along when it ends.

`run_apart` starts `python -m botbuilder.jobs.apart <work> <job id>` and waits for it.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)


def run_apart(work: str, job_id: str) -> None:
    """Has `work`, the dotted name of a function, do a job. The process ends when this one does, whatever ends it.

    It claims the job itself: where it dies, a sweep finds that the job's owner is no more.
    """
    command = [sys.executable, "-m", __name__, work, job_id]
    with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=Path(settings.ROOT)) as process:  # noqa: S603
        code = process.wait()
    if code:
        logger.error("the process of job %s ended with %s", job_id, code)


def main(work: str, job_id: str) -> None:
    import django
    from django.utils.module_loading import import_string

    threading.Thread(target=_leave_with_the_worker, name="parent", daemon=True).start()
    django.setup()
    import_string(work)(job_id)


def _leave_with_the_worker() -> None:
    """Nobody writes to standard input: whatever can be read is its end."""
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
