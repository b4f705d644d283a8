"""The Celery worker of the embedded mode: a child of the server, started again when it dies."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from botbuilder.settings.env import with_variables

logger = logging.getLogger(__name__)

QUEUES = ("train", "work")
THREADS = 3  # one for a job of each queue (`botbuilder.jobs.lanes`), and one that finds the others taken
LONGEST_PAUSE = 30.0  # seconds between two starts of a worker that keeps dying
# Who runs everything as root knows; the worker need not say so at each start.
QUIET = "ignore:You're running the worker with superuser privileges"
GRACE = 10.0  # seconds from the polite request to leave to the kill


def command() -> list[str]:
    options = ["--pool", "threads", "--concurrency", str(THREADS), "--queues", ",".join(QUEUES)]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    return ["-m", "celery", "--app", "botbuilder", "--quiet", "worker", *options, *quiet]


class Worker:
    """Starts a worker once `when()` holds, so that the server itself is up first; keeps it alive.

    One process for all queues: most of the memory of a worker is what it has imported.
    """

    def __init__(self, *, when: Callable[[], bool]) -> None:
        self._when = when
        self._process: subprocess.Popen[bytes] | None = None
        self._pause = 0.5  # seconds, doubled at each death, back to the start after a minute of life
        self._started = 0.0  # monotonic
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _watch(self) -> None:
        while not self._when():
            if self._stopping.wait(0.1):
                return
        process = self._begin()
        while not self._stopping.wait(0.5):
            if (code := process.poll()) is None:
                continue
            if time.monotonic() - self._started > 60:
                self._pause = 0.5
            logger.warning("the worker ended with %s; starting it again in %.1f s", code, self._pause)
            if not self._stopping.wait(self._pause):
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
                process = self._begin()

    def _begin(self) -> "subprocess.Popen[bytes]":
        # Its own session: a Ctrl+C in the terminal reaches the server only, which stops its worker in order.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-W", QUIET, *command()],
            env=with_variables(
                DJANGO_SETTINGS_MODULE="botbuilder.settings.worker", BOTBUILDER_SERVER_PID=str(os.getpid())
            ),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._started = time.monotonic()
        return self._process
