"""What Celery workers do beside their tasks: each sweeps, from its start on."""

from typing import Any

from celery.signals import worker_ready, worker_shutting_down

from .sweep import Sweeper

_SWEEPER = Sweeper()


@worker_ready.connect
def start_sweeping(**_: Any) -> None:
    _SWEEPER.start()


@worker_shutting_down.connect
def stop_sweeping(**_: Any) -> None:
    _SWEEPER.stop()
