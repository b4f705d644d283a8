"""Calls, timers and human agents: what happens outside and comes back as events."""

from __future__ import annotations

from typing import Any

from flows.engine.effects import CancelCall, CancelTimer, EndSession, RequestHandoff, StartCall
from flows.engine.events import CallReturned, TimerFired
from tests.engine.talking import BACK, Talk, document, flow, intent, link, node, say, step

VARIABLES = [
    {"name": "city", "type": "text", "default": "Oslo"},
    {"name": "weather", "type": "object"},
    {"name": "name", "type": "text"},
    {"name": "card", "type": "text", "sensitive": True, "default": "4111"},
]


def bot(*steps: dict[str, Any], outputs: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    main = flow(
        "main",
        *steps,
        say("done", "Done"),
        kind="main",
        nodes=[node(f"to.{one}", say(f"say.{one}", f"took {one} {{{{ problem.detail }}}}")) for one in outputs],
        transitions=[link("main.n", steps[0]["id"], one, f"to.{one}") for one in outputs],
    )
    help = flow("help", say("h", "Help"), triggers=[{"intent": "help"}])
    person = flow("person", say("p", "A person"), triggers=[{"intent": "person"}], **{"global": True})
    return document(main, help, person, variables=VARIABLES, intents=[{"name": "help"}, {"name": "person"}], **more)


API = step(
    "api",
    "call_api",
    method="POST",
    url="https://api.example/{{ city }}?k={{ secret.key }}",
    headers={"Authorization": "Bearer {{ secret.token }}"},
    body={"city": "{{ city }}", "n": 3, "list": ["{{ city }}"]},
    save_as="weather",
)


def test_a_call_is_a_list_of_segments_and_never_holds_a_secret() -> None:
    talk = Talk(bot(API))
    talk.start()
    call = talk.calls[0]
    assert (call.id, call.kind, call.timeout, call.idempotent) == ("1/1", "api", 15.0, False)
    assert call.request["url"] == [{"text": "https://api.example/Oslo?k="}, {"secret": "key"}]
    assert call.request["headers"] == {"Authorization": [{"text": "Bearer "}, {"secret": "token"}]}
    assert call.request["body"] == [{"text": '{"city":"Oslo","n":3,"list":["Oslo"]}'}]
    assert talk.state.waiting_for == "call"
    assert talk.state.pending == ("1/1",)


def test_values_cannot_break_out_of_a_json_body_or_become_a_template() -> None:
    talk = Talk(bot(step("s", "set", variable="city", value={"literal": 'a","admin":"{{ secret.key }}'}), API))
    talk.start()
    assert talk.calls[0].request["body"][0]["text"].startswith('{"city":"a\\",\\"admin\\":\\"{{ secret.key }}"')


def test_a_reply_is_saved_and_the_dialogue_goes_on() -> None:
    talk = Talk(bot(API), started=True)
    assert talk.answer_call(status=200, headers={"a": "b"}, body={"sky": "clear"}) == ["Done"]
    assert talk.variables["weather"] == {"status": 200, "headers": {"a": "b"}, "body": {"sky": "clear"}}


def test_failures_leave_by_failed_and_say_why() -> None:
    for result, why in (
        ({"status": 500, "headers": {}, "body": "oops"}, "status 500"),
        ({"failed": "timeout"}, "timeout"),
        ({"status": 200, "headers": {}, "body": "x" * 40_000}, "too_large"),
        ({"nonsense": 1}, "unreadable"),
    ):
        talk = Talk(bot(API, outputs=("failed",)), started=True)
        assert talk.answer_call(**result) == [f"took failed {why}"]


def test_a_late_result_changes_nothing() -> None:
    talk = Talk(bot(API), started=True)
    talk.answer_call(status=200, headers={}, body=None)
    before = talk.state.variables
    event = CallReturned(**talk._common(), call="1/1", result={"status": 200, "headers": {}, "body": "again"})
    assert talk.take(event) == []
    assert talk.trace["late"] == ["1/1"]
    assert talk.state.variables == before


def test_messages_are_held_while_a_call_is_out_but_global_flows_pass() -> None:
    talk = Talk(bot(API), started=True)
    before = talk.state
    assert talk.say("help", intent("help")) == []
    assert talk.trace["held"] is True
    assert talk.state == before
    assert talk.say("a person!", intent("person")) == ["A person"]
    assert talk.state.waiting_for == "call"
    assert talk.answer_call(status=200, headers={}, body=None) == ["Done"]


def test_an_event_of_the_page_is_held_while_a_call_is_out() -> None:
    document = bot(API)
    document["flows"].append(flow("paid", say("paid.s", "Paid"), triggers=[{"event": "paid"}]))
    talk = Talk(document, started=True)
    assert talk.happen("paid") == []
    assert talk.trace["held"] is True
    talk.answer_call(status=200, headers={}, body=None)
    assert talk.happen("paid") == ["Paid"]


def test_a_call_whose_turn_ends_in_an_error_is_never_made() -> None:
    body = {"method": "GET", "url": "https://x/", "timeout": 1}
    steps = [step("l", "listen"), step("big", "set", variable="city", value={"literal": "x" * 300_000})]
    talk = Talk(bot(*steps, step("api", "call_api", **body)), started=True)
    talk.say("go")
    assert talk.calls == []
    assert talk.state.pending == ()


def test_a_result_for_a_covered_flow_waits_for_its_turn() -> None:
    document = bot(API)
    person = document["flows"][2]
    person["nodes"][0]["steps"].append(step("ask", "ask", message="Who?", variable="name"))
    talk = Talk(document, started=True)
    assert talk.say("a person!", intent("person")) == ["A person", "Who?"]
    assert talk.answer_call(status=200, headers={}, body=None) == []
    assert talk.say("Ada") == ["Done"]


def test_code_gets_the_variables_but_not_the_sensitive_ones() -> None:
    talk = Talk(bot(step("js", "code", source="return {a: 1}", save_as="weather"), outputs=("failed",)), started=True)
    request = talk.calls[0].request
    assert (request["source"], request["vars"]["city"]) == ("return {a: 1}", "Oslo")
    assert "card" not in request["vars"]
    assert talk.answer_call(value={"a": 1}) == ["Done"]
    assert talk.variables["weather"] == {"a": 1}


def test_code_that_returns_no_object_for_an_object_fails() -> None:
    talk = Talk(bot(step("js", "code", source="return 1", save_as="weather"), outputs=("failed",)), started=True)
    assert talk.answer_call(value=1) == ["took failed type"]


def test_a_question_has_a_timeout() -> None:
    ask = step("a", "ask", message="Name?", variable="name", timeout=60)
    talk = Talk(bot(ask, outputs=("timeout", "failed")), started=True)
    assert talk.later(59) == []
    assert talk.later(1) == ["took timeout "]
    talk = Talk(bot(ask, outputs=("timeout", "failed")), started=True)
    assert talk.say("Ada") == ["Done"]
    assert talk.timers == {}


def test_a_timeout_starts_anew_when_the_question_is_asked_again() -> None:
    choice = step("c", "choice", message="?", options=[{"id": "y", "title": "Yes"}], retries=2, timeout=60)
    talk = Talk(bot(choice, outputs=("timeout", "y", "else")), started=True)
    talk.later(50)
    talk.say("what")
    assert talk.later(50) == []
    assert talk.later(10) == ["took timeout "]


def test_no_timeout_runs_while_another_flow_is_in_front() -> None:
    document = bot(step("a", "ask", message="Name?", variable="name", timeout=60), outputs=("timeout",))
    document["flows"][1]["nodes"][0]["steps"].append(step("ask", "ask", message="Helped?", variable="city"))
    talk = Talk(document, started=True)
    talk.say("help", intent("help"))
    assert talk.later(100) == []
    assert talk.say("yes") == [BACK, "Name?"]
    assert talk.later(60) == ["took timeout "]


def test_an_unconnected_timeout_goes_to_the_timeout_flow() -> None:
    document = bot(step("a", "ask", message="Name?", variable="name", timeout=60))
    document["flows"].append(flow("slow", say("s", "Too slow"), kind="timeout"))
    talk = Talk(document, started=True)
    assert talk.later(60) == ["Too slow"]


def test_wait_goes_on_by_itself_or_is_interrupted() -> None:
    talk = Talk(bot(step("w", "wait", seconds=5), outputs=("interrupted",)), started=True)
    assert talk.state.waiting_for == "timer"
    assert talk.later(5) == ["Done"]
    talk = Talk(bot(step("w", "wait", seconds=5), outputs=("interrupted",)), started=True)
    assert talk.say("hm") == ["took interrupted "]
    assert talk.timers == {}


def test_a_wait_whose_interruption_leads_nowhere_answers_and_waits_on() -> None:
    talk = Talk(bot(step("w", "wait", seconds=5)), started=True)
    assert talk.say("help", intent("help", 0.6)) == ["Help"]
    assert talk.say("qwertz")[0].startswith("Sorry, I did not understand")
    assert talk.later(5) == ["Done"]


def test_a_wait_that_is_over_while_covered_goes_on_afterwards() -> None:
    document = bot(step("w", "wait", seconds=5))
    document["flows"][1]["nodes"][0]["steps"].append(step("ask", "ask", message="Helped?", variable="city"))
    talk = Talk(document, started=True)
    talk.say("help", intent("help"))
    assert talk.later(10) == []
    assert talk.say("yes") == ["Done"]


def test_an_unknown_timer_is_late() -> None:
    talk = Talk(bot(say("s", "Hi")), started=True)
    assert talk.take(TimerFired(**talk._common(), timer="9/9")) == []
    assert talk.trace["late"] == ["9/9"]


HANDOFF = step("hand", "handoff", queue="support", message="I call a colleague.", timeout=120)
EXITS = ("resolved", "unavailable", "timeout")


def test_a_handoff_asks_for_an_agent_and_is_silent() -> None:
    talk = Talk(bot(HANDOFF, outputs=EXITS))
    assert talk.start() == ["I call a colleague."]
    assert talk.turn is not None
    assert RequestHandoff("support", "I call a colleague.") in talk.turn.effects
    assert talk.state.waiting_for == "agent"
    assert talk.say("hello?") == []
    talk.agent("takeover")
    assert talk.say("help", intent("help")) == []
    assert talk.by == "agent"
    assert talk.later(500) == []
    assert talk.agent("release") == ["took resolved "]


def test_asking_for_a_person_twice_asks_once() -> None:
    document = bot(step("l", "listen"))
    document["flows"][2]["nodes"][0]["steps"].append(HANDOFF)
    talk = Talk(document, started=True)
    assert talk.say("a person!", intent("person")) == ["A person", "I call a colleague."]
    assert talk.say("a person, now!", intent("person")) == []
    assert [frame.flow for frame in talk.state.stack] == ["main", "person"]


def test_nobody_comes_or_nobody_is_there() -> None:
    assert Talk(bot(HANDOFF, outputs=EXITS), started=True).later(120) == ["took timeout "]
    assert Talk(bot(HANDOFF, outputs=EXITS), started=True).agent("unavailable") == ["took unavailable "]


def test_after_an_unasked_takeover_the_question_comes_back() -> None:
    talk = Talk(bot(step("a", "ask", message="Name?", variable="name")), started=True)
    talk.agent("takeover")
    assert talk.say("Ada") == []
    assert talk.agent("release") == ["Name?"]
    talk.agent("takeover")
    talk.later(31 * 60)
    assert talk.agent("release") == ["Name?"]
    assert talk.state.session == 2


def test_results_under_human_control_are_kept_but_say_nothing() -> None:
    talk = Talk(bot(API, step("a", "ask", message="Name?", variable="name")), started=True)
    talk.agent("takeover")
    assert talk.answer_call(status=200, headers={}, body={"sky": "grey"}) == []
    assert talk.variables["weather"]["body"] == {"sky": "grey"}
    assert talk.agent("release") == ["Name?"]


def test_leaving_a_question_closes_what_it_had_opened() -> None:
    talk = Talk(bot(API, settings={"session_minutes": 1}), started=True)
    assert [type(one) for one in talk.turn.effects] == [StartCall] if talk.turn else False
    talk.clock += 120
    talk.state = talk.state
    talk.say("back again")
    assert talk.turn is not None
    assert CancelCall("1/1") in talk.turn.effects
    assert EndSession() in talk.turn.effects
    talk = Talk(bot(step("w", "wait", seconds=900), settings={"session_minutes": 1}), started=True)
    talk.clock += 120
    talk.say("back again")
    assert talk.turn is not None
    assert CancelTimer("1/1") in talk.turn.effects
