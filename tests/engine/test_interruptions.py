"""Something else is asked in the middle of something: it is dealt with, and then the dialogue goes on where it was."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.talking import BACK, Talk, document, entity, flow, intent, link, node, nothing, say, step

VARIABLES = [{"name": name, "type": "text"} for name in ("day", "name", "street", "colour")] + [
    {"name": "guests", "type": "number"},
]
TABLE = step(
    "table",
    "form",
    slots=[{"variable": "day", "ask": "Which day?"}, {"variable": "guests", "ask": "For how many?"}],
    cancel_intents=["cancel"],
)
TAXI = step(
    "taxi", "form", slots=[{"variable": "name", "ask": "Your name?"}, {"variable": "street", "ask": "Which street?"}]
)
ANSWERS = [
    {"id": "hours", "questions": {"en": ["when are you open"]}, "answers": {"en": ["9 to 5"]}},
    {"id": "how", "questions": {"en": ["how do I book"]}, "answers": {"en": ["Like this:"]}, "then": {"flow": "book"}},
    {"id": "map", "questions": {"en": ["map?"]}, "answers": {"en": ["Look:"]}, "then": {"flow": "map"}},
]


def restaurant(**more: Any) -> Talk:
    book = flow(
        "book",
        TABLE,
        say("done", "Booked: {{ day }}, {{ guests }}"),
        triggers=[{"intent": "book"}],
        nodes=[node("off", say("off.s", "Not booked."))],
        transitions=[link("book.n", "table", "cancelled", "off")],
    )
    ride = flow("ride", TAXI, say("coming", "A taxi for {{ name }}"), triggers=[{"intent": "taxi"}])
    menu = flow("menu", say("menu.s", "Fish."), triggers=[{"intent": "menu"}])
    map_ = flow("map", say("map.s", "<a map>"))
    intents = [{"name": name} for name in ("book", "taxi", "menu", "cancel")]
    return Talk(document(book, ride, menu, map_, variables=VARIABLES, answers=ANSWERS, intents=intents, **more))


def test_a_form_answers_a_question_in_between_and_asks_its_own_again() -> None:
    talk = restaurant()
    assert talk.say("a table please", intent("book")) == ["Which day?"]
    assert talk.say("when are you open?", nothing(hours=0.95)) == ["9 to 5", "Which day?"]
    assert talk.say("friday") == ["For how many?"]
    assert talk.say("open when?", nothing(hours=0.95)) == ["9 to 5", "For how many?"]
    assert talk.say("4") == ["Booked: friday, 4"]


def test_an_interrupting_flow_comes_back_over_a_short_bridge() -> None:
    talk = restaurant()
    talk.say("a table please", intent("book"))
    assert talk.say("what is on the menu", intent("menu")) == ["Fish.", BACK, "Which day?"]


def test_the_bridge_comes_when_the_interrupting_dialogue_is_over_and_not_before() -> None:
    talk = restaurant()
    talk.say("a table please", intent("book"))
    assert talk.say("a taxi, too", intent("taxi")) == ["Your name?"]
    assert talk.say("Ada") == ["Which street?"]
    assert talk.say("Main Street") == ["A taxi for Ada", BACK, "Which day?"]


@pytest.mark.parametrize(
    ("bridge", "words"),
    [({"en": "So, your table:"}, ["So, your table:"]), ("Well, {{ 1 + 1 }}:", ["Well, 2:"]), (False, []), ("", [])],
)
def test_the_words_of_the_bridge_are_a_setting(bridge: Any, words: list[str]) -> None:
    talk = restaurant(settings={"bridge": bridge})
    talk.say("a table please", intent("book"))
    assert talk.say("menu?", intent("menu")) == ["Fish.", *words, "Which day?"]


def test_a_step_that_only_listens_is_taken_up_without_words() -> None:
    main = flow("main", say("w", "Tell me."), step("l", "listen", variable="name"), say("d", "{{ name }}"), kind="main")
    menu = flow("menu", say("menu.s", "Fish."), triggers=[{"keyword": "menu"}], **{"global": True})
    talk = Talk(document(main, menu, variables=VARIABLES), started=True)
    assert talk.say("menu") == ["Fish."]
    assert talk.say("It rained.") == ["It rained."]


def test_the_bridge_speaks_the_visitors_language() -> None:
    talk = restaurant()
    talk.start("fr")
    talk.say("une table", intent("book"))
    assert talk.say("le menu", intent("menu")) == ["Fish.", "Revenons à notre sujet.", "Which day?"]


def test_switching_between_two_forms_and_back() -> None:
    talk = restaurant()
    talk.say("a table please", intent("book"))
    talk.say("friday")
    assert talk.say("and a taxi", intent("taxi")) == ["Your name?"]
    assert talk.say("no, first the table", intent("book")) == ["For how many?"]
    assert talk.say("4") == ["Booked: friday, 4", BACK, "Your name?"]
    assert talk.say("Ada") == ["Which street?"]
    assert talk.say("Main Street") == ["A taxi for Ada"]
    assert talk.state.stack == ()


def test_cancelling_the_form_in_front_leads_back_to_the_other() -> None:
    talk = restaurant()
    talk.say("a taxi", intent("taxi"))
    talk.say("and a table", intent("book"))
    assert talk.say("forget the table", intent("cancel")) == ["Not booked.", BACK, "Your name?"]


def test_an_interruption_costs_no_try() -> None:
    ask = step("a", "ask", message="Guests?", variable="guests", retries=1)
    main = flow(
        "main",
        ask,
        kind="main",
        nodes=[node("no", say("n", "failed"))],
        transitions=[link("main.n", "a", "failed", "no")],
    )
    menu = flow("menu", say("menu.s", "Fish."), triggers=[{"intent": "menu"}])
    talk = Talk(document(main, menu, variables=VARIABLES, answers=ANSWERS, intents=[{"name": "menu"}]), started=True)
    for _ in range(3):
        talk.say("menu?", intent("menu"))
        talk.say("open?", nothing(hours=0.95))
    assert talk.say("some") == ["Guests?"]
    assert talk.say("some") == ["failed"]


def test_the_flow_in_front_is_not_begun_again_but_hears_its_entities() -> None:
    talk = restaurant()
    talk.say("a table please", intent("book"))
    assert talk.say("a table I said", intent("book")) == ["Which day?"]
    assert len(talk.state.stack) == 1


def test_an_answer_may_lead_into_a_flow_and_then_back() -> None:
    talk = restaurant()
    talk.say("a table please", intent("book"))
    assert talk.say("map?", nothing(map=0.95)) == ["Look:", "<a map>", BACK, "Which day?"]


def test_an_answer_that_leads_to_the_running_flow_brings_it_up() -> None:
    talk = restaurant()
    talk.say("a table please", intent("book"))
    talk.say("taxi", intent("taxi"))
    assert talk.say("how do I book?", nothing(how=0.95)) == ["Like this:", "Which day?"]
    assert [frame.flow for frame in talk.state.stack] == ["ride", "book"]


def test_answers_that_lead_on_nest_three_deep_as_well() -> None:
    flows = [flow(f"f{n}", step(f"a{n}", "ask", message=f"Question {n}?", variable="name")) for n in range(6)]
    answers = [{"id": f"x{n}", "questions": {}, "answers": {}, "then": {"flow": f"f{n}"}} for n in range(6)]
    talk = Talk(document(*flows, variables=VARIABLES, answers=answers))
    for n in range(6):
        talk.say("x", nothing(**{f"x{n}": 0.95}))
    assert [frame.flow for frame in talk.state.stack] == ["f0", "f1", "f2", "f5"]


def policy(kind: str) -> Talk:
    ask = {**step("a", "ask", message="Your name?", variable="name"), "interruptions": kind}
    main = flow("main", ask, say("hi", "Hi {{ name }}"), kind="main")
    menu = flow("menu", say("menu.s", "Fish."), triggers=[{"intent": "menu"}], title="The menu")
    more: dict[str, Any] = {"variables": VARIABLES, "answers": ANSWERS, "intents": [{"name": "menu"}]}
    return Talk(document(main, menu, **more), started=True)


def test_a_step_that_allows_interruptions() -> None:
    assert policy("allow").say("menu", intent("menu")) == ["Fish.", BACK, "Your name?"]


def test_a_step_that_asks_before_it_is_left() -> None:
    talk = policy("ask")
    question = "Shall we leave this and go on with “The menu”? [Yes] [No]"
    assert talk.say("menu", intent("menu")) == [question]
    assert talk.say("no thanks") == ["Your name?"]
    assert talk.say("menu", intent("menu")) == [question]
    assert talk.say("ok") == ["Fish.", BACK, "Your name?"]
    assert talk.say("open?", nothing(hours=0.95)) == ["9 to 5", "Your name?"], "an answer takes nobody away"


def test_a_step_that_blocks_interruptions() -> None:
    assert policy("block").say("menu", intent("menu")) == ["Hi menu"]
    assert policy("block").say("open?", nothing(hours=0.95)) == ["Hi open?"]


def test_an_answer_beside_a_part_of_a_reply_gives_both() -> None:
    ask = step("a", "ask", message="Which day?", variable="day", entity="day")
    main = flow("main", ask, say("ok", "{{ day }} then"), kind="main")
    talk = Talk(document(main, variables=VARIABLES, answers=ANSWERS), started=True)
    said = "friday, when are you open?"
    assert talk.say(said, nothing(entity("day", "friday", said), hours=0.8)) == ["9 to 5", "friday then"]
    assert talk.by == "answer and part"
