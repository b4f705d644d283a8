"""Forms checked reply by reply by an action server: one of our own, and the real one of `rasa-sdk`."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from flows.models import Event
from flows.runtime.session import read_trace

from .bots import bot, listen, say, to
from .conftest import Talk
from .rasa_server import serving

pytestmark = pytest.mark.usefixtures("local_hosts")
ACTIONS = """
from rasa_sdk import Action
from rasa_sdk.forms import FormValidationAction


class ValidateTable(FormValidationAction):
    def name(self):
        return "validate_table"

    async def required_slots(self, domain_slots, dispatcher, tracker, domain):
        if (tracker.slots.get("guests") or 0) > 6:
            return [*domain_slots, "menu"]
        return domain_slots

    def validate_day(self, value, dispatcher, tracker, domain):
        if value.lower() == "monday":
            dispatcher.utter_message(text="Closed on Mondays.")
            return {"day": None}
        return {"day": value.title()}

    def validate_guests(self, value, dispatcher, tracker, domain):
        if value > 20:
            dispatcher.utter_message(response="utter_too_many")
            return {"guests": None}
        return {"guests": value}

    async def extract_day(self, dispatcher, tracker, domain):
        if "birthday" in (tracker.latest_message.get("text") or ""):
            return {"day": "sunday"}
        return {}


class AskGuests(Action):
    def name(self):
        return "action_ask_table_guests"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text=f"How many on {tracker.get_slot('day')}? ({tracker.get_slot('requested_slot')})")
        return []
"""
SLOTS = [
    {"variable": "day", "ask": "Which day?"},
    {"variable": "guests", "ask": "For how many?", "ask_action": "action_ask_table_guests"},
]


@pytest.fixture(scope="module")
def action_server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("checks"), ACTIONS) as url:
        yield url


def booking(server: str, slots: Any = SLOTS, **config: Any) -> dict[str, Any]:
    """A bot whose form has the id `table`, as an imported one has."""
    form = {"type": "form", "config": {"slots": slots, "check_action": "validate_table", **config}}
    document = bot(
        listen(), form, say("{{ day }}, {{ guests }} guests, menu {{ menu }}."),
        settings={"action_server": server, "bridge": False},
        variables=[{"name": "day", "type": "text"}, {"name": "guests", "type": "number"},
                   {"name": "menu", "type": "text"}],
        content=[{"id": "utter_too_many", "message": {"text": "That is too many."}},
                 {"id": "utter_ask_table_menu", "message": {"text": "Which menu for so many?"}}],
        transitions=({**to("s2", "unchecked", "n2"), "step": "table"},),
    )  # fmt: skip
    main = document["flows"][0]
    main["nodes"][0]["steps"][1]["id"] = "table"
    main["nodes"].append({"id": "n2", "title": "Failed", "steps": [{"id": "f1", **say("Sorry: {{ problem.detail }}")}]})
    return document


def test_a_real_validation_action_checks_every_reply(talk, action_server):
    visitor = talk(booking(action_server))
    assert visitor.say("a table please") == ["Which day?"]
    assert visitor.say("Monday") == ["Closed on Mondays.", "Which day?"]
    assert visitor.say("friday") == ["How many on Friday? (guests)"]
    assert visitor.say("300") == ["That is too many.", "How many on Friday? (guests)"]
    assert visitor.say("4") == ["Friday, 4 guests, menu ."]


def test_a_real_action_requires_other_slots_as_it_goes(talk, action_server):
    visitor = talk(booking(action_server))
    visitor.say("a table please")
    visitor.say("friday")
    assert visitor.say("12") == ["Which menu for so many?"]
    assert visitor.say("the long one") == ["Friday, 12 guests, menu the long one."]


def test_a_real_action_reads_what_the_form_cannot(talk, action_server):
    days = [{"variable": "day", "ask": "Which day?", "fill": [{"intent": "nobody says it", "value": "x"}]}, SLOTS[1]]
    visitor = talk(booking(action_server, days))
    visitor.say("a table please")
    assert visitor.say("on my birthday") == ["How many on Sunday? (guests)"]


class Checks:
    """The protocol of `validate_…` in a few lines: even numbers of guests only; no Mondays."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def __call__(self, body: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(body)
        fresh = {one["name"]: one["value"] for one in body["tracker"]["events"] if one["event"] == "slot"}
        refused = [name for name, value in fresh.items() if value == "monday" or value == 5]
        events = [{"event": "slot", "name": name, "value": None if name in refused else value}
                  for name, value in fresh.items()]  # fmt: skip
        return {"events": events, "responses": [{"text": f"Not {fresh[name]}."} for name in refused]}


PLAIN = [{"variable": "day", "ask": "Which day?"}, {"variable": "guests", "ask": "For how many?"}]


def test_every_reply_goes_over_the_wire_once(talk, other):
    other.body = checks = Checks()
    visitor = talk(booking(f"{other.url}/json", PLAIN))
    said = [visitor.say(text) for text in ("book", "monday", "friday", "5", "6")]
    assert said == [["Which day?"], ["Not monday.", "Which day?"], ["For how many?"], ["Not 5.", "For how many?"],
                    ["friday, 6 guests, menu ."]]  # fmt: skip
    assert [one["next_action"] for one in checks.asked] == ["validate_table"] * 5
    last = checks.asked[-1]["tracker"]
    assert last["active_loop"] == {"name": "table"} and last["slots"]["requested_slot"] == "guests"
    kinds = [one["event"] for one in last["events"]]
    assert kinds[-1] == "slot" and kinds.count("slot") == 1, "what was just filled stands last, and alone"
    assert last["slots"] == {"day": "friday", "guests": 6, "menu": None, "requested_slot": "guests"}
    events = Event.unscoped.filter(conversation=visitor.id, kind="call")
    assert {read_trace(bytes(one.trace))["decision"]["by"] for one in events} == {"call"}


def test_replies_sent_at_once_are_checked_in_their_order(talk, other):
    other.body = checks = Checks()
    visitor = talk(booking(f"{other.url}/json", PLAIN))
    visitor.say("book")
    threads = []
    for text in ("friday", "5", "8"):
        threads.append(threading.Thread(target=visitor.send, args=(text, f"at-once-{text}")))
        threads[-1].start()
        threads[-1].join(0.05)
    for thread in threads:
        thread.join(20)
    assert visitor.transcript()[-1][2] == "friday, 8 guests, menu ."
    assert len(checks.asked) == 4


@pytest.mark.parametrize(("path", "reason"), [("error", "status 500"), ("garbage", "unreadable"), ("cut", "unknown")])
def test_a_server_that_does_not_work(talk, other, path, reason):
    (said,) = talk(booking(f"{other.url}/{path}", PLAIN)).say("book")
    assert said.startswith("Sorry: ") and reason in said
    assert len(other.seen) == 1, "an action that may have run was run again"


def test_a_server_that_is_not_public(start, publish, settings):
    settings.INTERNAL_HOSTS = []
    visitor = Talk(start(), publish(booking("http://127.0.0.1:9/webhook", PLAIN)))
    assert visitor.say("book") == ["Sorry: forbidden_address"]


def hostile() -> list[dict[str, Any]]:
    slot = {"event": "slot", "name": "day", "value": "x"}
    return [
        {
            "events": [
                {"event": "slot", "name": "requested_slot", "value": value} for value in ([], {}, 3, "", "x" * 9999)
            ]
        },
        {"events": [{"event": "slot", "name": "requested_slot", "value": name} for name in ("day", "guests")] * 200},
        {"events": [slot] * 5000, "responses": [{"text": "x"}] * 5000},
        {"events": {"event": "slot"}, "responses": "x"},
        {
            "events": [None, 3, [], {"event": None}, {"event": "slot"}, {"event": "followup"}],
            "responses": [None, [], 3],
        },
        {"events": [{"event": "active_loop", "name": {}}, {"event": "form", "name": ["table"]}]},
        {"events": [{"event": "slot", "name": {"a": 1}, "value": {"a": [1] * 100}}]},
        {"responses": [{"response": "utter_too_many", "guests": {"x": 1}, "day": [1]}]},
        {"events": [{"event": "reset_slots"}, {"event": "restart"}] * 100},
    ]


@pytest.mark.parametrize("body", hostile(), ids=range(len(hostile())))
def test_what_no_action_server_should_answer(talk, other, body):
    """Whatever it answers, the visitor hears something and the next message is taken."""
    other.body = body
    visitor = talk(booking(f"{other.url}/json", PLAIN))
    visitor.send("book")
    visitor.send("friday")
    other.body = {"events": [{"event": "slot", "name": "requested_slot", "value": None}], "responses": []}
    visitor.send("again")
    visitor.send("again")
    spoken = [text for _, author, text in visitor.transcript() if author == "bot"]
    assert spoken and "went wrong" not in json.dumps(spoken)
