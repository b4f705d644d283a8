"""Whatever stories a document holds: compiling them ends, and a conversation over them replays exactly."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from flows.document import validate
from flows.engine.graph import compile_bot
from flows.engine.stories import compile_stories
from flows.engine.stories_examples import policy_set
from flows.engine.stories_expand import MOST_PATHS_PER_STORY
from flows.lint import lint
from flows.steps import STEP_TYPES

from .story_bots import Fixed, StoryTalk, asks, bot_of, form_flow
from .talking import entity, flow, intent, say

NAMES = some.sampled_from(["a", "b", "c"])
FORMS = some.sampled_from(["form", "form", "gone"])
UTTERANCE = some.one_of(
    some.fixed_dictionaries({"user": NAMES}, optional={"entities": some.sampled_from([["x"], {"x": "1"}, []])}),
    some.fixed_dictionaries({"said": some.sampled_from(["hello there", "", "?!"])}),
    some.just({"any": True}),
)
STEP = some.one_of(
    UTTERANCE,
    UTTERANCE,
    some.fixed_dictionaries({"bot": NAMES}),
    some.fixed_dictionaries({"bot": NAMES}),
    some.fixed_dictionaries({"flow": some.sampled_from(["f", "nowhere"])}),
    some.fixed_dictionaries({"form": some.one_of(FORMS, some.none())}),
    some.just({"form_done": True}),
    some.fixed_dictionaries(
        {"set": some.dictionaries(some.sampled_from(["v", "w"]), some.sampled_from([1, None, True]))}
    ),
    some.fixed_dictionaries({"checkpoint": NAMES}),
    some.fixed_dictionaries({"or": some.lists(UTTERANCE, min_size=1, max_size=3)}),
)
STORY = some.fixed_dictionaries(
    {"steps": some.lists(STEP, max_size=9)},
    optional={
        "kind": some.sampled_from(["story", "rule"]),
        "at_start": some.booleans(),
        "then_wait": some.booleans(),
        "when": some.just({"variable": "w", "op": "set"}),
    },
)
STORIES = some.lists(STORY, max_size=6).map(
    lambda stories: [{"name": f"s{number}", **story} for number, story in enumerate(stories)]
)
WORDS = some.lists(some.sampled_from(["a", "b", "c", "x", "hello there", "mumble"]), max_size=8)


def bot_with(stories: list[dict[str, Any]]) -> dict[str, Any]:
    form = form_flow("booking", "form", "x")
    variables = [*asks("x"), {"name": "v", "type": "boolean"}, {"name": "w", "type": "number"}]
    return bot_of(form, flow("f", say("s", "in a flow")), stories=stories, says=["a", "b", "c"], variables=variables)


@settings(max_examples=200, deadline=None)
@given(STORIES)
def test_compiling_and_checking_stories_ends_and_raises_nothing(stories: list[dict[str, Any]]) -> None:
    document = bot_with(stories)
    assert validate(document) == []
    compiled = compile_stories(document)
    roots = sum(len(story["steps"]) + 1 for story in stories)
    assert len(compiled.paths) <= MOST_PATHS_PER_STORY * max(1, roots)
    for point in compiled.points:
        assert len(point.key) <= 100
    lint(document)
    policy_set(document)


@settings(max_examples=120, deadline=None)
@given(STORIES, WORDS)
def test_a_conversation_over_any_stories_ends_each_turn_and_replays_exactly(
    stories: list[dict[str, Any]], words: list[str]
) -> None:
    document = bot_with(stories)
    policy = Fixed(("u0:u:a", "bot:a", 0.5), ("last:bot:a", "flow:f", 0.6), ("u0:u:b", "form:form", 0.9))
    talks = [StoryTalk(document), StoryTalk(document)]
    for talk in talks:
        talk.bot = compile_bot(document, STEP_TYPES, policy)
        talk.start()
    for word in words:
        understood = intent(word, 0.9) if len(word) == 1 else intent("none", 0.1)
        if word == "x":
            understood = {"intents": [], "entities": [entity("x", "x", "x")]}
        said = [talk.say(word, understood) for talk in talks]
        assert said[0] == said[1]
        assert talks[0].state == talks[1].state
        assert len(talks[0].trace.get("acts", [])) <= 10
        assert len(talks[0].state.encode()) < 6_000


def test_an_explosion_of_checkpoints_is_bounded_and_said() -> None:
    step = {"or": [{"user": "a"}, {"user": "b"}, {"user": "c"}]}
    rings = [
        {"name": f"{here}{there}", "steps": [{"checkpoint": here}, step, {"bot": "a"}, {"checkpoint": there}]}
        for here in "abc"
        for there in "abc"
    ]
    stories = [{"name": "begin", "steps": [step, {"bot": "a"}, {"checkpoint": "a"}]}, *rings]
    compiled = compile_stories(bot_with(stories))
    assert len(compiled.paths) <= MOST_PATHS_PER_STORY * len(stories)
    assert any(one.code == "story-explosion" for one in compiled.problems)
