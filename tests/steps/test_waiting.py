"""Steps that wait for time or for something outside, and one that does nothing at all."""

from __future__ import annotations

from typing import Any

from flows.engine.events import Happened
from flows.engine.graph import compile_bot
from flows.steps import STEP_TYPES
from tests.engine.talking import Talk, document, flow, intent, link, node, say, step

HELP = flow("help", say("h", "Help is near."), triggers=[{"intent": "help"}])


def waiting(first: dict[str, Any], *outputs: str, **more: Any) -> dict[str, Any]:
    main = flow(
        "main",
        first,
        say("done", "Done. {{ payment.amount }}"),
        kind="main",
        nodes=[node(one, say(f"s.{one}", one)) for one in outputs],
        transitions=[link("main.n", first["id"], one, one) for one in outputs],
    )
    return document(main, HELP, intents=[{"name": "help"}], variables=[{"name": "payment", "type": "object"}], **more)


def test_a_pause_ends_by_itself() -> None:
    talk = Talk(waiting(step("w", "wait", seconds=60)), started=True)
    assert talk.later(59) == []
    assert talk.later(1) == ["Done. "]


def test_a_pause_is_interrupted_by_words() -> None:
    talk = Talk(waiting(step("w", "wait", seconds=60), "interrupted"), started=True)
    assert talk.say("hello?") == ["interrupted"]
    assert talk.timers == {} or talk.later(100) == []


def test_a_pause_that_cannot_be_interrupted_goes_on_behind_an_answer() -> None:
    talk = Talk(waiting(step("w", "wait", seconds=60)), started=True)
    assert talk.say("help", intent("help"))[0] == "Help is near."
    assert talk.later(60) == ["Done. "]


def test_an_event_is_waited_for_and_what_it_brings_is_kept() -> None:
    talk = Talk(waiting(step("e", "wait_event", event="paid", save_as="payment")), started=True)
    assert talk.state.waiting_for == "event"
    assert talk.happen("shipped", amount=3) == []
    assert talk.happen("paid", amount=5) == ["Done. 5"]
    assert talk.by == "event"


def test_the_visitor_may_talk_on_meanwhile_and_is_never_met_by_silence() -> None:
    talk = Talk(waiting(step("e", "wait_event", event="paid")), started=True)
    assert talk.say("help", intent("help"))[0] == "Help is near."
    assert talk.say("gibberish") != []
    assert talk.happen("paid") == ["Done. "]


def test_an_event_that_does_not_come_in_time() -> None:
    talk = Talk(waiting(step("e", "wait_event", event="paid", timeout=600), "timeout"), started=True)
    talk.say("help", intent("help"))
    assert talk.later(599) == []
    assert talk.later(1) == ["timeout"]
    assert talk.happen("paid") == []


def test_an_event_in_time_stops_the_clock() -> None:
    talk = Talk(waiting(step("e", "wait_event", event="paid", timeout=600), "timeout"), started=True)
    assert talk.happen("paid") == ["Done. "]
    assert talk.timers == {}


def test_an_event_for_a_covered_flow_lies_ready_until_the_other_one_is_done() -> None:
    bot = waiting(step("e", "wait_event", event="paid", save_as="payment"))
    bot["flows"][1]["nodes"][0]["steps"].append(step("a", "ask", message="Who are you?", variable="name"))
    talk = Talk(bot, started=True)
    assert talk.say("help", intent("help")) == ["Help is near.", "Who are you?"]
    assert talk.happen("paid", amount=9) == []
    assert talk.trace["decision"]["why"] == "kept for the flow that waits for it"
    assert talk.happen("paid", amount=10) == []  # the first one counts
    assert talk.say("Ada")[-1] == "Done. 9"


def test_what_waits_for_an_event_waits_longer_than_a_session() -> None:
    talk = Talk(waiting(step("e", "wait_event", event="paid"), settings={"session_minutes": 30}), started=True)
    talk.later(86_400)
    assert talk.happen("paid") == ["Done. "]


def test_a_step_that_waits_comes_before_a_flow_with_the_same_trigger() -> None:
    bot = waiting(step("e", "wait_event", event="paid"))
    bot["flows"].append(flow("thanks", say("t", "Thank you!"), triggers=[{"event": "paid"}]))
    talk = Talk(bot, started=True)
    assert talk.happen("paid") == ["Done. "]
    assert talk.happen("paid") == ["Thank you!"]


def test_under_an_agent_the_flow_goes_on_without_a_word() -> None:
    talk = Talk(waiting(step("e", "wait_event", event="paid", save_as="payment")), started=True)
    talk.agent("takeover")
    assert talk.happen("paid", amount=5) == []
    assert talk.variables["payment"] == {"amount": 5}


def test_an_event_nobody_waits_for_begins_no_session() -> None:
    talk = Talk(document(flow("main", say("s", "Welcome!"), kind="main")))
    assert talk.take(Happened(id="e", at=1.0, name="scrolled")) == []
    assert talk.say("hi")[0] == "Welcome!"


def comments(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    note = step("c0", "comment", text="{{ not a template")
    return document(flow("main", note, *steps, step("c9", "comment", text="end"), kind="main", **more))


def test_a_comment_is_left_out_and_breaks_nothing() -> None:
    talk = Talk(comments(say("a", "one"), step("c", "comment", text="in between"), say("b", "two")))
    assert talk.start() == ["one", "two"]
    assert [one["step"] for one in talk.trace["steps"]] == ["a", "b"]


def test_the_way_on_may_hang_on_a_comment_or_on_its_node() -> None:
    for step_id in ("c9", None):
        nodes = [node("then", say("t", "then"))]
        bot = comments(say("a", "one"), nodes=nodes, transitions=[link("main.n", step_id, "next", "then")])
        assert Talk(bot).start() == ["one", "then"]


def test_a_node_of_comments_is_passed() -> None:
    bot = comments(nodes=[node("then", say("t", "then"))], transitions=[link("main.n", None, "next", "then")])
    assert Talk(bot).start() == ["then"]
    assert compile_bot(bot, STEP_TYPES).flows["main"].step("main.n", "c0") is None
