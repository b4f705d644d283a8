"""Asking visitors how it was."""

from __future__ import annotations

from typing import Any

from flows.engine.effects import Emit
from tests.engine.talking import Talk, document, flow, intent, link, node, say, step

OUTPUTS = ("good", "bad", "else", "timeout")


def asking(**config: Any) -> dict[str, Any]:
    outputs = OUTPUTS if "timeout" in config else OUTPUTS[:3]
    main = flow(
        "main",
        step("f", "feedback", message="How was it?", **config),
        kind="main",
        nodes=[node(one, say(f"s.{one}", one)) for one in outputs],
        transitions=[link("main.n", "f", one, one) for one in outputs],
    )
    price = flow("price", say("p", "It is 5 euros."), triggers=[{"intent": "price"}])
    return document(main, price, intents=[{"name": "price"}])


def told(talk: Talk) -> list[Emit]:
    assert talk.turn is not None
    return [one for one in talk.turn.effects if isinstance(one, Emit)]


def test_thumbs_are_buttons_and_what_is_tapped_is_recorded() -> None:
    talk = Talk(asking(topic="delivery", variable="mark"))
    assert talk.start() == ["How was it? [👍] [👎]"]
    assert talk.tap("down") == ["bad"]
    assert talk.variables["mark"] == -1
    assert told(talk) == [Emit("feedback", {"scale": "thumbs", "step": "f", "topic": "delivery", "value": -1})]


def test_a_mark_may_be_typed() -> None:
    assert Talk(asking(), started=True).say("👍") == ["good"]
    assert Talk(asking(scale="five"), started=True).say("4") == ["good"]
    assert Talk(asking(scale="five"), started=True).say("3") == ["bad"]
    assert Talk(asking(scale="ten", good_from=7), started=True).say("0") == ["bad"]
    assert Talk(asking(scale="ten", good_from=7), started=True).say("10") == ["good"]


def test_then_a_comment_is_asked_for_and_recorded() -> None:
    talk = Talk(asking(scale="five", comment="Why?", comment_variable="why"), started=True)
    assert talk.say("2") == ["Why? [Skip]"]
    assert [one.name for one in told(talk)] == ["feedback"]  # recorded, even if the visitor leaves now
    assert talk.say("5 minutes too late") == ["bad"]
    (comment,) = told(talk)
    assert (comment.name, comment.data["value"], comment.data["comment"]) == (
        "feedback_comment",
        2,
        "5 minutes too late",
    )
    assert talk.variables["why"] == "5 minutes too late"


def test_a_comment_may_be_skipped() -> None:
    talk = Talk(asking(comment="Why?"), started=True)
    talk.tap("up")
    assert talk.tap("skip") == ["good"]
    assert told(talk) == []


def test_a_question_in_between_is_answered_and_the_mark_asked_for_again() -> None:
    talk = Talk(asking(), started=True)
    said = talk.say("what does it cost?", intent("price"))
    assert (said[0], said[-1]) == ("It is 5 euros.", "How was it? [👍] [👎]")
    assert talk.tap("up") == ["good"]


def test_who_says_something_else_is_left_alone() -> None:
    assert Talk(asking(), started=True).say("hmm") == ["else"]


def test_a_mark_counts_even_where_no_comment_comes() -> None:
    talk = Talk(asking(comment="Why?", timeout=60), started=True)
    talk.tap("up")
    assert len(told(talk)) == 1
    assert talk.later(60) == ["timeout"]
