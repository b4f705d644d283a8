"""Actions of a Rasa action server: what it is told, what it says and sets, and what happens when it does not work."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flows.models import Event
from flows.runtime.session import read_trace

from .bots import bot, listen, say, to
from .conftest import Talk
from .rasa_server import serving

pytestmark = pytest.mark.usefixtures("local_hosts")
NODE = {"id": "n2", "title": "Failed", "steps": [{"id": "f1", **say("Sorry: {{ problem.detail }}")}]}
CONTENT = [{"id": "utter_total", "message": {"text": "That makes {{ total }}."}}]
VARIABLES = [
    {"name": "size", "type": "text"},
    {"name": "total", "type": "number"},
    {"name": "amount_of_money", "type": "any"},
    {"name": "pin", "type": "text", "default": "1234", "sensitive": True},
]

ACTIONS = """
from rasa_sdk import Action
from rasa_sdk.events import AllSlotsReset, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher


class Order(Action):
    def name(self):
        return "action_order"

    def run(self, dispatcher, tracker, domain):
        said = tracker.latest_message["text"]
        pay = {"title": "Pay", "payload": "/pay"}
        dispatcher.utter_message(text=f"You said {said!r}, {{{{ total }}}}.", buttons=[pay])
        dispatcher.utter_message(response="utter_total", total=17)
        dispatcher.utter_message(image="https://example.org/pizza.png")
        return [SlotSet("size", "large"), SlotSet("amount-of-money", 12), FollowupAction("action_thanks")]


class Thanks(Action):
    def name(self):
        return "action_thanks"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text=f"Thanks for the {tracker.get_slot('size')} one.")
        return [AllSlotsReset()]


class Broken(Action):
    def name(self):
        return "action_broken"

    def run(self, dispatcher, tracker, domain):
        raise ValueError("no database")
"""


@pytest.fixture(scope="module")
def action_server(tmp_path_factory):
    """The real one of `rasa-sdk`, where a virtual environment has it."""
    with serving(tmp_path_factory.mktemp("actions"), ACTIONS) as url:
        yield url


def acting(server: str, action: str = "action_order", **config: Any) -> dict[str, Any]:
    step = {"type": "call_action", "config": {"action": action, **config}}
    document = bot(
        listen(), step, say("size {{ size }}, total {{ total }}, money {{ amount_of_money }}"),
        transitions=(to("s2", "failed", "n2"),),
        settings={"action_server": server}, variables=VARIABLES, content=CONTENT,
        intents=[{"name": "pay", "examples": {"en": ["I want to pay"]}}],
        flows=[{"id": "action_thanks", "start": "a1", "nodes": [
            {"id": "a1", "steps": [{"id": "x", "type": "call_action", "config": {"action": "action_thanks"}}]}],
            "transitions": [{"id": "x1", "node": "a1", "step": "x", "output": "failed", "target": "a1"}]}],
    )  # fmt: skip
    document["flows"][0]["nodes"].append(NODE)
    return document


def answer(*responses: dict[str, Any], events: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"responses": list(responses), "events": list(events)}


def test_a_real_action_server_speaks_sets_slots_and_leads_on(talk, action_server):
    visitor = talk(acting(action_server, slots={"amount-of-money": "amount_of_money"}))
    shown = [one["content"] for one in visitor.send("one pizza").views()]
    assert [option["title"] for option in shown[0]["options"]] == ["Pay"]
    assert [one.get("text") or one["url"] for one in shown] == [
        "You said 'one pizza', {{ total }}.",
        "That makes 17.",
        "https://example.org/pizza.png",
        "Thanks for the large one.",
        "size , total , money ",
    ]


def test_a_real_action_that_breaks_or_is_unknown_leaves_by_failed(talk, action_server):
    assert "status 500: no database" in talk(acting(action_server, "action_broken")).say("x")[0]
    assert "status 404" in talk(acting(action_server, "action_nobody_knows")).say("x")[0]


def test_what_the_server_is_told(talk, other):
    other.body = answer()
    visitor = talk(acting(f"{other.url}/json?token=x", slots={"amount-of-money": "amount_of_money"}))
    visitor.say("hello")
    (request,) = other.seen
    body = json.loads(request["body"])
    assert (request["method"], body["next_action"], body["version"][:4]) == ("POST", "action_order", "3.6.")
    tracker = body["tracker"]
    assert tracker["sender_id"] == body["sender_id"] and tracker["sender_id"]
    assert tracker["slots"] == {"size": None, "total": None, "amount-of-money": None}
    assert tracker["latest_message"]["text"] == "hello"
    assert [one["text"] for one in tracker["events"] if one["event"] == "user"] == ["hello"]
    assert body["domain"]["slots"]["total"] == {"type": "float", "mappings": [{"type": "custom"}]}
    assert "1234" not in request["body"].decode(), "a sensitive value left the bot"


def test_events_set_what_fits_and_the_rest_is_named_in_the_trace(talk, other):
    events = (
        {"event": "slot", "name": "size", "value": "small"},
        {"event": "slot", "name": "total", "value": "a lot"},
        {"event": "slot", "name": "nobody", "value": 1},
        {"event": "reminder", "name": "later"},
        {"event": "slot", "name": "requested_slot", "value": None},
    )
    other.body = answer({"text": "Fine {{ size }}"}, events=events)
    visitor = talk(acting(f"{other.url}/json"))
    assert visitor.say("x") == ["Fine {{ size }}", "size small, total , money "]
    returned = read_trace(bytes(Event.unscoped.get(conversation=visitor.id, kind="call").trace))
    (ignored,) = [one["ignored"] for one in returned["calls"] if "ignored" in one]
    assert ignored == ["slot total: the value does not fit", "slot nobody: no such variable", "reminder"]


def test_a_followup_that_is_a_response_is_said(talk, other):
    other.body = answer(
        events=({"event": "slot", "name": "total", "value": 3}, {"event": "followup", "name": "utter_total"})
    )
    assert talk(acting(f"{other.url}/json")).say("x") == ["That makes 3.", "size , total 3, money "]


def test_reset_slots_and_restart(talk, other):
    visitor = talk(acting(f"{other.url}/json"))
    other.body = answer(events=({"event": "slot", "name": "size", "value": "small"},))
    visitor.say("x")
    other.body = answer(events=({"event": "reset_slots"},))
    assert visitor.say("y") == ["size , total , money "]
    other.body = answer({"text": "Over."}, events=({"event": "restart"},))
    assert visitor.say("z") == ["Over."]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("error", "status 500"), ("garbage", "unreadable"), ("hang", "timeout"), ("json", "unreadable")],
)
def test_a_server_that_does_not_work(talk, other, path, reason):
    other.body = [1]
    (said,) = talk(acting(f"{other.url}/{path}", timeout=1)).say("x")
    assert said.startswith("Sorry: ") and (reason in said or "unknown_outcome" in said)
    assert len(other.seen) == 1, "an action that may have run was run again"


def test_an_action_that_may_have_run_is_not_run_again(talk, other):
    assert talk(acting(f"{other.url}/later")).say("x") == ["Sorry: status 503"]
    assert len(other.seen) == 1


def test_no_server_and_one_that_is_not_public(start, publish, settings):
    settings.INTERNAL_HOSTS = []
    runtime = start()
    assert Talk(runtime, publish(acting(""))).say("x") == ["Sorry: no_action_server"]
    assert Talk(runtime, publish(acting("http://127.0.0.1:9/webhook"))).say("x") == ["Sorry: forbidden_address"]
