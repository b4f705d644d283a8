"""Splits and random ways: who gets which, and that it can be repeated."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from flows.engine.lots import drawn, lot, visitor_seed
from tests.engine.talking import Talk, document, flow, link, node, say, step


def forked(type: str, *ways: dict[str, Any], id: str = "fork") -> dict[str, Any]:
    main = flow(
        "main",
        step("wait", "listen"),
        step(id, type, ways=list(ways)),
        kind="main",
        nodes=[node(f"to.{one['id']}", say(f"say.{one['id']}", one["id"])) for one in ways],
        transitions=[
            *(link("main.n", id, one["id"], f"to.{one['id']}") for one in ways),
            *(link(f"to.{one['id']}", None, "next", "main.n") for one in ways),
        ],
    )
    return document(main)


def test_a_visitor_gets_the_same_way_in_every_conversation() -> None:
    bot = forked("split", {"id": "a"}, {"id": "b"})
    ways = set()
    for conversation in range(8):
        talk = Talk(bot, seed=f"{conversation}@visitor 7", started=True)
        ways |= {talk.say("go")[0], talk.say("again")[0]}
    assert len(ways) == 1


def test_visitors_are_split_by_weight() -> None:
    bot = forked("split", {"id": "a", "weight": 3}, {"id": "b", "weight": 1})
    parts = Counter(Talk(bot, seed=f"1@{visitor}", started=True).say("go")[0] for visitor in range(400))
    assert 260 < parts["a"] < 340 and parts["a"] + parts["b"] == 400


def test_two_splits_do_not_split_alike() -> None:
    def ways(id: str) -> list[str]:
        bot = forked("split", {"id": "a"}, {"id": "b"}, id=id)
        return [Talk(bot, seed=f"1@{visitor}", started=True).say("go")[0] for visitor in range(40)]

    assert ways("one") != ways("two")


def test_random_ways_change_from_time_to_time_but_not_on_replay() -> None:
    def ways() -> list[str]:
        talk = Talk(forked("random", {"id": "heads"}, {"id": "tails"}), started=True)
        return [talk.say("flip")[0] for _ in range(30)]

    first = ways()
    assert set(first) == {"heads", "tails"}
    assert ways() == first


def test_random_is_new_at_each_visit_within_a_turn() -> None:
    main = flow(
        "main",
        step("each", "loop", list="range(30)", item="i"),
        kind="main",
        nodes=[
            node("flip", step("r", "random", ways=[{"id": "h"}, {"id": "t"}])),
            node("h", say("sh", "h")),
            node("t", say("st", "t")),
        ],
        transitions=[
            link("main.n", "each", "each", "flip"),
            link("flip", "r", "h", "h"),
            link("flip", "r", "t", "t"),
            link("h", None, "next", "main.n"),
            link("t", None, "next", "main.n"),
        ],
    )
    assert set(Talk(document(main)).start()) == {"h", "t"}


@pytest.mark.parametrize(
    ("number", "weights", "index"),
    [(0.0, [1, 1], 0), (0.5, [1, 1], 1), (0.99, [0, 1, 0], 1), (0.0, [0, 1], 1), (0.74, [3, 1], 0), (0.9, [0, 0], 1)],
)
def test_weights(number: float, weights: list[float], index: int) -> None:
    assert drawn(number, weights) == index


def test_a_lot_depends_on_everything_that_names_it() -> None:
    assert len({lot("s", "flow", "step"), lot("s", "flow2", "step"), lot("s2", "flow", "step"), lot("s", "flow")}) == 4
    assert visitor_seed("12@7") == "7" and visitor_seed("12") == "12"
