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


class Prover:
    """A process that loads models; it starts while the first is still being trained."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nlu.pipeline.prove"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(settings.ROOT),
            env=environment(),
            start_new_session=True,
        )
        self._heard: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=self._read, name="proving", daemon=True).start()

    def __enter__(self) -> Prover:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def problem_of(self, request: Mapping[str, Any], wait: Callable[[], None]) -> str:
        """Why the model cannot serve; "" where it can. `wait` is called now and then, and may raise."""
        if self._process.stdin is None:
            return "the proof cannot be asked for"
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return "the process that was to load it has died"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                line = self._heard.get(timeout=IMPATIENCE)
            except queue.Empty:
                wait()
                continue
            return str(json.loads(line).get("problem", "")) if line else "the process that loaded it has died"
        return "it does not load in time"

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._heard.put(line)
        self._heard.put(b"")
