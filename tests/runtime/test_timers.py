"""Timers are rows: they outlive the process that set them, and each fires once."""

from __future__ import annotations

import time

from flows.models import Event, Timer

from .bots import counter, waiter


def test_a_pause_and_what_follows(talk):
    visitor = talk(waiter(1))
    assert visitor.say("hi") == ["one moment", "done"]
    assert Timer.unscoped.count() == 0


def test_a_pause_longer_than_patience_is_pending_at_once(talk):
    visitor = talk(waiter(600))
    started = time.monotonic()
    reply = visitor.send("hi")
    assert reply.pending and time.monotonic() - started < 5
    assert Timer.unscoped.get().timer_id in str(visitor.row.state)


def test_a_timer_outlives_its_process_and_tells_how_late_it_is(talk, start):
    visitor = talk(waiter(1))
    visitor.send("hi", wait=0.2)
    visitor.runtime.stop()
    time.sleep(1.5)
    visitor.runtime = start()
    assert visitor.say("hi", id="m1") == ["one moment", "done"]
    fired = Event.unscoped.get(conversation=visitor.id, kind="timer")
    assert fired.body["late_by"] >= 0.3


def test_several_processes_fire_a_timer_once(talk, start):
    others = [start() for _ in range(3)]
    visitors = [talk(waiter(1)) for _ in range(5)]
    for visitor in visitors:
        visitor.send("hi", wait=0)
    for visitor in visitors:
        assert visitor.say("hi", id="m1") == ["one moment", "done"]
    assert Event.unscoped.filter(kind="timer").count() == 5
    assert len(others) == 3


def test_a_cancelled_timer_is_gone(talk):
    visitor = talk(waiter(600))
    visitor.send("hi", wait=0)
    visitor.send("stop", wait=0)
    assert Timer.unscoped.filter(timer_id__startswith="2/").count() == 0


def test_a_timer_that_nobody_waits_for_is_journaled_as_late(talk):
    visitor = talk(counter())
    visitor.say("hi")
    visitor.submit("timer", {"timer": "1/99"}, "@timer/1/99")
    assert Event.unscoped.get(event_id="@timer/1/99").status == "late"
    assert visitor.say("hi") == ["2"]
