"""Whatever goes wrong, the visitor gets words, the author gets a reason, and the turn ends."""

from __future__ import annotations

from typing import Any

import pytest

from flows.engine.effects import Say, StartCall
from flows.engine.events import CallReturned, Happened
from flows.engine.run import MOST_MESSAGES
from flows.engine.state import State
from tests.engine.talking import Talk, document, flow, intent, link, node, say, step

SORRY = "Sorry, something went wrong on our side. Please try again in a moment."
BROKEN = flow("broken", say("e", "Problem: {{ problem.code }} at {{ problem.step }}"), kind="error")


def bot(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return document(flow("main", *steps, kind="main"), BROKEN, **more)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (say("s", "{{ 1 +"), "language"),
        (say("s", "{{ 'a' - 1 }}"), "template"),
        (say("s", {"content": "gone"}), "content"),
        (step("s", "set", variable="n", value="not a number"), "type"),
        (step("s", "set", variable="n", value={"expression": "1 / 'a'"}), "expression"),
        (step("s", "set", variable="n", value={"add": "x"}), "type"),
        (step("s", "branch", rules=[{"id": "r", "when": {"expression": "'a' * 'b' > 1"}}]), "condition"),
        (step("s", "call_flow", flow="gone"), "flow"),
        (step("s", "jump", flow="main", node="gone"), "node"),
    ],
)
def test_a_problem_in_a_step_runs_the_error_flow(body: dict[str, Any], code: str) -> None:
    talk = Talk(bot(body, variables=[{"name": "n", "type": "number"}]))
    assert talk.start() == [f"Problem: {code} at s"]
    assert talk.trace["problem"]["code"] == code


def test_an_error_flow_that_fails_ends_in_a_sentence_of_our_own() -> None:
    worse = flow("worse", say("e", "{{ 'a' - 1 }}"), kind="error")
    assert Talk(document(flow("main", say("s", "{{ 'a' - 1 }}"), kind="main"), worse)).start() == [SORRY]


def test_an_error_flow_that_never_ends_is_stopped() -> None:
    again = flow("again", say("e", "again"), kind="error", transitions=[link("again.n", None, "next", "again.n")])
    talk = Talk(document(flow("main", say("s", "{{ 'a' - 1 }}"), kind="main"), again))
    said = talk.start()
    assert said[-1] == SORRY
    assert len(said) <= 12


def test_an_error_in_the_end_flow_still_ends_the_session() -> None:
    bye = flow("bye", say("b", "{{ 'a' - 1 }}"), kind="end")
    for flows in ((bye, BROKEN), (bye,)):
        talk = Talk(document(flow("main", step("e", "end"), kind="main"), *flows), started=True)
        assert not talk.state.open
        assert talk.state.stack == ()


def test_what_was_interrupted_comes_back_after_an_error() -> None:
    fails = flow("fails", say("f", "{{ 'a' - 1 }}"), triggers=[{"intent": "fail"}])
    talk = Talk(bot(step("a", "ask", message="Name?", variable="name"), intents=[{"name": "fail"}]))
    talk.bot = Talk(document(*[one.body for one in talk.bot.flows.values()], fails, intents=[{"name": "fail"}])).bot
    talk.start()
    assert talk.say("x", intent("fail")) == ["Problem: template at f", "Name?"]


def test_an_endless_circle_of_steps() -> None:
    loop = flow(
        "main",
        step("s", "set", variable="x", value="1"),
        kind="main",
        transitions=[link("main.n", None, "next", "main.n")],
    )
    talk = Talk(document(loop, BROKEN))
    assert talk.start() == ["Problem: steps at s"]


def test_too_many_messages() -> None:
    loop = flow("main", say("s", "x"), kind="main", transitions=[link("main.n", None, "next", "main.n")])
    said = Talk(document(loop, BROKEN)).start()
    assert len(said) == MOST_MESSAGES + 1
    assert said[-1] == "Problem: messages at s"


def test_flows_inside_of_flows_without_end() -> None:
    talk = Talk(document(flow("main", step("c", "call_flow", flow="main"), kind="main"), BROKEN))
    assert talk.start() == ["Problem: depth at c"]


def test_thirty_two_flows_inside_of_each_other_are_just_not_too_many() -> None:
    for deep, said in ((32, "deep"), (33, "Problem: depth at c31")):
        calls = [flow(f"f{n}", step(f"c{n}", "call_flow", flow=f"f{n + 1}")) for n in range(deep - 1)]
        calls[0]["kind"] = "main"
        assert Talk(document(*calls, flow(f"f{deep - 1}", say("s", "deep")), BROKEN)).start() == [said]


def test_expressions_that_take_too_long() -> None:
    grow = step("s", "set", variable="x", value={"expression": "x + x"})
    steps = [
        step("i", "set", variable="x", value={"literal": "0123456789"}),
        *({**grow, "id": f"s{n}"} for n in range(30)),
    ]
    talk = Talk(bot(*steps))
    assert talk.start()[0].startswith("Problem: operations at s")


def test_a_state_that_grows_too_large_is_rolled_back() -> None:
    variables = [{"name": f"v{n}", "type": "text"} for n in range(12)]
    fill = [step(f"s{n}", "set", variable=f"v{n}", value={"literal": "x" * 30_000}) for n in range(12)]
    main = flow("main", say("hi", "Hi"), step("l", "listen"), *fill, kind="main")
    talk = Talk(document(main, BROKEN, variables=variables))
    talk.start()
    assert talk.say("go") == ["Problem: size at l"]
    assert talk.variables == {}
    assert talk.state.turn == 2


def test_chains_without_a_visitor_stop() -> None:
    talk = Talk(
        document(
            flow("ping", say("p", "ping"), triggers=[{"event": "ping"}]),
            flow("broken", step("c", "call_api", method="GET", url="https://x/"), kind="error"),
        )
    )
    event = Happened(id="e", at=1.0, name="ping", hops=51)
    assert talk.take(event) == [SORRY]
    assert talk.turn is not None
    assert not [one for one in talk.turn.effects if isinstance(one, StartCall)]
    assert talk.take(Happened(id="e2", at=2.0, name="ping", hops=50)) == ["ping"]


def test_a_result_that_is_no_json_is_no_reason_to_fail() -> None:
    for body in ({"n": float("nan")}, {"big": 2**70}, {"text": "\ud800"}, {1: 2}):
        talk = Talk(bot(step("api", "call_api", method="GET", url="https://x/", save_as="r")))
        talk.start()
        result = {"status": 200, "headers": {}, "body": body}
        assert talk.take(CallReturned(id="e", at=1.0, call="1/1", result=result)) == ["Problem: unconnected at api"]


def test_lone_surrogates_and_controls_in_what_is_said() -> None:
    talk = Talk(bot(step("l", "listen", variable="x"), say("s", "{{ x }}")))
    talk.start()
    assert talk.say("a\ud800b\x00") == ["a?b\x00"]


def test_sensitive_values_stay_out_of_traces() -> None:
    variables = [{"name": "pin", "type": "number", "sensitive": True}, {"name": "open", "type": "text"}]
    talk = Talk(
        bot(
            step("a", "ask", message="PIN?", variable="pin"),
            step("b", "set", variable="open", value="yes"),
            step("c", "set", variable="pin", value="1234x"),
            variables=variables,
        ),
        started=True,
    )
    talk.say("4711")
    assert talk.trace["variables"] == {"pin": "•••", "open": "yes"}
    assert talk.trace["problem"]["code"] == "type"
    assert "4711" not in str(talk.trace) and "1234x" not in str(talk.trace)


def test_the_same_arguments_give_the_same_turn() -> None:
    variations = [f"hello {n}" for n in range(8)]
    main = flow("main", step("s", "say", message="hello", variations=variations), kind="main")
    first = [Talk(document(main), seed=f"seed {n}").start() for n in range(20)]
    assert first == [Talk(document(main), seed=f"seed {n}").start() for n in range(20)]
    assert len({said[0] for said in first}) > 3


def test_a_state_of_another_format_is_refused() -> None:
    body = State.initial("s").to_json()
    assert State.from_json(body) == State.initial("s")
    with pytest.raises(ValueError, match="format"):
        State.from_json({**body, "format": 2})


def test_ids_follow_the_turn_number_of_the_row() -> None:
    talk = Talk(bot(step("l", "listen"), step("api", "call_api", method="GET", url="https://x/")), started=True)
    talk.state = talk.state.at_turn(41)
    talk.say("go")
    assert talk.state.pending == ("42/1",)


def test_numbers_of_messages_follow_the_event() -> None:
    talk = Talk(bot(say("s", "one"), step("c", "choice", message="?", options=[{"id": "y", "title": "Y"}])))
    talk.seq = 7
    talk.start()
    assert talk.turn is not None
    assert [one.step for one in talk.turn.effects if isinstance(one, Say)] == ["s", "c"]
    assert talk.state.open_options() == [{"option": "y", "title": "Y", "value": "Y", "seq": 9}]


def test_an_error_flow_that_says_nothing_leaves_nobody_without_a_word() -> None:
    broken = flow("main", step("s", "set", variable="n", value={"expression": "'a' - 1"}), kind="main")
    silent = {**flow("oops", kind="error"), "nodes": [node("oops.n")]}
    talk = Talk(document(broken, silent, variables=[{"name": "n", "type": "number"}]))
    assert talk.start() == ["Sorry, something went wrong on our side. Please try again in a moment."]
