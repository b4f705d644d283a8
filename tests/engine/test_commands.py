"""What a visitor may ask of any bot: start over, stop, go back, help, a person, and no more messages."""

from __future__ import annotations

from typing import Any

import pytest

from flows.engine.effects import Emit, EndSession, RequestHandoff
from tests.engine.talking import BACK, Talk, document, flow, intent, link, node, say, step

VARIABLES = [
    {"name": "name", "type": "text"},
    {"name": "day", "type": "text"},
    {"name": "colour", "type": "text"},
    {"name": "visits", "type": "number", "scope": "user", "default": 0},
]


def command(id: str, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return flow(id, *steps, triggers=[{"keyword": id}], **{"global": True}, **more)


BACK_FLOW = command(
    "back",
    step("b", "back"),
    nodes=[node("first", say("f", "There is no question before this one."))],
    transitions=[link("back.n", "b", "none", "first")],
)
HANDOFF = {"resolved": "done", "unavailable": "nobody", "timeout": "nobody"}
PERSON = command(
    "person",
    step("h", "handoff", message="One moment."),
    nodes=[node("done", say("d", "Here I am again.")), node("nobody", say("n", "Nobody is there."))],
    transitions=[link("person.n", "h", output, target) for output, target in HANDOFF.items()],
)


def bot(**more: Any) -> Talk:
    """Asks name, day and colour; every command is an ordinary flow."""
    main = flow(
        "main",
        step("v", "set", variable="visits", value={"expression": "visits + 1"}),
        say("w", "Welcome"),
        step("a", "ask", message="Your name?", variable="name"),
        step("b", "ask", message="Which day?", variable="day"),
        step("c", "ask", message="Which colour?", variable="colour"),
        say("z", "{{ name }}, {{ day }}, {{ colour }}"),
        kind="main",
    )
    side = flow("side", step("s", "ask", message="Sure?", variable="colour"), triggers=[{"intent": "side"}])
    flows = [
        main,
        side,
        command("restart", step("r", "restart")),
        command("stop", step("t", "stop"), say("ts", "Stopped.")),
        command("stop everything", step("t", "stop", all=True), say("ts", "All stopped.")),
        command("help", say("hs", "You can say restart, back, stop or person.")),
        BACK_FLOW,
        PERSON,
    ]
    return Talk(document(*flows, variables=VARIABLES, intents=[{"name": "side"}], **more), started=True)


def test_restart_forgets_the_conversation_and_begins_as_for_a_new_visitor() -> None:
    talk = bot()
    talk.say("Ada")
    assert talk.say("restart") == ["Welcome", "Your name?"]
    assert talk.variables == {}
    assert talk.user == {"visits": 2}, "what is kept for the visitor stays"
    assert [talk.say(words)[-1] for words in ("Eve", "friday", "red")] == [
        "Which day?",
        "Which colour?",
        "Eve, friday, red",
    ]


def test_restart_ends_everything_that_was_interrupted_with_its_timers() -> None:
    patient = flow(
        "side", step("s", "ask", message="Sure?", variable="colour", timeout=60), triggers=[{"intent": "side"}]
    )
    patient["nodes"].append(node("late", say("l", "Too late.")))
    patient["transitions"] = [link("side.n", "s", "timeout", "late")]
    main = flow("main", say("w", "Welcome"), kind="main")
    talk = Talk(
        document(
            main, patient, command("restart", step("r", "restart")), variables=VARIABLES, intents=[{"name": "side"}]
        )
    )
    talk.say("x", intent("side"))
    assert talk.say("restart") == ["Welcome"]
    assert (talk.state.stack, talk.timers) == ((), {})


def test_back_asks_the_question_before_and_undoes_its_answer() -> None:
    talk = bot()
    talk.say("Ada")
    assert talk.say("friday") == ["Which colour?"]
    assert talk.say("back") == ["Which day?"]
    assert talk.variables == {"name": "Ada"}
    assert talk.say("back") == ["Your name?"]
    assert talk.variables == {}
    assert [talk.say(words)[-1] for words in ("Eve", "monday", "red")] == [
        "Which day?",
        "Which colour?",
        "Eve, monday, red",
    ]


def test_back_at_the_first_question_says_so_and_asks_it_again() -> None:
    assert bot().say("back") == ["There is no question before this one.", BACK, "Your name?"]


def test_back_over_a_reply_that_was_not_good_enough() -> None:
    few = {"variable": "visits", "op": "<", "value": 10}
    number = step("n", "ask", message="How many?", variable="visits", valid=few, retries=5)
    main = flow("main", step("a", "ask", message="Your name?", variable="name"), number, kind="main")
    talk = Talk(document(main, BACK_FLOW, variables=VARIABLES), started=True)
    talk.say("Ada")
    assert talk.say("many") == ["How many?"]
    assert talk.say("20") == ["How many?"]
    assert talk.say("back") == ["Your name?"]


def test_back_inside_a_form() -> None:
    slots = [{"variable": "name", "ask": "Your name?"}, {"variable": "day", "ask": "Which day?"}]
    form = step("f", "form", slots=slots, confirm="{{ name }} on {{ day }}?")
    main = flow("main", form, say("d", "Done"), kind="main", nodes=[node("no", say("n", "No."))])
    main["transitions"] = [link("main.n", "f", "cancelled", "no")]
    talk = Talk(document(main, BACK_FLOW, variables=VARIABLES), started=True)
    talk.say("Ada")
    assert talk.say("friday") == ["Ada on friday? [Yes] [No]"]
    assert talk.say("back") == ["Which day?"]
    assert talk.say("monday") == ["Ada on monday? [Yes] [No]"]


def test_the_way_back_never_makes_the_state_large() -> None:
    big = step("s", "set", variable="note", value={"literal": "x" * 9_000})
    ask = [step(f"a{n}", "ask", message=f"{n}?", variable="name") for n in range(8)]
    variables = [*VARIABLES, {"name": "note", "type": "text", "scope": "flow"}]
    talk = Talk(document(flow("main", big, *ask, kind="main"), BACK_FLOW, variables=variables), started=True)
    for _ in range(7):
        talk.say("Ada")
    assert len(talk.state.encode()) < 12_000
    assert talk.say("back") == ["There is no question before this one.", BACK, "7?"]


def test_back_reaches_five_questions() -> None:
    ask = [step(f"a{n}", "ask", message=f"{n}?", variable="name") for n in range(9)]
    talk = Talk(document(flow("main", *ask, kind="main"), BACK_FLOW, variables=VARIABLES), started=True)
    for _ in range(7):
        talk.say("Ada")
    assert [talk.say("back")[-1] for _ in range(6)] == ["6?", "5?", "4?", "3?", "2?", "2?"]


def test_back_into_a_dialogue_that_was_over() -> None:
    talk = bot()
    talk.say("Ada")
    talk.say("friday")
    assert talk.say("red") == ["Ada, friday, red"]
    assert talk.say("back") == ["Which colour?"]
    assert talk.say("blue") == ["Ada, friday, blue"]


def test_back_makes_the_older_buttons_count_again() -> None:
    tea = step("t", "choice", message="Tea?", options=[{"id": "yes", "title": "Yes"}])
    more = step("m", "choice", message="Sugar?", options=[{"id": "yes", "title": "Yes"}])
    outputs = [
        link("main.n", "t", "yes", "sugar"),
        link("main.n", "t", "else", "bye"),
        link("sugar", "m", "yes", "bye"),
    ]
    main = flow(
        "main", tea, kind="main", nodes=[node("sugar", more), node("bye", say("b", "Bye"))], transitions=outputs
    )
    talk = Talk(document(main, BACK_FLOW), started=True)
    first = talk.state.open_options()[0]["seq"]
    assert talk.tap("yes") == ["Sugar? [Yes]"]
    assert talk.tap("yes", seq=first) == ["Sugar? [Yes]"], "a button of another question"
    assert talk.say("back") == ["Tea? [Yes]"]
    assert talk.tap("yes", seq=first) == ["Sugar? [Yes]"], "the question waits again, and so does its button"


def test_stop_ends_what_was_going_on_and_leads_back_to_what_it_had_interrupted() -> None:
    talk = bot()
    talk.say("x", intent("side"))
    assert talk.say("stop") == ["Stopped.", BACK, "Your name?"]
    assert talk.say("stop") == ["Stopped."]
    assert talk.state.stack == ()


def test_stop_everything() -> None:
    talk = bot()
    talk.say("x", intent("side"))
    assert talk.say("stop everything") == ["All stopped."]
    assert talk.state.stack == ()


def test_stop_where_nothing_was_going_on() -> None:
    talk = bot()
    talk.say("stop")
    assert talk.say("stop") == ["Stopped."]


def test_help_comes_at_any_question_and_the_question_comes_back() -> None:
    talk = bot()
    talk.say("Ada")
    assert talk.say("HELP!") == ["You can say restart, back, stop or person.", BACK, "Which day?"]
    assert talk.by == "global"


def test_a_person_can_be_asked_for_and_gives_the_conversation_back() -> None:
    talk = bot()
    assert talk.say("person") == ["One moment."]
    assert talk.turn is not None and RequestHandoff(None, "One moment.") in talk.turn.effects
    assert talk.say("are you there?") == []
    talk.agent("takeover")
    assert talk.agent("release") == ["Here I am again.", BACK, "Your name?"]


def test_nobody_is_there_to_talk_to() -> None:
    talk = bot()
    talk.say("person")
    assert talk.agent("unavailable") == ["Nobody is there.", BACK, "Your name?"]


def test_opt_out_words_come_before_everything_even_an_agent() -> None:
    talk = bot()
    talk.say("person")
    talk.agent("takeover")
    assert talk.say("Unsubscribe") == ["You will get no more messages here. Write “start” to allow them again."]
    assert talk.by == "opt out"
    assert talk.turn is not None
    assert Emit("opted_out", {}) in talk.turn.effects and EndSession() in talk.turn.effects
    assert talk.state.stack == ()


def test_who_has_opted_out_hears_nothing_until_they_want_to() -> None:
    ping = flow("ping", say("p", "News!"), triggers=[{"event": "news"}])
    main = flow("main", say("w", "Welcome"), kind="main")
    talk = Talk(document(main, ping), started=True)
    talk.say("unsubscribe")
    assert talk.happen("news") == []
    assert talk.say("hello?") == []
    assert talk.start() == []
    talk.later(100_000)
    assert talk.say("hello??") == []
    assert talk.say("START") == ["Welcome"]
    assert talk.happen("news") == ["News!"]


@pytest.mark.parametrize("words", ["stop messages", "Désabonner", "Unsubscribe."])
def test_opt_out_words_of_the_bots_languages(words: str) -> None:
    talk = bot()
    talk.say(words)
    assert talk.by == "opt out"


def test_opt_out_words_are_a_setting() -> None:
    talk = bot(settings={"opt_out_words": ["Enough"], "opt_in_words": ["More"]})
    talk.say("unsubscribe")
    assert talk.by != "opt out"
    talk.say("enough!")
    assert talk.by == "opt out"
    assert talk.say("start") == []
    assert talk.say("more") == ["Welcome", "Your name?"]


def test_a_word_that_the_bot_itself_knows_is_no_opt_out() -> None:
    news = flow("news", say("n", "Off the list."), triggers=[{"keyword": "unsubscribe"}])
    assert Talk(document(news)).say("unsubscribe") == ["Off the list."]
    known = flow("news", say("n", "Off the list."), triggers=[{"intent": "off"}])
    talk = Talk(document(known, intents=[{"name": "off", "examples": {"en": ["Unsubscribe"]}}]))
    assert talk.say("unsubscribe", intent("off")) == ["Off the list."]


def test_opting_out_in_the_visitors_language() -> None:
    talk = Talk(document(flow("main", say("w", "Bienvenue"), kind="main")))
    talk.start("fr")
    assert "Écrivez « start »" in talk.say("désabonner")[0]
