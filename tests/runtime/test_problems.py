"""What goes wrong in a turn is told to those who build the bot, and never ends in silence."""

from __future__ import annotations

import time

from flows.models import NodeProblem

from .bots import bot, call, listen, put, say, to


def problems(count: int = 1) -> list[NodeProblem]:
    """As soon as that many things have happened; they are written a moment after the turn."""
    for _ in range(100):
        found = list(NodeProblem.unscoped.order_by("id"))
        if sum(one.count for one in found) >= count:
            return found
        time.sleep(0.05)
    return list(NodeProblem.unscoped.order_by("id"))


def broken():
    """Divides by zero for every message."""
    return bot(listen(), put("x", "1 / 0"), say("never"), variables=[{"name": "x", "type": "number"}])


def test_an_error_in_a_step_is_answered_and_noted_at_its_node(talk):
    visitor = talk(broken())
    assert "went wrong" in visitor.say("hi my secret")[0]
    (one,) = problems()
    assert (one.version, one.flow, one.node, one.step, one.code) == (1, "main", "n1", "s2", "expression")
    assert one.count == 1 and not one.is_read
    assert "secret" not in one.detail
    assert visitor.say("still there?") != [], "the conversation is usable"


def test_the_same_problem_is_counted_and_becomes_unread_again(talk, publish):
    made = publish(broken())
    for _ in range(3):
        talk(made).say("hi")
    (one,) = problems(3)
    assert one.count == 3 and one.last_at >= one.first_at
    NodeProblem.unscoped.update(is_read=True)
    talk(made).say("hi")
    (one,) = problems(4)
    assert one.count == 4 and not one.is_read


def test_each_version_and_each_step_has_its_own(talk, publish):
    made = publish(broken())
    talk(made).say("hi")
    publish(broken(), made)
    talk(made).say("hi")
    assert sorted(one.version for one in problems(2)) == [1, 2]


def test_a_call_that_fails_is_noted_with_its_reason(talk):
    visitor = talk(bot(listen(), call("GET", "http://127.0.0.1:9/"), say("ok"), transitions=(to("s2", "failed"),)))
    visitor.say("go")
    (one,) = problems()
    assert (one.step, one.code, one.detail) == ("s2", "call", "forbidden_address")


def test_a_turn_that_was_set_aside_is_noted(talk):
    visitor = talk(bot(listen(), say("ok")))
    visitor.open()
    broken = "UPDATE flows_conversation SET state = '{', revision = 99 WHERE id = ?"
    visitor.runtime.store.transact(lambda writer: writer.run(broken, (visitor.id,))).result()
    assert "went wrong" in visitor.say("hi")[0]
    (one,) = problems()
    assert one.code == "set-aside"


def test_what_was_not_written_yet_is_written_at_the_end(talk):
    visitor = talk(broken())
    visitor.say("hi")
    visitor.runtime.stop()
    assert NodeProblem.unscoped.get().count == 1
