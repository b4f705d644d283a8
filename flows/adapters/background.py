"""An event loop on a thread of its own for calls, timers and wake-ups: `talk`, tests and the server are alike."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

logger = logging.getLogger("flows.background")

RESTART_PAUSE = 1.0  # seconds
ROUNDS = 4


class Background:
    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """From any thread. An exception is logged."""
        asyncio.run_coroutine_threadsafe(_logged(work), self.loop)

    def keep(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` for ever: after a fault it begins again."""
        self.spawn(self._kept(name, work))

    def stop(self) -> None:
        self._stopping = True
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._cancel_all(), self.loop)
            self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        self.loop.close()

    async def _cancel_all(self) -> None:
        """More than once: a library may swallow one cancellation on its way out."""
        for _ in range(ROUNDS):
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            if not tasks:
                break
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=1.0)
        self.loop.stop()

    async def _kept(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        while not self._stopping:
            try:
                await work()
            except Exception:
                logger.exception("%s stopped and begins again", name)
            await asyncio.sleep(RESTART_PAUSE)


class Alarm:
    """Sleep until a time comes or somebody rings. `ring` works from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._rung = asyncio.Event()

    def ring(self) -> None:
        # Who sleeps looks for work after the bell is quiet again, so one that rings already is enough.
        if not self._rung.is_set() and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._rung.set)

    async def sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._rung.wait()
        except TimeoutError:
            return
        self._rung.clear()


async def _logged(work: Coroutine[Any, Any, Any]) -> None:
    try:
        await work
    except Exception:
        logger.exception("background work failed")
