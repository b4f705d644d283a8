"""The training process of this process: `nlu.pipeline.child`, kept warm where trainings are what it is for."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from django.conf import settings

logger = logging.getLogger(__name__)

Hear = Callable[[Mapping[str, Any]], None]

IMPATIENCE = 0.25
"""Seconds without a word after which `hear({})` is called all the same: it may want to stop the training."""
_NEVER = 1  # the exit code of a process that did not begin
_LIKELY = {-signal.SIGKILL: "; the machine may be short of memory"}
_GRACE = 2.0  # seconds that the process gets to say that its fork is gone


class TrainingDied(Exception):
    """A training ended without a word: out of memory, killed, or crashed."""

    def __init__(self, code: int) -> None:
        how = f"was ended by signal {-code}" if code < 0 else f"ended by an error of ours ({code}); the log has it"
        super().__init__(f"The training {how}{_LIKELY.get(code, '')}.")


class Trainer:
    """One training process; trainings come one after the other. Safe in any thread."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._warm = False
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._errors: IO[bytes] | None = None
        self._idle: threading.Timer | None = None

    def warm_up(self) -> None:
        """Starts the process, so that the next training need not wait for its imports, and keeps it from now on.

        It leaves when nobody has trained for `TRAINER_IDLE` seconds, and the next training starts it again.
        """
        self.keep()
        with self._turn:
            self._running()
            self._leave_later()

    def keep(self) -> None:
        """From now on the process stays once it has started."""
        self._warm = True

    def rest(self) -> None:
        """After the last training of several: a process that nobody warmed up ends."""
        if not self._warm and self._turn.acquire(blocking=False):
            try:
                self.close()
            finally:
                self._turn.release()

    def train(self, request: Mapping[str, Any], hear: Hear) -> None:
        """Trains one set and tells `hear` every line of it; see `nlu.pipeline.child` for both.

        `hear` is called at least every `IMPATIENCE` seconds, also while another training is under way; what it raises
        ends the training at once. Raises TrainingDied.
        """
        while not self._turn.acquire(timeout=IMPATIENCE):
            hear({"stage": "waiting", "share": 0.0})
        try:
            self._stay()
            self._ask(request)
            self._listen(hear)
        finally:
            self._leave_later()
            self._turn.release()

    def _leave_later(self) -> None:
        """Called by who has the turn, as `_stay`."""
        self._stay()
        if self._warm and self._process is not None and settings.TRAINER_IDLE > 0:
            self._idle = threading.Timer(settings.TRAINER_IDLE, self._leave)
            self._idle.daemon = True
            self._idle.start()

    def _stay(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _leave(self) -> None:
        """In a thread of its own: nobody has trained for a while. A training that has begun meanwhile keeps it."""
        if not self._turn.acquire(blocking=False):
            return
        try:
            if self._idle is threading.current_thread():
                logger.info("the training process leaves until it is needed")
                self.close()
        finally:
            self._turn.release()

    def close(self) -> None:
        """Ends the process, and the training it may be doing."""
        self._stay()
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout, self._errors):
            if pipe is not None:
                pipe.close()

    def _ask(self, request: Mapping[str, Any]) -> None:
        line = json.dumps(request).encode() + b"\n"
        for again in (True, False):
            process = self._running()
            try:
                if process.stdin is not None:
                    process.stdin.write(line)
                    process.stdin.flush()
                return
            except OSError:  # it died while it waited
                self.close()
                if not again:
                    raise self._death(_NEVER) from None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - a pipe that nobody reads would fill up
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nlu.pipeline.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=Path(settings.ROOT),
            env=environment(),
            start_new_session=True,
        )
        self._heard = queue.Queue()
        threading.Thread(target=_read, args=(self._process, self._heard), name="training", daemon=True).start()
        return self._process

    def _listen(self, hear: Hear) -> None:
        fork = 0
        try:
            while True:
                try:
                    line = self._heard.get(timeout=IMPATIENCE)
                except queue.Empty:
                    hear({})
                    continue
                if line is None:
                    raise self._death(self._process.wait() if self._process else _NEVER)
                fork = line.get("started", fork)
                if "ended" in line:
                    fork = 0
                    if line["ended"] != 0:
                        raise self._death(line["ended"])
                    return
                hear(line)
        except TrainingDied:
            if fork:
                self.close()
            raise
        except BaseException:
            self._stop(fork)
            raise

    def _stop(self, fork: int) -> None:
        """Ends the training under way; the warm process stays if it says at once that its fork is gone."""
        if not fork:
            self.close()
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(fork, signal.SIGKILL)
        try:
            while True:
                line = self._heard.get(timeout=_GRACE)
                if line is None or "ended" in line:
                    return
        except queue.Empty:
            self.close()

    def _death(self, code: int) -> TrainingDied:
        """What the process wrote of its errors is for the log: it names files, and may quote what visitors said."""
        said = b""
        if self._errors is not None and not self._errors.closed:
            self._errors.seek(0, os.SEEK_END)
            self._errors.seek(max(0, self._errors.tell() - 2000))
            said = self._errors.read()
        logger.error("a training process ended with %s: %s", code, said.decode("utf-8", "replace"))
        return TrainingDied(code)


def _read(process: subprocess.Popen[bytes], heard: queue.Queue[dict[str, Any] | None]) -> None:
    try:
        for line in process.stdout or ():
            said = json.loads(line)
            if not isinstance(said, dict):
                raise ValueError("not a line of ours")
            if "ready" not in said:
                heard.put(said)
    except ValueError:
        # A fork that died in the middle of a line: what belongs to which line nobody knows any more, and who waits
        # for the end of that training would wait for ever.
        process.kill()
    finally:
        heard.put(None)


def environment() -> dict[str, str]:
    """One thread for linear algebra: workers share the machine with a server that answers visitors."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(settings.ROOT), **threads}


TRAINER = Trainer()
"""The trainer of this process, which does all its trainings."""
