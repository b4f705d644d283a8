"""Counters and lists, without code."""

from __future__ import annotations

from typing import Any

import pytest

from flows.engine.effects import AddValue, PutValue
from flows.lint import lint
from tests.engine.talking import Talk, document, flow, link, node, say, step


def after(*steps: dict[str, Any], variables: list[dict[str, Any]] | None = None, **given: Any) -> Talk:
    """The talk after a bot with these steps has run once."""
    declared = variables or [{"name": name, "type": "any", "input": True} for name in given]
    talk = Talk(document(flow("main", *steps, kind="main"), variables=declared))
    talk.start(**given)
    return talk


def test_counting_begins_at_nothing() -> None:
    talk = after(step("a", "counter", variable="n"), step("b", "counter", variable="n", by={"literal": 2.5}))
    assert talk.variables["n"] == 3.5


def test_counting_down_by_what_a_variable_says() -> None:
    talk = after(step("a", "counter", variable="n", do="decrease", by="{{ amount }}"), n=10, amount="4")
    assert talk.variables["n"] == 6


def test_a_reset_counter_has_its_default_again() -> None:
    variables = [{"name": "lives", "type": "number", "default": 3}, {"name": "n", "type": "number"}]
    steps = [step("d", "counter", variable="lives", do="decrease"), step("i", "counter", variable="n")]
    resets = [step("r", "counter", variable="lives", do="reset"), step("s", "counter", variable="n", do="reset")]
    talk = after(*steps, *resets, variables=variables)
    assert talk.variables == {"lives": 3, "n": 0}


def test_a_counter_of_the_whole_bot_is_added_to_outside_in_one_step() -> None:
    talk = after(
        step("a", "counter", variable="total"), variables=[{"name": "total", "type": "number", "scope": "bot"}]
    )
    assert talk.turn is not None and talk.turn.effects == (AddValue("bot", "total", 1),)


def test_counting_by_a_text_or_upon_one_is_a_problem() -> None:
    assert after(step("a", "counter", variable="n", by="many"), n=1).trace["problem"]["code"] == "type"
    assert after(step("a", "counter", variable="n"), n="one").trace["problem"]["code"] == "type"


CHANGES: list[tuple[dict[str, Any], list[Any], list[Any]]] = [
    ({"do": "append", "value": "c"}, ["a", "b"], ["a", "b", "c"]),
    ({"do": "append", "value": {"expression": "1 + 1"}}, ["a"], ["a", 2]),
    ({"do": "prepend", "value": "c"}, ["a"], ["c", "a"]),
    ({"do": "insert", "value": "x", "index": {"literal": 1}}, ["a", "b"], ["a", "x", "b"]),
    ({"do": "append_all", "value": {"literal": ["c", "d"]}}, ["a"], ["a", "c", "d"]),
    ({"do": "remove", "value": "a"}, ["a", "b", "a"], ["b"]),
    ({"do": "remove", "value": {"literal": 1}}, [1, 1.0, True, "1"], [True, "1"]),
    ({"do": "remove_at", "index": {"literal": 0}}, ["a", "b"], ["b"]),
    ({"do": "remove_at", "index": {"literal": -1}}, ["a", "b"], ["a"]),
    ({"do": "remove_at", "index": {"literal": 7}}, ["a"], ["a"]),
    ({"do": "clear"}, ["a"], []),
    ({"do": "unique"}, ["b", "a", "b", 1, 1.0, True, {"x": 1}, {"x": 1}], ["b", "a", 1, True, {"x": 1}]),
    ({"do": "sort"}, ["b", 10, "É", "a", 2], [2, 10, "a", "b", "É"]),
    ({"do": "sort", "descending": True}, [1, 3, 2], [3, 2, 1]),
    ({"do": "sort", "by": "p"}, [{"p": 2}, {"p": 1}], [{"p": 1}, {"p": 2}]),
    ({"do": "reverse"}, [1, 2], [2, 1]),
    ({"do": "append", "value": "c", "most": 2}, ["a", "b"], ["b", "c"]),
    ({"do": "prepend", "value": "c", "most": 2}, ["a", "b"], ["c", "a"]),
]


@pytest.mark.parametrize(("config", "before", "then"), CHANGES)
def test_changing_a_list(config: dict[str, Any], before: list[Any], then: list[Any]) -> None:
    talk = after(step("c", "change_list", variable="list", **config), list=before)
    assert talk.trace["problem"] is None
    # 1 == True in Python, so the JSON is compared.
    assert repr(talk.variables["list"]) == repr(then)


def test_a_list_nobody_has_made_is_empty() -> None:
    assert after(step("c", "change_list", variable="cart", do="append", value="tea")).variables == {"cart": ["tea"]}


@pytest.mark.parametrize(
    "config", [{"do": "append"}, {"do": "append_all", "value": "x"}, {"do": "remove_at", "index": "first"}]
)
def test_what_is_missing_or_wrong_is_a_problem_and_leaves_the_list_alone(config: dict[str, Any]) -> None:
    talk = after(step("c", "change_list", variable="list", **config), list=["a"])
    assert talk.trace["problem"]["step"] == "c"
    assert talk.variables["list"] == ["a"]


READINGS: list[tuple[dict[str, Any], list[Any], Any]] = [
    ({"what": "first"}, ["a", "b"], "a"),
    ({"what": "last"}, ["a", "b"], "b"),
    ({"what": "item", "index": {"literal": 1}}, ["a", "b"], "b"),
    ({"what": "item", "index": {"literal": -2}}, ["a", "b"], "a"),
    ({"what": "item", "index": {"literal": 2}}, ["a", "b"], None),
    ({"what": "length"}, ["a", "b"], 2),
    ({"what": "length"}, [], 0),
    ({"what": "position", "value": "b"}, ["a", "b"], 1),
    ({"what": "position", "value": "z"}, ["a", "b"], None),
    ({"what": "sum"}, [1, 2.5, "x", True], 3.5),
    ({"what": "smallest"}, [3, 1, "0"], 1),
    ({"what": "largest"}, [], None),
    ({"what": "join"}, ["a", 1, None, True], "a, 1, true"),
    ({"what": "join", "value": " and "}, ["a", "b"], "a and b"),
    ({"what": "random"}, ["only"], "only"),
]


@pytest.mark.parametrize(("config", "values", "found"), READINGS)
def test_looking_into_a_list(config: dict[str, Any], values: list[Any], found: Any) -> None:
    talk = after(step("r", "read_list", variable="list", save_as="found", **config), list=values)
    assert talk.trace["problem"] is None
    assert talk.variables.get("found") == found


def test_a_list_as_a_queue() -> None:
    main = flow(
        "main",
        step("in", "listen"),
        step("take", "read_list", variable="queue", what="take_first", save_as="one", or_empty=True),
        say("next", "Next: {{ one }}"),
        kind="main",
        nodes=[node("nobody", say("n", "Nobody is waiting."))],
        transitions=[link("main.n", "take", "empty", "nobody"), link("main.n", None, "next", "main.n")],
    )
    talk = Talk(document(main, variables=[{"name": "queue", "type": "list", "default": ["Ada", "Bob"]}]), started=True)
    assert [talk.say("next")[0] for _ in range(3)] == ["Next: Ada", "Next: Bob", "Nobody is waiting."]


def test_lint_knows_which_steps_only_read() -> None:
    steps = [
        step("a", "change_list", variable="cart", do="append", value="tea"),
        step("r", "read_list", variable="cart", what="length", save_as="count"),
        step("n", "read_list", variable="nowhere", what="first"),
        step("m", "remember", variables=["count"]),
    ]
    variables = [{"name": "cart", "type": "list"}, {"name": "count", "type": "number"}]
    codes = {"unused-variable", "unknown-variable", "undeclared-variable"}
    found = [one for one in lint(document(flow("main", *steps, kind="main"), variables=variables)) if one.code in codes]
    assert [(one.code, one.place.step) for one in found] == [("unknown-variable", "n")]


def test_a_list_of_the_visitor_is_put_whole() -> None:
    talk = after(
        step("c", "change_list", variable="seen", do="append", value="page"),
        variables=[{"name": "seen", "type": "list", "scope": "user"}],
    )
    assert talk.turn is not None and talk.turn.effects == (PutValue("user", "seen", ["page"]),)
