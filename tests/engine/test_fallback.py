"""What happens to words that nobody takes."""

from __future__ import annotations

from typing import Any

from tests.engine.talking import Talk, document, entity, flow, intent, nothing, say, step

ORDER = flow(
    "order", say("o", "Ordering for {{ city | default: 'nowhere' }}"), triggers=[{"intent": "order"}], title="Order"
)
TRACK = flow("track", say("t", "Tracking"), triggers=[{"intent": "track"}], title="Track")
LOST = flow("lost", say("l", "Lost"), kind="fallback")
MORE: dict[str, Any] = {
    "intents": [{"name": "order"}, {"name": "track"}],
    "variables": [{"name": "city", "type": "text", "entity": "city"}],
}


def unsure(first: float, second: float = 0.0, *entities: dict[str, Any]) -> dict[str, Any]:
    intents = [{"name": "order", "confidence": first}, {"name": "track", "confidence": second}]
    return {**nothing(*entities), "in_scope": True, "intents": intents}


def test_nonsense_runs_the_fallback_flow() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, **MORE))
    assert talk.say("qwertz") == ["Lost"]
    assert talk.by == "fallback"


def test_without_a_fallback_flow_the_bot_still_answers_in_the_visitors_language() -> None:
    talk = Talk(document(ORDER, **MORE))
    assert talk.say("qwertz") == ["Sorry, I did not understand that. Could you say it in other words?"]
    talk.start("fr")
    assert "pas compris" in talk.say("qwertz")[0]


def test_near_but_not_sure_asks_first() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, **MORE))
    assert talk.say("ordr", unsure(0.45, 0.2)) == ["Did you mean one of these? [Order] [Something else]"]
    assert talk.say("order") == ["Ordering for nowhere"]


def test_what_was_said_first_is_not_lost_by_asking() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, **MORE))
    talk.say("ordr Rome", unsure(0.45, 0.2, entity("city", "Rome", "ordr Rome")))
    assert talk.tap("flow:order") == ["Ordering for Rome"]


def test_something_else_asks_for_other_words_and_the_next_miss_is_the_fallback() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, **MORE))
    talk.say("ordr", unsure(0.45, 0.4))
    assert talk.tap("none") == ["All right. Please tell me in other words what you need."]
    assert talk.say("ordr", unsure(0.45)) == ["Lost"]


def test_two_misses_in_a_row_do_not_ask_twice() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, **MORE))
    talk.say("ordr", unsure(0.45))
    assert talk.say("odrer", unsure(0.45)) == ["Lost"]


def test_two_flows_as_likely_as_each_other_are_both_offered() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, **MORE))
    assert talk.say("my order", unsure(0.52, 0.47)) == ["Did you mean one of these? [Order] [Track] [Something else]"]
    assert talk.say("my order", unsure(0.9, 0.05)) == ["Ordering for nowhere"]


def test_the_same_doubt_twice_is_not_asked_twice() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, **MORE))
    talk.say("my order", unsure(0.52, 0.47))
    assert talk.say("my order!", unsure(0.52, 0.47)) == ["Ordering for nowhere"]


def test_out_of_scope_is_never_guessed_at() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, **MORE))
    heard = {**unsure(0.8), "in_scope": False}
    assert talk.say("weather?", heard) == ["Lost"]


def test_near_answers_are_offered_by_their_question() -> None:
    answers = [{"id": "hours", "questions": {"en": ["When are you open?"]}, "answers": {"en": ["9 to 5"]}}]
    talk = Talk(document(LOST, answers=answers))
    assert talk.say("opn", nothing(hours=0.4)) == ["Did you mean one of these? [When are you open?] [Something else]"]
    assert talk.tap("answer:hours") == ["9 to 5"]


def test_the_threshold_is_a_setting() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, settings={"intent_threshold": 0.9}, **MORE))
    assert talk.say("order", unsure(0.85))[0].startswith("Did you mean")


def test_no_fallback_while_a_question_waits() -> None:
    ask = flow(
        "ask",
        step("a", "choice", message="?", options=[{"id": "y", "title": "Yes"}], retries=1),
        triggers=[{"intent": "order"}],
    )
    talk = Talk(document(ask, LOST, **MORE))
    talk.say("x", intent("order"))
    assert talk.say("qwertz") == ["? [Yes]"]
    assert talk.by == "no match"


def test_rules_answer_and_may_start_a_flow() -> None:
    stories = [
        {"name": "thanks", "kind": "rule", "steps": [{"user": "track"}, {"bot": "a"}, {"bot": "b"}, {"flow": "order"}]},
        {"name": "no rule", "kind": "story", "steps": [{"user": "order"}, {"bot": "a"}]},
    ]
    content = [{"id": "a", "message": "A"}, {"id": "b", "message": "B"}]
    quiet = {**ORDER, "triggers": []}
    talk = Talk(document(quiet, LOST, stories=stories, content=content, **MORE))
    assert talk.say("x", intent("track")) == ["A", "B", "Ordering for nowhere"]
    assert talk.by == "rule"
    talk = Talk(document(quiet, LOST, stories=stories, content=content, **MORE))
    assert talk.say("x", intent("order")) == ["A"]
    assert talk.by == "story"


def test_a_rule_may_need_entities_and_a_condition() -> None:
    rule = {
        "name": "r",
        "kind": "rule",
        "steps": [{"user": "track", "entities": ["city"]}, {"bot": "a"}],
        "when": {"expression": "city != 'Paris'"},
    }
    talk = Talk(document(LOST, stories=[rule], content=[{"id": "a", "message": "A"}], **MORE))
    assert talk.say("x", intent("track")) == ["Lost"]
    assert talk.say("Rome", intent("track", 0.9, entity("city", "Rome", "Rome"))) == ["A"]


def test_a_rule_goes_before_a_trigger_of_the_same_intent() -> None:
    rule = {"name": "r", "kind": "rule", "steps": [{"user": "order"}, {"bot": "a"}]}
    talk = Talk(document(ORDER, stories=[rule], content=[{"id": "a", "message": "A"}], **MORE))
    assert talk.say("x", intent("order")) == ["A"]


def test_suggestions_are_the_two_best_and_how_many_is_a_setting() -> None:
    third = flow("third", say("x", "Third"), triggers=[{"intent": "third"}], title="Third")
    more = {**MORE, "intents": [*MORE["intents"], {"name": "third"}]}
    heard = unsure(0.45, 0.44)
    heard["intents"].append({"name": "third", "confidence": 0.43})
    question = "Did you mean one of these? [Order] [Track] [Something else]"
    assert Talk(document(ORDER, TRACK, third, LOST, **more)).say("?", heard) == [question]
    talk = Talk(document(ORDER, TRACK, third, LOST, settings={"suggestions": 1}, **more))
    assert talk.say("?", heard) == ["Did you mean one of these? [Order] [Something else]"]
    talk = Talk(document(ORDER, TRACK, third, LOST, settings={"suggestions": 0}, **more))
    assert talk.say("?", heard) == ["Lost"]
    assert talk.say("?", unsure(0.55, 0.54)) == ["Ordering for nowhere"], "nobody is asked, the best is taken"


def test_what_only_stories_know_is_offered_in_the_words_of_an_example() -> None:
    stories = [{"name": "s", "kind": "story", "steps": [{"user": "order"}, {"bot": "a"}]}]
    intents = [{"name": "order", "examples": {"en": ["a [large](size) pizza"]}}, {"name": "track"}]
    talk = Talk(document(LOST, stories=stories, content=[{"id": "a", "message": "Coming"}], intents=intents))
    assert talk.say("pzza", unsure(0.4)) == ["Did you mean one of these? [a large pizza] [Something else]"]
    assert talk.tap("intent:order") == ["Coming"]


def test_what_a_rule_does_is_offered_once_in_the_words_of_an_example() -> None:
    rule = {"name": "r", "kind": "rule", "steps": [{"user": "track"}, {"bot": "a"}]}
    intents = [{"name": "track", "examples": {"en": ["where is it"]}}]
    talk = Talk(document(LOST, stories=[rule], content=[{"id": "a", "message": "On its way"}], intents=intents))
    assert talk.say("wher", unsure(0.0, 0.4)) == ["Did you mean one of these? [where is it] [Something else]"]
    assert talk.say("where is it") == ["On its way"]


def test_an_offer_that_is_not_answered_is_dropped() -> None:
    talk = Talk(document(ORDER, TRACK, LOST, **MORE))
    talk.say("ordr", unsure(0.45))
    assert talk.say("track it", unsure(0.0, 0.9)) == ["Tracking"]
    assert talk.say("order") == ["Lost"]
