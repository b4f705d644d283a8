"""What happened can be run again, to the letter; and a conversation can go on from any of its turns."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from flows.adapters.replayer import Wanted
from flows.models import Conversation, Event, Message, Snapshot, Version
from flows.runtime.ports import Refused
from flows.services.store_parts import store_document
from flows.wiring import Runtime

from .bots import adder, bot, buttons, caller, counter, listen, say
from .conftest import Publish, Talk
from .outside import outside

StartTalk = Callable[..., Talk]


pytestmark = pytest.mark.usefixtures("local_hosts")


def echo(prefix: str) -> dict[str, Any]:
    return bot(listen("said"), say(prefix + " {{ said }}"), variables=[{"name": "said", "type": "text"}])


@pytest.mark.parametrize(
    "document", [counter(), counter("user"), adder(), buttons()], ids=["own", "user", "bot", "tap"]
)
def test_a_conversation_replays_to_the_same_words_and_state(
    runtime: Runtime, talk: StartTalk, document: dict[str, Any]
) -> None:
    visitor = talk(document, user="ada")
    visitor.open()
    other = talk(visitor.bot, user="ada")  # whose values the first one reads, too
    for text in ("one", "two", "Yes"):
        visitor.say(text)
        other.say(text)
    for one in (visitor, other):
        told = runtime.replayer.replay(one.row, Wanted())
        assert told["same"] and len(told["turns"]) >= 3
        last = told["turns"][-1]
        assert last["event"]["text"] == "Yes" and last["said"]


def test_a_message_held_behind_a_call_replays_in_its_place(runtime: Runtime, talk: StartTalk) -> None:
    with outside() as server:
        server.gate.clear()
        visitor = talk(caller(f"{server.url}/gated"))
        visitor.send("one", wait=0.2)
        waiting = visitor.send("two", wait=0.2)
        server.gate.set()
        assert waiting.pending
        visitor.say("three")
    told = runtime.replayer.replay(visitor.row, Wanted())
    kinds = [turn["event"]["kind"] for turn in told["turns"]]
    assert told["same"] and kinds.count("call") == 3


def test_replay_begins_at_the_next_snapshot_and_pages(runtime: Runtime, talk: StartTalk) -> None:
    visitor = talk(counter())
    for number in range(60):
        visitor.say(str(number))
    assert Snapshot.unscoped.filter(conversation=visitor.id, turn=50).exists()
    told = runtime.replayer.replay(visitor.row, Wanted(since=55))
    assert told["same"] and told["turns"][0]["turn"] == 55 and len(told["turns"]) == visitor.row.turn - 54


def test_a_message_that_was_changed_behind_its_back_shows(runtime: Runtime, talk: StartTalk) -> None:
    visitor = talk(counter())
    visitor.say("a")
    visitor.say("b")
    first = Message.unscoped.filter(conversation=visitor.id, author="bot").order_by("seq")[0]
    Message.unscoped.filter(pk=first.pk).update(content={"type": "text", "text": "forged"})
    turns = runtime.replayer.replay(visitor.row, Wanted())["turns"]
    assert [turn["same"] for turn in turns[-2:]] == [False, True]
    assert turns[-2]["replayed"] == [{"type": "text", "text": "1"}]


def test_another_version_says_what_it_would_have_said(runtime: Runtime, talk: StartTalk, publish: Publish) -> None:
    visitor = talk(echo("old"))
    visitor.say("hi")
    publish(echo("new"), visitor.bot)
    again = runtime.replayer.replay(visitor.row, Wanted())
    other = runtime.replayer.replay(
        visitor.row, Wanted(other=True, version_id=Version.unscoped.get(bot=visitor.bot, number=2).pk)
    )
    assert again["same"] and not other["same"]
    assert other["turns"][-1]["replayed"][0]["text"] == "new hi"


def test_a_conversation_goes_on_from_an_earlier_turn_and_still_replays(runtime: Runtime, talk: StartTalk) -> None:
    visitor = talk(counter())
    for text in ("a", "b", "c"):
        assert visitor.say(text)
    before = visitor.row
    after_a = Event.unscoped.get(conversation=visitor.id, event_id="m1").turn
    runtime.replayer.go_back(visitor.row, after_a, before.version_id)
    assert [text for _, author, text in visitor.transcript() if author == "bot"] == ["1"]
    assert visitor.row.epoch == before.epoch + 1
    assert visitor.say("again") == ["2"]
    assert runtime.replayer.replay(visitor.row, Wanted())["same"]


def test_it_goes_on_with_another_version(runtime: Runtime, talk: StartTalk, publish: Publish) -> None:
    visitor = talk(echo("old"))
    visitor.say("a")
    turn = visitor.row.turn
    visitor.say("b")
    publish(echo("new"), visitor.bot)
    second = Version.unscoped.get(bot=visitor.bot, number=2)
    runtime.replayer.go_back(visitor.row, turn, second.pk)
    assert visitor.say("b") == ["new b"]


def test_no_such_turn_and_a_conversation_that_went_on_are_refused(runtime: Runtime, talk: StartTalk) -> None:
    visitor = talk(counter())
    visitor.say("a")
    stale = visitor.row
    with pytest.raises(Refused) as unknown:
        runtime.replayer.go_back(stale, 99, stale.version_id)
    assert unknown.value.code == "unknown-turn"
    visitor.say("b")
    with pytest.raises(Refused) as moved:
        runtime.replayer.go_back(stale, stale.turn, stale.version_id)
    assert moved.value.code == "moved-on"
    assert visitor.say("c") == ["3"]


def test_a_try_out_goes_back_to_a_version_and_stays_on_it(runtime: Runtime, publish: Publish) -> None:
    made = publish(echo("first"))
    publish(echo("second"), made)
    first = Version.unscoped.get(bot=made, number=1)
    store_document(made, echo("draft"), by="test")
    name = uuid.UUID(runtime.tryout.open(made)["conversation"])
    said = runtime.tryout.say(made, name, event_id="a", text="hi")
    turn = said["turns"][-1]["turn"]
    assert said["messages"][-1]["content"]["text"] == "draft hi"
    runtime.tryout.rewind(made, name, turn, version_id=first.pk)
    for id in ("b", "c"):
        said = runtime.tryout.say(made, name, event_id=id, text="hi")
        assert said["messages"][-1]["content"]["text"] == "first hi"
    runtime.tryout.rewind(made, name, turn)
    said = runtime.tryout.say(made, name, event_id="d", text="hi")
    assert said["messages"][-1]["content"]["text"] == "draft hi"


def test_variables_set_by_hand_are_part_of_the_replay(runtime: Runtime, publish: Publish) -> None:
    made = publish(counter())
    store_document(made, counter(), by="test")
    name = uuid.UUID(runtime.tryout.open(made)["conversation"])
    runtime.tryout.say(made, name, event_id="a", text="x")
    runtime.tryout.set_variables(made, name, {"n": 41})
    said = runtime.tryout.say(made, name, event_id="b", text="x")
    assert said["messages"][-1]["content"]["text"] == "42"
    assert runtime.replayer.replay(Conversation.unscoped.get(uuid=name), Wanted())["same"]
