"""Where a piece of content is said."""

from __future__ import annotations

from flows.lint import lint
from flows.lint.usage import content_usage
from tests.engine.talking import document, flow, say, step

WELCOME = {"content": "welcome"}


def test_every_place_that_says_it_counts() -> None:
    variants = {"message": "Hi", "variations": [WELCOME], "variants": [{"message": WELCOME}]}
    bot = document(
        flow(
            "main", say("s1", WELCOME), step("s2", "say", **variants), step("s3", "ask", message=WELCOME, variable="n")
        ),
        content=[
            {"id": "welcome", "message": "Hello"},
            {"id": "menu", "message": {"type": "carousel", "items": [{"content": "card"}]}, "variations": [WELCOME]},
            {"id": "card", "message": {"type": "card", "title": "Tea"}},
            {"id": "lonely", "message": "Nobody says me"},
        ],
        answers=[{"id": "a", "questions": {}, "answers": {"en": [WELCOME]}}],
        stories=[{"name": "greet", "kind": "rule", "steps": [{"user": "hi"}, {"bot": "welcome"}]}],
    )
    usage = content_usage(bot)
    assert [place["step"] for place in usage["welcome"]] == ["s1", "s2", "s2", "s3", None, None, None]
    assert [place["pointer"] for place in usage["welcome"]][1:3] == [
        "/flows/0/nodes/0/steps/1/config/variations/0/content",
        "/flows/0/nodes/0/steps/1/config/variants/0/message/content",
    ]
    assert usage["welcome"][0]["flow"] == "main"
    assert [place["pointer"] for place in usage["card"]] == ["/content/1/message/items/0/content"]
    assert usage["lonely"] == []


def test_content_that_is_not_there_is_in_no_list() -> None:
    assert content_usage(document(flow("main", say("s", {"content": "gone"})))) == {}


def test_texts_of_cards_pictures_and_ratings_want_their_translation() -> None:
    both = {"en": "Good", "fr": "Bien"}
    steps = [
        step("c", "card", title="Menu", image="/menu.png", alt={"en": "A menu"}, actions=[{"title": "Go"}]),
        step("r", "carousel", items=[{"title": both}, {"title": "Two"}]),
        step("s", "rating", message={"text": both}, low="Bad", high=both),
    ]
    found = lint(document(flow("main", *steps, kind="main")))
    places = [one.place.pointer.partition("/config/")[2] for one in found if one.code == "missing-translation"]
    assert sorted(places) == ["actions/0/title", "alt", "items/1/title", "low", "title"]
