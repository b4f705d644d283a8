"""Turns that wait for nothing run on the loop of the sockets, all others on a thread; nobody can tell which."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.adapters import slow_turns
from flows.adapters.turn_batch import BatchRunner
from flows.adapters.understanding import LONGEST_QUICK
from flows.adapters.writer_database import lane
from flows.models import Event
from flows.runtime.inbound import Inbound
from flows.runtime.session import Session
from flows.wiring import Runtime

from .bots import bot, counter, say

LONG = "x" * (LONGEST_QUICK + 1)


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The threads that turns were prepared on, one after the other."""
    places: list[str] = []
    prepare = Session.prepare

    def noted(self, *args, **more):
        places.append(threading.current_thread().name)
        return prepare(self, *args, **more)

    monkeypatch.setattr(Session, "prepare", noted)
    return places


def test_a_conversation_that_goes_on_is_run_on_the_loop(talk, places):
    visitor = talk(counter())
    visitor.open()
    visitor.say("hi", id="first")  # what understands it is loaded now
    places.clear()
    assert [visitor.say("hi"), visitor.say("hi")] == [["2"], ["3"]]
    assert places == ["loop", "loop"]


def test_what_has_to_be_read_first_is_run_on_the_thread(talk, start, places):
    visitor = talk(counter())
    visitor.say("hi")
    visitor.say("hi")
    places.clear()
    visitor.say("hi", runtime=start())  # another process, which does not know the conversation
    assert visitor.say(LONG) == ["4"]
    assert set(places) == {"turns"}


def test_values_of_a_user_are_read_anew_for_each_turn(talk, places):
    document = bot(say("hello"), variables=[{"name": "name", "type": "text", "scope": "user"}])
    visitor = talk(document, user="ann")
    visitor.open()
    visitor.say("hi")
    assert set(places) == {"turns"}


def test_an_event_that_is_sent_again_is_looked_up(talk, places):
    visitor = talk(counter())
    visitor.say("hi", id="m1")
    visitor.say("hi", id="m2")
    places.clear()
    again = visitor.send("hi", "m2")
    assert (again.duplicate, places) == (True, [])
    assert visitor.say("hi", id="m3") == ["3"]


def test_the_order_of_a_conversation_is_kept_between_the_two(talk, places):
    visitor = talk(counter())
    visitor.open()
    visitor.say("hi")
    said = [LONG if number % 3 == 0 else f"hi {number}" for number in range(30)]
    store, place = visitor.runtime.store, lane(visitor.bot.pk)
    for number, text in enumerate(said):
        store.submit(visitor.id, place, Inbound(f"o{number}", "say", {"text": text}, time.time(), f"o{number}"))
    until(lambda: visitor.row.turn == 32)
    spoken = [text for _, author, text in visitor.transcript() if author == "user"]
    answers = [text for _, author, text in visitor.transcript() if author == "bot"]
    assert spoken == ["hi", *said]
    assert answers[-31:] == [str(number) for number in range(1, 32)]
    assert set(places) == {"loop", "turns"}


def test_work_behind_a_turn_that_is_being_written_is_not_forgotten(talk, monkeypatch):
    """The commit ends on the loop, and what waits for it is not warm."""
    visitor = talk(counter())
    visitor.open()
    visitor.say("hi")
    writer = type(visitor.runtime.store.transact(lambda writer: writer).result())
    go_on, arrived, commit = threading.Event(), threading.Event(), writer.commit

    def slowly(self):
        arrived.set()
        assert go_on.wait(5)
        commit(self)

    monkeypatch.setattr(writer, "commit", slowly)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(visitor.send, "hi", "warm")
        assert arrived.wait(5)
        behind = Inbound("behind", "happen", {"name": "late"}, time.time(), "behind", background=True)
        visitor.runtime.store.submit(visitor.id, lane(visitor.bot.pk), behind)
        time.sleep(0.1)
        go_on.set()
        answer.result()
    until(lambda: Event.unscoped.filter(event_id="behind", status="done").exists())


def test_a_bot_with_slow_turns_leaves_the_loop(talk, places, monkeypatch):
    monkeypatch.setattr(slow_turns, "SLOW", 0.0)
    visitor = talk(counter())
    visitor.open()
    visitor.say("hi")
    for _ in range(4):
        visitor.say("hi")
    assert places[-4:] == ["loop", "loop", "turns", "turns"]


def test_a_loop_that_is_gone(transactional_db, talk, places):
    own = asyncio.new_event_loop()
    live = Runtime()
    live.start()
    live.store.serve_on(own)
    own.close()
    visitor = talk(counter())
    visitor.runtime = live
    try:
        assert [visitor.say("hi"), visitor.say("hi")] == [["1"], ["2"]]
    finally:
        live.stop()
    assert set(places) == {"turns"}


def test_a_turn_that_fails_on_the_loop_is_tried_on_the_thread(talk, places, monkeypatch):
    visitor = talk(counter())
    visitor.open()
    visitor.say("hi")
    prepare, failed = BatchRunner.prepare_warm, []

    def fails_once(self, submissions, result):
        if not failed:
            failed.append(True)
            raise RuntimeError("a fault of ours")
        return prepare(self, submissions, result)

    monkeypatch.setattr(BatchRunner, "prepare_warm", fails_once)
    places.clear()
    assert [visitor.say("hi"), visitor.say("hi")] == [["2"], ["3"]]
    assert places == ["turns", "loop"]


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)
