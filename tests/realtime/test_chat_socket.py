"""The chat socket of the contract, on a real server."""

from __future__ import annotations

import asyncio
import json

import pytest
import websockets
from jsonschema import Draft202012Validator

from flows.realtime.protocol import chat_schema
from tests.runtime.bots import bot, buttons, counter, listen, say

from .live import LiveServer
from .visitor import Visitor, said

EVENTFUL = {
    **bot(listen(), say("hm"), settings={"public_events": ["paid"]}),
}
MARKED = "{{ event.data.value }} for message {{ event.data.seq }}: {{ event.data.reason }}"
EVENTFUL["flows"] = [
    *EVENTFUL["flows"],
    {
        "id": "marked",
        "title": "Marked",
        "kind": "normal",
        "triggers": [{"event": "feedback"}],
        "nodes": [{"id": "m1", "title": "M", "steps": [{"id": "m", **say(MARKED)}]}],
        "transitions": [],
    },
    {
        "id": "paid",
        "title": "Paid",
        "kind": "normal",
        "triggers": [{"event": "paid"}],
        "nodes": [{"id": "p1", "title": "P", "steps": [{"id": "p", **say("thanks")}]}],
        "transitions": [],
    },
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    live = LiveServer(folder, {"counter": counter(), "buttons": buttons(), "eventful": EVENTFUL}).start()
    yield live
    live.stop()
    assert "Traceback" not in live.log()


async def test_a_first_visit(server):
    async with Visitor(server.socket("buttons")) as visitor:
        welcome = await visitor.hello(language="en-GB")
        assert welcome["reset"] is False and welcome["last_seq"] == 1
        assert welcome["bot"] == {"slug": "buttons", "name": "Test", "emblem": "", "language": "en"}
        (question,) = welcome["messages"]
        assert question["content"]["options"][0]["option"] == "y"
        await visitor.send(type="message", id="a", payload={"option": "y", "seq": 1})
        assert await visitor.receive() == {"type": "ack", "id": "a", "seq": 2, "duplicate": False}
        answer = await visitor.receive()
        assert (answer["type"], answer["seq"], answer["from"]) == ("message", 3, "bot")


async def test_what_was_missed_arrives_once_and_in_order(server):
    async with Visitor(server.socket("counter")) as visitor:
        first = await visitor.hello()
        await visitor.say("hi", "a")
        await visitor.say("hi", "b")
    async with Visitor(server.socket("counter")) as visitor:
        again = await visitor.come_back(first, after=2)
        assert again["reset"] is False
        assert [one["seq"] for one in again["messages"]] == [3, 4]
        assert again["messages"][0]["client_id"] == "b"
        assert said(await visitor.say("hi", "c")) == ["3"]


@pytest.mark.parametrize("wrong", [{"epoch": 77}, {"after": 99}, {"after": -1}])
async def test_a_cursor_that_does_not_fit_gets_everything_again(server, wrong):
    async with Visitor(server.socket("counter")) as visitor:
        first = await visitor.hello()
        await visitor.say("hi", "a")
        again = await visitor.come_back(first, **{"after": 1} | wrong)
        assert again["reset"] is True
        assert [one["seq"] for one in again["messages"]] == [1, 2]


async def test_the_same_message_twice_has_one_effect(server):
    async with Visitor(server.socket("counter")) as visitor:
        await visitor.hello()
        await visitor.say("hi", "a")
        await visitor.send(type="message", id="a", text="hi")
        assert await visitor.receive() == {"type": "ack", "id": "a", "seq": 1, "duplicate": True}
        assert said(await visitor.say("hi", "b")) == ["2"]


async def test_two_tabs_see_the_same_conversation(server):
    async with Visitor(server.socket("counter")) as one, Visitor(server.socket("counter")) as two:
        welcome = await one.hello()
        await two.come_back(welcome, after=0)
        await one.say("hi", "a")
        own, answer = await two.receive(), await two.receive()
        assert (own["seq"], own["from"], own["client_id"]) == (1, "user", "a")
        assert (answer["seq"], answer["content"]["text"]) == (2, "1")
        await one.silence()


async def test_the_same_hello_id_is_the_same_conversation(server):
    async with Visitor(server.socket("counter")) as one, Visitor(server.socket("counter")) as two:
        first, second = await one.hello(id="my-id"), await two.hello(id="my-id")
        assert first["conversation"] == second["conversation"]


async def test_a_token_of_another_conversation_opens_nothing(server):
    async with Visitor(server.socket("counter")) as one, Visitor(server.socket("counter")) as two:
        mine, yours = await one.hello(), await two.hello()
        await two.say("a secret", "a")
        forged = await one.hello(conversation=yours["conversation"], token=mine["token"])
        assert forged["conversation"] not in (yours["conversation"],)
        assert forged["messages"] == []
        token = yours["token"]
        changed = ("A" if token[0] != "A" else "B") + token[1:]
        other = await one.hello(conversation=yours["conversation"], token=changed)
        assert other["conversation"] != yours["conversation"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("x" * 17_000, "too-large"),
        ('{"type":"message","id":"a","text":"' + "é" * 9_000 + '"}', "too-large"),
        ("{", "bad-json"),
        ('{"type":"message","id":"a","text":"\\ud800"}', "bad-json"),
        ('{"type":"message","id":"a","text":"a\\u0000"}', "bad-json"),
        ('{"type":"message","id":"a","text":NaN}', "bad-json"),
        ('{"type":"event","id":"a","name":"x","data":' + '{"a":' * 70 + "1" + "}" * 70 + "}", "bad-json"),
        ("[]", "bad-frame"),
        ('{"type":"nonsense"}', "unknown-type"),
        ('{"type":"message","text":"hi"}', "bad-id"),
        ('{"type":"message","id":"@start","text":"hi"}', "bad-id"),
        ('{"type":"message","id":"a"}', "bad-message"),
        ('{"type":"message","id":"a","text":"  "}', "bad-message"),
        ('{"type":"message","id":"a","payload":{"option":1}}', "bad-message"),
        ('{"type":"event","id":"a","name":"paid","data":{}}', "unknown-event"),
        ('{"type":"feedback","id":"a","seq":1,"value":"good"}', "bad-message"),
        ('{"type":"feedback","id":"a","seq":-1,"value":1}', "bad-message"),
        ('{"type":"feedback","id":"a","seq":1,"value":1,"reason":5}', "bad-message"),
        (b"\x00\x01", "bad-frame"),
    ],
)
async def test_a_bad_frame_is_an_error_and_the_conversation_lives_on(server, raw, code):
    async with Visitor(server.socket("counter")) as visitor:
        await visitor.hello()
        await visitor.ws.send(raw)
        error = await visitor.receive()
        assert (error["type"], error["code"]) == ("error", code)
        assert said(await visitor.say("hi", "next")) == ["1"]


async def test_hello_comes_first(server):
    async with Visitor(server.socket("counter")) as visitor:
        (error,) = await visitor.say("hi", "a")
        assert (error["code"], error["id"]) == ("hello-first", "a")


async def test_frames_that_arrive_together_are_dealt_with_in_order(server):
    async with Visitor(server.socket("counter")) as visitor:
        frames = [{"type": "hello"}, {"type": "message", "id": "a", "text": "x"}, {"type": "nonsense"}]
        frames += [{"type": "message", "id": "b", "text": "y"}, {"type": "ping"}]
        await asyncio.gather(*(visitor.send(**frame) for frame in frames))
        assert (await visitor.receive())["type"] == "welcome"
        rest = [await visitor.receive() for _ in range(6)]
        assert [one["id"] for one in rest if one["type"] == "ack"] == ["a", "b"]
        assert said(rest) == ["1", "2"]
        assert sum(one["type"] == "error" for one in rest) == 2, "there is no nonsense, and no ping"


async def test_text_that_is_no_text_ends_the_connection_and_nothing_else(server):
    async with Visitor(server.socket("counter")) as broken, Visitor(server.socket("counter")) as visitor:
        await broken.hello()
        await broken.ws.send(b"\xff\xfe", text=True)
        with pytest.raises(websockets.ConnectionClosed):
            await broken.receive()
        await visitor.hello()
        assert said(await visitor.say("x", "a")) == ["1"]


async def test_a_page_may_send_the_events_that_the_bot_names(server):
    async with Visitor(server.socket("eventful")) as visitor:
        await visitor.hello()
        await visitor.send(type="event", id="e1", name="paid", data={})
        ack, thanks = await visitor.receive(), await visitor.receive()
        assert (ack["type"], thanks["content"]["text"]) == ("ack", "thanks")


async def test_a_visitor_marks_a_message_and_a_flow_thanks(server):
    async with Visitor(server.socket("eventful")) as visitor:
        await visitor.hello()
        await visitor.send(type="feedback", id="f1", seq=1, value=-1, reason="too slow")
        ack, sorry = await visitor.receive(), await visitor.receive()
        assert (ack["type"], ack["id"]) == ("ack", "f1")
        assert sorry["content"]["text"] == "-1 for message 1: too slow"
        await visitor.send(type="feedback", id="f1", seq=1, value=-1)
        assert (await visitor.until("ack"))["duplicate"] is True


@pytest.mark.parametrize("slug", ["nobody", "unpublished"])
async def test_a_bot_that_is_not_there_is_404(server, slug):
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(server.socket(slug))
    assert refused.value.response.status_code == 404


async def test_any_page_may_embed_the_chat(server):
    ws = await websockets.connect(server.socket("counter"), origin="https://somewhere.example")
    await ws.send('{"type":"hello"}')
    assert json.loads(await ws.recv())["type"] == "welcome"
    await ws.close()


async def test_a_publish_by_another_process_is_served_at_once(server):
    server.publish({"counter": counter()})
    newer = counter()
    newer["flows"][0]["nodes"][0]["steps"][2]["config"]["message"] = "now {{ n }}"
    await asyncio.to_thread(server.publish, {"counter": newer})
    try:
        async with Visitor(server.socket("counter")) as visitor:
            await visitor.hello()
            assert said(await visitor.say("hi", "a")) == ["now 1"]
    finally:
        await asyncio.to_thread(server.publish, {"counter": counter()})


async def test_every_frame_fits_the_published_schema(server):
    schema = chat_schema()
    validator = Draft202012Validator({"$ref": "#/$defs/ServerFrame", "$defs": schema["$defs"]})
    async with Visitor(server.socket("buttons")) as visitor:
        frames = [await visitor.hello(), *(await visitor.say("yes", "a")), *(await visitor.say("  ", "b"))]
    for frame in frames:
        validator.validate(frame)
