"""Who takes an utterance, and by which rule. The trace must say so."""

from __future__ import annotations

from typing import Any

from flows.engine.events import Said
from tests.engine.talking import BACK, Talk, document, entity, flow, intent, link, node, nothing, say, step

COLOUR = {"message": "Colour?", "options": [{"id": "r", "title": "Red"}, {"id": "b", "title": "Dark blue"}]}
CITY = [{"name": "city", "type": "text", "entity": "city"}, {"name": "name", "type": "text"}]


def bot(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A main flow with `steps`, a help flow, a global flow to start over, an answer about prices."""
    outputs = [one for body in steps for one in ("r", "b", "else", "failed") if body["type"] in ("choice", "ask")]
    main = flow(
        "main",
        *steps,
        say("done", "Done"),
        kind="main",
        nodes=[node(f"to.{one}", say(f"say.{one}", f"took {one}")) for one in ("r", "b", "else", "failed")],
        transitions=[link("main.n", steps[0]["id"], one, f"to.{one}") for one in dict.fromkeys(outputs)],
    )
    return document(
        main,
        flow("help", say("h", "Help is here"), triggers=[{"intent": "help"}, {"keyword": "help me"}]),
        flow("again", step("e", "end"), triggers=[{"intent": "restart"}, {"keyword": "restart"}], **{"global": True}),
        flow("lost", say("l", "Lost"), kind="fallback"),
        variables=CITY,
        intents=[{"name": "help"}, {"name": "restart"}],
        answers=[{"id": "price", "questions": {"en": ["price?"]}, "answers": {"en": ["5 euros"]}}],
        **more,
    )


def asking(*steps: dict[str, Any], **more: Any) -> Talk:
    return Talk(bot(*steps, **more), started=True)


def choosing() -> Talk:
    return asking(step("c", "choice", **COLOUR))


def test_exact_beats_a_sure_trigger() -> None:
    talk = choosing()
    assert talk.say("red", intent("help", 0.99)) == ["took r"]
    assert (talk.by, talk.trace["decision"]["why"]) == ("exact", "title")


def test_a_similar_title_is_a_part_and_loses_to_a_sure_trigger_only() -> None:
    assert choosing().say("something red", intent("help", 0.8)) == ["took r"]
    talk = choosing()
    assert talk.say("something red", intent("help", 0.9)) == ["Help is here", BACK, "Colour? [Red] [Dark blue]"]
    assert talk.by == "trigger"


def test_one_slip_is_forgiven() -> None:
    assert choosing().say("drak blue") == ["took b"]


def test_any_text_loses_to_a_trigger_from_070() -> None:
    ask = step("a", "ask", message="Your name?", variable="name")
    assert asking(ask).say("help", intent("help", 0.69)) == ["Done"]
    assert asking(ask).say("help", intent("help", 0.71)) == ["Help is here", BACK, "Your name?"]


def test_no_bid_at_all_needs_the_threshold_of_an_idle_bot() -> None:
    assert choosing().say("???", intent("help", 0.55)) == ["Help is here", BACK, "Colour? [Red] [Dark blue]"]
    assert choosing().say("???", intent("help", 0.45)) == ["took else"]


def test_listen_takes_everything_but_global_flows() -> None:
    assert asking(step("l", "listen", variable="name")).say("help", intent("help", 0.99)) == ["Done"]
    talk = asking(step("l", "listen", variable="name"))
    talk.say("let us restart", intent("restart", 0.9))
    assert talk.by == "global"


def test_global_flows_come_by_keyword_or_high_confidence() -> None:
    talk = choosing()
    talk.say("Restart!")
    assert talk.by == "global"
    talk = choosing()
    talk.say("anew", intent("restart", 0.8))
    assert talk.by == "trigger"


def test_a_keyword_alone_is_certain_and_inside_a_text_likely() -> None:
    talk = Talk(bot(step("l", "listen")))
    talk.start()
    talk.say("x")
    assert talk.say("please help me now") == ["Help is here"]
    ask = step("a", "ask", message="Your name?", variable="name")
    assert asking(ask).say("can you help me") == ["Help is here", BACK, "Your name?"]
    assert asking(step("a", "ask", message="Where?", variable="city")).say(
        "help me to Rome", nothing(entity("city", "Rome", "help me to Rome"))
    ) == ["Done"]


def test_patterns_start_flows() -> None:
    order = flow("order", say("o", "Order found"), triggers=[{"pattern": r"^#\d{4}$"}])
    assert Talk(document(order)).say("#1234") == ["Order found"]
    assert Talk(document(order)).say("#12") != ["Order found"]


def test_answers_win_ties_while_a_question_waits_and_triggers_when_idle() -> None:
    both = intent("help", 0.9, price=0.88)
    assert choosing().say("?", both)[0] == "5 euros"
    talk = choosing()
    talk.say("red")
    assert talk.say("?", both) == ["Help is here"]


def test_a_trigger_with_a_condition_that_does_not_hold_is_none() -> None:
    vip = flow("vip", say("v", "Dear guest"), triggers=[{"intent": "help", "when": {"expression": "name == 'Ada'"}}])
    bot = document(vip, variables=CITY, intents=[{"name": "help"}])
    assert Talk(bot).say("help", intent("help")) != ["Dear guest"]


def test_a_condition_that_breaks_does_not_hold_and_the_trace_says_so() -> None:
    odd = flow("odd", say("v", "odd"), triggers=[{"intent": "help", "when": {"expression": "name - 3 > 0"}}])
    talk = Talk(document(odd, variables=[{"name": "name", "default": "x"}], intents=[{"name": "help"}]))
    assert talk.say("help", intent("help")) != ["odd"]
    assert talk.trace["problem"]["code"] == "condition"


def test_position_counts_only_where_no_option_has_a_number() -> None:
    assert choosing().say("the second one") == ["took b"]
    sizes = {"message": "How many?", "options": [{"id": "r", "title": "2"}, {"id": "b", "title": "1"}]}
    assert asking(step("c", "choice", **sizes)).say("1") == ["took b"]


def test_a_number_is_no_position_where_options_hold_numbers() -> None:
    pieces = {"message": "Pieces?", "options": [{"id": "r", "title": "10 pieces"}, {"id": "b", "title": "20 pieces"}]}
    assert asking(step("c", "choice", **pieces)).say("2") == ["took else"]


def test_a_title_beats_the_position() -> None:
    options = [{"id": "r", "title": "Second"}, {"id": "b", "title": "First"}]
    assert asking(step("c", "choice", message="?", options=options)).say("first") == ["took b"]


def test_yes_and_no_in_the_words_of_the_visitor() -> None:
    options = [{"id": "r", "title": "Yes"}, {"id": "b", "title": "No"}]
    assert asking(step("c", "choice", message="?", options=options)).say("sure") == ["took r"]
    assert asking(step("c", "choice", message="?", options=options)).say("Non merci !") == ["took b"]


def test_an_entity_that_is_the_value_of_an_option() -> None:
    options = [
        {"id": "r", "title": "The red one", "value": "red"},
        {"id": "b", "title": "The blue one", "value": "blue"},
    ]
    said = "crimson"
    heard = nothing(entity("colour", said, said, "red"))
    assert asking(step("c", "choice", message="?", options=options)).say(said, heard) == ["took r"]


def test_a_stale_button_never_answers_another_question() -> None:
    talk = asking(step("c", "choice", **COLOUR))
    old = talk.state.open_options()[0]["seq"]
    talk.say("purple")
    talk = asking(step("c", "choice", **COLOUR, retries=3), step("d", "choice", **COLOUR))
    first = talk.state.open_options()[0]["seq"]
    assert talk.say("purple") == ["Colour? [Red] [Dark blue]"]
    assert talk.tap("r", seq=first) == ["took r"], "asked again: the older buttons of the same question still count"
    talk = asking(step("c", "choice", **COLOUR))
    assert talk.tap("r", seq=old + 40) == ["Colour? [Red] [Dark blue]"]
    assert talk.by == "stale"


def test_a_stale_tap_may_start_a_flow() -> None:
    talk = choosing()
    talk.seq += 1
    event = Said(**talk._common(), text="help me", payload={"option": "zzz", "seq": 99})
    assert talk.take(event)[0] == "Help is here"


def test_buttons_of_a_plain_message_mean_their_words() -> None:
    offer = {
        "text": "What now?",
        "options": [{"id": "o1", "title": "Prices"}, {"id": "o2", "title": "Help", "value": "/help"}],
    }
    main = flow("main", say("s", offer), kind="main")
    more = bot(step("l", "listen"))
    more["flows"][0] = main
    more["answers"][0]["questions"]["en"] = ["prices"]
    assert Talk(more, started=True).tap("o1") == ["5 euros"]
    assert Talk(more, started=True).tap("o2") == ["Help is here"]


def test_interruptions_can_be_blocked() -> None:
    ask = {**step("a", "ask", message="Your name?", variable="name"), "interruptions": "block"}
    talk = asking(ask)
    assert talk.say("help", intent("help", 0.99, price=0.99)) == ["Done"]
    talk = asking(ask)
    talk.say("restart")
    assert talk.by == "global"


def test_interruptions_can_be_asked_about() -> None:
    ask = {**step("a", "ask", message="Your name?", variable="name"), "interruptions": "ask"}
    question = "Shall we leave this and go on with “help”? [Yes] [No]"
    talk = asking(ask)
    assert talk.say("help", intent("help", 0.99)) == [question]
    assert talk.say("yes") == ["Help is here", BACK, "Your name?"]
    talk.say("help", intent("help", 0.99))
    assert talk.tap("stay") == ["Your name?"]
    talk.say("help", intent("help", 0.99))
    assert talk.say("Ada") == ["Done"]
    assert talk.variables["name"] == "Ada"


def test_interruptions_nest_three_deep_and_then_replace_the_last() -> None:
    flows = [
        flow(f"f{n}", step(f"a{n}", "ask", message=f"Question {n}?", variable="name"), triggers=[{"intent": f"i{n}"}])
        for n in range(6)
    ]
    bot = document(*flows, variables=CITY, intents=[{"name": f"i{n}"} for n in range(6)])
    talk = Talk(bot)
    for n in range(6):
        talk.say("x", intent(f"i{n}"))
    assert [frame.flow for frame in talk.state.stack] == ["f0", "f1", "f2", "f5"]
    assert talk.say("done") == [BACK, "Question 2?"]


def test_a_flow_lower_on_the_stack_is_brought_up() -> None:
    order = flow(
        "order",
        step("a", "ask", message="Where to?", variable="city"),
        say("o", "To {{ city }}"),
        triggers=[{"intent": "order"}],
    )
    chat = flow("chat", step("b", "ask", message="How are you?", variable="name"), triggers=[{"intent": "chat"}])
    talk = Talk(document(order, chat, variables=CITY, intents=[{"name": "order"}, {"name": "chat"}]))
    talk.say("x", intent("order"))
    talk.say("x", intent("chat"))
    assert talk.say("my order", intent("order")) == ["Where to?"]
    assert [frame.flow for frame in talk.state.stack] == ["chat", "order"]
    talk.say("x", intent("chat"))
    assert [frame.flow for frame in talk.state.stack] == ["order", "chat"]
    said = "my order goes to Rome"
    assert talk.say(said, intent("order", 0.95, entity("city", "Rome", said))) == ["To Rome", BACK, "How are you?"]


def test_entities_fill_even_where_another_question_waits_in_the_same_flow() -> None:
    go = flow(
        "go",
        step("a", "ask", message="Your name?", variable="name"),
        say("g", "{{ name }} to {{ city }}"),
        triggers=[{"intent": "go"}],
    )
    talk = Talk(document(go, variables=CITY, intents=[{"name": "go"}]))
    talk.say("go", intent("go"))
    said = "I want to go to Oslo"
    assert talk.say(said, intent("go", 0.95, entity("city", "Oslo", said))) == ["Your name?"]
    assert talk.say("Ada") == ["Ada to Oslo"]


def test_a_broken_answer_beside_a_reply_runs_the_error_flow_once() -> None:
    bot_ = bot(step("c", "choice", **COLOUR))
    bot_["answers"][0]["answers"]["en"] = ["{{ 'a' - 1 }}"]
    talk = Talk(bot_, started=True)
    assert len(talk.say("something red", nothing(price=0.9))) == 1
    assert talk.trace["problem"]["code"] == "template"


def test_entities_of_the_first_sentence_are_in_their_variables() -> None:
    to = flow("to", say("t", "To {{ city }}"), triggers=[{"intent": "go"}])
    talk = Talk(document(to, variables=CITY, intents=[{"name": "go"}]))
    assert talk.say("go to Oslo", intent("go", 0.9, entity("city", "Oslo", "go to Oslo"))) == ["To Oslo"]


def test_contexts_limit_answers_and_intents() -> None:
    shop = flow("shop", step("a", "ask", message="What?", variable="name"), triggers=[{"intent": "shop"}])
    answers = [{"id": "vat", "questions": {}, "answers": {"en": ["19 %"]}, "contexts": ["shop"]}]
    talk = Talk(document(shop, variables=CITY, intents=[{"name": "shop"}], answers=answers))
    assert talk.say("vat?", nothing(vat=0.95)) != ["19 %"]
    talk.say("shop", intent("shop"))
    assert talk.say("vat?", nothing(vat=0.95)) == ["19 %", "What?"]


def test_disabled_answers_say_nothing_and_answers_may_lead_on() -> None:
    go = flow("go", say("g", "Here we go"))
    answers = [
        {"id": "a", "questions": {}, "answers": {"en": ["A"]}, "enabled": False},
        {"id": "b", "questions": {}, "answers": {"en": ["B"]}, "then": {"flow": "go"}},
    ]
    talk = Talk(document(go, answers=answers))
    assert talk.say("?", nothing(a=0.9, b=0.8)) == ["B", "Here we go"]


def test_a_slot_for_any_text_takes_it_before_a_sure_trigger() -> None:
    slots = [{"variable": "name", "ask": "Wishes?", "fill": [{"text": True, "not_intents": ["chat"]}]}]
    form = step("f", "form", slots=slots)
    talk = asking(form)
    assert talk.say("please help me with the stairs", intent("help", 0.99)) == ["Done"]
    assert talk.by == "exact"
    talk = asking(form)
    assert talk.say("nice day", intent("chat", 0.9)) == ["Wishes?"], "but for the intents it is not meant for"


def test_an_entity_that_is_the_whole_text_comes_before_a_sure_trigger() -> None:
    where = step("a", "ask", message="Where?", variable="city")
    said = "Rome!"
    mention = entity("city", "Rome", said)
    talk = asking(where)
    assert talk.say(said, intent("help", 0.99, mention)) == ["Done"]
    assert (talk.by, talk.variables["city"]) == ("exact", "Rome")


def test_a_value_and_a_synonym_beat_the_position() -> None:
    options = [{"id": "r", "title": "Late", "value": "second"}, {"id": "b", "title": "Early", "synonyms": ["third"]}]
    assert asking(step("c", "choice", message="?", options=options)).say("second") == ["took r"]
    assert asking(step("c", "choice", message="?", options=options)).say("third") == ["took b"]
    assert asking(step("c", "choice", message="?", options=options)).say("the first one") == ["took r"]


def test_the_trace_says_what_else_was_bid() -> None:
    talk = choosing()
    talk.say("something red", intent("help", 0.9, price=0.3))
    assert talk.trace["decision"]["what"] == "help"
    assert [(one["who"], one["what"]) for one in talk.trace["alternatives"]] == [
        ("waiting step", "part"),
        ("answer", "price"),
    ]


def test_the_thresholds_are_settings() -> None:
    ask = step("a", "ask", message="Your name?", variable="name")
    assert asking(ask, settings={"open_threshold": 0.9}).say("help", intent("help", 0.8)) == ["Done"]
    strict = {"part_threshold": 0.95, "global_threshold": 0.95}
    assert asking(step("c", "choice", **COLOUR), settings=strict).say("something red", intent("help", 0.9)) == [
        "took r"
    ]
    talk = asking(ask, settings=strict)
    talk.say("anew", intent("restart", 0.9))
    assert talk.by == "trigger"


def test_a_tap_on_a_button_of_an_old_question_may_begin_something_new() -> None:
    talk = choosing()
    talk.bot.intents["help"] = {"name": "help", "examples": {"en": ["I need help"]}}
    talk.seq += 1
    event = Said(**talk._common(), text="I need help", payload={"option": "zzz", "seq": 99})
    assert talk.take(event) == ["Help is here", BACK, "Colour? [Red] [Dark blue]"]


def test_a_keyword_of_a_global_flow_counts_only_alone() -> None:
    ask = step("a", "ask", message="Your name?", variable="name")
    assert asking(ask).say("they call me restart") == ["Done"]
