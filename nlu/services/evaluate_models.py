from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from botbuilder.jobs.leases import JobFailed
from nlu.services.trainer import IMPATIENCE, environment

Tell = Callable[[str, float], None]


def evaluate_models(request: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    """Does what `nlu.pipeline.evaluation.child` is asked for; its `{"report", "utterances", "suggestions"}`.

    The child is killed when `tell(stage, progress)` raises, which is called several times a second. Raises JobFailed
    for what cannot be evaluated.
    """
    encoder = {"encoder": str(settings.ENCODER), "vectors": str(settings.ENCODER_CACHE)} if settings.ENCODER else {}
    request = {**request, **encoder}
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", "nlu.pipeline.evaluation.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=Path(settings.ROOT),
            env=environment(),
            start_new_session=True,
        )
        try:
            return _heard(child, request, tell, errors)
        finally:
            _stop(child)


def _heard(child: subprocess.Popen[bytes], request: Mapping[str, Any], tell: Tell, errors: IO[bytes]) -> dict[str, Any]:
    if child.stdin is not None:  # it stays open: its end tells the child to go
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.flush()
    stage, progress = "starting", 0.0
    for line in _lines(child):
        stage, progress = line.get("stage", stage), line.get("progress", progress)
        if "done" in line:
            done: dict[str, Any] = line["done"]
            return done
        if "problem" in line:
            raise JobFailed(line["problem"])
        tell(stage, progress)
    errors.seek(0)
    said = errors.read()[-2000:].decode("utf-8", "replace")
    raise RuntimeError(f"the evaluation ended with {child.wait()}: {said}")


def _lines(child: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """The lines of the child as they come, and an empty one whenever it is silent for a while."""
    heard: queue.Queue[bytes | None] = queue.Queue()

    def listen() -> None:
        for line in child.stdout or ():
            heard.put(line)
        heard.put(None)

    threading.Thread(target=listen, name="evaluation", daemon=True).start()
    while True:
        try:
            line = heard.get(timeout=IMPATIENCE)
        except queue.Empty:
            yield {}
            continue
        if line is None:
            return
        yield json.loads(line)


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()
