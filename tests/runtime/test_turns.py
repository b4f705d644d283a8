"""Turns: durable, in order, once per event, and never lost between two processes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection

from flows.adapters.writer_database import lane
from flows.models import Conversation, Event
from flows.runtime.inbound import Inbound

from .bots import adder, bot, buttons, counter, listen, put, say


def second_connection():
    """A process of somebody else, on the test's database."""
    where = connection.settings_dict
    return psycopg.connect(host=where["HOST"], user=where["USER"], port=where["PORT"] or None, dbname=where["NAME"])


def test_a_conversation(talk):
    visitor = talk(buttons())
    assert visitor.open() == ["Go on?"]
    assert visitor.say("yes") == ["Go on?"]
    assert [seq for seq, _, _ in visitor.transcript()] == [1, 2, 3]


def test_a_tap_is_shown_with_the_words_of_its_button(talk):
    visitor = talk(buttons())
    visitor.open()
    visitor.submit("say", {"text": "", "payload": {"option": "y", "seq": 1}})
    assert visitor.transcript()[1] == (2, "user", "Yes")


def test_the_same_opening_twice_is_the_same_conversation(talk):
    visitor = talk(buttons())
    assert visitor.open() == visitor.open() == ["Go on?"]
    assert visitor.opened.duplicate
    assert Conversation.unscoped.count() == 1
    assert len(visitor.transcript()) == 1


def test_the_same_event_twice_has_one_effect_and_the_same_answer(talk):
    visitor = talk(counter())
    first = visitor.send("hi", "a")
    again = visitor.send("hi", "a")
    assert (first.duplicate, again.duplicate) == (False, True)
    assert again.views() == first.views()
    assert visitor.say("hi") == ["2"]


def test_a_repetition_that_this_process_has_forgotten_has_no_second_effect(talk, monkeypatch):
    monkeypatch.setattr("flows.adapters.turn_batch.SEEN_EVENTS", 0)
    visitor = talk(counter())
    first = visitor.send("hi", "a")
    again = visitor.send("hi", "a")
    assert (first.duplicate, again.duplicate) == (False, True)
    assert again.views() == first.views()
    assert visitor.say("hi") == ["2"]


def test_the_same_event_at_the_same_time_in_two_processes_has_one_effect(talk, start):
    visitor, other = talk(counter()), start()
    visitor.open()
    with ThreadPoolExecutor(8) as pool:
        runtimes = [visitor.runtime, other] * 4
        replies = list(pool.map(lambda runtime: visitor.send("hi", "a", runtime=runtime), runtimes))
    assert sorted(reply.duplicate for reply in replies) == [False] + [True] * 7
    assert {reply.views()[0]["content"]["text"] for reply in replies} == {"1"}


def test_messages_sent_at_once_are_answered_in_order(talk):
    visitor = talk(counter())
    visitor.open()
    heard, done = [], threading.Event()

    class Mark:
        loop = None

        def heard(self, outcome):
            heard.append((outcome.event_id, outcome.messages[-1].view()["content"]["text"]))
            if len(heard) == 40:
                done.set()

    for number in range(1, 41):
        event = Inbound(f"m{number}", "say", {"text": "hi"}, 1.0, f"m{number}")
        visitor.runtime.store.submit(visitor.id, lane(visitor.bot.pk), event, Mark())
    assert done.wait(20)
    assert heard == [(f"m{number}", str(number)) for number in range(1, 41)]


def test_two_processes_never_lose_an_update(talk, start):
    visitor, other = talk(counter()), start()
    visitor.open()

    def send(number):
        return visitor.send("hi", f"m{number}", runtime=other if number % 2 else visitor.runtime)

    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(send, range(60)))
    counted = sorted(int(reply.views()[0]["content"]["text"]) for reply in replies)
    assert counted == list(range(1, 61))
    assert [seq for seq, _, _ in visitor.transcript()] == list(range(1, 121))


def test_a_row_that_another_process_holds_delays_only_its_own_conversation(talk):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no row locks")
    slow, fast = talk(counter()), talk(counter())
    slow.open(), fast.open()
    with second_connection() as other:
        other.execute("SELECT 1 FROM flows_conversation WHERE id = %s FOR UPDATE", (slow.id,))
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(slow.say, "hi")
            assert [fast.say("hi") for _ in range(5)] == [["1"], ["2"], ["3"], ["4"], ["5"]]
            assert not waiting.done()
            other.rollback()
            assert waiting.result(10) == ["1"]


def test_a_broken_state_row_harms_only_its_own_conversation(talk):
    broken, sound = talk(counter()), talk(counter())
    broken.say("hi"), sound.say("hi")
    broken.runtime.store.transact(
        lambda writer: writer.run("UPDATE flows_conversation SET state = '{', revision = 99 WHERE id = ?", (broken.id,))
    ).result()
    with ThreadPoolExecutor(2) as pool:
        apology = pool.submit(broken.say, "hi", id="poison")
        assert sound.say("hi") == ["2"]
    assert "something went wrong" in apology.result()[0]
    assert Event.unscoped.get(conversation=broken.id, event_id="poison").status == "quarantined"
    assert [seq for seq, _, _ in broken.transcript()] == list(range(1, 5))


def test_text_that_no_database_can_hold_is_refused_or_cleaned(talk):
    visitor = talk(counter())
    assert visitor.say("a\0b") == ["1"]
    assert visitor.transcript()[0] == (1, "user", "ab")


def test_values_of_a_visitor_are_shared_by_their_conversations(talk, publish):
    named = publish(counter(scope="user"))
    first, second, stranger = talk(named, user="ann"), talk(named, user="ann"), talk(named)
    assert first.say("hi") == ["1"]
    assert second.say("hi") == ["2"]
    assert first.say("hi") == ["3"]
    assert stranger.say("hi") == ["1"]


def test_two_conversations_of_one_visitor_never_overwrite_each_other(talk, publish, start):
    named, other = publish(counter(scope="user")), start()
    talks = [talk(named, user="ann") for _ in range(6)]
    for one in talks:
        one.open()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda pair: pair[1].say("hi", runtime=other if pair[0] % 2 else None), enumerate(talks * 5)))
    assert talks[0].say("hi") == ["31"]


def test_visitors_add_to_a_number_of_the_bot_at_once(talk, publish, start):
    shared, other = publish(adder()), start()
    talks = [talk(shared) for _ in range(8)]
    for one in talks:
        one.open()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda pair: pair[1].say("hi", runtime=other if pair[0] % 2 else None), enumerate(talks * 5)))
    assert talks[0].say("hi") == ["41"]


def test_publishing_moves_a_conversation_only_when_its_flow_is_over(talk, publish):
    document = bot(listen("name"), say("old {{ name }}"), variables=[{"name": "name", "type": "text"}])
    document["flows"][0]["transitions"] = []
    newer = bot(listen("name"), say("new {{ name }}"), variables=[{"name": "name", "type": "text"}])
    visitor = talk(document)
    visitor.open()
    publish(newer, visitor.bot)
    assert visitor.say("Ann") == ["old Ann"]
    assert visitor.row.version.number == 1
    visitor.say("Bob")
    assert visitor.row.version.number == 2


def test_a_flow_that_keeps_itself_busy_is_stopped(talk):
    visitor = talk(bot(listen(), say("hi")))
    visitor.open()
    event = Inbound("m1", "happen", {"name": "x", "data": {}}, 1.0, "m1", hops=51)
    visitor.runtime.conversations.submit(visitor.id, lane(visitor.bot.pk), event)
    trace = Event.unscoped.get(conversation=visitor.id, event_id="m1")
    assert b"hops" in bytes(trace.trace)


def test_the_state_may_not_grow_without_end(talk):
    text = {"name": "text", "type": "text", "default": "x" * 1000}
    visitor = talk(bot(listen(), put("text", "text + text"), say("ok"), variables=[text]))
    for _ in range(14):
        visitor.say("more")
    assert len(visitor.row.state) < 256 * 1024
    assert [seq for seq, _, _ in visitor.transcript()] == list(range(1, visitor.row.last_seq + 1))
