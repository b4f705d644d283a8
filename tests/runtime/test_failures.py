"""The ways a turn can fail, seen by a visitor of the live runtime: words come back, a note is made, talk goes on."""

from __future__ import annotations

import pytest

from .bots import bot, call, listen, put, say, to
from .test_problems import problems

SORRY = {
    "en": "Sorry, something went wrong on our side. Please try again in a moment.",
    "fr": "Désolé, un problème est survenu de notre côté. Veuillez réessayer dans un instant.",
    "de": "Entschuldigung, bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.",
}
NOT_UNDERSTOOD = "Sorry, I did not understand that. Could you say it in other words?"
NUMBER = [{"name": "x", "type": "number"}]
ERROR = {
    "id": "oops",
    "title": "Oops",
    "kind": "error",
    "nodes": [{"id": "e", "steps": [{"id": "e1", **say("Oh: {{ problem.code }}")}]}],
}


def test_the_error_flow_of_the_bot_has_the_word(talk):
    visitor = talk(bot(listen(), put("x", "1 / 0"), say("never"), variables=NUMBER, flows=[ERROR]))
    assert visitor.say("hi") == ["Oh: expression"]
    (one,) = problems()
    assert (one.flow, one.node, one.step, one.code) == ("main", "n1", "s2", "expression")
    assert visitor.say("again") == [NOT_UNDERSTOOD], "the conversation is usable"


@pytest.mark.parametrize("language", SORRY)
def test_without_an_error_flow_the_bots_language_is_spoken(talk, language):
    document = bot(listen(), put("x", "1 / 0"), say("never"), variables=NUMBER)
    visitor = talk({**document, "languages": [language], "default_language": language})
    assert visitor.say("x") == [SORRY[language]]


def test_a_step_of_a_newer_release_is_answered_and_noted(talk):
    visitor = talk(bot(listen(), {"type": "teleport", "config": {}}, say("never"), flows=[ERROR]))
    assert visitor.say("go") == ["Oh: step-type"]
    (one,) = problems()
    assert (one.step, one.code) == ("s2", "step-type")
    assert visitor.say("hello?") == [NOT_UNDERSTOOD]


def test_a_state_that_grows_too_large_is_undone_and_noted(talk):
    grow = [{"type": "set", "config": {"variable": "text", "value": {"literal": "x" * 30_000}}}]
    lists = [
        {"type": "change_list", "config": {"variable": "all", "do": "append", "value": {"expression": "text"}}}
    ] * 10
    variables = [{"name": "text", "type": "text"}, {"name": "all", "type": "list"}]
    document = bot(listen(), *grow, *lists, say("{{ length(all) }}"), variables=variables, flows=[ERROR])
    visitor = talk(document)
    assert visitor.say("go") == ["Oh: size"]
    assert [one.code for one in problems()] == ["size"]
    assert len(visitor.row.state) < 16_000, "the turn did not happen"
    assert visitor.say("hello?") == [NOT_UNDERSTOOD]


def test_a_call_that_cannot_be_made_ends_by_failed(talk):
    told = {"id": "n2", "title": "Two", "steps": [{"id": "f", **say("failed: {{ problem.detail }}")}]}
    document = bot(listen(), call("GET", "http://127.0.0.1:9/"), say("ok"), transitions=(to("s2", "failed", "n2"),))
    document["flows"][0]["nodes"].append(told)
    visitor = talk(document)
    assert visitor.say("go") == ["failed: forbidden_address"]
    assert visitor.say("go") != [], "the conversation is usable"
