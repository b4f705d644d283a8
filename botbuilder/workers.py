"""The Celery workers of the embedded mode: children of the server, restarted when they die."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from botbuilder.settings.env import with_variables

logger = logging.getLogger(__name__)

QUEUES = ("train", "work")
LONGEST_PAUSE = 30.0  # seconds between two starts of a worker that keeps dying
# Who runs everything as root knows; the workers need not say so at each start.
QUIET = "ignore:You're running the worker with superuser privileges"
GRACE = 10.0  # seconds from the polite request to leave to the kill


@dataclass
class Worker:
    queue: str
    process: "subprocess.Popen[bytes] | None" = None
    pause: float = 0.5  # seconds, doubled at each death, back to the start after a minute of life
    started: float = field(default=0.0)  # monotonic

    def command(self) -> list[str]:
        options = ["--pool", "solo", "--queues", self.queue, "--hostname", f"{self.queue}@%h", "--loglevel", "WARNING"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        return ["-m", "celery", "--app", "botbuilder", "--quiet", "worker", *options, *quiet]

    def start(self) -> None:
        # Its own session: a Ctrl+C in the terminal reaches the server only, which stops its workers in order.
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-W", QUIET, *self.command()],
            env=with_variables(
                DJANGO_SETTINGS_MODULE="botbuilder.settings.worker", BOTBUILDER_SERVER_PID=str(os.getpid())
            ),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.started = time.monotonic()


class Workers:
    """Starts one worker per queue once `when()` holds, so that the server itself is up first; keeps them alive."""

    def __init__(self, *, when: Callable[[], bool]) -> None:
        self._when = when
        self._workers = [Worker(queue) for queue in QUEUES]
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="workers", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        processes = [worker.process for worker in self._workers if worker.process]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in processes:
            try:
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _watch(self) -> None:
        while not self._when():
            if self._stopping.wait(0.1):
                return
        for worker in self._workers:
            worker.start()
        while not self._stopping.wait(0.5):
            for worker in self._workers:
                if worker.process and worker.process.poll() is not None:
                    self._revive(worker)

    def _revive(self, worker: Worker) -> None:
        if time.monotonic() - worker.started > 60:
            worker.pause = 0.5
        code = worker.process.returncode if worker.process else None
        logger.warning("the %s worker ended with %s; starting it again in %.1f s", worker.queue, code, worker.pause)
        if not self._stopping.wait(worker.pause):
            worker.pause = min(worker.pause * 2, LONGEST_PAUSE)
            worker.start()
