"""Stories and rules that contradict each other are found while they are written, and in words that help."""

from __future__ import annotations

from typing import Any

from flows.lint import lint

BOT: dict[str, Any] = {
    "format": "botbuilder/bot",
    "version": 1,
    "name": "Test",
    "languages": ["en"],
    "default_language": "en",
    "variables": [{"name": "vip", "type": "boolean"}],
    "flows": [
        {
            "id": "booking",
            "kind": "normal",
            "nodes": [
                {
                    "id": "n",
                    "steps": [{"id": "table", "type": "form", "config": {"slots": [{"variable": "d", "ask": "?"}]}}],
                }
            ],
            "transitions": [],
        }
    ],
}
GREET = [{"user": "greet"}, {"bot": "hello"}]


def found(*stories: dict[str, Any]) -> list[tuple[str, str, str]]:
    document = {**BOT, "stories": [{"kind": "story", **one} for one in stories]}
    ours = ("story-", "rule-", "unknown-form", "ambiguous-form")
    return [(one.code, one.place.pointer, one.message) for one in lint(document) if one.code.startswith(ours)]


def story(name: str, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "steps": list(steps), **more}


def rule(name: str, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "rule", "steps": list(steps), **more}


def test_two_stories_with_one_history_and_two_ends() -> None:
    one = story("happy", *GREET, {"user": "great"}, {"bot": "fine"})
    two = story("bored", *GREET, {"user": "great"}, {"bot": "bye"})
    [(code, pointer, message)] = found(one, two)
    assert (code, pointer) == ("story-contradiction", "/stories/1/steps/3")
    for words in (
        "“happy”",
        "“bored”",
        "“great”",
        "says the content “fine” (step 4)",
        "“bye” (step 4)",
        "tell them apart",
    ):
        assert words in message


def test_one_story_waits_where_the_other_goes_on() -> None:
    [(_, _, message)] = found(story("short", *GREET), story("long", *GREET, {"bot": "how_are_you"}))
    assert "waits for the visitor" in message
    assert "how_are_you" in message


def test_what_tells_stories_apart_is_no_contradiction() -> None:
    ask = {"user": "ask"}
    assert not found(story("a", *GREET, ask, {"bot": "x"}), story("b", ask, {"bot": "y"}))
    assert not found(story("a", ask, {"bot": "x"}), story("b", {**ask, "entities": ["city"]}, {"bot": "y"}))
    assert not found(
        story("a", {"flow": "booking"}, {"set": {"vip": True}}, ask, {"bot": "x"}),
        story("b", {"flow": "booking"}, {"set": {"vip": False}}, ask, {"bot": "y"}),
    )
    when = {"variable": "vip", "op": "==", "value": True}
    assert not found(story("a", ask, {"bot": "x"}), story("b", ask, {"bot": "y"}, when=when))


def test_a_rule_and_a_story_that_part() -> None:
    [(code, pointer, message)] = found(rule("greet", *GREET), story("other", {"user": "greet"}, {"bot": "hi"}))
    assert (code, pointer) == ("rule-contradiction", "/stories/1/steps/1")
    for words in (
        "the rule “greet” says the content “hello”",
        "the story “other” says the content “hi”",
        "always wins",
    ):
        assert words in message


def test_a_story_that_goes_on_after_a_rule_has_ended() -> None:
    [(_, pointer, message)] = found(rule("greet", *GREET), story("long", *GREET, {"bot": "help"}))
    assert pointer == "/stories/1/steps/2"
    assert "waits for the visitor" in message
    assert not found(rule("greet", *GREET, then_wait=False), story("long", *GREET, {"bot": "help"}))


def test_a_story_that_follows_the_rule_is_fine_also_in_a_form() -> None:
    hours = rule("hours", {"user": "hours"}, {"bot": "nine"})
    book = [{"user": "book"}, {"form": "table"}]
    told = story(
        "in a form", *book, {"user": "hours"}, {"bot": "nine"}, {"form": "table"}, {"form_done": True}, {"bot": "ok"}
    )
    assert not found(hours, rule("book", *book), told)


def test_a_rule_for_another_situation_says_nothing_about_a_story() -> None:
    book = [{"user": "book"}, {"form": "table"}]
    told = story("stop", *book, {"user": "stop"}, {"bot": "sure"})
    assert not found(rule("none", {"form": None}, {"user": "stop"}, {"bot": "ok"}), told)
    assert found(rule("this", {"form": "table"}, {"user": "stop"}, {"bot": "ok"}), told)
    assert found(rule("any", {"user": "stop"}, {"bot": "ok"}), told)
    when = {"variable": "vip", "op": "set"}
    assert not found(rule("vip", {"user": "stop"}, {"bot": "ok"}, when=when), told)


def test_the_end_of_a_form() -> None:
    done = rule("submit", {"form": "table"}, {"form_done": True}, {"bot": "ok"})
    told = story("s", {"user": "book"}, {"form": "table"}, {"form_done": True}, {"bot": "thanks"})
    [(code, _, message)] = found(done, told)
    assert code == "rule-contradiction"
    assert "the end of the form “table”" in message


def test_two_rules_for_one_thing() -> None:
    [(code, pointer, message)] = found(rule("a", *GREET), rule("b", {"user": "greet"}, {"bot": "hi"}))
    assert (code, pointer) == ("rule-contradiction", "/stories/1")
    assert "Only the first is followed" in message
    assert not found(rule("a", *GREET), rule("b", *GREET))
    assert not found(rule("a", *GREET), rule("b", {"user": "greet", "entities": ["name"]}, {"bot": "hi"}))


def test_over_checkpoints() -> None:
    one = story("a", *GREET, {"checkpoint": "met"})
    two = story("b", {"checkpoint": "met"}, {"user": "great"}, {"bot": "fine"})
    three = story("c", *GREET, {"user": "great"}, {"bot": "bye"})
    [(code, pointer, _)] = found(one, two, three)
    assert (code, pointer) == ("story-contradiction", "/stories/2/steps/3")


def test_what_is_wrong_with_a_story_by_itself() -> None:
    codes = {
        "story-checkpoint": story("a", *GREET, {"checkpoint": "nowhere"}),
        "story-useless": story("b", {"bot": "hello"}),
        "story-explosion": story("c", *[{"or": [{"user": "x"}, {"user": "y"}]}, {"bot": "z"}] * 9),
        "rule-beginning": rule("d", {"bot": "hello"}),
        "rule-without-act": rule("e", {"user": "greet"}),
        "rule-step": rule("f", *GREET, {"checkpoint": "x"}),
        "unknown-form": rule("g", {"user": "book"}, {"form": "chair"}),
    }
    for code, body in codes.items():
        assert code in [one for one, _, _ in found(body)], code
