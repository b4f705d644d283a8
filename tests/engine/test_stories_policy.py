"""The learned policy: when it may speak, what it is told, and that a replay needs no model."""

from __future__ import annotations

from typing import Any

from flows.engine.graph import compile_bot
from flows.engine.policy import RecordedPolicy, features_of
from flows.engine.stories_examples import policy_set, policy_source
from flows.steps import STEP_TYPES

from .story_bots import Fixed, StoryTalk, asks, bot, bot_of, form_flow, rule, story, user
from .talking import entity, flow, node, say, step

STORIES = [story("known", user("greet"), bot("hello"), user("affirm"), bot("fine"))]
SAYS = ["hello", "fine", "other"]


def talk_with(policy: Any, body: dict[str, Any]) -> StoryTalk:
    talk = StoryTalk(body)
    talk.bot = compile_bot(body, STEP_TYPES, policy)
    return talk


def test_the_policy_takes_what_no_story_remembers_and_the_trace_says_how_sure_it_was() -> None:
    policy = Fixed(
        ("u0:u:affirm", "bot:fine", 0.7), ("last:bot:fine", "listen", 0.9), ("u0:u:affirm", "bot:other", 0.2)
    )
    talk = talk_with(policy, bot_of(stories=STORIES, says=SAYS))
    assert talk.hear("affirm") == ["fine"]
    assert talk.decision["by"] == "policy"
    assert talk.decision["what"] == "bot:fine"
    assert talk.decision["confidence"] == 0.7
    assert talk.trace["alternatives"] == [
        {"who": "policy", "what": "bot:other", "confidence": 0.2, "why": "learned from stories"}
    ]
    assert len(talk.trace["policy"]) == 2


def test_what_a_story_remembers_needs_no_policy() -> None:
    policy = Fixed(("bias", "bot:other", 1.0))
    talk = talk_with(policy, bot_of(stories=STORIES, says=SAYS))
    assert talk.hear("greet") == ["hello"]
    assert talk.hear("affirm") == ["fine"]
    assert policy.asked == []


def test_to_listen_first_means_not_sure_and_so_does_a_low_confidence() -> None:
    for row in (("bias", "listen", 0.9), ("bias", "bot:other", 0.3)):
        talk = talk_with(Fixed(row), bot_of(stories=STORIES, says=SAYS))
        talk.hear("affirm")
        assert talk.by == "fallback"


def test_the_policy_does_not_do_the_same_thing_twice_in_a_row() -> None:
    talk = talk_with(Fixed(("bias", "bot:other", 0.9)), bot_of(stories=STORIES, says=SAYS))
    assert talk.hear("affirm") == ["other"]


def test_what_is_not_in_the_bot_any_more_is_not_done() -> None:
    talk = talk_with(Fixed(("bias", "bot:deleted", 0.9)), bot_of(stories=STORIES, says=SAYS))
    talk.hear("affirm")
    assert talk.by == "fallback"


def test_an_utterance_below_the_threshold_is_not_for_the_policy() -> None:
    policy = Fixed(("bias", "bot:other", 0.9))
    talk = talk_with(policy, bot_of(stories=STORIES, says=SAYS))
    talk.hear("affirm", sure=0.2)
    assert talk.by == "fallback"
    assert policy.asked == []


def test_the_policy_bids_only_over_a_form_that_a_story_or_rule_has_begun() -> None:
    stories = [*STORIES, rule("book", user("book"), {"form": "table"})]
    ways = {"book": "policy", "reserve": "no match"}
    for way, by in ways.items():
        form = form_flow("booking", "table", "day")
        form["triggers"] = [{"intent": "reserve"}]
        policy = Fixed(("u0:u:affirm", "bot:other", 0.9))
        talk = talk_with(policy, bot_of(form, stories=stories, says=SAYS, variables=asks("day")))
        assert talk.hear(way) == ["day?"]
        talk.hear("affirm")
        assert talk.by == by


def test_a_replay_takes_the_predictions_from_the_traces() -> None:
    body = bot_of(stories=STORIES, says=SAYS)
    policy = Fixed(("u0:u:affirm", "bot:fine", 0.7123), ("u0:u:deny", "bot:other", 0.6))
    talk = talk_with(policy, body)
    said, traces = [], []
    for name in ("affirm", "deny", "greet"):
        said.append(talk.hear(name))
        traces.append(talk.trace)
    again = talk_with(RecordedPolicy(traces), body)
    assert [again.hear(name) for name in ("affirm", "deny", "greet")] == said
    assert again.state == talk.state


def test_the_policy_sees_turns_variables_by_type_and_the_form() -> None:
    sale = form_flow("sale", "order", "size")
    variables = [
        *asks("size"),
        {"name": "member", "type": "boolean", "influences_policy": True, "input": True},
        {"name": "plan", "type": "text", "entity": "plan", "influences_policy": True, "input": True},
        {"name": "note", "type": "text", "influences_policy": True, "input": True},
        {"name": "cart", "type": "list", "influences_policy": True, "input": True},
        {"name": "age", "type": "number", "input": True},
    ]
    entities = [{"name": "plan", "kind": "list", "values": [{"value": "Gold"}]}]
    policy = Fixed()
    stories = [*STORIES, rule("sell", user("buy"), {"form": "order"})]
    talk = talk_with(policy, bot_of(sale, stories=stories, says=SAYS, variables=variables, entities=entities))
    talk.start(member=True, plan="Gold", note="any words", cart=[], age=3)
    talk.hear("buy")
    talk.hear("affirm")
    features = set(policy.asked[-1])
    assert {"f+u0:order+u:affirm", "u0:u:affirm", "last:listen", "now+e1:u:affirm+form:order"} <= features
    assert {"s:member=true", "s:plan=gold", "s:note=+", "s:cart=-"} <= features
    assert not any("age" in one for one in features)
    assert not any("any words" in one for one in features)


def test_features_are_few_and_without_doubles() -> None:
    tokens = ["^", *[token for n in range(5) for token in (f"u:i{n}", "bot:a", "bot:b", "bot:a")]]
    features = features_of(tokens, ["city"], [("v", "+")], "f", ["word"])
    assert len(features) == len(set(features)) < 50


def test_only_stories_are_learned_and_only_what_they_need_names_the_policy() -> None:
    body = bot_of(stories=STORIES, says=SAYS)
    source = policy_source(body)
    assert source is not None
    assert policy_source({**body, "stories": [*STORIES, rule("r", user("x"), bot("y"))]}) == source
    assert policy_source({**body, "content": []}) == source
    renamed = [{**STORIES[0], "steps": STORIES[0]["steps"][:2]}]
    assert policy_source({**body, "stories": renamed}) != source
    assert policy_source({**body, "variables": [{"name": "v", "influences_policy": True}]}) != source
    assert policy_source({**body, "stories": [rule("r", user("x"), bot("y"))]}) is None


def test_a_policy_set_has_every_act_of_every_story() -> None:
    body = policy_set(bot_of(stories=STORIES, says=SAYS))
    assert body is not None
    assert set(body["acts"]) == {"bot:hello", "bot:fine", "listen"}
    assert all(0 <= index < len(body["features"]) for one in body["examples"] for index in one["features"])


def test_a_flow_that_interrupts_is_one_act_and_is_forgotten_when_it_is_over() -> None:
    help_flow = flow("help", say("h", "helping"), triggers=[{"intent": "help"}])
    form = form_flow("booking", "table", "day")
    done = story("done", user("book"), {"form": "table"}, {"form_done": True}, bot("fine"))
    stories = [rule("book", user("book"), {"form": "table"}), done]
    policy = Fixed()
    talk = talk_with(policy, bot_of(form, help_flow, stories=stories, says=SAYS, variables=asks("day")))
    talk.hear("book")
    said = talk.hear("help")
    assert (said[0], said[-1]) == ("helping", "day?")
    day = {"intents": [], "entities": [entity("day", "friday", "friday")]}
    assert talk.say("friday", day) == ["fine"]
    assert talk.hear("help") == ["helping"]
    assert talk.state.memory["stories"]["turns"][-1]["a"] == ["flow:help"]


def test_a_flow_with_a_question_is_one_act_too() -> None:
    sale = flow("sale", step("q", "ask", message="how many?", variable="n"), nodes=[node("x")])
    talk = talk_with(
        Fixed(("last:flow:sale", "bot:fine", 0.8)),
        bot_of(
            sale,
            stories=[*STORIES, rule("sell", user("buy"), {"flow": "sale"}, then_wait=False)],
            says=SAYS,
            variables=[{"name": "n", "type": "text"}],
        ),
    )
    assert talk.hear("buy") == ["how many?"]
    assert talk.say("three") == ["fine"]
