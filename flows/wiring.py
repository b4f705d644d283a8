"""The composition root: builds the runtime of this process and starts and stops it.

    await wiring.start() / await wiring.stop() / await wiring.drain()     the server's lifespan
    wiring.is_running() -> bool                                           for /readyz
    wiring.runtime() -> Runtime       the runtime of this process, started on demand (sync views, commands, tests)
    with wiring.running() as runtime  for commands: starts it, and stops it at the end

Runtime (all of it may be called from any thread; nothing here needs an event loop)

    runtime.conversations.open(opening, wait=20.0) -> Reply           flows.runtime.session.Opening
    runtime.conversations.submit(conversation_id, inbound, wait=20.0) -> Reply
    await runtime.conversations.aopen(…) / asubmit(…)                 the same for async callers
    Reply: messages [{"seq","from","content","client_id"?}], last_seq, duplicate, pending, seq, turn, waiting,
           conversation_id, uuid, epoch
    raises Busy(retry_after), StorageDown(retry_after), Refused(code, detail)   (flows.runtime.ports)

    runtime.tryout (flows.adapters.tryout.Tryout): a conversation on the draft; every method returns
    {"conversation","messages","last_seq","duplicate","pending","turns":[{"turn","trace","understanding"}],
     "variables": {name: {"value","scope"}}, "waiting": {"flow","node","step"}|null, "state"}
        .open(bot, *, language=None, start=None, variables=None)        start = {"flow", "node"?}
        .say(bot, uuid, *, event_id, text=None, payload=None, wait=20.0)
        .happen(bot, uuid, *, event_id, name, data)
        .view(bot, uuid)                                              raises Conversation.DoesNotExist
        .rewind(bot, uuid, turn)                                      raises Refused("unknown-turn")
        .set_variables(bot, uuid, values)
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections

from botbuilder.memory import give_back_memory
from flows.adapters.background import Background
from flows.adapters.bots import BotShelf
from flows.adapters.build import engine_build
from flows.adapters.call_action import ActionCalls
from flows.adapters.call_api import ApiCalls
from flows.adapters.call_code import CodeCalls
from flows.adapters.call_email import EmailCalls
from flows.adapters.call_flow import FlowCalls
from flows.adapters.call_kinds import CallKind
from flows.adapters.call_records import RecordCalls
from flows.adapters.call_rows import forget_leases
from flows.adapters.call_runner import CallRunner
from flows.adapters.conversations import Conversations
from flows.adapters.email import parse_smtp_url
from flows.adapters.hub import Hub
from flows.adapters.problems import ProblemBook
from flows.adapters.readers import Readers
from flows.adapters.replayer import Replayer
from flows.adapters.rewrite import Rewriter
from flows.adapters.timers import Timers
from flows.adapters.tryout import Tryout
from flows.adapters.turn_batch import BatchRunner
from flows.adapters.turn_store import TurnStore
from flows.adapters.understanding import UNDERSTANDING
from flows.adapters.unsure import UnsureBook
from flows.adapters.wakes import Wakes
from flows.runtime.ports import StorageDown
from flows.runtime.session import Session
from flows.services.load_draft import load_draft

logger = logging.getLogger("flows.wiring")

DRAIN_SECONDS = 20.0
GOODBYE_SECONDS = 0.2


class Guest(Protocol):
    """An open socket."""

    def say_goodbye(self) -> None: ...


class Runtime:
    """Everything live in this process. `own_work_only`: calls and timers only of conversations it listens to."""

    def __init__(self, *, own_work_only: bool = False) -> None:
        self.hub = Hub()
        self.readers = Readers()
        self.background = Background()
        self.bots = BotShelf(load_draft)
        runner = BatchRunner(Session(UNDERSTANDING.understand, engine_build()), self.bots)
        self.store = TurnStore(runner, self.hub.publish)
        only = self.hub.watched if own_work_only else None
        self.calls = CallRunner(self.store, self.background, self._call_kinds(), only=only)
        self.problems = ProblemBook(self.store, self.background)
        self.unsure = UnsureBook(self.store, self.background)
        self.wakes = Wakes(self.hub, self.readers, settings.REDIS_URL)
        self.timers = Timers(self.store, self.background, only=only)
        self.conversations = Conversations(self.store, self.hub, self.readers)
        self.rewriter = Rewriter(self.store, self.hub)
        self.tryout = Tryout(self.rewriter, self.conversations, self.bots)
        self.replayer = Replayer(self.bots, UNDERSTANDING.understand, self.rewriter)

        self.sockets: set[Guest] = set()
        self.draining = False
        self._stopped = False

    def _call_kinds(self) -> dict[str, CallKind]:
        """Everything that a bot may ask to be done outside, by the kind of the call."""
        return {
            "api": ApiCalls(settings.INTERNAL_HOSTS),
            "action": ActionCalls(ApiCalls(settings.INTERNAL_HOSTS), self.readers),
            "code": CodeCalls(allowed=settings.CODE_STEPS),
            "email": EmailCalls(parse_smtp_url(settings.SMTP_URL, settings.SMTP_FROM)),
            "records": RecordCalls(self.store, self.readers),
            "flow": FlowCalls(self.store, self.readers),
        }

    def start(self) -> None:
        self.store.on_calls = self.calls.wake
        self.store.on_timer = self.timers.wake
        self.store.on_problems = self.problems.note
        self.store.on_unsure = self.unsure.note
        self.store.start()
        self.background.start()
        self.background.keep("calls", self.calls.run)
        self.background.keep("timers", self.timers.run)
        self.background.keep("problems", self.problems.run)
        self.background.keep("unsure", self.unsure.run)
        if connections["default"].vendor == "postgresql":  # SQLite serves one process
            self.background.keep("look", self.wakes.look)
            if settings.REDIS_URL:
                self.hub.elsewhere = self.wakes.send
                self.wakes.start()

    async def drain(self) -> None:
        """On the sockets' loop: take nothing new, finish what was taken, say goodbye."""
        self.draining = True
        await asyncio.to_thread(self.store.drain, DRAIN_SECONDS)
        for socket in list(self.sockets):
            socket.say_goodbye()
        await asyncio.sleep(GOODBYE_SECONDS)

    def stop(self) -> None:
        if self._stopped:
            return
        self._stopped = True
        self.store.drain(DRAIN_SECONDS)
        self.wakes.stop()
        self.background.stop()
        self.problems.flush()
        self.unsure.flush()
        self.store.stop()
        self.readers.close()


_runtime: Runtime | None = None
_lock = threading.Lock()


def runtime() -> Runtime:
    """The runtime of this process; started at the first call."""
    global _runtime
    with _lock:
        if _runtime is None:
            _runtime = Runtime()
            _runtime.start()
        return _runtime


def is_running() -> bool:
    """Whether events can be stored right now."""
    return _runtime is not None and _runtime.store.alive and not _runtime.store.storage_down


async def start() -> None:
    """With the server."""
    started = await sync_to_async(runtime, thread_sensitive=False)()
    # Everything loaded so far stays for good: the collector need not walk it during somebody's turn.
    gc.collect()
    gc.freeze()
    give_back_memory()
    gc.set_threshold(10_000, 20, 20)  # turns leave few cycles behind
    if threading.current_thread() is threading.main_thread():
        _drain_before_leaving(started)
    if connections["default"].vendor == "sqlite":  # the only server of its database: whoever held a lease is dead
        try:
            await asyncio.wrap_future(started.store.transact(forget_leases))
        except StorageDown:
            logger.warning("leases of the last run stay until they end: the database does not answer")


def _drain_before_leaving(live: Runtime) -> None:
    """On SIGTERM drain first, then let the server's own handler run: it would cut the sockets at once."""
    loop = asyncio.get_running_loop()
    servers_own = signal.getsignal(signal.SIGTERM)

    async def leave(number: int, frame: FrameType | None) -> None:
        await live.drain()
        if callable(servers_own):
            servers_own(number, frame)

    def on_signal(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(lambda: loop.create_task(leave(number, frame)))

    if callable(servers_own):
        signal.signal(signal.SIGTERM, on_signal)


async def drain() -> None:
    """Take nothing new, finish what was taken, say goodbye on every socket."""
    if _runtime is not None:
        await _runtime.drain()


async def stop() -> None:
    """With the server, after its connections are closed."""
    global _runtime
    with _lock:
        ending, _runtime = _runtime, None
    if ending is not None:
        await asyncio.to_thread(ending.stop)


@contextmanager
def running() -> Iterator[Runtime]:
    """For commands: a runtime that works only for the conversations it listens to."""
    own = Runtime(own_work_only=True)
    own.start()
    try:
        yield own
    finally:
        own.stop()
