"""The dialogue a pizza place must hold."""

from __future__ import annotations

from tests.engine.pizza import PizzaTalk, pizza_place, understand
from tests.engine.talking import BACK, Talk, flow, link, node, say, step

READY = "Your large pepperoni pizza will be ready in 30 minutes"
SIZE = "What size would you like? [Large] [Small]"


def test_all_in_one_sentence_and_nothing_is_asked() -> None:
    talk = PizzaTalk()
    assert talk.hears("I want to order a large pepperoni pizza") == [READY]
    assert talk.state.waiting_for is None


def test_step_by_step() -> None:
    talk = PizzaTalk()
    assert talk.hears("I want to order a pizza") == [SIZE]
    assert talk.hears("large") == ["Which one?"]
    assert talk.hears("pepperoni") == [READY]


def test_a_button_answers() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a pizza")
    assert talk.tap("l") == ["Which one?"]
    assert talk.by == "exact"


def test_a_synonym_is_kept_as_its_value() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a pizza")
    talk.hears("big")
    assert talk.variables["size"] == "large"


def test_half_known_at_first() -> None:
    talk = PizzaTalk()
    assert talk.hears("I want to order a pepperoni pizza") == [SIZE]
    assert talk.hears("LARGE!") == [READY]


def test_one_reply_may_fill_several() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a pizza")
    assert talk.hears("a large pepperoni one") == [READY]


def test_opening_hours_in_the_middle_then_the_order_goes_on() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a pizza")
    assert talk.hears("when are you open?") == ["9 to 5", SIZE]
    assert talk.by == "answer"
    assert talk.hears("large") == ["Which one?"]
    assert talk.hears("when are you open?") == ["9 to 5", "Which one?"]
    assert talk.hears("pepperoni") == [READY]


def test_an_answer_beside_a_reply_gives_both() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a pizza")
    assert talk.hears("large please, when are you open?".replace(",", " ,")) == ["9 to 5", "Which one?"]
    assert talk.variables["size"] == "large"


def test_nonsense_gets_the_fallback() -> None:
    assert PizzaTalk().hears("qwertz uiop") == ["I can take an order."]


def test_hello_is_always_greeted() -> None:
    talk = PizzaTalk()
    assert talk.hears("hello") == ["Hello!"]
    talk.hears("I want to order a pizza")
    assert talk.hears("hello") == ["Hello!", SIZE]
    assert talk.hears("small") == ["Which one?"]


def test_the_second_order_asks_afresh() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a large pepperoni pizza")
    assert talk.hears("I want to order a pizza") == [SIZE]
    assert talk.hears("small") == ["Which one?"]
    assert talk.hears("margherita") == ["Your small margherita pizza will be ready in 30 minutes"]


def test_asking_for_the_order_again_does_not_restart_it_but_its_entities_fill() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a large pizza")
    assert talk.hears("I want to order a pizza") == ["Which one?"]
    assert talk.hears("I said I want to order a pepperoni pizza") == [READY]


def test_an_earlier_answer_is_corrected() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a small pizza")
    assert talk.hears("no , make it large") == ["Which one?"]
    assert talk.hears("pepperoni") == [READY]


def test_another_flow_interrupts_and_the_question_comes_back() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a pizza")
    assert talk.hears("where is my last one") == ["It is on its way.", BACK, SIZE]
    assert talk.by == "trigger"


def test_cancelled() -> None:
    talk = PizzaTalk()
    talk.hears("I want to order a pizza")
    assert talk.hears("never mind") == ["No problem."]
    assert talk.hears("I want to order a pizza") == [SIZE]


def test_nothing_that_fits_is_asked_again_until_the_tries_are_used_up() -> None:
    talk = PizzaTalk(retries=1)
    talk.hears("I want to order a pizza")
    assert talk.hears("blue") == [SIZE]
    assert talk.by == "no match"
    assert talk.hears("green") == ["Let us leave it."]


def test_an_interruption_costs_no_try() -> None:
    talk = PizzaTalk(retries=1)
    talk.hears("I want to order a pizza")
    talk.hears("when are you open?")
    talk.hears("hello")
    assert talk.hears("blue") == [SIZE]


def test_in_french() -> None:
    talk = PizzaTalk()
    talk.start("fr")
    assert talk.hears("order") == ["Quelle taille ? [Grande] [Petite]"]
    assert talk.hears("grande") == ["Which one?"]
    assert talk.variables["size"] == "large"


def test_confirmation() -> None:
    talk = PizzaTalk(confirm="A {{ size }} {{ topping }}, right?")
    assert talk.hears("order a large pepperoni") == ["A large pepperoni, right? [Yes] [No]"]
    assert talk.hears("no , small") == ["A small pepperoni, right? [Yes] [No]"]
    assert talk.tap("yes") == ["Your small pepperoni pizza will be ready in 30 minutes"]
    talk.hears("order a large pepperoni")
    assert talk.hears("no") == ["No problem."]


def test_an_order_that_begins_with_a_listen_step_knows_what_was_said() -> None:
    place = pizza_place()
    main = flow(
        "main",
        say("hi", "What can I do for you?"),
        step("l", "listen"),
        step("b", "branch", rules=[{"id": "order", "when": {"intent": "order_pizza"}}]),
        kind="main",
        nodes=[node("go", step("c", "call_flow", flow="order"))],
        transitions=[link("main.n", "b", "order", "go")],
    )
    order = {**place["flows"][0], "triggers": []}
    talk = Talk({**place, "flows": [main, order]}, started=True)
    text = "I want to order a large pizza"
    assert talk.say(text, understand(text)) == ["Which one?"]
