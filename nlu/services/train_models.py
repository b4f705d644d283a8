from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from botbuilder.jobs.leases import JobFailed
from botbuilder.tenancy.models import Workspace
from nlu.models import TrainedModel, TrainingSet
from nlu.services.model_store import has_model, models_folder

Tell = Callable[[str, float], None]

_IMPATIENCE = 0.5
"""Seconds without a word from the child after which `tell` is called again: it may want to stop us."""


def train_models(workspace: Workspace, hashes: Mapping[str, str], tell: Tell) -> dict[str, str]:
    """Makes the models of stored training sets (hash by language) that are not in the store yet.

    Works in a child process, which is killed when `tell(stage, progress)` raises; it is called at least every half
    second. Raises JobFailed where a set cannot be trained; the other languages are trained all the same.
    """
    missing = [name for name in hashes.values() if not has_model(name)]
    rows = TrainingSet.objects.of(workspace).filter(hash__in=missing)
    sets = {row.hash: row.content for row in rows}
    lost = [name for name in missing if name not in sets]
    if lost:
        raise JobFailed({"code": "no-training-set", "title": "A training set is gone", "detail": lost[0]})
    problems = _run_child(workspace, [sets[name] for name in missing], tell) if missing else []
    if problems:
        raise JobFailed({**problems[0], "problems": problems})
    return dict(hashes)


def _run_child(workspace: Workspace, sets: list[Mapping[str, Any]], tell: Tell) -> list[dict[str, Any]]:
    """Trains in a child; returns the problems it met."""
    child = subprocess.Popen(
        [sys.executable, "-m", "nlu.pipeline.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(settings.ROOT),
        env=_environment(),
        start_new_session=True,
    )
    problems: list[dict[str, Any]] = []
    try:
        _ask(child, {"folder": str(models_folder()), "sets": sets})
        stage, progress = "starting", 0.0
        for line in _lines(child):
            if "stage" in line:
                stage, progress = line["stage"], line["progress"]
            elif "trained" in line:
                _record(workspace, line["trained"])
            elif "problem" in line:
                problems.append(line["problem"])
            tell(stage, progress)
        code = child.wait()
    finally:
        _stop(child)
    if code not in (0, 1) or (code == 1 and not problems):
        said = child.stderr.read().decode("utf-8", "replace")[-2000:] if child.stderr else ""
        raise RuntimeError(f"the training process ended with {code}: {said}")
    return problems


def _environment() -> dict[str, str]:
    """One thread for linear algebra: workers share the machine with a server that answers visitors."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(settings.ROOT), **threads}


def _ask(child: subprocess.Popen[bytes], request: Mapping[str, Any]) -> None:
    """Writes the request; standard input stays open, since its end tells the child to go."""
    if child.stdin is None:
        raise RuntimeError("the training process has no standard input")
    child.stdin.write(json.dumps(request).encode() + b"\n")
    child.stdin.flush()


def _lines(child: subprocess.Popen[bytes]) -> Any:
    """The lines of the child as they come, and an empty one whenever it is silent for a while."""
    heard: queue.Queue[bytes | None] = queue.Queue()

    def listen() -> None:
        for line in child.stdout or ():
            heard.put(line)
        heard.put(None)

    threading.Thread(target=listen, name="training", daemon=True).start()
    while True:
        try:
            line = heard.get(timeout=_IMPATIENCE)
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


def _record(workspace: Workspace, trained: Mapping[str, Any]) -> None:
    TrainedModel.objects.of(workspace).update_or_create(
        hash=trained["hash"],
        defaults={
            "workspace": workspace,
            "language": trained["language"],
            "size": trained["bytes"],
            "metrics": trained["about"],
        },
    )
