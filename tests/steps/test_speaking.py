"""Several languages: found out, switched, and what is said where a translation is missing."""

from __future__ import annotations

from typing import Any

import pytest

from flows.engine.tongues import guess_language, own_words
from tests.engine.talking import Talk, document, flow, link, node, nothing, say, step

HELLO = {"text": {"en": "Good morning", "fr": "Bonjour", "de": "Guten Morgen"}}


def speaking(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    more.setdefault("languages", ["en", "fr", "de"])
    main = flow("main", *steps, kind="main", nodes=more.pop("nodes", []), transitions=more.pop("transitions", []))
    return document(main, **more)


def detecting(**config: Any) -> dict[str, Any]:
    languages = [{"id": "fr"}, {"id": "de"}, {"id": "en"}]
    return speaking(
        step("l", "listen"),
        step("d", "detect_language", languages=languages, **config),
        nodes=[node("hello", say("h", HELLO)), node("other", say("o", "Sorry?"))],
        transitions=[
            *(link("main.n", "d", one["id"], "hello") for one in languages),
            link("main.n", "d", "else", "other"),
        ],
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("bonjour, je voudrais une pizza", "Bonjour"),
        ("Ich möchte bitte etwas bestellen", "Guten Morgen"),
        ("what does it cost?", "Good morning"),
        ("hola, quiero una pizza por favor", "Sorry?"),
        ("pizza", "Sorry?"),
    ],
)
def test_the_words_of_the_visitor_decide(text: str, answer: str) -> None:
    assert Talk(detecting(), started=True).say(text) == [answer]


def test_what_follows_is_said_and_understood_in_the_language_found() -> None:
    talk = Talk(detecting(variable="spoken"), started=True)
    talk.say("je ne parle pas anglais")
    assert (talk.state.language, talk.variables["spoken"]) == ("fr", "fr")
    assert talk.trace["variables"]["language"] == "fr"


def test_it_may_only_look() -> None:
    talk = Talk(detecting(stay=True), started=True)
    assert talk.say("je ne parle pas anglais") == ["Good morning"]


def test_understanding_may_know_better() -> None:
    talk = Talk(detecting())
    talk.start("en")
    assert talk.say("pizza", {**nothing(), "language": "de"}) == ["Guten Morgen"]


def test_before_the_first_word_the_page_decides() -> None:
    bot = detecting()
    del bot["flows"][0]["nodes"][0]["steps"][0]
    assert Talk(bot).start("de") == ["Guten Morgen"]
    assert Talk(bot).start() == ["Good morning"]


def test_switching_and_back() -> None:
    bot = speaking(
        step("f", "switch_language", language="fr-CA"),
        say("a", HELLO),
        step("g", "switch_language", language="{{ 'd' + 'e' }}"),
        say("b", HELLO),
    )
    talk = Talk(bot)
    assert talk.start("en") == ["Bonjour", "Guten Morgen"]
    assert talk.state.language == "de"


def test_a_language_the_bot_does_not_speak_changes_nothing() -> None:
    talk = Talk(speaking(step("f", "switch_language", language="ja"), say("a", HELLO)))
    assert talk.start("fr") == ["Bonjour"]
    assert talk.trace["problem"]["code"] == "language"


def test_a_choice_for_later_conversations() -> None:
    first = Talk(speaking(step("f", "switch_language", language="fr", remember=True)))
    first.start("en")
    again = Talk(speaking(say("a", HELLO)))
    again.user = first.user
    assert again.start("en") == ["Bonjour"]


def test_what_is_not_translated_is_said_in_the_default_language() -> None:
    bot = speaking(
        step("s", "switch_language", language="fr"),
        say("a", {"text": {"en": "Hello", "de": "Hallo"}}),
        say("b", {"text": {"en": "Hello", "fr": ""}}),
        step(
            "c",
            "choice",
            message={"text": {"de": "Wohin?", "en": "Where to?"}},
            options=[{"id": "r", "title": {"en": "Rome", "fr": "Rome (fr)"}}, {"id": "p", "title": {"en": "Paris"}}],
        ),
    )
    assert Talk(bot).start("en") == ["Hello", "Hello", "Where to? [Rome (fr)] [Paris]"]


def test_a_region_falls_back_to_its_language() -> None:
    talk = Talk(speaking(say("a", HELLO), languages=["en", "fr-CA"]))
    assert talk.start("fr-CA") == ["Bonjour"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Привет, как дела?", "ru"),
        ("Привіт, як справи? Дуже добре, її дім", "uk"),
        ("今日はいい天気ですね", "ja"),
        ("你好", "zh"),
        ("γεια σου", "el"),
        ("dove posso comprare un biglietto", "it"),
        ("onde posso comprar uma passagem não sei", "pt"),
        ("waar kan ik een kaartje kopen", "nl"),
        ("gdzie mogę kupić bilet", "pl"),
        ("42", None),
        ("", None),
        ("👍", None),
    ],
)
def test_guesses(text: str, language: str | None) -> None:
    known = ["en", "ru", "uk", "ja", "zh", "el", "it", "pt", "nl", "pl"]
    assert guess_language(text, known, {}) == language


def test_a_language_nobody_asked_about_is_none_of_those_that_were() -> None:
    assert guess_language("para mim não, obrigado", ["en", "es"], {}) is None
    assert guess_language("para mim não, obrigado", ["en", "es", "pt"], {}) == "pt"


def test_the_examples_of_a_bot_decide_where_common_words_do_not() -> None:
    intents = [{"name": "buy", "examples": {"en": ["cheap [tickets](item)"], "de": ["günstige Fahrkarten"]}}]
    words = own_words({"languages": ["en", "de"], "intents": intents})
    assert guess_language("Fahrkarten günstige", ["en", "de"], words) == "de"
    assert guess_language("cheap tickets", ["en", "de"], words) == "en"
    assert guess_language("cheap tickets", ["en", "de"], {}) is None
