"""Questions of a kind: what counts as an answer, what the bot says to anything else, and what the variable gets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.talking import Talk, document, entity, flow, intent, link, node, nothing, say, step

PHOTO = {"id": "f1", "url": "/f1.png", "name": "photo.png", "mime": "image/png", "size": 9}
LATER = {**PHOTO, "id": "f2", "url": "/f2.png", "name": "later.png"}


def asking(type: str, *, variable_type: str = "any", language: str | None = None, **config: Any) -> Talk:
    """A bot that asks once and then tells what it has kept; `failed` where it gave up."""
    question = step("q", type, message="Well?", variable="kept", **config)
    main = flow(
        "main",
        question,
        say("thanks", "ok"),
        kind="main",
        nodes=[node("failed", say("f", "failed"))],
        transitions=[link("main.n", "q", "failed", "failed")],
    )
    help = flow("help", say("h", "Here is help"), triggers=[{"intent": "help"}])
    bot = document(
        main, help, variables=[{"name": "kept", "type": variable_type}], intents=[{"name": "help"}], content=[]
    )
    talk = Talk(bot)
    talk.start(language)
    return talk


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        ("number", "3", 3),
        ("number", "2,5", 2.5),
        ("date", "2026-12-24", "2026-12-24"),
        ("email", "ada@example.org", "ada@example.org"),
        ("email", "write to Ada.L+x@mail.example.co.uk, please", "Ada.L+x@mail.example.co.uk"),
        ("phone", "+33 6 12 34 56 78", "+33612345678"),
        ("phone", "call (030) 123-4567 tonight", "0301234567"),
        ("url", "https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("url", "see www.example.org.", "https://www.example.org"),
        ("url", "example.org/menu", "https://example.org/menu"),
        ("yes_no", "sure", True),
        ("yes_no", "Nope!", False),
        ("text", "  anything at all ", "anything at all"),
    ],
)
def test_an_answer_of_the_kind_needs_no_training(kind: str, words: str, value: Any) -> None:
    talk = asking("ask", expects=kind)
    assert talk.say(words) == ["ok"]
    assert talk.variables["kept"] == value


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("number", "many"),
        ("date", "2026-13-40"),
        ("date", "soon"),
        ("email", "ada at example"),
        ("email", "@example.org"),
        ("phone", "12345"),
        ("phone", "1" * 20),
        ("url", "the homepage"),
        ("url", "3.50"),
        ("yes_no", "perhaps"),
        ("file", "here you are"),
    ],
)
def test_anything_else_is_asked_for_again_with_a_word_on_why(kind: str, words: str) -> None:
    talk = asking("ask", expects=kind, retries=1)
    why, again = talk.say(words)
    assert why and not again.startswith(why)
    assert talk.say(words) == ["failed"]
    assert "kept" not in talk.variables


def test_the_word_on_why_is_in_the_visitors_language() -> None:
    assert asking("ask", expects="email", language="fr").say("non")[0] == "Cela ne ressemble pas à une adresse e-mail."
    assert asking("ask", expects="number", language="fr").say("beaucoup")[0] == "Merci d'indiquer un nombre."


def test_the_authors_own_words_take_its_place() -> None:
    assert asking("ask", expects="email", retry_message="An e-mail address!").say("no") == ["An e-mail address!"]


def test_without_a_kind_the_question_is_simply_asked_again() -> None:
    assert asking("ask", variable_type="number").say("many") == ["Well?"]


def test_what_nlu_has_found_counts_first() -> None:
    said = "in a fortnight"
    talk = asking("ask", expects="date")
    assert talk.say(said, nothing(entity("date", said, said, "2026-12-06"))) == ["ok"]
    assert talk.variables["kept"] == "2026-12-06"


def test_limits_say_what_they_are() -> None:
    talk = asking("ask", expects="number", min=2, max=4, retries=5)
    assert talk.say("1")[0] == "It must be at least 2."
    assert talk.say("9")[0] == "It must be at most 4."
    assert talk.say("4") == ["ok"]
    talk = asking("ask", expects="text", min=3)
    assert talk.say("x")[0] == "Please write at least 3 characters."
    talk = asking("date_picker", min="2026-01-01", max="2026-12-31")
    assert talk.say("2025-12-31")[0] == "The earliest possible date is 2026-01-01."
    assert talk.say("2026-12-31T23:59") == ["ok"]


def test_a_question_of_a_kind_can_be_interrupted_and_comes_back() -> None:
    talk = asking("rating")
    said = talk.say("what can you do", intent("help", 0.95))
    assert said[0] == "Here is help" and said[-1].startswith("Well? [1]")
    assert talk.say("4") == ["ok"]


@pytest.mark.parametrize(
    ("words", "mark"), [("4", 4), ("four", 4), ("the third", 3), ("5/5", 5), ("4 stars", 4), ("I'd say a 2", 2)]
)
def test_a_mark_in_words(words: str, mark: int) -> None:
    talk = asking("rating")
    assert talk.say(words) == ["ok"]
    assert talk.variables["kept"] == mark


@pytest.mark.parametrize("words", ["0", "6", "great", "minus one", "12 out of 5"])
def test_no_mark(words: str) -> None:
    assert asking("rating", retries=0).say(words) == ["failed"]


LIST = [
    {"id": "o", "title": "Olives"},
    {"id": "h", "title": "Ham"},
    {"id": "m", "title": "Mushrooms", "value": "fungi"},
]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("olives", ["Olives"]),
        ("Olives and ham", ["Olives", "Ham"]),
        ("ham, the last one", ["Ham", "fungi"]),
        ("1 + 3", ["Olives", "fungi"]),
        ("I would like ham with mushrooms", ["Ham", "fungi"]),
        ("olivs & mushroms", ["Olives", "fungi"]),
        ("all of them", ["Olives", "Ham", "fungi"]),
        ("nothing", []),
        ("ham and gold", ["Ham"]),
    ],
)
def test_several_in_words(words: str, values: list[str]) -> None:
    talk = asking("multi_select", options=LIST)
    assert talk.say(words) == ["ok"]
    assert talk.variables["kept"] == values


def test_several_ticked() -> None:
    talk = asking("multi_select", options=LIST)
    assert talk.tick("m", "o") == ["ok"]
    assert talk.variables["kept"] == ["Olives", "fungi"], "in the order of the list"
    talk = asking("multi_select", options=LIST)
    assert talk.tick() == ["ok"] and talk.variables["kept"] == []


def test_a_dropdown_takes_one_or_several() -> None:
    talk = asking("dropdown", options=LIST)
    assert talk.tick("m") == ["ok"] and talk.variables["kept"] == "fungi"
    talk = asking("dropdown", options=LIST, multiple=True)
    assert talk.tap("m") == ["ok"] and talk.variables["kept"] == ["fungi"]


def test_a_list_that_is_none_goes_to_the_error_flow() -> None:
    talk = asking("dropdown", list="kept")
    assert talk.trace["problem"]["code"] == "options"


def test_files_are_kept_as_their_variable_holds_them() -> None:
    for kind, value in (("list", [PHOTO]), ("object", PHOTO), ("text", "/f1.png"), ("any", [PHOTO])):
        talk = asking("file_upload", variable_type=kind)
        assert talk.send_files(PHOTO) == ["ok"]
        assert talk.variables["kept"] == value


def test_files_of_another_kind_or_too_many_are_asked_for_again() -> None:
    talk = asking("file_upload", accept=["pdf"], retries=3)
    assert talk.send_files(PHOTO)[0] == "I cannot take a file of this kind."
    assert talk.send_files({**PHOTO, "mime": "application/pdf"}) == ["ok"]
    talk = asking("file_upload", retries=3)
    assert talk.send_files(PHOTO, LATER)[0] == "Please send at most 1."


def test_a_question_for_a_file_takes_it_in_a_form_too() -> None:
    slots = [
        {"variable": "kept", "ask": "A photo?", "expects": "file"},
        {"variable": "mail", "ask": "Mail?", "expects": "email"},
    ]
    talk = Talk(
        document(flow("main", step("f", "form", slots=slots), say("s", "{{ mail }}"), kind="main")), started=True
    )
    assert talk.say("no idea") == ["Please send a file.", "A photo?"]
    assert talk.send_files(PHOTO) == ["Mail?"]
    assert talk.say("ada@example.org") == ["ada@example.org"]
    assert talk.variables["kept"] == [PHOTO]


def test_a_file_for_a_question_that_is_over_answers_no_other() -> None:
    talk = asking("ask", expects="text")
    seq = talk.state.waiting.seqs[0] if talk.state.waiting else 0
    talk.say("first")
    before = talk.variables
    talk.tap("none", seq)
    assert talk.variables == before


@given(words=st.text(max_size=400) | st.text(alphabet="@.:/+-()0123456789aw ", max_size=2500))
def test_nothing_a_visitor_writes_breaks_a_question(words: str) -> None:
    for kind in ("number", "date", "email", "phone", "url", "yes_no"):
        talk = asking("ask", expects=kind, retries=0)
        assert talk.say(words) in (["ok"], ["failed"])
