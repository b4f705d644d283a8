"""Messages of a document as neutral messages."""

from __future__ import annotations

from typing import Any

from flows.engine.effects import Say
from tests.engine.talking import Talk, document, flow, link, node, say, step


def said(message: Any, language: str | None = None, **more: Any) -> list[dict[str, Any]]:
    talk = Talk(document(flow("main", say("s", message), kind="main"), **more))
    talk.start(language)
    assert talk.turn is not None
    return [one.message for one in talk.turn.effects if isinstance(one, Say)]


def test_a_text() -> None:
    assert said("1 + 1 = {{ 1 + 1 }}") == [{"type": "text", "text": "1 + 1 = 2"}]


def test_a_text_by_language_falls_back_to_the_base_then_to_the_bots_own() -> None:
    message = {"text": {"fr": "Salut", "en": "Hi"}}
    assert said(message, "fr-CA")[0]["text"] == "Salut"
    assert said(message, "de")[0]["text"] == "Hi"
    assert said({"text": {"fr": "Salut", "en": ""}}, "en")[0]["text"] == "Salut"


def test_options_are_actions_with_ids_values_and_filled_in_titles() -> None:
    options = [
        {"id": "a", "title": {"en": "For {{ 1 + 1 }}", "fr": "Pour {{ 1 + 1 }}"}},
        {"id": "b", "title": "Other", "value": "o"},
    ]
    assert said({"text": "How many?", "options": options}, "fr") == [
        {
            "type": "choice",
            "text": "How many?",
            "style": "buttons",
            "options": [
                {"kind": "reply", "title": "Pour 2", "value": "For 2", "option": "a"},
                {"kind": "reply", "title": "Other", "value": "o", "option": "b"},
            ],
        }
    ]


def test_content_is_looked_up_even_through_content() -> None:
    content = [{"id": "a", "message": {"content": "b"}}, {"id": "b", "message": {"text": {"en": "Found"}}}]
    assert said({"content": "a"}, content=content) == [{"type": "text", "text": "Found"}]


def test_content_in_a_circle_is_a_problem_not_a_hang() -> None:
    content = [{"id": "a", "message": {"content": "a"}}]
    assert said({"content": "a"}, content=content)[0]["text"].startswith("Sorry")


def test_a_card_keeps_its_form_and_its_reply_button_gets_an_id() -> None:
    card = {
        "type": "card",
        "title": {"en": "Menu", "fr": "Carte"},
        "text": "from {{ 9 }} to {{ 5 }}",
        "image": {"url": "/media/menu.png", "alt": {"en": "A menu", "fr": "Une carte"}},
        "actions": [
            {"id": "go", "title": {"en": "Order", "fr": "Commander"}, "value": "order", "kind": "reply"},
            {"kind": "url", "title": "Web", "url": "https://x.example/{{ 1 }}"},
        ],
    }
    assert said(card, "fr") == [
        {
            "type": "card",
            "title": "Carte",
            "text": "from 9 to 5",
            "image": {"url": "/media/menu.png", "alt": "Une carte"},
            "actions": [
                {"title": "Commander", "value": "order", "kind": "reply", "option": "go"},
                {"kind": "url", "title": "Web", "url": "https://x.example/1"},
            ],
        }
    ]


def test_nothing_to_say_is_not_said() -> None:
    assert said("") == []
    assert said({"text": {"en": "{{ nobody }}"}}) == []
    assert said({"type": "image", "url": "/a.png"}) == [{"type": "image", "url": "/a.png"}]


def test_a_choice_below_a_card_shows_both() -> None:
    ask = step("c", "choice", message={"type": "card", "title": "Tea"}, options=[{"id": "y", "title": "Yes"}])
    main = flow(
        "main",
        ask,
        kind="main",
        nodes=[node("y", say("s", "{{ said.text }}"))],
        transitions=[link("main.n", "c", "y", "y")],
    )
    talk = Talk(document(main))
    assert talk.start() == ["<card>", " [Yes]"]
    assert talk.tap("y") == ["Yes"]


def test_titles_differ_from_visitor_to_visitor_where_they_hold_variables() -> None:
    options = [{"id": "n", "title": "I am {{ name }}"}]
    main = flow("main", step("c", "choice", message="?", options=options), kind="main")
    bot = document(main, variables=[{"name": "name", "type": "text", "input": True}])
    talk = Talk(bot)
    assert talk.start(name="Ada") == ["? [I am Ada]"]
    other = Talk(bot)
    other.bot = talk.bot
    assert other.start(name="Eve") == ["? [I am Eve]"]


def test_synonyms_of_every_language_count() -> None:
    options = [{"id": "y", "title": "Tea", "synonyms": {"en": ["brew"], "fr": ["thé"]}}]
    main = flow(
        "main",
        step("c", "choice", message="?", options=options),
        kind="main",
        nodes=[node("y", say("s", "tea it is"))],
        transitions=[link("main.n", "c", "y", "y")],
    )
    assert Talk(document(main), started=True).say("du the") == ["tea it is"]
    assert Talk(document(main), started=True).say("Brew") == ["tea it is"]


def test_answers_speak_the_visitors_language() -> None:
    answers = [{"id": "h", "questions": {}, "answers": {"en": ["9 to 5"], "fr": [{"text": "9 h à 17 h"}]}}]
    talk = Talk(document(answers=answers))
    talk.start("fr")
    understanding = {"language": "fr", "intents": [], "entities": [], "answers": [{"id": "h", "confidence": 0.9}]}
    assert talk.say("horaires ?", understanding) == ["9 h à 17 h"]
