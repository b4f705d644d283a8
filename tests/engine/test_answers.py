"""Questions and answers: which answer is found, in which words it is given, and where it leads."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from flows.engine.state import State
from tests.engine.talking import BACK, Talk, document, flow, intent, nothing, say, step

ASK = flow("shop", step("a", "ask", message="What would you like?", variable="wish"), triggers=[{"intent": "shop"}])
MORE: dict[str, Any] = {"variables": [{"name": "wish", "type": "text"}], "intents": [{"name": "shop"}]}


def faq(*answers: dict[str, Any], **more: Any) -> Talk:
    return Talk(document(ASK, answers=[{"questions": {}, **one} for one in answers], **MORE, **more))


def test_many_wordings_each_once_before_one_comes_again() -> None:
    wordings = ["one", "two", "three"]
    talk = faq({"id": "a", "answers": {"en": wordings}})
    said = [talk.say("?", nothing(a=0.9))[0] for _ in range(12)]
    for start in range(0, 12, 3):
        assert sorted(said[start : start + 3]) == sorted(wordings)
    assert all(left != right for left, right in pairwise(said)), "never twice in a row"


def test_each_answer_remembers_its_own_wordings() -> None:
    talk = faq({"id": "a", "answers": {"en": ["a1", "a2"]}}, {"id": "b", "answers": {"en": ["b1", "b2"]}})
    said = [talk.say("?", nothing(**{id: 0.9}))[0] for id in "abab"]
    assert sorted(said) == ["a1", "a2", "b1", "b2"]


def test_the_answer_in_the_visitors_language_else_in_the_bots() -> None:
    both = {"id": "a", "answers": {"en": ["Good day"], "fr": ["Bonjour"]}}
    talk = faq(both, {"id": "b", "answers": {"en": ["Only English"]}})
    talk.start("fr-CA")
    assert talk.say("?", nothing(a=0.9)) == ["Bonjour"]
    assert talk.say("?", nothing(b=0.9)) == ["Only English"]


def test_many_questions_lead_to_one_answer() -> None:
    options = [{"id": "o1", "title": "Opening times?"}, {"id": "o2", "title": "Heures d'ouverture ?"}]
    questions = {"en": ["When are you open", "Opening times"], "fr": ["heures d'ouverture"]}
    answer = {"id": "hours", "questions": questions, "answers": {"en": ["9 to 5"]}}
    main = flow("main", say("s", {"text": "Hello", "options": options}), kind="main")
    for option in ("o1", "o2"):
        assert Talk(document(main, answers=[answer]), started=True).tap(option) == ["9 to 5"]


def test_an_answer_that_is_switched_off_is_not_given() -> None:
    talk = faq({"id": "a", "answers": {"en": ["A"]}, "enabled": False}, {"id": "b", "answers": {"en": ["B"]}})
    assert talk.say("?", nothing(a=0.95, b=0.7)) == ["B"]


def test_answers_may_have_a_threshold_of_their_own() -> None:
    answer = {"id": "a", "questions": {"en": ["What is A?"]}, "answers": {"en": ["A"]}}
    offer = "Did you mean one of these? [What is A?] [Something else]"
    assert faq(answer, settings={"answer_threshold": 0.4}).say("?", nothing(a=0.45)) == ["A"]
    assert faq(answer, settings={"answer_threshold": 0.8}).say("?", nothing(a=0.75)) == [offer]
    assert faq(answer, settings={"intent_threshold": 0.9}).say("?", nothing(a=0.75)) == [offer], "as an intent"
    bold = faq(answer, settings={"intent_threshold": 0.9, "answer_threshold": 0.4})
    assert bold.say("?", nothing(a=0.45)) == ["A"]
    assert bold.say("shop", intent("shop", 0.85))[0].startswith("Did you mean"), "intents keep theirs"


def test_over_a_question_an_answer_needs_both_thresholds() -> None:
    answer = {"id": "a", "answers": {"en": ["A"]}}
    for own, confidence, said in ((0.4, 0.65, []), (0.4, 0.75, ["A"]), (0.9, 0.75, []), (0.9, 0.95, ["A"])):
        talk = faq(answer, settings={"answer_threshold": own})
        talk.say("shop", intent("shop"))
        assert talk.say("?", nothing(a=confidence))[:1] == said, (own, confidence)


def test_the_ranking_of_answers_stands_in_the_trace() -> None:
    talk = faq(*({"id": id, "answers": {"en": [id]}} for id in "abc"))
    assert talk.say("?", nothing(b=0.6, a=0.3, c=0.05)) == ["b"]
    bids = [(one["what"], one["confidence"]) for one in talk.trace["decision"]["bids"]]
    assert bids == [("b", 0.6), ("a", 0.3), ("c", 0.05)]


def test_an_answer_below_the_threshold_is_offered_and_not_given() -> None:
    talk = faq({"id": "a", "questions": {"en": ["What is A?"]}, "answers": {"en": ["A"]}})
    assert talk.say("?", nothing(a=0.49)) == ["Did you mean one of these? [What is A?] [Something else]"]
    assert talk.say("what is A") == ["A"]


def test_an_answer_with_buttons_and_a_way_into_a_flow() -> None:
    message = {"text": "We have tea.", "options": [{"id": "o", "title": "Order", "value": "/shop"}]}
    talk = faq({"id": "tea", "answers": {"en": [message]}})
    assert talk.say("tea?", nothing(tea=0.9)) == ["We have tea. [Order]"]
    assert talk.tap("o") == ["What would you like?"]


def test_an_answer_redirects_to_a_node_of_a_flow() -> None:
    second = {"id": "more", "title": "More", "steps": [say("m", "More of it")]}
    tour = flow("tour", say("t", "From the beginning"), nodes=[second])
    answers = [
        {"id": "a", "questions": {}, "answers": {"en": ["Yes."]}, "then": {"flow": "tour", "node": "more"}},
        {"id": "b", "questions": {}, "answers": {}, "then": {"flow": "tour"}},
    ]
    talk = Talk(document(tour, ASK, answers=answers, **MORE))
    assert talk.say("?", nothing(a=0.9)) == ["Yes.", "More of it"]
    assert talk.say("?", nothing(b=0.9)) == ["From the beginning"]
    talk.say("shop", intent("shop"))
    assert talk.say("?", nothing(a=0.9)) == ["Yes.", "More of it", BACK, "What would you like?"]


def test_an_answer_that_redirects_to_nowhere_runs_the_error_flow() -> None:
    broken = flow("broken", say("e", "Problem: {{ problem.code }}"), kind="error")
    answers = [{"id": "a", "questions": {}, "answers": {"en": ["Yes."]}, "then": {"flow": "gone"}}]
    assert Talk(document(broken, answers=answers)).say("?", nothing(a=0.9)) == ["Yes.", "Problem: flow"]


# -- contexts -----------------------------------------------------------------------------------------------------

TAX = {"id": "tax", "contexts": ["shop"], "answers": {"en": ["19 %"]}}


def knows_tax(talk: Talk) -> bool:
    return talk.say("tax?", nothing(tax=0.9))[0] == "19 %"


def test_an_answer_with_contexts_counts_only_while_its_flow_runs_and_shortly_after() -> None:
    talk = faq(TAX)
    assert not knows_tax(talk)
    talk.say("shop", intent("shop"))
    assert talk.say("tax?", nothing(tax=0.9)) == ["19 %", "What would you like?"]
    talk.say("tea")
    assert talk.state.stack == ()
    assert knows_tax(talk), "the flow is just over"
    assert not knows_tax(talk)


def test_how_long_a_flow_stays_a_context_is_a_setting() -> None:
    for turns in (0, 2):
        talk = faq(TAX, settings={"context_turns": turns})
        talk.say("shop", intent("shop"))
        talk.say("tea")
        assert [knows_tax(talk) for _ in range(4)] == [number < turns for number in range(4)]


def opening(**config: Any) -> Talk:
    enter = flow("enter", step("c", "context", **config), say("ok", "Ask me."), triggers=[{"intent": "shop"}])
    answers = [{"questions": {}, **TAX}, {**TAX, "id": "duty", "contexts": ["abroad"], "questions": {}}]
    return Talk(document(enter, answers=answers, intents=[{"name": "shop"}]))


def test_a_context_lives_for_as_many_messages_as_a_step_says() -> None:
    talk = opening(contexts=["shop"], turns=3)
    talk.say("x", intent("shop"))
    assert [knows_tax(talk) for _ in range(5)] == [True, True, True, False, False]


def test_a_context_can_be_entered_again_and_closed() -> None:
    talk = opening(contexts=["shop"], turns=2)
    for _ in range(3):
        talk.say("x", intent("shop"))
        assert knows_tax(talk)
    talk = opening(contexts=["shop"], turns=0)
    talk.say("x", intent("shop"))
    assert not knows_tax(talk)


def test_a_context_may_close_all_others() -> None:
    talk = opening(contexts=["abroad"], only=True)
    talk.state = State.from_json({**talk.state.to_json(), "memory": {"contexts": {"shop": 5}}, "open": True})
    talk.clock = talk.state.last_event_at
    assert knows_tax(talk)
    talk.say("x", intent("shop"))
    assert not knows_tax(talk)
    assert talk.say("?", nothing(duty=0.9)) == ["19 %"]


def test_contexts_end_with_the_session() -> None:
    talk = opening(contexts=["shop"], turns=50)
    talk.say("x", intent("shop"))
    talk.later(3600)
    assert not knows_tax(talk)


def test_an_end_step_can_keep_the_open_contexts_for_what_is_left_of_them() -> None:
    for keeps, known in ((True, [True, False]), (False, [False, False])):
        opens = step("c", "context", contexts=["shop"], turns=1)
        last = step("e", "end", **({"keep_contexts": True} if keeps else {}))
        enter = flow("enter", opens, last, triggers=[{"intent": "shop"}])
        talk = Talk(document(enter, answers=[{"questions": {}, **TAX}], intents=[{"name": "shop"}]))
        talk.say("x", intent("shop"))
        assert [knows_tax(talk) for _ in range(2)] == known


def test_a_name_of_two_contexts_counts_while_both_are_open() -> None:
    both = {**TAX, "contexts": ["shop&abroad"], "questions": {}}
    for opened, known in ((["shop"], False), (["abroad"], False), (["shop", "abroad"], True)):
        variables = [{"name": "contexts", "type": "list", "default": opened}]
        assert knows_tax(Talk(document(ASK, variables=variables, answers=[both]))) is known


def test_intents_have_contexts_too() -> None:
    pay = flow("pay", say("p", "Paid."), triggers=[{"intent": "pay"}])
    intents = [{"name": "shop"}, {"name": "pay", "contexts": ["shop"]}]
    talk = Talk(document(ASK, pay, variables=MORE["variables"], intents=intents))
    assert talk.say("pay", intent("pay")) != ["Paid."]
    talk.say("shop", intent("shop"))
    assert talk.say("pay", intent("pay")) == ["Paid.", BACK, "What would you like?"]


def test_a_variable_may_name_contexts() -> None:
    variables = [{"name": "contexts", "type": "list", "default": ["shop"]}]
    talk = Talk(document(ASK, variables=variables, intents=[{"name": "shop"}], answers=[{"questions": {}, **TAX}]))
    assert knows_tax(talk)
