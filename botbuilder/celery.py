"""The Celery application. A job is a row (`botbuilder.jobs`); a message only wakes a worker."""

import os
import signal
import threading
import time
from typing import Any

from celery import Celery
from celery.signals import worker_init

from botbuilder.settings.env import choose_settings, number

choose_settings()
app = Celery("botbuilder")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def leave_with_the_server(**_: Any) -> None:
    """A supervised worker ends when its server is gone, however that died; its jobs' leases run out by themselves."""
    if server := number("BOTBUILDER_SERVER_PID", 0):
        threading.Thread(target=_watch, args=(server,), name="parent", daemon=True).start()


def _watch(server: int) -> None:
    while os.getppid() == server:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)
