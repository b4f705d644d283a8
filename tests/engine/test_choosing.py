"""How a choice understands what is said: by title, value, synonym, position, a slip of the finger, or intent."""

from __future__ import annotations

from typing import Any

import pytest

from flows.engine.fold import slips_between
from tests.engine.talking import Talk, document, entity, flow, intent, link, node, nothing, say, step

SIZES = [
    {"id": "s", "title": "Small"},
    {"id": "m", "title": "Medium", "value": "middle", "synonyms": {"en": ["regular"], "fr": ["moyenne"]}},
    {"id": "l", "title": "Large"},
    {"id": "xl", "title": "Extra large", "intent": "hungry"},
]


def menu(options: list[dict[str, Any]] | None = None, channel: str = "web", **config: Any) -> Talk:
    options = SIZES if options is None else options
    outputs = [*(str(one["id"]) for one in options), "else"]
    main = flow(
        "main",
        step("c", "choice", message="Which size?", options=options, **config),
        kind="main",
        nodes=[node(one, say(f"say.{one}", one)) for one in outputs],
        transitions=[link("main.n", "c", one, one) for one in outputs],
    )
    talk = Talk(document(main, intents=[{"name": "hungry"}, {"name": "other"}]))
    talk.channel = channel
    talk.start()
    return talk


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ("large", "l"),
        ("LARGE!", "l"),
        ("middle", "m"),
        ("Regular", "m"),
        ("moyenne", "m"),
        ("2", "m"),
        ("number 3", "l"),
        ("option 1 please", "s"),
        ("the second one", "m"),
        ("the last one", "xl"),
        ("lagre", "l"),
        ("Smal", "s"),
        ("extra lrage", "xl"),
        ("extra larg3", "xl"),
        ("an extra large one please", "xl"),
        ("I would like the small one", "s"),
        ("large or small", "else"),
        ("extra", "xl"),
        ("the", "else"),
        ("lark", "else"),
        ("7", "else"),
        ("0", "else"),
        ("elephant", "else"),
        ("?", "else"),
    ],
)
def test_words(words: str, option: str) -> None:
    assert menu().say(words) == [option]


def test_an_intent_picks_its_option() -> None:
    assert menu().say("I could eat a horse", intent("hungry")) == ["xl"]
    assert menu().say("I could eat a horse", intent("other")) == ["else"]
    assert menu().say("small", intent("hungry")) == ["s"], "a title beats it"


def test_an_entity_picks_its_option() -> None:
    said = "the big one"
    mention = nothing(entity("size", "big", said, "Large"))
    assert menu().say(said, mention) == ["l"]


NUMBERS = [{"id": "two", "title": "2 pizzas"}, {"id": "one", "title": "1 pizza"}, {"id": "ten", "title": "10 pizzas"}]


def test_numbers_among_the_options_are_no_positions() -> None:
    assert menu(NUMBERS).say("2") == ["two"], "only its title has the number"
    assert menu(NUMBERS).say("3") == ["else"]
    assert menu([{"id": "a", "title": "Room 7"}, {"id": "b", "title": "Room 2"}]).say("the first one") == ["else"]


def test_unless_the_visitor_sees_a_numbered_list() -> None:
    rooms = [{"id": "a", "title": "Room 17"}, {"id": "b", "title": "Room 12"}]
    assert menu(rooms).say("2") == ["else"]
    assert menu(rooms, channel="talk").say("2") == ["b"]
    exact = [{"id": "a", "title": "Two", "value": 2}, {"id": "b", "title": "One", "value": 1}]
    assert menu(exact, channel="talk").say("2") == ["a"], "a value beats the position"


def test_asked_again_in_other_words_and_with_the_same_buttons() -> None:
    talk = menu(retries=1, retry_message="Small, medium or large?", style="list")
    assert talk.say("hm") == ["Small, medium or large? [Small] [Medium] [Large] [Extra large]"]
    assert talk.tap("m", 1) == ["m"], "a button of the first question still counts"


def test_several_marked_options_are_no_answer_to_a_choice() -> None:
    assert menu().tick("s") == ["s"]
    assert menu().tick("s", "m")[0].startswith("Which size?")
    assert menu().tick("nonsense")[0].startswith("Which size?")


def test_files_are_no_answer_to_a_choice() -> None:
    talk = menu()
    assert talk.send_files({"name": "large", "url": "/large.png"})[0].startswith("Which size?")


@pytest.mark.parametrize(
    ("left", "right", "slips"),
    [("abcd", "abcd", 0), ("abcd", "acbd", 1), ("abcd", "abd", 1), ("abcd", "abxcd", 1), ("abcdefgh", "bacdefhg", 2)],
)
def test_slips(left: str, right: str, slips: int) -> None:
    assert slips_between(left, right, 2) == slips_between(right, left, 2) == slips
    assert slips_between(left, right, slips - 1) is None if slips else True


def test_slips_are_counted_in_no_time() -> None:
    assert slips_between("a" * 2000, "b" * 2000, 2) is None
    assert slips_between("kitten", "sitting", 2) is None
