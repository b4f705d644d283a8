"""While one batch commits, the next is prepared: nobody is answered early, twice, out of order or by an old version."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection

from flows.adapters.writer_database import PostgresWriter, SqliteWriter
from flows.models import Event

from .bots import bot, counter, say


class Gate:
    """The turn writer waits here while it is shut; `fail` of its calls are lost."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self.opened = threading.Event()
        self.opened.set()
        self.arrived = threading.Event()
        self.fail = 0
        writer = PostgresWriter if connection.vendor == "postgresql" else SqliteWriter
        act = getattr(writer, name)

        def slowly(writer: Any) -> None:
            self._pass()
            act(writer)

        monkeypatch.setattr(writer, name, slowly)

    def shut(self) -> None:
        self.arrived.clear()
        self.opened.clear()

    def _pass(self) -> None:
        self.arrived.set()
        assert self.opened.wait(5)
        if self.fail:
            self.fail -= 1
            raise OperationalError("the connection was lost")


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(monkeypatch, "commit")
    yield gate
    gate.opened.set()


@pytest.fixture
def begins(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(monkeypatch, "begin")
    yield gate
    gate.opened.set()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def once(text: str) -> dict[str, Any]:
    """A bot that says something and is done: its conversations may move to another version at any event."""
    document = bot(say(text))
    document["flows"][0]["transitions"] = []
    return document


def test_who_speaks_during_a_commit_is_answered_after_it_and_in_order(talk, commits):
    ada, bob = talk(counter()), talk(counter())
    ada.open(), bob.open()
    commits.shut()
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(ada.say, "hi", id="a1")
        assert commits.arrived.wait(5)
        second = pool.submit(ada.say, "hi", id="a2")
        other = pool.submit(bob.say, "hi", id="b1")
        until(lambda: bob.id in ada.runtime.store.under_way)
        time.sleep(0.05)
        assert not (first.done() or second.done() or other.done())
        assert not Event.unscoped.filter(event_id="a1").exists()
        commits.opened.set()
        assert (first.result(), second.result(), other.result()) == (["1"], ["2"], ["1"])
    assert [text for _, _, text in ada.transcript()][-4:] == ["hi", "1", "hi", "2"]


def test_a_commit_that_was_lost_is_made_once_more_and_what_was_prepared_behind_it_stays(talk, commits):
    ada, bob = talk(counter()), talk(counter())
    ada.open(), bob.open()
    commits.shut()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ada.say, "hi", id="a1")
        assert commits.arrived.wait(5)
        other = pool.submit(bob.say, "hi", id="b1")
        until(lambda: bob.id in ada.runtime.store.under_way)
        commits.fail = 1
        commits.opened.set()
        assert (first.result(), other.result()) == (["1"], ["1"])
    assert ada.say("hi") == ["2"]
    assert bob.say("hi") == ["2"]
    assert Event.unscoped.filter(event_id="a1").count() == 1


def test_a_turn_prepared_before_a_version_went_live_is_prepared_again(talk, publish, begins):
    published = publish(once("old"))
    visitor = talk(published)
    assert visitor.open() == ["old"]
    begins.shut()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(visitor.submit, "start", {"language": None, "variables": {}, "flow": "main"})
        assert begins.arrived.wait(5)
        publish(once("new"), published)
        begins.opened.set()
        assert [one["content"]["text"] for one in answer.result().views()] == ["new"]
