"""Whatever goes wrong inside a turn, words come back, and the conversation can be used afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from flows.engine import advance as engine
from flows.engine.advance import LARGE_STATE
from flows.engine.state import State
from tests.engine.talking import Talk, document, flow, intent, nothing, say, step

SORRY = {
    "en": "Sorry, something went wrong on our side. Please try again in a moment.",
    "fr": "Désolé, un problème est survenu de notre côté. Veuillez réessayer dans un instant.",
    "de": "Entschuldigung, bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.",
    "es": "Lo sentimos, algo ha fallado por nuestra parte. Inténtelo de nuevo en un momento.",
    "it": "Spiacenti, qualcosa è andato storto da parte nostra. Riprovi tra un momento.",
    "nl": "Sorry, er ging aan onze kant iets mis. Probeer het over een moment opnieuw.",
    "pt": "Desculpe, algo correu mal do nosso lado. Tente novamente dentro de momentos.",
}
BROKEN = flow("broken", say("e", "Problem: {{ problem.code }} at {{ problem.step }}"), kind="error")
FAILS = flow("fails", say("f", "{{ 'a' - 1 }}"), triggers=[{"intent": "fail"}])
MORE: dict[str, Any] = {"intents": [{"name": "fail"}], "variables": [{"name": "name", "type": "text"}]}


@pytest.mark.parametrize("language", SORRY)
def test_without_an_error_flow_the_bot_apologises_in_its_language(language: str) -> None:
    bot = {**document(FAILS, **MORE), "languages": [language], "default_language": language}
    assert Talk(bot).say("x", intent("fail")) == [SORRY[language]]


@pytest.mark.parametrize("language", ["fr-CA", "pt-BR", "de_AT"])
def test_in_the_visitors_language_where_that_is_known(language: str) -> None:
    talk = Talk(document(FAILS, **MORE))
    talk.start(language)
    assert talk.say("x", intent("fail")) == [SORRY[language[:2]]]


def test_after_a_problem_the_conversation_goes_on() -> None:
    ask = step("a", "ask", message="Your name?", variable="name")
    talk = Talk(
        document(flow("main", ask, say("h", "Hi {{ name }}"), kind="main"), FAILS, BROKEN, **MORE), started=True
    )
    for _ in range(3):
        assert talk.say("x", intent("fail")) == ["Problem: template at f", "Your name?"]
    assert talk.say("Ada") == ["Hi Ada"]


def test_after_a_problem_without_an_error_flow_the_question_is_asked_again_too() -> None:
    ask = step("a", "ask", message="Your name?", variable="name")
    talk = Talk(document(flow("main", ask, say("h", "Hi {{ name }}"), kind="main"), FAILS, **MORE), started=True)
    assert talk.say("x", intent("fail")) == [SORRY["en"], "Your name?"]
    assert talk.say("Ada") == ["Hi Ada"]


def test_a_step_of_an_unknown_type_runs_the_error_flow_and_the_rest_of_the_bot_works() -> None:
    main = flow("main", say("w", "Welcome"), step("s", "teleport", where="Mars"), say("n", "never"), kind="main")
    talk = Talk(document(main, FAILS, BROKEN, **MORE))
    assert talk.start() == ["Welcome", "Problem: step-type at s"]
    assert talk.trace["problem"]["detail"] == "This server has no step type 'teleport'."
    assert talk.say("x", intent("fail")) == ["Problem: template at f"]


def test_a_question_of_a_type_that_is_gone_meets_the_timeout_flow() -> None:
    talk = Talk(document(flow("main", step("s", "ask", message="Name?", variable="name"), kind="main")), started=True)
    gone = flow("gone", say("g", "We have changed."), kind="timeout")
    newer = Talk(document(flow("main", step("s", "teleport"), kind="main"), gone, **MORE))
    newer.state, newer.seq = talk.state, talk.seq
    assert newer.say("Ada")[0] == "We have changed."


def test_a_question_that_has_moved_to_another_node_still_waits() -> None:
    talk = Talk(document(flow("main", step("s", "ask", message="Name?", variable="name"), kind="main")), started=True)
    moved = flow("main", say("w", "Welcome"), kind="main", nodes=[])
    moved["nodes"].append({"id": "other", "title": "Other", "steps": [step("s", "ask", message="?", variable="name")]})
    newer = Talk(document(moved, **MORE))
    newer.state, newer.seq = talk.state, talk.seq
    newer.say("Ada")
    assert newer.variables == {"name": "Ada"}


def test_a_fault_of_the_engine_itself_is_answered_too() -> None:
    class Faulty(list[Any]):
        def __iter__(self) -> Iterator[Any]:
            raise RuntimeError("a bug")

    talk = Talk(document(flow("main", say("w", "Welcome"), kind="main"), BROKEN, **MORE), started=True)
    assert talk.say("hello", {**nothing(), "entities": Faulty(["pizza"])}) == ["Problem: internal at "]
    assert "a bug" not in str(talk.trace), "what failed inside may hold values of the visitor"


def filling(size: int) -> Talk:
    """Each message of the visitor makes the bot remember `size` characters more."""
    steps: list[dict[str, Any]] = []
    for n in range(20):
        fill = step(f"s{n}", "set", variable=f"v{n}", value={"literal": "x" * size})
        steps += [step(f"l{n}", "listen"), fill, say(f"k{n}", f"{n} ok")]
    return Talk(document(flow("main", *steps, kind="main"), BROKEN), started=True)


def test_a_state_over_its_budget_is_rolled_back_and_the_bot_still_answers() -> None:
    talk = filling(20_000)
    assert [talk.say("more") for _ in range(13)] == [[f"{n} ok"] for n in range(13)]
    before = talk.variables
    assert talk.say("more") == ["Problem: size at l13"]
    assert talk.variables == before, "the turn did not happen"
    assert len(talk.state.encode()) < engine.LARGEST_STATE
    assert talk.say("more") != [], "and the next one is answered, too"


def test_an_error_flow_that_makes_the_state_too_large_ends_in_a_sentence() -> None:
    huge = flow(
        "huge", step("s", "set", variable="big", value={"literal": "x" * 300_000}), say("e", "Oh"), kind="error"
    )
    main = flow("main", say("f", "{{ 'a' - 1 }}"), kind="main")
    talk = Talk(document(main, huge, variables=[{"name": "big", "type": "text"}]))
    assert talk.start() == [SORRY["en"]]
    assert talk.variables == {}
    assert talk.say("hello")[-1] != ""


def test_sixteen_kilobytes_are_worth_a_word_in_the_trace() -> None:
    talk = filling(9_000)
    talk.say("more")
    assert "state_bytes" not in talk.trace
    talk.say("more")
    assert talk.trace["state_bytes"] > LARGE_STATE


def test_nobody_taking_an_utterance_is_no_silence_either() -> None:
    assert len(Talk(document()).say("hello", nothing())) == 1
    assert Talk(document(), started=True).state.stack == State.initial("seed").stack
