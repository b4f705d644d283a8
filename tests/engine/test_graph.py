"""Where a dialogue goes: steps, nodes, transitions, kinds of flows, calls between flows."""

from __future__ import annotations

import pytest

from flows.engine.graph import compile_bot
from flows.engine.problem import DocumentError
from flows.steps import STEP_TYPES
from tests.engine.talking import Talk, document, flow, intent, link, node, say, step


def test_next_goes_to_the_step_after_it_then_out_of_the_node() -> None:
    main = flow(
        "main",
        say("a", "one"),
        say("b", "two"),
        kind="main",
        nodes=[node("more", say("c", "three"))],
        transitions=[link("main.n", None, "next", "more")],
    )
    assert Talk(document(main)).start() == ["one", "two", "three"]


def test_a_transition_of_a_node_is_not_taken_from_its_middle() -> None:
    main = flow(
        "main",
        step("ask", "choice", message="?", options=[{"id": "y", "title": "Yes"}]),
        say("never", "after the choice"),
        kind="main",
        nodes=[node("yes", say("c", "yes it is"))],
        transitions=[link("main.n", "ask", "y", "yes"), link("main.n", None, "next", "main.n")],
    )
    talk = Talk(document(main), started=True)
    assert talk.tap("y") == ["yes it is"]


def test_a_flow_begins_at_start_else_at_its_first_node() -> None:
    nodes = [node("second", say("b", "second"))]
    assert Talk(document(flow("main", say("a", "first"), kind="main", nodes=nodes))).start() == ["first"]
    assert Talk(document(flow("main", say("a", "first"), kind="main", nodes=nodes, start="second"))).start() == [
        "second"
    ]


def test_empty_nodes_are_walked_through_even_in_a_circle() -> None:
    links = [link("main.n", None, "next", "two"), link("two", None, "next", "three")]
    main = flow("main", kind="main", nodes=[node("two"), node("three", say("a", "here"))], transitions=links)
    assert Talk(document(main)).start() == ["here"]
    circle = flow("main", kind="main", nodes=[node("two")], transitions=[links[0], link("two", None, "next", "main.n")])
    assert Talk(document(circle)).start() == []


def test_an_unconnected_output_never_meets_silence() -> None:
    main = flow("main", step("ask", "choice", message="?", options=[{"id": "y", "title": "Yes"}]), kind="main")
    talk = Talk(document(main), started=True)
    assert talk.tap("y") == ["Sorry, something went wrong on our side. Please try again in a moment."]
    assert talk.trace["problem"]["code"] == "unconnected"
    broken = flow("broken", say("e", "We are on it ({{ problem.code }})."), kind="error")
    talk = Talk(document(main, broken), started=True)
    assert talk.tap("y") == ["We are on it (unconnected)."]


def test_the_builtin_sentence_is_in_the_visitors_language() -> None:
    main = flow("main", step("ask", "choice", message="?", options=[{"id": "y", "title": "Oui"}]), kind="main")
    talk = Talk(document(main))
    talk.start("fr")
    assert "problème" in talk.say("non merci")[0]


def test_a_called_flow_takes_inputs_and_gives_results() -> None:
    main = flow(
        "main",
        step(
            "call",
            "call_flow",
            flow="add",
            inputs={"a": {"expression": "2"}, "b": {"literal": 3}},
            save={"sum": "total"},
        ),
        say("done", "{{ sum }}"),
        kind="main",
    )
    add = flow(
        "add", step("r", "return", values={"total": {"expression": "a + b"}}), inputs=["a", "b"], outputs=["total"]
    )
    talk = Talk(document(main, add, variables=[{"name": "sum", "type": "number"}]))
    assert talk.start() == ["5"]
    assert talk.variables == {"sum": 5}


def test_a_called_flow_may_wait_and_comes_back_by_itself() -> None:
    main = flow("main", step("call", "call_flow", flow="name"), say("hi", "Hi {{ name }}"), kind="main")
    name = flow("name", step("ask", "ask", message="Who?", variable="name"))
    talk = Talk(document(main, name, variables=[{"name": "name", "type": "text"}]))
    assert talk.start() == ["Who?"]
    assert talk.say("Ada") == ["Hi Ada"]


def test_flow_variables_are_the_flows_own() -> None:
    variables = [{"name": "n", "type": "number", "scope": "flow", "default": 0}]
    main = flow(
        "main",
        step("s", "set", variable="n", value={"literal": 1}),
        step("call", "call_flow", flow="other"),
        say("a", "main {{ n }}"),
        kind="main",
    )
    other = flow(
        "other", say("b", "before {{ n }}"), step("t", "set", variable="n", value={"literal": 2}), say("c", "{{ n }}")
    )
    assert Talk(document(main, other, variables=variables)).start() == ["before 0", "2", "main 1"]


def test_a_jump_does_not_come_back_but_its_caller_does() -> None:
    main = flow("main", step("call", "call_flow", flow="a"), say("m", "back in main"), kind="main")
    a = flow("a", step("j", "jump", flow="b", node="late"), say("never", "never"))
    b = flow("b", say("early", "early"), nodes=[node("late", say("l", "late"))])
    assert Talk(document(main, a, b)).start() == ["late", "back in main"]


def test_a_jump_to_nowhere_is_a_problem() -> None:
    talk = Talk(document(flow("main", step("j", "jump", flow="gone"), kind="main")), started=True)
    assert talk.trace["problem"]["code"] == "flow"


def test_end_runs_the_end_flow_and_the_next_message_begins_a_session() -> None:
    main = flow("main", say("hi", "Welcome"), step("e", "end"), say("never", "never"), kind="main")
    bye = flow("bye", say("b", "Bye"), kind="end")
    talk = Talk(document(main, bye))
    assert talk.start() == ["Welcome", "Bye"]
    assert not talk.state.open
    assert talk.say("hello")[0] == "Welcome"


def test_an_end_flow_may_ask_before_the_session_ends() -> None:
    main = flow("main", step("e", "end"), kind="main")
    bye = flow("bye", step("a", "ask", message="How was it?", variable="mark"), step("e2", "end"), kind="end")
    talk = Talk(document(main, bye, variables=[{"name": "mark", "type": "text"}]))
    assert talk.start() == ["How was it?"]
    assert talk.state.open
    talk.say("fine")
    assert not talk.state.open


def test_start_triggers_come_before_the_main_flow() -> None:
    main = flow("main", say("m", "main"), kind="main")
    regular = flow(
        "regular", say("r", "Welcome back"), triggers=[{"start": True, "when": {"expression": "visits > 1"}}]
    )
    bot = document(main, regular, variables=[{"name": "visits", "type": "number", "scope": "user", "default": 0}])
    assert Talk(bot).start() == ["main"]
    talk = Talk(bot)
    talk.user["visits"] = 3
    assert talk.start() == ["Welcome back"]


def test_events_start_flows() -> None:
    paid = flow("paid", say("p", "Paid {{ event.data.amount }}"), triggers=[{"event": "paid"}])
    talk = Talk(document(paid))
    assert talk.happen("paid", amount=5) == ["Paid 5"]
    assert talk.happen("other") == []


def test_a_condition_on_the_intent_sees_this_turn() -> None:
    main = flow(
        "main",
        step("l", "listen"),
        step("b", "branch", rules=[{"id": "good", "when": {"intent": "praise"}}]),
        kind="main",
        nodes=[node("good", say("g", "Thanks")), node("bad", say("x", "Hm"))],
        transitions=[link("main.n", "b", "good", "good"), link("main.n", "b", "else", "bad")],
    )
    bot = document(main, intents=[{"name": "praise"}])
    assert Talk(bot, started=True).say("lovely", intent("praise")) == ["Thanks"]
    assert Talk(bot, started=True).say("lovely", intent("praise", 0.3)) == ["Hm"]


def test_what_validation_refuses_does_not_compile() -> None:
    with pytest.raises(DocumentError):
        compile_bot({"flows": [{"title": "no id"}]}, STEP_TYPES)
