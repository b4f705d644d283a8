"""Plain turns are stored by one statement of the database: the same rows as by many, and all checks with them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from flows.adapters import turn_postgres, turn_sqlite
from flows.adapters.turn_batch import BatchRunner
from flows.adapters.turn_submission import BatchResult, Submission
from flows.adapters.writer_database import lane
from flows.models import Conversation, Event, Message, Snapshot
from flows.runtime.inbound import Inbound

from .bots import bot, counter, listen, say

plain = turn_postgres if connection.vendor == "postgresql" else turn_sqlite
UNLIKE = (
    *("id", "uuid", "key", "conversation_id", "bot_id", "version_id", "visitor_id"),
    *("at", "created_at", "last_event_at", "pinned_at"),
)


def talkative(messages: int) -> dict[str, Any]:
    """Waits, then says this many messages at once."""
    return bot(listen(), *(say(f"{number}: é “quoted” \U0001f355") for number in range(1, messages + 1)))


def rows_of(visitor: Any) -> dict[str, list[dict[str, Any]]]:
    """All that is stored of a conversation, without what differs between any two."""
    found: dict[str, Any] = {
        "conversation": Conversation.unscoped.filter(pk=visitor.id),
        "messages": Message.unscoped.filter(conversation_id=visitor.id).order_by("seq"),
        "events": Event.unscoped.filter(conversation_id=visitor.id).order_by("id"),
        "snapshots": Snapshot.unscoped.filter(conversation_id=visitor.id).order_by("turn"),
    }
    return {
        name: [{key: _plain(value) for key, value in row.items() if key not in UNLIKE} for row in query.values()]
        for name, query in found.items()
    }


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def comparable(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """A trace holds times, a body the number of its version, a state its seed and a time: they differ."""
    for row in (*rows["conversation"], *rows["snapshots"]):
        row["state"] = {**json.loads(row["state"]), "seed": "", "last_event_at": 0.0}
    for event in rows["events"]:
        event["trace"] = event["trace"] is not None
        event["body"] = {key: value for key, value in event["body"].items() if key != "version"}
    return rows


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], list[int]]:
    """`statements(True)` counts the batches that are stored by one statement, `statements(False)` allows none."""

    def choose(allowed: bool) -> list[int]:
        sizes: list[int] = []
        store = plain.store

        def counted(writer: Any, turns: Any) -> Any:
            sizes.append(len(turns))
            return store(writer, turns)

        monkeypatch.undo()
        monkeypatch.setattr(plain, "store", counted)
        if not allowed:
            monkeypatch.setattr(plain, "fits", lambda turns: False)
        return sizes

    return choose


@pytest.mark.parametrize("messages", [0, 1, 3, 4, 9])
def test_one_statement_or_many_the_rows_are_the_same(talk, publish, statements, messages):
    published = publish(talkative(messages))
    talked = []
    for allowed in (True, False):
        visitor = talk(published)
        visitor.open()
        sizes = statements(allowed)
        for text in ("hi", "l’été", "x" * 5000):
            visitor.say(text)
        fits = allowed and (plain is turn_postgres or messages + 1 <= turn_sqlite.MESSAGES)
        assert sizes == ([1, 1, 1] if fits else [])
        rows = comparable(rows_of(visitor))
        assert len(rows["messages"]) == 3 * (messages + 1) and len(rows["events"]) == 4
        talked.append(rows)
    assert talked[0] == talked[1]


def test_a_snapshot_is_stored_with_its_turn(talk, statements):
    """One every so many turns: enough are made here."""
    kept = []
    for allowed in (True, False):
        visitor = talk(counter())
        visitor.open()
        sizes = statements(allowed)
        for _ in range(60):
            visitor.say("hi")
        assert len(sizes) == (60 if allowed else 0)
        kept.append([(one.turn, one.last_seq) for one in Snapshot.unscoped.filter(conversation_id=visitor.id)])
    assert kept[0] == kept[1] and kept[0]


def test_one_stale_turn_among_many_is_made_again_and_nobody_is_answered_twice(
    talk, publish, start, statements, monkeypatch
):
    """Another process answers in one of the conversations after the turns were prepared and before they are stored."""
    other = start()
    published = publish(counter())
    visitors = [talk(published) for _ in range(12)]
    for visitor in visitors:
        assert visitor.say("hi") == ["1"]
    moved, store = visitors[5], BatchRunner.store
    passed: list[int] = []

    def first_moved(runner: BatchRunner, writer: Any, ready: Any, result: Any) -> None:
        if runner is not other.store._runner and not passed:
            passed.append(len(ready))
            assert moved.say("hi", runtime=other) == ["2"]
        store(runner, writer, ready, result)

    sizes = statements(True)
    monkeypatch.setattr(BatchRunner, "store", first_moved)
    answers = together(visitors)
    assert passed == [12]
    assert sorted(sizes) == [1, 1, 12]  # all, the other process's, and the stale one once more
    assert answers == [["3"] if one is moved else ["2"] for one in visitors]
    for visitor in visitors:
        assert Event.unscoped.filter(conversation_id=visitor.id, event_id="second").count() == 1
        assert [seq for seq, _, _ in visitor.transcript()] == list(range(1, len(visitor.transcript()) + 1))
        assert visitor.say("hi") == ["4" if visitor is moved else "3"]


def test_a_repetition_that_nobody_remembers_is_refused_by_the_index_and_answered_as_before(talk, publish, statements):
    published = publish(counter())
    ada, bob = talk(published), talk(published)
    assert (ada.say("hi", id="once"), bob.say("hi")) == (["1"], ["1"])
    ada.runtime.store._runner._seen.clear()  # as after twenty thousand other events
    sizes = statements(True)
    with ThreadPoolExecutor(2) as pool:
        again, other = pool.submit(ada.send, "hi", "once"), pool.submit(bob.say, "hi")
        assert again.result().duplicate and other.result() == ["2"]
    assert sizes
    assert ada.say("hi") == ["2"]


def test_sizes_up_to_the_largest_and_beyond_are_stored(talk, publish, statements):
    published = publish(counter())
    visitors = [talk(published) for _ in range(100)]
    for visitor in visitors:
        visitor.open()
    runner, sizes = visitors[0].runtime.store._runner, statements(True)
    for count in (1, 2, 5, 7, 33, 80, 81, 100):
        before = [Conversation.unscoped.get(pk=one.id).revision for one in visitors[:count]]
        visitors[0].runtime.store.transact(
            lambda writer, count=count: store_now(runner, writer, visitors[:count])
        ).result()
        after = [Conversation.unscoped.get(pk=one.id).revision for one in visitors[:count]]
        assert after == [one + 1 for one in before], count
    assert sizes[:6] == [1, 2, 5, 7, 33, 80]


def together(visitors: list[Any]) -> list[list[str]]:
    """All say something before the writer looks, so that one batch has them all."""
    store, holding, all_said = visitors[0].runtime.store, threading.Event(), threading.Event()

    def hold(writer: Any) -> None:
        holding.set()  # from here on it takes nobody's event
        assert all_said.wait(60)

    with ThreadPoolExecutor(len(visitors)) as pool:
        held = store.transact(hold)
        assert holding.wait(60)
        said = [pool.submit(visitor.say, "hi", id="second") for visitor in visitors]
        try:
            deadline = time.monotonic() + 60
            while store.waiting < len(visitors):
                assert time.monotonic() < deadline, f"{store.waiting} of {len(visitors)} have said something"
                time.sleep(0.005)
        finally:
            all_said.set()
        held.result()
        return [one.result() for one in said]


def store_now(runner: BatchRunner, writer: Any, visitors: list[Any]) -> None:
    result, now = BatchResult(), time.time()
    event = Inbound(f"m{now}", "say", {"text": "hi"}, now, f"m{now}")
    submissions = [Submission(lane(one.bot.pk), one.id, event) for one in visitors]
    runner.store(writer, runner.prepare(writer, submissions, result), result)
    assert len(result.outcomes) == len(visitors) and not any(one.error for one in result.outcomes)
