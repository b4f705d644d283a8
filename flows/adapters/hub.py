"""The in-process hub: tells local listeners what was committed. It wakes and delivers; the database is the truth.

A channel layer is not used here: the stock in-memory one scans all its channels on each operation.
"""

from __future__ import annotations

import threading
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterable, Sequence

from flows.runtime.outcome import Listener, Outcome

Told = list[tuple[Listener, Outcome]]


class Hub:
    """Safe from any thread. `elsewhere` passes wake-ups to other processes; it must not block."""

    def __init__(self) -> None:
        self._listeners: dict[int, tuple[Listener, ...]] = {}
        self._lock = threading.Lock()
        self.elsewhere: Callable[[Sequence[Outcome]], None] | None = None

    def attach(self, conversation_id: int, listener: Listener) -> None:
        with self._lock:
            self._listeners[conversation_id] = (*self._listeners.get(conversation_id, ()), listener)

    def detach(self, conversation_id: int, listener: Listener) -> None:
        with self._lock:
            left = tuple(one for one in self._listeners.get(conversation_id, ()) if one is not listener)
            if left:
                self._listeners[conversation_id] = left
            else:
                self._listeners.pop(conversation_id, None)

    def watched(self) -> list[int]:
        """Conversations with listeners in this process."""
        with self._lock:
            return list(self._listeners)

    def publish(self, outcomes: Sequence[Outcome]) -> None:
        """Tell local listeners, and other processes."""
        self.tell(outcomes)
        if self.elsewhere is not None:
            self.elsewhere(outcomes)

    def tell(self, outcomes: Iterable[Outcome]) -> None:
        """One hop per event loop and batch, however many listeners there are."""
        by_loop: dict[AbstractEventLoop | None, Told] = {}
        for outcome in outcomes:
            listeners = self._listeners.get(outcome.conversation_id, ()) if outcome.error is None else ()
            origin = outcome.origin
            if origin is not None and origin not in listeners:
                listeners = (origin, *listeners)
            for listener in listeners:
                by_loop.setdefault(listener.loop, []).append((listener, outcome))
        for loop, told in by_loop.items():
            if loop is None:
                _tell_all(told)
            elif not loop.is_closed():
                loop.call_soon_threadsafe(_tell_all, told)


def _tell_all(told: Told) -> None:
    for listener, outcome in told:
        listener.heard(outcome)
