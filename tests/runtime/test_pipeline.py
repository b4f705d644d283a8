"""What happens while a batch is stored: nobody is answered early, twice, out of order or by an old version."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection

from flows.adapters import turn_postgres, turn_sqlite
from flows.models import Event

from .bots import bot, counter, say


class Gate:
    """The turn writer waits here, with turns that are prepared, while it is shut; `fail` of its calls are lost."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened = threading.Event()
        self.opened.set()
        self.arrived = threading.Event()
        self.fail = 0
        plain = turn_postgres if connection.vendor == "postgresql" else turn_sqlite
        store = plain.store

        def slowly(*arguments: Any) -> Any:
            self._pass()
            return store(*arguments)

        monkeypatch.setattr(plain, "store", slowly)

    def shut(self) -> None:
        self.arrived.clear()
        self.opened.clear()

    def _pass(self) -> None:
        self.arrived.set()
        assert self.opened.wait(30)
        if self.fail:
            self.fail -= 1
            raise OperationalError("the connection was lost")


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(monkeypatch)
    yield gate
    gate.opened.set()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def once(text: str) -> dict[str, Any]:
    """A bot that says something and is done: its conversations may move to another version at any event."""
    document = bot(say(text))
    document["flows"][0]["transitions"] = []
    return document


def test_who_speaks_while_a_batch_is_stored_is_answered_after_it_and_in_order(talk, stores):
    ada, bob = talk(counter()), talk(counter())
    ada.open(), bob.open()
    stores.shut()
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(ada.say, "hi", id="a1")
        assert stores.arrived.wait(30)
        second = pool.submit(ada.say, "hi", id="a2")
        other = pool.submit(bob.say, "hi", id="b1")
        until(lambda: ada.runtime.store.waiting == 2)
        time.sleep(0.05)
        assert not (first.done() or second.done() or other.done())
        assert not Event.unscoped.filter(event_id="a1").exists()
        stores.opened.set()
        assert (first.result(), second.result(), other.result()) == (["1"], ["2"], ["1"])
    assert [text for _, _, text in ada.transcript()][-4:] == ["hi", "1", "hi", "2"]


def test_a_batch_that_was_lost_is_stored_once_more_and_who_waited_behind_it_is_answered_too(talk, stores):
    ada, bob = talk(counter()), talk(counter())
    ada.open(), bob.open()
    stores.shut()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ada.say, "hi", id="a1")
        assert stores.arrived.wait(30)
        other = pool.submit(bob.say, "hi", id="b1")
        until(lambda: ada.runtime.store.waiting == 1)
        stores.fail = 1
        stores.opened.set()
        assert (first.result(), other.result()) == (["1"], ["1"])
    assert ada.say("hi") == ["2"]
    assert bob.say("hi") == ["2"]
    assert Event.unscoped.filter(event_id="a1").count() == 1


def test_a_turn_prepared_before_a_version_went_live_is_prepared_again(talk, publish, stores):
    published = publish(once("old"))
    visitor = talk(published)
    assert visitor.open() == ["old"]
    stores.shut()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(visitor.submit, "start", {"language": None, "variables": {}, "flow": "main"})
        assert stores.arrived.wait(30)
        publish(once("new"), published)
        stores.opened.set()
        assert [one["content"]["text"] for one in answer.result().views()] == ["new"]
