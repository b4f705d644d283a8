"""The turn store: one thread per process through which every event becomes durable before anybody is answered.

It takes what is queued (never waits to fill a batch), runs the batch (turn_batch), and publishes what became of it.
A lost database or a full disk acknowledges nothing; the thread opens a new connection and goes on by itself.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from django.db import Error as DjangoDatabaseError
from prometheus_client import Counter, Histogram

from flows.runtime.fair_queue import FairQueue
from flows.runtime.inbound import Inbound, Opening
from flows.runtime.outcome import Listener, Outcome
from flows.runtime.ports import Busy, Draining, StorageDown

from .turn_batch import BatchResult, BatchRunner, Submission
from .writer_database import Writer, open_writer, storage_errors

logger = logging.getLogger("flows.turns")

BATCH = 128
BACKGROUND = BATCH // 4
LEAST_QUEUE, MOST_QUEUE = 256, 20_000
RETRY_AFTER = 1.0  # seconds
RECONNECTS = 2  # tries per batch before its events are refused

TURNS = Counter("botbuilder_turns", "Events whose outcome is stored, repeated ones included.")
REFUSED = Counter("botbuilder_events_refused", "Events that were not stored; their senders were told.")
BATCHES = Histogram("botbuilder_batch_seconds", "Time from taking a batch of events to its commit.")

Result = TypeVar("Result")
Publish = Callable[[Sequence[Outcome]], None]
Job = tuple[Callable[[Writer], Any], "Future[Any]"]


class TurnStore:
    """`publish` is called on the writer's thread, once per batch, after the commit."""

    def __init__(self, runner: BatchRunner, publish: Publish) -> None:
        self._runner = runner
        self._publish = publish
        self.on_calls: Callable[[], None] = lambda: None
        self.on_timer: Callable[[float], None] = lambda due: None
        self._queue: FairQueue[Submission] = FairQueue()
        self._background: FairQueue[Submission] = FairQueue()
        self._jobs: deque[Job] = deque()
        self._changed = threading.Condition()
        self._draining = False
        self._stopping = False
        self._working = False
        self._per_second = 1000.0
        self._writer: Writer | None = None
        self._thread = threading.Thread(target=self._loop, name="turns", daemon=True)
        self.storage_down = False

    # From any thread

    def start(self) -> None:
        self._thread.start()

    def submit(self, conversation_id: int, lane: str, inbound: Inbound, origin: Listener | None = None) -> None:
        """Queue an event; `origin` hears its outcome. Raises Busy or Draining, and then nothing was taken."""
        self._put(Submission(lane, conversation_id, inbound, origin=origin), background=inbound.background)

    def open(self, opening: Opening, origin: Listener | None = None) -> None:
        """Queue a conversation to begin (or to find again); its start triggers run as the event `@start`."""
        self._put(Submission(opening.bot_id, opening=opening, origin=origin), background=False)

    def release(self, conversation_id: int, lane: str) -> None:
        """Run the oldest held event of a conversation, if there is one and nothing is in its way."""
        self._put(Submission(lane, conversation_id), background=True)

    def transact(self, work: Callable[[Writer], Result]) -> Future[Result]:
        """Run `work` on the writer's thread between two batches; it begins and commits for itself, in ≤ 20 ms."""
        future: Future[Result] = Future()
        with self._changed:
            self._jobs.append((work, future))
            self._changed.notify_all()
        return future

    def forget_rows(self) -> None:
        """Only from inside `transact`: rows of conversations were rewritten there."""
        self._runner.forget()

    def drain(self, timeout: float) -> bool:
        """Take nothing new from outside and finish what is queued; whether that was done in time."""
        deadline = time.monotonic() + timeout
        with self._changed:
            self._draining = True
            while self._queue or self._working:
                left = deadline - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    return False
        return True

    def stop(self) -> None:
        with self._changed:
            self._draining = self._stopping = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(10)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def _put(self, submission: Submission, *, background: bool) -> None:
        with self._changed:
            if self._draining and submission.origin is not None:
                raise Draining("this server is about to restart", retry_after=RETRY_AFTER)
            limit = min(MOST_QUEUE, max(LEAST_QUEUE, int(self._per_second)))
            if len(self._queue) >= limit and submission.origin is not None:
                raise Busy("too many messages at once", retry_after=max(RETRY_AFTER, len(self._queue) / limit))
            queue = self._background if background else self._queue
            queue.put(submission.lane, submission.key, submission)
            self._changed.notify_all()

    # On the writer's thread

    def _loop(self) -> None:
        while True:
            with self._changed:
                self._working = False
                self._changed.notify_all()
                while not (self._queue or self._background or self._jobs or self._stopping):
                    self._changed.wait()
                if self._stopping:
                    break
                self._working = True
                jobs, batch = self._take()
            for work, future in jobs:
                self._run_job(work, future)
            if batch:
                self._run_batch(batch)
        self._close()

    def _take(self) -> tuple[list[Job], list[Submission]]:
        jobs = [self._jobs.popleft() for _ in range(len(self._jobs))]
        batch = self._queue.take(BATCH)
        if self._background:
            batch += self._background.take(BACKGROUND, without={one.key for one in batch})
        return jobs, batch

    def _run_batch(self, batch: list[Submission]) -> None:
        started = time.monotonic()
        for attempt in range(RECONNECTS):
            try:
                result = self._runner.run(self._open(), batch)
                break
            except (*storage_errors, DjangoDatabaseError) as error:
                logger.error("the database refused a batch of %d turns: %s", len(batch), error)
                self._close()
                if attempt == RECONNECTS - 1:
                    self._refuse(batch)
                    return
            except Exception:
                logger.exception("a batch of %d turns failed", len(batch))
                self._close()
                self._refuse(batch)
                return
        self.storage_down = False
        self._after(result)
        seconds = max(1e-4, time.monotonic() - started)
        BATCHES.observe(seconds)
        self._per_second += 0.1 * (len(batch) / seconds - self._per_second)

    def _after(self, result: BatchResult) -> None:
        with self._changed:
            for submission in reversed(result.again):
                self._queue.put(submission.lane, submission.key, submission, front=True)
            for conversation_id, bot_id in result.release:
                self._queue.put(bot_id, conversation_id, Submission(bot_id, conversation_id))
        TURNS.inc(sum(one.error is None for one in result.outcomes))
        REFUSED.inc(sum(one.error is not None for one in result.outcomes))
        self._publish(result.outcomes)
        if result.calls:
            self.on_calls()
        if result.next_timer is not None:
            self.on_timer(result.next_timer)

    def _refuse(self, batch: Sequence[Submission]) -> None:
        """Nothing is known to be stored: nobody gets an acknowledgement, and everybody may send again."""
        self.storage_down = True
        error = StorageDown("messages cannot be stored right now", retry_after=RETRY_AFTER)
        REFUSED.inc(len(batch))
        self._publish([one.outcome(error) for one in batch])

    def _run_job(self, work: Callable[[Writer], Any], future: Future[Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(work(self._open()))
            self.storage_down = False
        except (*storage_errors, DjangoDatabaseError) as error:
            self._close()
            self.storage_down = True
            future.set_exception(StorageDown(str(error), retry_after=RETRY_AFTER))
        except BaseException as error:
            self._close()
            future.set_exception(error)

    def _open(self) -> Writer:
        if self._writer is None:
            self._writer = open_writer()
        return self._writer

    def _close(self) -> None:
        """Drop the connection, and with it any open transaction; the next batch opens another."""
        self._runner.forget()
        writer, self._writer = self._writer, None
        if writer is not None:
            try:
                writer.close()
            except Exception:
                logger.warning("closing a lost connection failed", exc_info=True)
