"""Remembered stories: what was said and done word for word, from wherever the story begins."""

from __future__ import annotations

from flows.engine.state import State

from .story_bots import StoryTalk, asks, bot, bot_of, form_flow, rule, story, user
from .talking import entity, flow, say, step

GREET = [user("greet"), bot("hello")]
SAD = [*GREET, user("sad"), bot("cheer_up"), bot("did_that_help")]
MOOD = [
    story("happy", *GREET, user("great"), bot("go_on")),
    story("sad, helped", *SAD, user("affirm"), bot("go_on")),
    story("sad, not helped", *SAD, user("deny"), bot("goodbye")),
    rule("bot", user("are_you_a_bot"), bot("i_am_a_bot")),
]
SAYS = ["hello", "cheer_up", "did_that_help", "go_on", "goodbye", "i_am_a_bot"]


def test_a_story_is_told_again() -> None:
    talk = StoryTalk(bot_of(stories=MOOD, says=SAYS))
    assert talk.hear("greet") == ["hello"]
    assert talk.decision == {
        "by": "story",
        "what": "happy",
        "why": "this history is known",
        "confidence": 1.0,
        "bids": [],
    }
    assert talk.hear("sad") == ["cheer up", "did that help"]
    assert talk.hear("deny") == ["goodbye"]
    assert talk.decision["what"] == "sad, not helped"


def test_the_same_words_after_another_history_mean_something_else() -> None:
    talk = StoryTalk(bot_of(stories=MOOD, says=SAYS))
    assert talk.hear("deny") != ["goodbye"]
    talk.hear("greet")
    talk.hear("sad")
    assert talk.hear("affirm") == ["go on"]


def test_what_a_rule_answers_beside_the_story_does_not_break_it() -> None:
    talk = StoryTalk(bot_of(stories=MOOD, says=SAYS))
    talk.hear("greet")
    talk.hear("sad")
    assert talk.hear("are_you_a_bot") == ["i am a bot"]
    assert talk.hear("affirm") == ["go on"]


def test_words_that_nobody_understood_do_not_break_it_either() -> None:
    talk = StoryTalk(bot_of(stories=MOOD, says=SAYS))
    talk.hear("greet")
    talk.hear("sad")
    talk.say("mumble")
    assert talk.by == "fallback"
    assert talk.hear("deny") == ["goodbye"]


def test_a_story_may_begin_with_what_the_bot_has_done() -> None:
    ok = story("ok after the price", {"flow": "price"}, user("affirm"), bot("fine"))
    prices = flow("price", say("p", "ten"), triggers=[{"intent": "ask_price"}])
    talk = StoryTalk(bot_of(prices, stories=[ok], says=["fine"]))
    assert talk.hear("ask_price") == ["ten"]
    assert talk.hear("affirm") == ["fine"]
    assert talk.hear("affirm") != ["fine"]


def test_checkpoints_join_stories() -> None:
    stories = [
        story("by phone", user("call"), bot("number"), {"checkpoint": "reached"}),
        story("by mail", user("mail"), bot("address"), {"checkpoint": "reached"}),
        story("end", {"checkpoint": "reached"}, user("thanks"), bot("welcome")),
    ]
    body = bot_of(stories=stories, says=["number", "address", "welcome"])
    for way, answer in (("call", "number"), ("mail", "address")):
        talk = StoryTalk(body)
        assert talk.hear(way) == [answer]
        assert talk.hear("thanks") == ["welcome"]
    assert StoryTalk(body).hear("thanks") != ["welcome"]


def test_alternatives_share_what_follows() -> None:
    either = story("either", {"or": [user("thanks"), user("great")]}, bot("welcome"))
    body = bot_of(stories=[either], says=["welcome"])
    assert StoryTalk(body).hear("thanks") == ["welcome"]
    assert StoryTalk(body).hear("great") == ["welcome"]


def test_words_quoted_in_a_story_need_no_intent() -> None:
    quoted = story("quoted", {"said": "Where is my parcel?"}, bot("on_its_way"))
    talk = StoryTalk(bot_of(stories=[quoted], says=["on_its_way"]))
    assert talk.say("where is my parcel") == ["on its way"]
    assert talk.say("where is my cat") != ["on its way"]


def test_a_variable_decides_between_two_stories_of_one_history() -> None:
    check = flow("check", step("c", "set", variable="ok", value={"expression": "amount < 100"}))
    stories = [
        story("good", user("loan"), {"flow": "check"}, {"set": {"ok": True}}, bot("granted")),
        story("bad", user("loan"), {"flow": "check"}, {"set": {"ok": False}}, bot("refused")),
    ]
    variables = [{"name": "ok", "type": "boolean"}, {"name": "amount", "type": "number", "input": True}]
    body = bot_of(check, stories=stories, says=["granted", "refused"], variables=variables)
    for amount, answer in ((50, "granted"), (500, "refused")):
        talk = StoryTalk(body)
        talk.start(amount=amount)
        assert talk.hear("loan") == [answer]


def test_where_all_stories_agree_the_bot_remembers_the_value_itself() -> None:
    noop = flow("switch", say("s", "switching"))
    stories = [story("one", user("switch"), {"flow": "switch"}, {"set": {"earlier": "card"}}, bot("done"))]
    variables = [{"name": "earlier", "type": "text"}]
    talk = StoryTalk(bot_of(noop, stories=stories, says=["done"], variables=variables))
    assert talk.hear("switch") == ["switching", "done"]
    assert talk.variables["earlier"] == "card"
    silent = [{"name": "earlier", "type": "text", "influences_policy": False}]
    talk = StoryTalk(bot_of(noop, stories=stories, says=["done"], variables=silent))
    assert talk.hear("switch") == ["switching", "done"]
    assert "earlier" not in talk.variables


def test_a_value_that_the_flow_has_set_speaks_against_a_story() -> None:
    check = flow("check", step("c", "set", variable="ok", value={"literal": False}))
    stories = [story("good", user("loan"), {"flow": "check"}, {"set": {"ok": True}}, bot("granted"))]
    talk = StoryTalk(bot_of(check, stories=stories, says=["granted"], variables=[{"name": "ok", "type": "boolean"}]))
    assert talk.hear("loan") == []
    assert talk.variables["ok"] is False


def test_the_story_of_the_condition_that_holds() -> None:
    night = {"expression": "hour >= 22"}
    stories = [
        story("day", user("greet"), bot("good_day")),
        story("night", user("greet"), bot("good_night"), when=night),
    ]
    variables = [{"name": "hour", "type": "number", "input": True}]
    body = bot_of(stories=stories, says=["good_day", "good_night"], variables=variables)
    for hour, answer in ((9, "good day"), (23, "good night")):
        talk = StoryTalk(body)
        talk.start(hour=hour)
        assert talk.hear("greet") == [answer]


STOP = [
    rule("book", user("book"), {"form": "table"}),
    story(
        "stop, go on", user("book"), {"form": "table"}, user("stop"), bot("go_on"), user("affirm"), {"form": "table"}
    ),
    story(
        "stop, end",
        user("book"),
        {"form": "table"},
        user("stop"),
        bot("go_on"),
        user("deny"),
        {"form_done": True},
        bot("bye"),
    ),
    story("done", user("book"), {"form": "table"}, {"form_done": True}, bot("booked"), user("thanks"), bot("welcome")),
    rule("hours", user("ask_hours"), bot("nine_to_five")),
]


def booking() -> StoryTalk:
    form = form_flow("booking", "table", "day", "name")
    form["nodes"][0]["steps"][0]["config"]["slots"][1]["fill"] = [{"text": True, "not_intents": ["stop"]}]
    says = ["go_on", "bye", "booked", "welcome", "nine_to_five"]
    return StoryTalk(bot_of(form, stories=STOP, says=says, variables=asks("day", "name")))


def friday(talk: StoryTalk) -> list[str]:
    return talk.say("friday", {"intents": [], "entities": [entity("day", "friday", "friday")]})


def test_a_story_interrupts_its_form_and_the_form_goes_on() -> None:
    talk = booking()
    assert talk.hear("book") == ["day?"]
    assert talk.hear("stop") == ["go on"]
    assert talk.decision["by"] == "story"
    assert talk.hear("affirm") == ["day?"]
    assert friday(talk) == ["name?"]


def test_while_a_story_asks_its_own_question_the_reply_is_not_for_the_form() -> None:
    talk = booking()
    talk.hear("book")
    friday(talk)
    assert talk.hear("stop") == ["go on"]
    assert talk.hear("affirm", "yes") == ["name?"]
    assert talk.decision["by"] == "story"
    talk.say("Ann")
    assert talk.variables["name"] == "Ann"


def test_a_story_that_asks_by_a_flow_has_the_word_as_well() -> None:
    ask = flow("ask_switch", say("s", "switch?"))
    other = form_flow("paying", "card", "number")
    begin = [user("book"), {"form": "table"}, user("pay"), {"flow": "ask_switch"}]
    stories = [
        rule("book", {"form": None}, user("book"), {"form": "table"}),
        story("yes", *begin, user("affirm"), {"form": "card"}, {"form_done": True}, {"form": "table"}),
        story("no", *begin, user("deny"), {"form": "table"}),
    ]
    form = form_flow("booking", "table", "day")
    body = bot_of(form, other, ask, stories=stories, says=[], variables=asks("day", "number"))
    talk = StoryTalk(body)
    assert talk.hear("book") == ["day?"]
    assert talk.hear("pay") == ["switch?"]
    assert talk.hear("deny") == ["day?"]
    assert talk.hear("pay") == ["switch?"] or talk.by == "no match"
    talk = StoryTalk(body)
    talk.hear("book")
    talk.hear("pay")
    assert talk.hear("affirm") == ["number?"]
    assert talk.say("5", {"intents": [], "entities": [entity("number", "5", "5")]}) == ["day?"]


def test_replies_that_a_story_shows_belong_to_the_form() -> None:
    form = form_flow("booking", "table", "day", "name")
    table = {"form": "table"}
    shown = [user("book"), table, user("inform"), table, user("inform"), table, {"form_done": True}, bot("booked")]
    talk = StoryTalk(bot_of(form, stories=[story("shown", *shown)], says=["booked"], variables=asks("day", "name")))
    assert talk.hear("book") == ["day?"]
    assert talk.hear("inform", "friday", entity("day", "friday", "friday")) == ["name?"]
    assert talk.hear("inform", "Ann", entity("name", "Ann", "Ann")) == ["booked"]


def test_a_story_leaves_its_form() -> None:
    talk = booking()
    talk.hear("book")
    talk.hear("stop")
    assert talk.hear("deny") == ["bye"]
    assert talk.state.stack == ()


def test_an_answered_interruption_leaves_no_trace_in_the_history() -> None:
    talk = booking()
    talk.hear("book")
    assert talk.hear("ask_hours") == ["nine to five", "day?"]
    friday(talk)
    assert talk.say("Ann") == ["booked"]
    assert talk.hear("thanks") == ["welcome"]
    assert "ask_hours" not in talk.state.encode().decode()


def test_the_history_is_bounded() -> None:
    talk = StoryTalk(bot_of(stories=MOOD, says=SAYS))
    sizes = []
    for _ in range(20):
        talk.hear("greet")
        talk.hear("are_you_a_bot")
        sizes.append(len(State.encode(talk.state)))
    assert max(sizes[5:]) - min(sizes[5:]) <= 2  # the number of the turn grows a digit


def test_of_a_long_story_the_last_turns_are_enough() -> None:
    steps = [one for number in range(9) for one in (user(f"i{number}"), bot(f"b{number}"))]
    talk = StoryTalk(bot_of(stories=[story("long", *steps)], says=[f"b{number}" for number in range(9)]))
    assert [talk.hear(f"i{number}") for number in range(9)] == [[f"b{number}"] for number in range(9)]
    assert talk.by == "story"


def test_at_most_ten_acts_in_a_turn() -> None:
    endless = story("endless", user("go"), *[bot("tick") for _ in range(30)])
    talk = StoryTalk(bot_of(stories=[endless], says=["tick"]))
    assert len(talk.hear("go")) == 10


def test_a_trigger_a_rule_and_an_answer_come_before_a_story() -> None:
    stories = [story("s", user("greet"), bot("from_story")), rule("r", user("greet"), bot("from_rule"))]
    talk = StoryTalk(bot_of(stories=stories, says=["from_story", "from_rule"]))
    assert talk.hear("greet") == ["from rule"]
    greeting = flow("greeting", say("g", "from flow"), triggers=[{"intent": "greet"}])
    talk = StoryTalk(bot_of(greeting, stories=stories[:1], says=["from_story"]))
    assert talk.hear("greet") == ["from flow"]
    answers = [{"id": "a", "questions": {"en": ["hi"]}, "answers": {"en": ["from answer"]}}]
    talk = StoryTalk(bot_of(stories=stories[:1], says=["from_story"], answers=answers))
    understanding = {"intents": [{"name": "greet", "confidence": 0.6}], "answers": [{"id": "a", "confidence": 0.9}]}
    assert talk.say("hi", understanding) == ["from answer"]


def test_a_new_session_begins_a_new_history() -> None:
    talk = StoryTalk(bot_of(stories=MOOD, says=SAYS))
    talk.hear("greet")
    talk.hear("sad")
    talk.clock += 31 * 60
    assert talk.hear("deny") != ["goodbye"]
