"""Loops over lists, as conversations show them."""

from __future__ import annotations

from typing import Any

from tests.engine.talking import Talk, document, flow, link, node, say, step

CART = [{"name": "cart", "type": "list", "input": True}, {"name": "note", "type": "text"}]


def looping(*body: dict[str, Any], entry: str = "loop", **config: Any) -> dict[str, Any]:
    """A bot that says something for each thing in the cart, then that it is done."""
    main = flow(
        "main",
        say("hello", "Your cart:"),
        kind="main",
        nodes=[
            node("loop", step("each", "loop", list="cart", item="thing", **config), say("done", "That is all.")),
            node("body", *body),
        ],
        transitions=[
            link("main.n", None, "next", "loop"),
            link("loop", "each", "each", "body"),
            link("body", None, "next", entry),
        ],
    )
    return document(main, variables=CART)


def test_each_value_is_said_and_then_the_dialogue_goes_on() -> None:
    talk = Talk(looping(say("b", "- {{ thing }} ({{ n }})"), index="n"))
    assert talk.start(cart=["tea", "milk"]) == ["Your cart:", "- tea (0)", "- milk (1)", "That is all."]
    assert "thing" not in talk.variables and "n" not in talk.variables


def test_an_empty_cart_and_none_at_all() -> None:
    assert Talk(looping(say("b", "- {{ thing }}"))).start(cart=[]) == ["Your cart:", "That is all."]
    assert Talk(looping(say("b", "- {{ thing }}"))).start() == ["Your cart:", "That is all."]


def test_a_loop_may_ask_in_every_round_and_remembers_where_it_is() -> None:
    body = step("how", "ask", message="How many {{ thing }}?", variable="note")
    talk = Talk(looping(body))
    assert talk.start(cart=["tea", "milk"]) == ["Your cart:", "How many tea?"]
    assert talk.say("two") == ["How many milk?"]
    assert talk.say("three") == ["That is all."]


def test_changing_the_list_meanwhile_changes_nothing() -> None:
    body = step("more", "change_list", variable="cart", do="append", value="again {{ thing }}")
    talk = Talk(looping(body, say("b", "{{ thing }}")))
    assert talk.start(cart=["tea", "milk"]) == ["Your cart:", "tea", "milk", "That is all."]
    assert talk.variables["cart"] == ["tea", "milk", "again tea", "again milk"]


def test_steps_before_the_loop_in_its_node_run_again_but_the_loop_goes_on() -> None:
    bot = looping(say("b", "- {{ thing }}"), entry="main.n")
    bot["flows"][0]["nodes"][0]["steps"].append(bot["flows"][0]["nodes"][1]["steps"].pop(0))
    bot["flows"][0]["transitions"][1] = link("main.n", "each", "each", "body")
    talk = Talk(bot)
    assert talk.start(cart=["a", "b"]) == ["Your cart:", "- a", "Your cart:", "- b", "Your cart:", "That is all."]


def test_rounds_are_bounded() -> None:
    talk = Talk(looping(say("b", "{{ thing }}"), most=2))
    assert talk.start(cart=["a", "b", "c"]) == ["Your cart:", "a", "b", "That is all."]


def test_a_loop_that_runs_too_long_in_one_turn_ends_in_the_error_flow() -> None:
    bot = looping(step("s", "set", variable="note", value="x"), step("t", "set", variable="note", value="y"), most=1000)
    bot["flows"].append(flow("oops", say("sorry", "Sorry: {{ problem.code }}"), kind="error"))
    assert Talk(bot).start(cart=list(range(900)))[-1] == "Sorry: steps"


def test_an_object_gives_its_entries() -> None:
    bot = looping(say("b", "{{ thing.key }} costs {{ thing.value }}"))
    bot["flows"][0]["nodes"][1]["steps"][0]["config"]["list"] = "{'tea': 2, 'milk': 1}"
    assert Talk(bot).start() == ["Your cart:", "tea costs 2", "milk costs 1", "That is all."]


def test_what_is_no_list_is_a_problem() -> None:
    bot = looping(say("b", "-"))
    bot["flows"][0]["nodes"][1]["steps"][0]["config"]["list"] = "'tea'"
    talk = Talk(bot)
    talk.start()
    assert (talk.trace["problem"]["code"], talk.trace["problem"]["step"]) == ("type", "each")


def test_a_loop_inside_of_a_loop_begins_anew_each_time() -> None:
    main = flow(
        "main",
        step("rows", "loop", list="[1, 2]", item="row"),
        kind="main",
        nodes=[
            node("outer", say("r", "row {{ row }}")),
            # In a node of its own, so that the thread back says no row again.
            node("inner", step("cells", "loop", list="['a', 'b']", item="cell")),
            node("cell", say("c", "{{ row }}{{ cell }}")),
        ],
        transitions=[
            link("main.n", "rows", "each", "outer"),
            link("outer", None, "next", "inner"),
            link("inner", "cells", "each", "cell"),
            link("cell", None, "next", "inner"),
            link("inner", None, "next", "main.n"),
        ],
    )
    assert Talk(document(main)).start() == ["row 1", "1a", "1b", "row 2", "2a", "2b"]


def test_leaving_a_loop_early_and_coming_again_begins_with_the_first_value() -> None:
    def bot() -> dict[str, Any]:
        main = flow(
            "main",
            step("menu", "listen"),
            kind="main",
            nodes=[
                node("search", step("each", "loop", list="['a', 'b', 'c']", item="thing"), say("none", "not found")),
                node("look", step("is", "branch", rules=[{"id": "yes", "when": {"expression": "thing == said.text"}}])),
                node("found", say("f", "found {{ thing }}")),
            ],
            transitions=[
                link("main.n", None, "next", "search"),
                link("search", "each", "each", "look"),
                link("look", "is", "yes", "found"),
                link("look", "is", "else", "search"),
                link("found", None, "next", "main.n"),
                link("search", None, "next", "main.n"),
            ],
        )
        return document(main)

    talk = Talk(bot(), started=True)
    assert talk.say("b") == ["found b"]
    assert talk.say("a") == ["found a"]
    assert talk.say("z") == ["not found"]
    assert talk.say("c") == ["found c"]
