"""The turn store: one thread per process through which every event becomes durable before anybody is answered.

It takes what is queued (never waits to fill a batch), runs it (turn_pipeline), and publishes what became of it.
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

from prometheus_client import Counter, Histogram

from flows.runtime.fair_queue import FairQueue
from flows.runtime.inbound import Inbound, Opening
from flows.runtime.outcome import Listener, Outcome
from flows.runtime.ports import Busy, Draining, StorageDown
from flows.runtime.prepared import Prepared

from .turn_batch import BatchRunner
from .turn_pipeline import RETRY_AFTER, Pipeline, lost_storage
from .turn_submission import BatchResult, Submission
from .writer_database import Writer

logger = logging.getLogger("flows.turns")

BATCH = 128
BACKGROUND = BATCH // 4
BITE = 16  # turns that are prepared before the thread looks what came meanwhile
ENOUGH = 32  # turns that are stored although more are queued
LEAST_QUEUE, MOST_QUEUE = 256, 20_000

TURNS = Counter("botbuilder_turns", "Events whose outcome is stored, repeated ones included.")
REFUSED = Counter("botbuilder_events_refused", "Events that were not stored; their senders were told.")
BATCHES = Histogram(
    "botbuilder_batch_seconds", "Time a batch of events took, from the commit before it if that came later."
)

Result = TypeVar("Result")
Publish = Callable[[Sequence[Outcome]], None]
Job = tuple[Callable[[Writer], Any], "Future[Any]"]


class TurnStore:
    """`publish` is called on the writer's thread, once per batch, after the commit."""

    def __init__(self, runner: BatchRunner, publish: Publish) -> None:
        self._runner = runner
        self._publish = publish
        self.on_calls: Callable[[], None] = lambda: None
        self.on_problems: Callable[[Sequence[Prepared]], None] = lambda turns: None
        self.on_unsure: Callable[[Sequence[Prepared]], None] = lambda turns: None
        self.on_timer: Callable[[float], None] = lambda due: None
        self._queue: FairQueue[Submission] = FairQueue()
        self._background: FairQueue[Submission] = FairQueue()
        self._jobs: deque[Job] = deque()
        self._changed = threading.Condition()
        self._draining = False
        self._stopping = False
        self._news = False  # something was queued since the thread looked last
        self._asleep = False
        self._working = False
        self._pace = Pace()
        self._pipeline = Pipeline(runner, self._after)
        self._thread = threading.Thread(target=self._loop, name="turns", daemon=True)

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
        """Run `work` on the writer's thread between two batches; it begins and commits for itself, in ≤ 20 ms.

        The future always ends: with Draining where the store has stopped before the work began.
        """
        future: Future[Result] = Future()
        with self._changed:
            if self._stopping:
                future.set_exception(_too_late())
                return future
            self._jobs.append((work, future))
            self._news = True
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
    def storage_down(self) -> bool:
        return self._pipeline.storage_down

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def _put(self, submission: Submission, *, background: bool) -> None:
        with self._changed:
            if self._draining and submission.origin is not None:
                raise Draining("this server is about to restart", retry_after=RETRY_AFTER)
            limit = min(MOST_QUEUE, max(LEAST_QUEUE, int(self._pace.per_second)))
            if len(self._queue) >= limit and submission.origin is not None:
                raise Busy("too many messages at once", retry_after=max(RETRY_AFTER, len(self._queue) / limit))
            queue = self._background if background else self._queue
            queue.put(submission.lane, submission.key, submission)
            self._news = True
            if self._asleep:  # else it looks again by itself
                self._changed.notify_all()

    # On the writer's thread

    def _loop(self) -> None:
        while self._wait_for_news():
            self._work()
        self._pipeline.end()
        with self._changed:
            left = [future for _, future in self._jobs]
            self._jobs.clear()
        for future in left:  # who waits for it would keep this process from leaving
            if future.set_running_or_notify_cancel():
                future.set_exception(_too_late())

    def _wait_for_news(self) -> bool:
        """False when it is time to stop."""
        with self._changed:
            self._working = False
            self._pace.rest()
            self._changed.notify_all()
            while not (self._news or self._stopping):
                self._asleep = True
                self._changed.wait()
            self._asleep = self._news = False
            self._working = True
            return not self._stopping

    def _work(self) -> None:
        """Until nothing is left to do. A fuller batch costs less per turn, so first what is queued is prepared."""
        pipeline = self._pipeline
        while True:
            jobs, batch = self._take()
            for work, future in jobs:
                self._run_job(work, future)
            if batch:
                self._pace.begin()
                pipeline.take(batch)
                if pipeline.waiting >= ENOUGH:
                    pipeline.store()
            elif not jobs and not pipeline.store():
                return

    def _take(self) -> tuple[list[Job], list[Submission]]:
        with self._changed:
            jobs = [self._jobs.popleft() for _ in range(len(self._jobs))]
            busy = self._pipeline.busy
            room = BATCH - self._pipeline.waiting
            batch = self._queue.take(min(BITE, room), without=busy)
            if self._background and len(batch) < room:
                taken = busy.union(one.key for one in batch)
                batch += self._background.take(min(BACKGROUND, room - len(batch)), without=taken)
        return jobs, batch

    def _after(self, result: BatchResult) -> None:
        with self._changed:
            for submission in reversed(result.again):
                self._queue.put(submission.lane, submission.key, submission, front=True)
            for conversation_id, bot_id in result.release:
                self._queue.put(bot_id, conversation_id, Submission(bot_id, conversation_id))
        refused = sum(one.error is not None for one in result.outcomes)
        stored = len(result.outcomes) - refused
        TURNS.inc(stored)
        REFUSED.inc(refused)
        self._pace.end(stored)
        self._publish(result.outcomes)
        if result.calls:
            self.on_calls()
        if result.problems:
            self.on_problems(result.problems)
        if result.unsure:
            self.on_unsure(result.unsure)
        if result.next_timer is not None:
            self.on_timer(result.next_timer)

    def _run_job(self, work: Callable[[Writer], Any], future: Future[Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            self._pipeline.store()
            future.set_result(work(self._pipeline.open()))
            self._pipeline.storage_down = False
        except lost_storage as error:
            self._pipeline.close()
            self._pipeline.storage_down = True
            future.set_exception(StorageDown(str(error), retry_after=RETRY_AFTER))
        except BaseException as error:
            self._pipeline.close()
            future.set_exception(error)


def _too_late() -> Draining:
    return Draining("this server is leaving", retry_after=RETRY_AFTER)


class Pace:
    """How many events a second this store gets through; the queue holds about one second of it."""

    def __init__(self) -> None:
        self.per_second = 1000.0
        self._since = 0.0  # 0 = nothing is under way

    def rest(self) -> None:
        self._since = 0.0

    def begin(self) -> None:
        if not self._since:
            self._since = time.monotonic()

    def end(self, events: int) -> None:
        if not events or not self._since:
            return
        now = time.monotonic()
        seconds = max(1e-4, now - self._since)
        self._since = now
        BATCHES.observe(seconds)
        self.per_second += 0.1 * (events / seconds - self.per_second)
