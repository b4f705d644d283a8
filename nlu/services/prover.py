"""Asks a fresh process whether a new model is fit to serve; see `nlu.pipeline.prove`."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from django.conf import settings

from nlu.services.trainer import IMPATIENCE, environment

PATIENCE = 120.0  # seconds for one model, on a busy machine

_DIED = "the process that was to load it has died"
_TOO_LONG = "it does not load in time"


class Prover:
    """A process that loads models; it starts while the first is still being trained."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nlu.pipeline.prove"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(settings.ROOT),
            env=environment(),
            start_new_session=True,
        )
        self._heard: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=_read, args=(self._process, self._heard), name="proving", daemon=True).start()

    def __enter__(self) -> Prover:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def problem_of(self, request: Mapping[str, Any], wait: Callable[[], None]) -> str:
        """Why the model cannot serve; "" where it can. `wait` is called now and then, and may raise.

        A model that kills the process, or keeps it busy for too long, is not held against the next one.
        """
        if self._process.poll() is not None:
            self._end()
            self._start()
        problem = self._asked(request, wait)
        if problem == _TOO_LONG:
            self._process.kill()
            self._process.wait()
        return problem

    def _asked(self, request: Mapping[str, Any], wait: Callable[[], None]) -> str:
        if self._process.stdin is None:
            return "the proof cannot be asked for"
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return _DIED
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                line = self._heard.get(timeout=IMPATIENCE)
            except queue.Empty:
                wait()
                continue
            return str(json.loads(line).get("problem", "")) if line else _DIED
        return _TOO_LONG


def _read(process: subprocess.Popen[bytes], heard: queue.Queue[bytes]) -> None:
    for line in process.stdout or ():
        heard.put(line)
    heard.put(b"")
