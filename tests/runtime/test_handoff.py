"""Human agents: the queue, the silence of the bot while one answers, and how it goes on afterwards."""

from __future__ import annotations

import time
from typing import Any

import pytest

from botbuilder.tenancy.models import Account, Member, Role
from flows.models import AgentQueue, Event, Handoff
from flows.runtime.ports import Refused
from flows.services.agent_acts import open_handoff
from flows.services.find_membership import Membership
from flows.services.give_back import give_back
from flows.services.say_as_agent import say_as_agent
from flows.services.take_over import take_over

from .bots import bot, call, handoff_bot, listen, say, to
from .conftest import Talk, texts
from .outside import outside

pytestmark = pytest.mark.usefixtures("local_hosts")


@pytest.fixture
def agent(workspace):
    """`agent("kim")` is a member who answers visitors."""

    def agent(name: str, role: Role = Role.AGENT) -> Membership:
        account = Account.objects.create_user(f"{name}@ours.example", name=name.title())
        member = Member.unscoped.create(workspace=workspace, account=account, role=role)
        return Membership(member, workspace, role)

    return agent


class Desk:
    """An agent at work in one conversation."""

    def __init__(self, visitor: Talk, who: Membership) -> None:
        self.visitor, self.who, self.live = visitor, who, visitor.runtime.conversations

    def take(self, **more: Any) -> Any:
        return take_over(self.live, self.visitor.row, self.who, **more)

    def say(self, text: str, id: str = "", **more: Any) -> Any:
        return say_as_agent(self.live, self.visitor.row, self.who, id=id, text=text, **more)

    def give_back(self, **more: Any) -> list[str]:
        return texts(give_back(self.live, self.visitor.row, self.who, **more))


def test_an_agent_takes_answers_and_gives_back(talk, agent):
    visitor = talk(handoff_bot(queue="support"))
    assert visitor.say("help me") == ["I call somebody."]
    row = Handoff.unscoped.get()
    assert (row.state, row.queue, row.message, row.agent) == ("waiting", "support", "I call somebody.", "")
    assert visitor.row.waiting == "agent"
    assert visitor.say("hello?") == [], "the bot is silent while the visitor waits"

    kim = Desk(visitor, agent("kim"))
    kim.take()
    assert Handoff.unscoped.get().state == "taken" and Handoff.unscoped.get().agent == "kim@ours.example"
    kim.say("Hi, I am Kim")
    assert visitor.say("my parcel is lost") == []
    kim.say("I look for it")
    assert kim.give_back() == ["bot: resolved"]
    assert [(author, text) for _, author, text in visitor.transcript()] == [
        ("user", "help me"),
        ("bot", "I call somebody."),
        ("user", "hello?"),
        ("agent", "Hi, I am Kim"),
        ("user", "my parcel is lost"),
        ("agent", "I look for it"),
        ("bot", "bot: resolved"),
    ]
    assert [seq for seq, _, _ in visitor.transcript()] == list(range(1, 8))
    done = Handoff.unscoped.get()
    assert (done.state, done.agent) == ("resolved", "kim@ours.example") and done.ended_at >= done.taken_at
    assert visitor.say("again") == ["I call somebody."]


def test_of_two_agents_who_take_at_once_the_second_is_told(talk, agent):
    visitor = talk(handoff_bot())
    visitor.say("help me")
    kim, lee = Desk(visitor, agent("kim")), Desk(visitor, agent("lee"))
    seen = visitor.row.control
    kim.take(control=seen)
    with pytest.raises(Refused) as refused:
        lee.take(control=seen)
    assert refused.value.code == "taken"
    assert kim.take() is None, "taking again what one has changes nothing"
    with pytest.raises(Refused) as refused:
        lee.say("Hello from Lee")
    assert refused.value.code == "not-yours"


def test_the_count_of_acts_decides_a_race(talk, agent):
    """Both have read the same count before either has written."""
    visitor = talk(handoff_bot())
    visitor.say("help me")
    seen = visitor.row.control
    body = {"action": "takeover", "agent": "kim", "text": None, "control": seen}
    visitor.submit("agent", body, "@agent/1")
    with pytest.raises(Refused) as refused:
        visitor.submit("agent", {**body, "agent": "lee"}, "@agent/2")
    assert refused.value.code == "control-moved"
    visitor.submit("agent", body, "@agent/1")  # the same act again is the same act
    assert visitor.row.control == seen + 1
    assert Event.unscoped.filter(kind="agent").count() == 1


def test_an_agents_message_sent_twice_is_said_once(talk, agent):
    visitor = talk(handoff_bot())
    visitor.say("help me")
    kim = Desk(visitor, agent("kim"))
    kim.take()
    assert [kim.say("Hi", "a1").duplicate, kim.say("Hi", "a1").duplicate] == [False, True]
    assert [text for _, author, text in visitor.transcript() if author == "agent"] == ["Hi"]


def test_nobody_speaks_or_gives_back_what_was_not_taken(talk, agent):
    visitor = talk(handoff_bot())
    visitor.say("help me")
    kim = Desk(visitor, agent("kim"))
    for act in (lambda: kim.say("Hi"), kim.give_back):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not-taken"
    for action in ("say", "release"):
        with pytest.raises(Refused) as refused:
            visitor.submit("agent", {"action": action, "agent": "kim", "text": "Hi"})
        assert refused.value.code == "not-taken"
    assert [author for _, author, _ in visitor.transcript()] == ["user", "bot"]


def test_an_admin_gives_back_what_an_agent_left_open(talk, agent):
    visitor = talk(handoff_bot())
    visitor.say("help me")
    Desk(visitor, agent("kim")).take()
    with pytest.raises(Refused):
        Desk(visitor, agent("lee")).give_back()
    assert Desk(visitor, agent("ada", Role.ADMIN)).give_back() == ["bot: resolved"]


def test_nobody_came_in_time(talk):
    visitor = talk(handoff_bot(timeout=1))
    assert visitor.say("help me") == ["I call somebody."]
    for _ in range(100):
        if Handoff.unscoped.get().state == "timeout":
            break
        time.sleep(0.05)
    assert [text for _, _, text in visitor.transcript()][-1] == "bot: timeout"
    assert open_handoff(visitor.row) is None


def test_who_was_taken_over_does_not_time_out(talk, agent):
    visitor = talk(handoff_bot(timeout=1))
    visitor.say("help me")
    kim = Desk(visitor, agent("kim"))
    kim.take()
    time.sleep(1.6)
    assert kim.give_back() == ["bot: resolved"]


def test_a_closed_queue_says_so_at_once(talk, publish):
    made = publish(handoff_bot(queue="night"))
    AgentQueue.unscoped.create(workspace=made.workspace, bot=made, name="night", is_open=False)
    assert talk(made).say("help me") == ["I call somebody.", "bot: unavailable"]
    assert Handoff.unscoped.get().state == "unavailable"
    AgentQueue.unscoped.update(is_open=True)
    assert talk(made).say("help me") == ["I call somebody."]


def test_a_try_out_calls_nobody(talk, publish):
    made = publish(handoff_bot())
    assert talk(made, channel="tryout").say("help me") == ["I call somebody.", "bot: unavailable"]
    assert not Handoff.unscoped.filter(state="waiting").exists()


def test_an_agent_may_take_a_conversation_that_has_not_asked(talk, agent):
    document = bot(
        {"type": "ask", "config": {"message": "Your name?", "variable": "name"}},
        say("Hello {{ name }}"),
        transitions=(to("s1", "failed"),),
        variables=[{"name": "name", "type": "text"}],
    )
    visitor = talk(document)
    assert visitor.open() == ["Your name?"]
    kim = Desk(visitor, agent("kim"))
    kim.take()
    assert Handoff.unscoped.get().state == "taken"
    assert visitor.say("Ada") == [], "what is said to an agent answers no question"
    assert kim.give_back() == ["Your name?"], "the waiting question is asked again"
    assert visitor.say("Ada") == ["Hello Ada", "Your name?"]


def test_after_a_long_silence_the_main_flow_begins_again(talk, agent):
    document = bot(
        {"type": "ask", "config": {"message": "Your name?", "variable": "name"}},
        transitions=(to("s1", "failed"),),
        variables=[{"name": "name", "type": "text"}],
        settings={"session_minutes": 1 / 60},
    )
    document["flows"][0]["nodes"].insert(0, {"id": "n0", "title": "Hi", "steps": [{"id": "s0", **say("Welcome!")}]})
    document["flows"][0]["start"] = "n0"
    document["flows"][0]["transitions"].append(
        {"id": "t8", "node": "n0", "step": None, "output": "next", "target": "n1"}
    )
    visitor = talk(document)
    visitor.open()
    kim = Desk(visitor, agent("kim"))
    kim.take()
    time.sleep(1.2)
    assert kim.give_back() == ["Welcome!", "Your name?"]


def test_results_and_timers_move_on_in_silence_while_an_agent_answers(talk, agent):
    with outside() as other:
        other.gate.clear()
        document = bot(
            listen(),
            call("GET", f"{other.url}/gated", save_as="reply"),
            say("got {{ reply.body }}"),
            {"type": "wait", "config": {"seconds": 1}},
            {"type": "ask", "config": {"message": "All right with {{ reply.body }}?", "variable": "ok"}},
            say("noted {{ ok }}"),
            transitions=(to("s2", "failed"), to("s4", "interrupted"), to("s5", "failed")),
            variables=[{"name": "reply", "type": "any"}, {"name": "ok", "type": "text"}],
        )
        visitor = talk(document)
        visitor.send("go", wait=0.2)
        kim = Desk(visitor, agent("kim"))
        kim.take()
        other.gate.set()
        for _ in range(100):
            if "fine" in visitor.row.state and Event.unscoped.filter(kind="timer", status="done").exists():
                break
            time.sleep(0.05)
        assert [author for _, author, _ in visitor.transcript()] == ["user"], "nothing was said"
        assert kim.give_back() == ["All right with fine?"]
        assert visitor.say("yes")[0] == "noted yes"


def test_the_other_flow_that_covers_the_hand_off_gives_way(talk, agent):
    """A global flow passes while the visitor waits; when the agent is done, the hand-off has its answer."""
    document = handoff_bot()
    help = {
        "id": "help", "title": "Help", "kind": "normal", "global": True, "triggers": [{"keyword": "help"}],
        "nodes": [{"id": "h", "title": "Help", "steps": [
            {"id": "h1", "type": "ask", "config": {"message": "Help with what?", "variable": "topic"}}]}],
        "transitions": [{"id": "h2", "node": "h", "step": "h1", "output": "failed", "target": "h"}],
    }  # fmt: skip
    document["flows"].append(help)
    visitor = talk(document)
    visitor.say("I want a person")
    assert visitor.say("help") == ["Help with what?"]
    assert open_handoff(visitor.row) is not None
    kim = Desk(visitor, agent("kim"))
    kim.take()
    assert kim.give_back() == ["bot: resolved"]


def test_a_conversation_that_goes_on_without_an_agent_leaves_the_queue(talk):
    document = handoff_bot()
    stop = {
        "id": "stop", "title": "Stop", "kind": "normal", "global": True, "triggers": [{"keyword": "stop"}],
        "nodes": [{"id": "x", "title": "Stop", "steps": [{"id": "x1", "type": "end", "config": {}}]}],
        "transitions": [],
    }  # fmt: skip
    document["flows"].append(stop)
    visitor = talk(document)
    visitor.say("I want a person")
    visitor.say("stop")
    assert Handoff.unscoped.get().state == "left"


def test_a_crash_between_two_turns_loses_no_hand_off(talk, start, agent):
    visitor = talk(handoff_bot())
    visitor.say("help me")
    visitor.runtime.stop()
    visitor.runtime = start()
    kim = Desk(visitor, agent("kim"))
    kim.take()
    assert kim.give_back() == ["bot: resolved"]
