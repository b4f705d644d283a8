"""From queued events to stored turns: prepared as they come, stored together, over one connection.

All of it happens on the turn store's thread. Preparing computes and storing waits, mostly without Python's lock; a
second thread for the waiting was measured to cost more than it gains (docs/runtime.md).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from django.db import Error as DjangoDatabaseError
from django.db import connections

from flows.runtime.ports import StorageDown

from .database_errors import storage_errors
from .turn_batch import BatchRunner, Ready
from .turn_submission import BatchResult, Submission
from .writer_database import Writer, open_writer

logger = logging.getLogger("flows.turns")

RETRY_AFTER = 1.0  # seconds
CONNECTIONS = 2  # tries of an event before it is refused
lost_storage = (*storage_errors, DjangoDatabaseError)


class Pipeline:
    """Used by one thread. `tell` gets what became of events."""

    def __init__(self, runner: BatchRunner, tell: Callable[[BatchResult], None]) -> None:
        self._runner = runner
        self._tell = tell
        self._ready: list[Ready] = []
        self._writer: Writer | None = None
        # Conversations with a turn that is not stored yet: their next event must wait for it.
        self.busy: set[int] = set()
        self.storage_down = False

    @property
    def waiting(self) -> int:
        """Turns that are prepared and not stored."""
        return len(self._ready)

    def take(self, batch: Sequence[Submission]) -> None:
        """Prepare these events; none may be of a busy conversation. They are stored by `store`."""
        together = [one for one in batch if not one.alone]
        if len(together) < len(batch):
            self.store()
            for submission in batch:
                if submission.alone:
                    self._run_alone(submission)
        result = BatchResult()
        try:
            if any(not one.conversation_id for one in together):
                self.store()  # a conversation that begins is written at once
                together = self._runner.resolve(self.open(), together, self.busy, result)
            ready = self._runner.prepare(self.open(), together, result)
        except Exception as error:
            self._failed(together, error)
            return
        self.busy.update([turn.row.id for turn, _ in ready])
        self._ready += ready
        self._tell(result)

    def _run_alone(self, submission: Submission) -> None:
        result = BatchResult()
        try:
            self._runner.run_alone(self.open(), submission, result)
        except Exception as error:
            self._failed([submission], error)
            return
        self._tell(result)

    def store(self) -> bool:
        """Store everything prepared, and tell what became of it; False where nothing was."""
        if not self._ready:
            return False
        ready, self._ready = self._ready, []
        self.busy.clear()
        result = BatchResult()
        try:
            self._runner.store(self.open(), ready, result)
        except Exception as error:
            self._failed([turn.submission for turn, _ in ready], error)
            return True
        self.storage_down = False
        self._tell(result)
        return True

    def open(self) -> Writer:
        if self._writer is None:
            self._writer = open_writer(apart=True)
        return self._writer

    def close(self) -> None:
        """Drop the connections of this thread, and with them any open transaction; the next batch opens others."""
        self._runner.forget()
        for one in (self._writer, connections["default"]):
            if one is not None:
                try:
                    one.close()
                except Exception:
                    logger.warning("closing a lost connection failed", exc_info=True)
        self._writer = None

    def end(self) -> None:
        self.store()
        self.close()

    def _failed(self, batch: Sequence[Submission], error: Exception) -> None:
        """Nothing of these events is known to be stored: once more over a new connection, then their senders are told
        and may send again."""
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
