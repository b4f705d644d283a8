"""What is remembered of a visitor is in its rows, and gone from them when it is forgotten."""

from __future__ import annotations

import orjson

from flows.models import Event, UserValues

from .bots import bot, listen, say, to


def branch(**ways: str):
    rules = [{"id": id, "when": {"expression": f"said.text == '{text}'"}} for id, text in ways.items()]
    return {"type": "branch", "config": {"rules": rules}}


def only(type: str, **config):
    return {"type": type, "config": config}


def diary():
    """Writes a profile, forgets it, and says what it knows."""
    document = bot(
        listen(),
        branch(write="write", one="forget name", all="forget all"),
        transitions=(to("s2", "write", "w"), to("s2", "one", "o"), to("s2", "all", "a"), to("s2", "else", "r")),
    )
    flow = document["flows"][0]
    known = say("{{ user.name }} {{ user.plan }}.")
    nodes = {
        "w": only("profile", name="Ada", more={"plan": "gold"}),
        "o": only("forget", variables=["name"]),
        "a": only("forget", everything=True),
    }
    for id, step in nodes.items():
        flow["nodes"].append({"id": id, "title": id, "steps": [{"id": f"{id}1", **step}]})
        flow["transitions"].append({"id": f"{id}t", "node": id, "step": None, "output": "next", "target": "r"})
    flow["nodes"].append({"id": "r", "title": "r", "steps": [{"id": "r1", **known}]})
    flow["transitions"].append({"id": "rt", "node": "r", "step": None, "output": "next", "target": "n1"})
    return document


def stored(visitor):
    row = UserValues.unscoped.filter(visitor=visitor.row.visitor).first()
    return None if row is None else orjson.loads(row.values_json)


def test_a_profile_is_a_row_and_forgetting_empties_it(talk):
    visitor = talk(diary(), user="ada")
    visitor.open()
    assert visitor.say("write") == ["Ada gold."]
    assert stored(visitor) == {"name": "Ada", "plan": "gold"}
    assert visitor.say("forget name") == [" gold."]
    assert stored(visitor) == {"plan": "gold"}
    assert visitor.say("write") == ["Ada gold."]
    assert visitor.say("forget all") == [" ."]
    assert stored(visitor) == {}


def test_another_conversation_of_the_visitor_knows_and_forgets_the_same(talk):
    first = talk(diary(), user="ada")
    first.open()
    first.say("write")
    second = talk(first.bot, user="ada")
    second.open()
    assert second.say("hello") == ["Ada gold."]
    second.say("forget all")
    assert first.say("hello") == [" ."]


def test_nobody_else_gets_what_was_remembered(talk):
    first = talk(diary(), user="ada")
    first.open()
    first.say("write")
    other = talk(first.bot, user="bob")
    other.open()
    assert other.say("hello") == [" ."]


def test_a_goal_is_an_event_of_the_conversation_counted_once(talk):
    visitor = talk(bot(listen(), only("goal", goal="order", value={"literal": 12}), say("ok")))
    visitor.open()
    visitor.say("one")
    visitor.say("two")
    (row,) = Event.unscoped.filter(conversation=visitor.row, kind="emit")
    assert row.body == {"name": "goal", "data": {"goal": "order", "first": True, "value": 12}}


def test_a_visitor_gets_the_same_way_of_a_split_in_all_conversations(talk):
    document = bot(listen(), only("split", ways=[{"id": "a"}, {"id": "b"}], variable="way"))
    flow = document["flows"][0]
    flow["nodes"].append({"id": "w", "title": "w", "steps": [{"id": "w1", **say("{{ way }}")}]})
    flow["transitions"] = [
        {"id": "a", "node": "n1", "step": "s2", "output": "a", "target": "w"},
        {"id": "b", "node": "n1", "step": "s2", "output": "b", "target": "w"},
        {"id": "again", "node": "w", "step": None, "output": "next", "target": "n1"},
    ]
    first = talk(document, user="ada")
    ways = set(first.say("go"))
    for _ in range(5):
        ways |= set(talk(first.bot, user="ada").say("go"))
    assert len(ways) == 1
    others = {way for number in range(12) for way in talk(first.bot, user=f"visitor {number}").say("go")}
    assert others == {"a", "b"}


def test_a_flow_waits_for_an_event_and_the_bot_is_quiet_meanwhile(talk):
    waits = only("wait_event", event="paid", save_as="payment")
    visitor = talk(bot(say("Pay, please."), waits, say("{{ payment.sum }}"), listen()))
    assert visitor.open() == ["Pay, please."]
    assert (visitor.row.waiting, visitor.opened.pending) == ("event", False)
    reply = visitor.submit("happen", {"name": "paid", "data": {"sum": 5}})
    assert [one["content"]["text"] for one in reply.views()] == ["5"]
