"""The event loop of the sockets, on which a server runs those turns that wait for nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class TurnLoop:
    """Calls `step` on the loop when it was woken, and again as long as `step` says that there may be more; sockets are
    read in between."""

    def __init__(self, loop: asyncio.AbstractEventLoop, step: Callable[[], bool]) -> None:
        self._loop = loop
        self._step = step
        self._awake = False  # a step is on its way

    def wake(self) -> bool:
        """From any thread. False where the loop is gone."""
        if self._awake:
            return True
        self._awake = True
        try:
            if running_loop() is self._loop:
                self._loop.call_soon(self._run)
            else:
                self._loop.call_soon_threadsafe(self._run)
        except RuntimeError:  # it is closed
            self._awake = False
            return False
        return True

    def _run(self) -> None:
        self._awake = False
        if self._step():
            self.wake()


def running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
