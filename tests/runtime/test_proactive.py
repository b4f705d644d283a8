"""Events that flows emit, and flows that begin in somebody else's conversation."""

from __future__ import annotations

import time
from typing import Any

import pytest

from flows.models import Conversation, Event

from .bots import bot, counter, listen, say, to


def node(id: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, "title": id, "steps": [{"id": f"{id}.{n}", **one} for n, one in enumerate(steps)]}


def flow(id: str, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": id, "title": id, "kind": "normal", "nodes": [node(f"{id}.n", *steps)], "transitions": [], **more}


def emit(name: str, **data: Any) -> dict[str, Any]:
    return {"type": "emit_event", "config": {"name": name, "data": data}}


def test_an_event_of_a_flow_begins_the_flows_that_wait_for_it(talk):
    paid = flow("paid", say("Thank you for {{ event.data.amount }}"), triggers=[{"event": "paid"}])
    document = bot(listen("said"), say("Paying"), emit("paid", amount={"expression": "20 + 1"}), flows=[paid])
    visitor = talk(document)
    for _ in range(2):
        assert visitor.say("go")[:2] == ["Paying", "Thank you for 21"]
    assert Event.unscoped.filter(kind="emit").count() == 2


def test_an_event_that_nobody_waits_for_is_only_journaled(talk):
    visitor = talk(bot(listen(), emit("seen"), say("ok")))
    assert visitor.say("go") == ["ok"]
    assert Event.unscoped.filter(kind="emit").count() == 1
    assert Event.unscoped.filter(kind="happen").count() == 0


def test_a_chain_of_events_ends(talk):
    """A flow that emits the event that begins it would go on for ever."""
    again = flow("again", emit("again"), triggers=[{"event": "again"}])
    visitor = talk(bot(listen(), say("begin"), emit("again"), flows=[again]))
    visitor.send("go", wait=10)
    count = Event.unscoped.filter(conversation=visitor.id, kind="happen").count()
    assert 45 <= count <= 60
    assert visitor.row.held == 0
    assert "went wrong" in str(visitor.transcript())
    assert visitor.say("go on") != []


def shop() -> dict[str, Any]:
    """`tell <user>` tells a visitor that the parcel is there."""
    tell = {"type": "start_flow", "config": {"flow": "parcel", "user": "{{ who }}", "inputs": {"what": "{{ gift }}"}}}
    document = bot(
        {"type": "ask", "config": {"message": "Whom?", "variable": "who"}},
        tell,
        say("told {{ who }}"),
        transitions=(to("s2", "failed", "n2"), to("s1", "failed")),
        variables=[
            {"name": "who", "type": "text"},
            {"name": "gift", "type": "text", "default": "a cake"},
            {"name": "yes", "type": "text"},
        ],
        flows=[
            flow(
                "parcel",
                say("Here is {{ what }}"),
                {"type": "ask", "config": {"message": "Do you want it?", "variable": "yes"}},
                say("You said {{ yes }}"),
            )
        ],
    )
    document["flows"][0]["nodes"].append(node("n2", say("failed: {{ problem.detail }}")))
    back = {"id": "t9", "node": "n2", "step": None, "output": "next", "target": "n1"}
    document["flows"][0]["transitions"].append(back)
    return document


def test_a_flow_begins_in_the_conversation_of_somebody_else(talk, publish):
    made = publish(shop())
    ann, bob = talk(made, user="ann"), talk(made, user="bob")
    assert bob.open() == ["Whom?"]
    ann.open()
    assert ann.say("bob") == ["told bob", "Whom?"]
    said = [text for _, author, text in bob.transcript() if author == "bot"]
    assert said == ["Whom?", "Here is a cake", "Do you want it?"]
    said = bob.say("yes please")
    assert (said[0], said[-1]) == ("You said yes please", "Whom?"), "the interrupted question comes back"
    assert [text for _, _, text in ann.transcript()].count("Here is a cake") == 0


def test_somebody_unknown_or_of_another_bot_leaves_by_failed(talk, publish):
    made = publish(shop())
    ann, other = talk(made, user="ann"), talk(counter(), user="bob")
    other.open()
    ann.open()
    assert ann.say("bob")[0] == "failed: unknown_visitor"
    assert ann.say("ann")[0] == "failed: own_conversation"


def test_the_same_call_made_twice_begins_the_flow_once(talk, publish, monkeypatch):
    from flows.adapters.call_flow import FlowCalls

    once = FlowCalls.make

    async def twice(self, call):
        await once(self, call)
        return await once(self, call)

    monkeypatch.setattr(FlowCalls, "make", twice)
    document = shop()
    del document["flows"][1]["nodes"][0]["steps"][1:]  # it is over at once, and could begin again
    made = publish(document)
    ann, bob = talk(made, user="ann"), talk(made, user="bob")
    bob.open()
    ann.open()
    assert ann.say("bob")[0] == "told bob"
    assert [text for _, _, text in bob.transcript()].count("Here is a cake") == 1


def test_a_conversation_of_another_bot_cannot_be_named(talk, publish):
    document = shop()
    step = document["flows"][0]["nodes"][0]["steps"][1]["config"]
    del step["user"]
    step["conversation"] = "{{ who }}"
    made = publish(document)
    ann, bob, other = talk(made), talk(made), talk(counter())
    for one in (ann, bob, other):
        one.open()
    assert ann.say(str(other.row.uuid))[0] == "failed: unknown_conversation"
    assert ann.say("nonsense")[0] == "failed: unknown_conversation"
    assert ann.say(str(bob.row.uuid))[0].startswith("told")
    assert "Here is a cake" in [text for _, _, text in bob.transcript()]


def test_two_conversations_that_begin_flows_in_each_other_come_to_an_end(talk, publish):
    swapped = {"other": "{{ me }}", "me": "{{ other }}"}
    ball = {"type": "start_flow", "config": {"flow": "ball", "user": "{{ other }}", "inputs": swapped}}
    document = bot(
        listen("other"),
        {"type": "set", "config": {"variable": "me", "value": "ann"}},
        ball,
        transitions=(to("s3", "failed"),),
        variables=[{"name": "other", "type": "text"}, {"name": "me", "type": "text"}],
        flows=[flow("ball", say("ping"), ball)],
    )
    document["flows"][1]["transitions"] = [
        {"id": "b", "node": "ball.n", "step": "ball.n.1", "output": "failed", "target": "ball.over"}
    ]
    document["flows"][1]["nodes"].append(node("ball.over", say("over")))
    made = publish(document)
    ann, bob = talk(made, user="ann"), talk(made, user="bob")
    bob.open()
    ann.open()
    ann.send("bob", wait=1)
    before = -1
    for _ in range(60):
        time.sleep(0.5)
        said = len(ann.transcript()) + len(bob.transcript())
        if said == before:
            break
        before = said
    assert 2 <= said < 80
    for one in (ann, bob):
        assert one.row.waiting != "call"
        one.send("bob", wait=1)


@pytest.mark.parametrize("flow_id", ["nowhere", "main"])
def test_a_flow_that_is_gone_or_runs_already_changes_nothing(talk, publish, flow_id):
    visitor = talk(publish(shop()), user="ann")
    visitor.open()
    body = {"name": "@flow", "data": {"flow": flow_id}}
    visitor.submit("happen", body, "@flow/1")
    assert len(visitor.transcript()) == 1
    assert Conversation.unscoped.get(pk=visitor.id).waiting == "visitor"


def test_pages_of_visitors_cannot_begin_any_flow(settings):
    """Names that begin with @ are the runtime's own, whatever the bot's settings say."""
    from flows.document import validate

    document = bot(listen(), settings={"public_events": ["@flow"]})
    assert [one.code for one in validate(document)] == ["pattern"]
