"""A few threads with connections of their own, for reads that must not wait behind the turn writer."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from django.db import Error as DjangoDatabaseError
from django.db import connections

from flows.runtime.ports import StorageDown

from .database_errors import storage_errors
from .writer_database import Writer, open_writer

Result = TypeVar("Result")
THREADS = 2


class Readers:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="reader")

    def run(self, read: Callable[[Writer], Result]) -> Future[Result]:
        """`read` gets a connection outside any transaction. The future fails with StorageDown where there is none."""
        return self._pool.submit(_read, read)

    def call(self, work: Callable[[], Result]) -> Future[Result]:
        """The same for work that uses the ORM."""
        return self._pool.submit(_call, work)

    def close(self) -> None:
        everyone = threading.Barrier(THREADS)  # so that each thread gets one of the farewells
        for _ in range(THREADS):
            self._pool.submit(_leave, everyone)
        self._pool.shutdown(wait=True)


def _leave(everyone: threading.Barrier) -> None:
    with contextlib.suppress(threading.BrokenBarrierError):
        everyone.wait(5)
    connections.close_all()


def _read(read: Callable[[Writer], Result]) -> Result:
    return _call(lambda: read(open_writer()))


def _call(work: Callable[[], Result]) -> Result:
    try:
        return work()
    except (*storage_errors, DjangoDatabaseError):
        connections["default"].close()
    try:  # the server may only have been restarted
        return work()
    except (*storage_errors, DjangoDatabaseError) as error:
        connections["default"].close()
        raise StorageDown("the database does not answer", retry_after=1.0) from error
