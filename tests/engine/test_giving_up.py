"""After some messages that nobody could use, a person is asked for; and what a bot is not there for."""

from __future__ import annotations

from typing import Any

import pytest

from flows.engine.effects import RequestHandoff
from tests.engine.talking import BACK, Talk, document, flow, intent, nothing, say, step

LOST = flow("lost", say("l", "Lost"), kind="fallback")
HELP = flow("help", say("h", "Help is here"), triggers=[{"intent": "help"}])
HANDING_OVER = "I am not getting anywhere here. Let me ask a person to help you."
NOBODY = "Nobody is free at the moment, so I will go on. You can ask for a person again later."


def bot(*flows: dict[str, Any], **settings: Any) -> Talk:
    more = {"intents": [{"name": "help"}, {"name": "size"}], "variables": [{"name": "n", "type": "number"}]}
    return Talk(document(*flows, HELP, LOST, settings=settings, **more))


def test_after_three_misses_in_a_row_a_person_is_asked_for() -> None:
    talk = bot(handoff_after=3)
    assert [talk.say("qwertz") for _ in range(3)] == [["Lost"], ["Lost"], [HANDING_OVER]]
    assert talk.by == "handoff"
    assert talk.turn is not None and RequestHandoff(None, HANDING_OVER) in talk.turn.effects
    assert talk.state.waiting_for == "agent"


def test_something_that_is_understood_begins_the_count_anew() -> None:
    talk = bot(handoff_after=2)
    for _ in range(3):
        assert talk.say("qwertz") == ["Lost"]
        assert talk.say("help", intent("help")) == ["Help is here"]


def test_replies_that_fit_no_question_count_as_well() -> None:
    choice = step("c", "choice", message="Tea?", options=[{"id": "y", "title": "Yes"}], retries=9)
    talk = bot(flow("main", choice, kind="main"), handoff_after=2)
    talk.start()
    assert talk.say("purple") == ["Tea? [Yes]"]
    assert talk.say("purple") == [HANDING_OVER]
    assert talk.agent("unavailable") == [NOBODY, BACK, "Tea? [Yes]"]
    assert talk.say("purple") == ["Tea? [Yes]"], "the count begins anew"


def test_the_agent_gives_the_conversation_back_and_the_question_is_asked_again() -> None:
    ask = step("a", "ask", message="How many?", variable="n", retries=9)
    talk = bot(flow("main", ask, kind="main"), handoff_after=1, handoff_queue="sales")
    talk.start()
    assert talk.say("some") == [HANDING_OVER]
    assert talk.turn is not None and RequestHandoff("sales", HANDING_OVER) in talk.turn.effects
    talk.agent("takeover")
    assert talk.agent("release") == [BACK, "How many?"]


def test_a_flow_of_the_bot_may_take_over_instead() -> None:
    care = flow("care", say("c", "I am sorry. Call 112."))
    talk = bot(care, handoff_after=2, handoff_flow="care")
    talk.say("qwertz")
    assert talk.say("qwertz") == ["I am sorry. Call 112."]
    assert talk.trace["decision"]["what"] == "care"


def test_without_the_setting_nobody_is_bothered() -> None:
    talk = bot()
    assert [talk.say("qwertz") for _ in range(9)] == [["Lost"]] * 9


def test_a_suggestion_that_is_declined_is_no_success() -> None:
    talk = bot(handoff_after=2)
    assert talk.say("hlp", intent("help", 0.4)) == ["Did you mean one of these? [help] [Something else]"]
    talk.tap("none")
    assert talk.say("hlp", intent("help", 0.4)) == [HANDING_OVER]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "une personne"), ("de", "jemanden aus dem Team"), ("es", "una persona"), ("it", "una persona"),
     ("nl", "een medewerker"), ("pt-BR", "uma pessoa")],
)  # fmt: skip
def test_handing_over_in_the_visitors_language(language: str, words: str) -> None:
    talk = bot(handoff_after=1)
    talk.start(language)
    assert words in talk.say("qwertz")[0]


# -- the intent `none` --------------------------------------------------------------------------------------------


def test_what_is_meant_for_nothing_is_not_guessed_at() -> None:
    talk = Talk(document(HELP, LOST, intents=[{"name": "help"}, {"name": "none"}]))
    heard = {
        **intent("none", 0.8),
        "intents": [{"name": "none", "confidence": 0.8}, {"name": "help", "confidence": 0.6}],
    }
    assert talk.say("how is the weather", heard) == ["Lost"]


def test_none_may_have_a_flow_of_its_own() -> None:
    other = flow("other", say("o", "I only know about pizza."), triggers=[{"intent": "none"}])
    talk = Talk(document(other, LOST, intents=[{"name": "none"}]))
    assert talk.say("how is the weather", nothing()) == ["I only know about pizza."]
    assert talk.say("and now?", intent("none", 0.9)) == ["I only know about pizza."]


def test_none_never_interrupts_a_question() -> None:
    other = flow("other", say("o", "I only know about pizza."), triggers=[{"intent": "none"}])
    choice = step("c", "choice", message="Tea?", options=[{"id": "y", "title": "Yes"}], retries=9)
    talk = Talk(document(other, flow("main", choice, kind="main"), intents=[{"name": "none"}]), started=True)
    assert talk.say("how is the weather", nothing()) == ["Tea? [Yes]"]


def test_beside_none_no_other_intent_counts_while_a_question_waits() -> None:
    choice = step("c", "choice", message="Tea?", options=[{"id": "y", "title": "Yes"}], retries=9)
    intents = [{"name": "none"}, {"name": "help"}]
    talk = Talk(document(HELP, flow("main", choice, kind="main"), intents=intents), started=True)
    both = [{"name": "none", "confidence": 0.8}, {"name": "help", "confidence": 0.6}]
    assert talk.say("how is the weather", {**intent("none"), "intents": both}) == ["Tea? [Yes]"]
    assert talk.say("help me", {**intent("none"), "intents": both[1:]}) == ["Help is here", BACK, "Tea? [Yes]"]


def test_a_condition_can_ask_for_none() -> None:
    branch = step("b", "branch", rules=[{"id": "r", "when": {"intent": "none"}}])
    nodes = [{"id": "odd", "title": "Odd", "steps": [say("o", "Off topic.")]}]
    nodes += [{"id": "ok", "title": "OK", "steps": [say("k", "On topic.")]}]
    links = [{"id": "1", "node": "main.n", "step": "b", "output": "r", "target": "odd"}]
    links += [{"id": "2", "node": "main.n", "step": "b", "output": "else", "target": "ok"}]
    main = flow("main", step("l", "listen"), branch, kind="main", nodes=nodes, transitions=links)
    bot = document(main, intents=[{"name": "none"}, {"name": "size"}])
    assert Talk(bot, started=True).say("weather", nothing()) == ["Off topic."]
    assert Talk(bot, started=True).say("large", intent("size")) == ["On topic."]
