"""A form is confirmed, changed, or given up; answers may be corrected at any time."""

from __future__ import annotations

from typing import Any

from tests.engine.talking import Talk, document, entity, flow, intent, link, node, nothing, say, step

VALUES = {"size": ("small", "large"), "topping": ("ham", "olives")}
SLOTS = [
    {"variable": "size", "ask": "What size?", "title": {"en": "The size", "fr": "La taille"}},
    {"variable": "topping", "ask": "What on it?"},
    {
        "variable": "box",
        "ask": "In a box?",
        "expects": "yes_no",
        "when": {"variable": "size", "op": "==", "value": "large"},
    },
]


def order(**config: Any) -> Talk:
    form = step(
        "f", "form", slots=SLOTS, confirm="{{ size }} with {{ topping }}?", change="What shall I change?", **config
    )
    main = flow(
        "main",
        form,
        say("done", "Done: {{ size }}, {{ topping }}, {{ box | default: 'no box' }}"),
        kind="main",
        nodes=[node(one, say(f"s.{one}", one)) for one in ("cancelled", "failed")],
        transitions=[link("main.n", "f", one, one) for one in ("cancelled", "failed")],
    )
    bot = document(
        main,
        variables=[{"name": name, "type": "text", "entity": name} for name in VALUES]
        + [{"name": "box", "type": "boolean"}],
        entities=[
            {"name": name, "kind": "list", "values": [{"value": one} for one in values]}
            for name, values in VALUES.items()
        ],
        intents=[{"name": "stop"}],
    )
    return Talk(bot, started=True)


def hears(talk: Talk, text: str) -> list[str]:
    found = [entity(name, one, text) for name, values in VALUES.items() for one in values if one in text.split()]
    return talk.say(text, nothing(*found))


def filled(**config: Any) -> Talk:
    talk = order(**config)
    assert hears(talk, "a small one with ham") == ["small with ham? [Yes] [No]"]
    return talk


def test_yes_is_the_end_of_it() -> None:
    assert hears(filled(), "yes") == ["Done: small, ham, no box"]


def test_no_asks_what_to_change_and_asks_that_again() -> None:
    talk = filled()
    assert hears(talk, "no") == ["What shall I change? [The size] [Topping] [Cancel]"]
    assert talk.tap("topping") == ["What on it?"]
    assert hears(talk, "olives") == ["small with olives? [Yes] [No]"]
    assert hears(talk, "yes") == ["Done: small, olives, no box"]


def test_the_change_may_be_said_outright() -> None:
    talk = filled()
    assert hears(talk, "no, make it olives") == ["small with olives? [Yes] [No]"]
    hears(talk, "no")
    assert hears(talk, "ham rather") == ["small with ham? [Yes] [No]"]


def test_or_named_in_words() -> None:
    talk = filled()
    hears(talk, "no")
    assert hears(talk, "the size") == ["What size?"]


def test_cancel_is_among_the_buttons() -> None:
    talk = filled()
    hears(talk, "no")
    assert talk.tap("@cancel") == ["cancelled"]


def test_what_is_no_change_is_asked_again_and_gives_up_in_the_end() -> None:
    talk = filled(retries=1)
    hears(talk, "no")
    assert hears(talk, "hm") == ["What shall I change? [The size] [Topping] [Cancel]"]
    assert hears(talk, "hm") == ["failed"]


def test_an_interruption_comes_back_to_what_was_asked() -> None:
    talk = filled(ignored_intents=["stop"])
    hears(talk, "no")
    assert talk.say("nice weather", intent("stop"))[-1] == "What shall I change? [The size] [Topping] [Cancel]"


def test_a_correction_opens_and_closes_questions_that_depend_on_it() -> None:
    talk = order()
    hears(talk, "ham")
    assert hears(talk, "large") == ["In a box? [Yes] [No]"]
    assert hears(talk, "yes") == ["large with ham? [Yes] [No]"]
    assert hears(talk, "no, make it small") == ["small with ham? [Yes] [No]"]
    assert hears(talk, "yes") == ["Done: small, ham, no box"], "the box went with the size"


def test_without_the_question_a_no_cancels() -> None:
    talk = order()
    talk.bot.flows["main"].step("main.n", "f").config.pop("change")  # type: ignore[union-attr, attr-defined]
    hears(talk, "a small one with ham")
    assert hears(talk, "no") == ["cancelled"]


def test_the_buttons_are_in_the_visitors_language() -> None:
    talk = order()
    talk.state = type(talk.state).initial("fr")
    talk.start("fr")
    hears(talk, "small ham")
    assert hears(talk, "non") == ["What shall I change? [La taille] [Topping] [Annuler]"]


def test_a_wrong_kind_of_answer_says_why() -> None:
    talk = order()
    hears(talk, "large ham")
    assert hears(talk, "dunno") == ["Please answer yes or no.", "In a box? [Yes] [No]"]
