"""Rules: to be followed exactly, whatever stories and the policy think."""

from __future__ import annotations

from .story_bots import StoryTalk, asks, bot, bot_of, form_flow, rule, story, user
from .talking import entity, flow, link, node, say, step

BOOKING = form_flow("booking", "table", "day", "guests")
START_BOOKING = rule("book", user("book"), {"form": "table"})


def test_a_rule_answers_a_question_in_the_midst_of_a_form_and_the_form_asks_again() -> None:
    hours = rule("hours", user("ask_hours"), bot("nine_to_five"))
    talk = StoryTalk(
        bot_of(BOOKING, stories=[START_BOOKING, hours], says=["nine_to_five"], variables=asks("day", "guests"))
    )
    assert talk.hear("book") == ["day?"]
    assert talk.decision["by"] == "rule"
    assert talk.decision["what"] == "book"
    assert talk.hear("ask_hours") == ["nine to five", "day?"]
    assert talk.decision["by"] == "rule"
    assert talk.say("friday", {"intents": [], "entities": [entity("day", "friday", "friday")]}) == ["guests?"]
    assert talk.variables["day"] == "friday"


def test_the_entities_of_the_words_that_begin_a_form_fill_it() -> None:
    talk = StoryTalk(bot_of(BOOKING, stories=[START_BOOKING], says=[], variables=asks("day", "guests")))
    said = "book for friday"
    assert talk.hear("book", said, entity("day", "friday", said)) == ["guests?"]


def test_unhappy_path_a_denial_in_a_form_leads_to_the_rule_that_names_the_form() -> None:
    stay = rule("no, thanks", {"form": "table"}, user("deny"), bot("why_not"), {"form_done": True}, bot("bye"))
    anywhere = rule("no", user("deny"), bot("all_right"))
    talk = StoryTalk(
        bot_of(
            BOOKING,
            stories=[START_BOOKING, anywhere, stay],
            says=["why_not", "bye", "all_right"],
            variables=asks("day", "guests"),
        )
    )
    assert talk.hear("deny") == ["all right"]
    talk.hear("book")
    assert talk.hear("deny") == ["why not", "bye"]
    assert talk.decision["what"] == "no, thanks"
    assert talk.state.waiting is None
    assert talk.hear("deny") == ["all right"]


def test_a_rule_for_no_form_holds_only_where_none_waits() -> None:
    other = form_flow("pay", "card", "number")
    stories = [START_BOOKING, rule("pay", {"form": None}, user("pay"), {"form": "card"})]
    bot_body = bot_of(BOOKING, other, stories=stories, says=[], variables=asks("day", "guests", "number"))
    talk = StoryTalk(bot_body)
    assert talk.hear("pay") == ["number?"]
    talk = StoryTalk(bot_body)
    talk.hear("book")
    assert talk.hear("pay") == ["day?"]
    assert talk.by == "no match"


def test_what_follows_the_end_of_a_form_is_a_rule_of_its_own() -> None:
    done = rule("submit", {"form": "table"}, {"form_done": True}, bot("booked"), bot("see_you"))
    day = {"intents": [], "entities": [entity("day", "friday", "friday")]}
    one = form_flow("booking", "table", "day", cancel_intents=["stop"])
    one["nodes"].append(node("gone", say("g", "never mind")))
    one["transitions"].append(link("booking.n", "table", "cancelled", "gone"))
    body = bot_of(one, stories=[START_BOOKING, done], says=["booked", "see_you"], variables=asks("day"))
    talk = StoryTalk(body)
    talk.hear("book")
    assert talk.say("friday", day) == ["booked", "see you"]
    talk.hear("book")
    assert talk.hear("stop") == ["never mind"]


def test_a_condition_of_a_rule_decides_between_two_rules_for_one_intent() -> None:
    gold = {"variable": "gold", "op": "==", "value": True}
    stories = [rule("all", user("help"), bot("mail_us")), rule("gold", user("help"), bot("call_us"), when=gold)]
    variables = [{"name": "gold", "type": "boolean", "input": True}]
    body = bot_of(stories=stories, says=["mail_us", "call_us"], variables=variables)
    plain, golden = StoryTalk(body), StoryTalk(body)
    plain.start()
    golden.start(gold=True)
    assert plain.hear("help") == ["mail us"]
    assert golden.hear("help") == ["call us"]


def test_a_rule_may_ask_for_what_was_just_done() -> None:
    offer = rule("offer", user("person"), bot("shall_i_call"))
    yes = rule("yes to the offer", bot("shall_i_call"), user("affirm"), bot("calling"))
    talk = StoryTalk(bot_of(stories=[offer, yes], says=["shall_i_call", "calling"]))
    assert talk.hear("affirm") != ["calling"]
    talk.hear("person")
    assert talk.hear("affirm") == ["calling"]


def test_a_rule_of_several_turns() -> None:
    long = rule("joke", user("joke"), bot("knock"), user("who"), bot("boo"), user("boo_who"), bot("do_not_cry"))
    talk = StoryTalk(bot_of(stories=[long], says=["knock", "boo", "do_not_cry"]))
    assert talk.hear("who") != ["boo"]
    assert talk.hear("joke") == ["knock"]
    assert talk.hear("who") == ["boo"]
    assert talk.hear("boo_who") == ["do not cry"]


def test_alternatives_entities_and_values_of_a_rule() -> None:
    both = rule(
        "thanks",
        {"or": [user("thanks"), user("bye", entities=["mood"]), {"said": "Cheers, mate!"}]},
        {"set": {"polite": True}},
        bot("welcome"),
    )
    body = bot_of(stories=[both], says=["welcome"], variables=[{"name": "polite", "type": "boolean"}])
    for words in ("thanks", "cheers mate"):
        talk = StoryTalk(body)
        assert (talk.hear("thanks") if words == "thanks" else talk.say(words)) == ["welcome"]
        assert talk.variables["polite"] is True
    talk = StoryTalk(body)
    assert talk.hear("bye") != ["welcome"]
    assert talk.hear("bye", "happy bye", entity("mood", "happy", "happy bye")) == ["welcome"]


def test_whatever_is_said_after_a_question_of_a_rule() -> None:
    ask = rule("feedback", user("feedback"), bot("how_was_it"), {"any": True}, bot("noted"))
    talk = StoryTalk(bot_of(stories=[ask], says=["how_was_it", "noted"]))
    talk.hear("feedback")
    assert talk.say("it was so so") == ["noted"]


def test_a_rule_that_does_not_wait_hands_over_to_the_stories() -> None:
    greet = rule("greet", user("greet"), bot("hello"), then_wait=False)
    then = story("and then", user("greet"), bot("hello"), bot("need_help"))
    talk = StoryTalk(bot_of(stories=[greet, then], says=["hello", "need_help"]))
    assert talk.hear("greet") == ["hello", "need help"]
    assert [one["by"] for one in talk.trace["acts"]] == ["rule", "story"]


def test_a_rule_at_the_start_speaks_first_and_one_for_the_first_words_only_then() -> None:
    stories = [rule("open", bot("welcome"), at_start=True), rule("first", user("greet"), bot("hello"), at_start=True)]
    talk = StoryTalk(bot_of(stories=stories, says=["welcome", "hello"]))
    assert talk.start() == ["welcome"]
    later = StoryTalk(bot_of(stories=stories[1:], says=["hello"]))
    later.start()
    assert later.hear("greet") == ["hello"]
    assert later.hear("greet") != ["hello"]


def test_a_rule_goes_on_after_a_flow_that_asked_something() -> None:
    sale = flow("sale", step("q", "ask", message="how many?", variable="n"), say("s", "noted"))
    talk = StoryTalk(
        bot_of(
            sale,
            stories=[rule("sell", user("buy"), {"flow": "sale"}, bot("thank_you"))],
            says=["thank_you"],
            variables=[{"name": "n", "type": "text"}],
        )
    )
    assert talk.hear("buy") == ["how many?"]
    assert talk.say("three") == ["noted", "thank you"]


def test_the_entities_of_the_words_that_begin_a_flow_fill_its_variables() -> None:
    weather = flow("weather", say("s", "sunny in {{ city }}"))
    rules = [rule("weather", user("weather"), {"flow": "weather"})]
    talk = StoryTalk(bot_of(weather, stories=rules, says=[], variables=asks("city")))
    assert talk.hear("weather", "weather in Rome", entity("city", "Rome", "weather in Rome")) == ["sunny in Rome"]


def test_a_rule_goes_on_after_a_flow_that_has_jumped_into_another() -> None:
    first = flow("first", say("a", "one"), step("j", "jump", flow="second"))
    second = flow("second", say("b", "two"))
    rules = [rule("go", user("go"), {"flow": "first"}, bot("three"))]
    talk = StoryTalk(bot_of(first, second, stories=rules, says=["three"]))
    assert talk.hear("go") == ["one", "two", "three"]


def test_a_rule_is_weighed_only_where_its_intent_is_likely_enough_for_a_line_in_the_trace() -> None:
    hours = rule("hours", user("ask_hours"), bot("nine_to_five"))
    greet = rule("greet", user("greet"), bot("hi"))
    talk = StoryTalk(bot_of(stories=[hours, greet], says=["nine_to_five", "hi"]))

    def weighed(sure: float) -> list[str]:
        ranked = [{"name": "greet", "confidence": 0.9}, {"name": "ask_hours", "confidence": sure}]
        assert talk.say("hello", {"intents": ranked, "entities": []}) == ["hi"]
        return [one["what"] for one in talk.decision["bids"]]

    assert weighed(0.11) == ["greet", "hours"]
    assert weighed(0.09) == ["greet"]
