"""A full disk or a lost database: nothing is acknowledged, everybody is told, and it heals by itself."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from flows.runtime.ports import Busy, Draining, StorageDown

from .bots import counter


@contextmanager
def full_disk(pages: int):
    """Every connection opened meanwhile finds no room beyond `pages`."""

    def limit(connection, **more):
        connection.connection.execute(f"PRAGMA max_page_count={pages}")

    connection_created.connect(limit)
    try:
        yield
    finally:
        connection_created.disconnect(limit)


def test_a_full_disk(talk):
    if connection.vendor != "sqlite":
        pytest.skip("how a full disk is played is SQLite's own")
    visitor = talk(counter())
    assert visitor.say("hi") == ["1"]
    store = visitor.runtime.store
    pages = store.transact(lambda writer: writer.rows("PRAGMA page_count")[0][0]).result()
    with full_disk(pages):
        store.transact(lambda writer: writer.rows(f"PRAGMA max_page_count={pages}")).result()
        with pytest.raises(StorageDown) as down:
            for number in range(200):
                visitor.send("x" * 4000, f"full{number}")
        assert down.value.retry_after
        assert store.storage_down
    taken = visitor.row.last_seq
    assert visitor.send("hi", "after").seq == taken + 1
    assert not store.storage_down
    assert [seq for seq, _, _ in visitor.transcript()] == list(range(1, taken + 3))


def test_a_database_that_drops_its_connections(talk):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server to lose")
    visitor = talk(counter())
    for number in range(1, 6):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert visitor.say("hi") == [str(number)]


def test_more_than_a_second_of_work_is_refused(talk, monkeypatch):
    from flows.adapters import turn_store

    monkeypatch.setattr(turn_store, "MOST_QUEUE", 5)
    visitor = talk(counter())
    visitor.open()
    begun, release = threading.Event(), threading.Event()
    visitor.runtime.store.transact(lambda writer: begun.set() or release.wait(60))  # the writer is busy
    assert begun.wait(5)
    with ThreadPoolExecutor(10) as pool:
        sent = [pool.submit(visitor.send, "hi") for _ in range(10)]
        deadline = time.monotonic() + 30
        while visitor.runtime.store.waiting + sum(one.done() for one in sent) < 10 and time.monotonic() < deadline:
            time.sleep(0.01)
        refused = [one.exception() for one in sent if one.done()]
        release.set()
    assert len(refused) == 5
    assert all(isinstance(one, Busy) and one.retry_after >= 1 for one in refused)
    assert visitor.row.last_seq == 2 * (10 - len(refused))


def test_a_runtime_that_leaves_takes_nothing_new(talk):
    visitor = talk(counter())
    visitor.say("hi")
    assert visitor.runtime.store.drain(5)
    with pytest.raises(Draining):
        visitor.say("hi")


def test_nobody_waits_for_a_runtime_that_has_left(talk):
    visitor = talk(counter())
    visitor.say("hi")
    store = visitor.runtime.store
    release = threading.Event()
    store.transact(lambda writer: release.wait(10))  # the writer is busy while the process is told to leave
    time.sleep(0.1)
    queued = store.transact(lambda writer: "done")
    leaving = threading.Thread(target=store.stop)
    leaving.start()
    time.sleep(0.1)
    release.set()
    leaving.join(10)
    assert queued.result(timeout=5) == "done"
    with pytest.raises(Draining):
        store.transact(lambda writer: "done").result(timeout=5)
