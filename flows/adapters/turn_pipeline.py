"""Batches of turns one behind the other: while one commits, the next is prepared.

A commit waits for the disk. It is awaited on a thread of its own, on a connection of its own; everything else happens
on the turn store's thread. At most one batch is being written, and a conversation is in one of them at most.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from queue import SimpleQueue

from django.db import Error as DjangoDatabaseError

from flows.runtime.ports import StorageDown

from .database_errors import storage_errors
from .turn_batch import BatchRunner, Ready, Writing
from .turn_submission import BatchResult, Submission
from .writer_database import Writer, open_writer

logger = logging.getLogger("flows.turns")

RETRY_AFTER = 1.0  # seconds
CONNECTIONS = 2  # tries of an event before it is refused
lost_storage = (*storage_errors, DjangoDatabaseError)


class Pipeline:
    """Used by one thread. `tell` gets what became of events, `wake` is called (elsewhere) when a commit is over."""

    def __init__(self, runner: BatchRunner, tell: Callable[[BatchResult], None], wake: Callable[[], None]) -> None:
        self._runner = runner
        self._tell = tell
        self._committer = Committer(wake)
        self._ready: list[Ready] = []
        self._writing: Writing | None = None
        self._reader: Writer | None = None
        self._writer: Writer | None = None
        # Conversations with a turn that is not stored yet: their next event must wait for it.
        self.busy: set[int] = set()
        self.storage_down = False

    @property
    def waiting(self) -> int:
        """Turns that are prepared and not being written."""
        return len(self._ready)

    @property
    def active(self) -> bool:
        return self._writing is not None or bool(self._ready)

    def take(self, batch: Sequence[Submission]) -> None:
        """Prepare these events; none may be of a busy conversation. They are written by `write` or `settle`."""
        together = [one for one in batch if not one.alone]
        if len(together) < len(batch):
            self.settle()
            for submission in batch:
                if submission.alone:
                    self._run_alone(submission)
        result = BatchResult()
        try:
            if any(not one.conversation_id for one in together):
                self.settle()  # a conversation that begins is written at once
                together = self._runner.resolve(self.open(), together, self.busy, result)
            ready = self._runner.prepare(self._open_reader(), together, result)
        except Exception as error:
            self._failed(together, error)
            return
        self._ready += ready
        self.busy.update([turn.row.id for turn, _ in ready])
        self._tell(result)

    def _run_alone(self, submission: Submission) -> None:
        result = BatchResult()
        try:
            self._runner.run_alone(self.open(), submission, result)
        except Exception as error:
            self._failed([submission], error)
            return
        self._tell(result)

    def finish(self) -> bool:
        """Tell what became of the batch that has committed, if one has."""
        over = self._writing is not None and self._committer.done.is_set()
        if over:
            self._finish()
        return over

    def write(self) -> bool:
        """Begin to write what is ready, where nothing else is being written. A fuller batch costs less per turn, so
        first everything queued is prepared; nothing waits for more to come."""
        if self._writing is not None or not self._ready:
            return False
        ready, self._ready = self._ready, []
        try:
            writer = self.open()
        except Exception as error:
            self.busy.difference_update([turn.row.id for turn, _ in ready])
            self._failed([turn.submission for turn, _ in ready], error)
            return True
        self._writing = self._runner.write(writer, ready)
        self._committer.commit(self._writing)
        return True

    def settle(self) -> None:
        """Until everything prepared is stored, or refused."""
        while self.active:
            if self._writing is not None:
                self._committer.done.wait()
                self._finish()
            self.write()

    def open(self) -> Writer:
        """The connection for writing; only while nothing is being written."""
        if self._writer is None:
            self._writer = open_writer(apart=True)
        return self._writer

    def close(self) -> None:
        """Drop the connections, and with them any open transaction; the next batch opens others."""
        self._runner.forget()
        for one in (self._reader, self._writer):
            if one is not None:
                try:
                    one.close()
                except Exception:
                    logger.warning("closing a lost connection failed", exc_info=True)
        self._reader = self._writer = None

    def end(self) -> None:
        self.settle()
        self._committer.end()
        self.close()

    def _open_reader(self) -> Writer:
        if self._reader is None:
            self._reader = open_writer()
        return self._reader

    def _finish(self) -> None:
        writing, self._writing = self._writing, None
        if writing is None:
            return
        result = BatchResult()
        self.busy.difference_update([turn.row.id for turn, _ in writing.turns])
        try:
            self._runner.finish(self.open(), writing, result)
        except Exception as error:
            self._failed([turn.submission for turn, _ in writing.turns], error)
            return
        self.storage_down = False
        self._tell(result)

    def _failed(self, batch: Sequence[Submission], error: Exception) -> None:
        """Nothing of these events is known to be stored: once more over a new connection, then their senders are told
        and may send again."""
        if self._writing is not None:
            self._committer.done.wait()
            self._finish()
        result = BatchResult()
        again = isinstance(error, lost_storage)
        if again:
            logger.error("the database refused a batch of %d turns: %s", len(batch), error)
        else:
            logger.error("a batch of %d turns failed", len(batch), exc_info=error)
        self.close()
        refusal = StorageDown("messages cannot be stored right now", retry_after=RETRY_AFTER)
        for submission in batch:
            submission.lost_connections += 1
            if again and submission.lost_connections < CONNECTIONS:
                result.again.append(submission)
            else:
                self.storage_down = True
                result.outcomes.append(submission.outcome(refusal))
        self._tell(result)


class Committer:
    """The thread that waits for commits."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._handed: SimpleQueue[Writing | None] = SimpleQueue()
        self.done = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="commits", daemon=True)

    def commit(self, writing: Writing) -> None:
        if not self._thread.is_alive():
            self._thread.start()
        self.done.clear()
        self._handed.put(writing)

    def end(self) -> None:
        self._handed.put(None)

    def _loop(self) -> None:
        while (writing := self._handed.get()) is not None:
            if writing.error is None:
                writing.commit()
            self.done.set()
            self._wake()
