"""Which wording is said: never the same twice in a row, all of them before one comes again, the fitting one first."""

from __future__ import annotations

import itertools
from typing import Any

from tests.engine.talking import Talk, document, flow, intent, say, step

HELLOS = ["Hi", "Hello", "Hey", "Good day"]


def parrot(*steps: dict[str, Any], **more: Any) -> Talk:
    """Says the steps whenever it hears something."""
    triggers = [{"intent": "hi"}]
    talking = document(flow("hello", *steps, triggers=triggers), intents=[{"name": "hi"}], **more)
    return Talk(talking, seed=more.get("seed", "seed"))


def hear(talk: Talk, times: int) -> list[str]:
    return [talk.say("hi", intent("hi"))[0] for _ in range(times)]


def varied(**config: Any) -> dict[str, Any]:
    return step("s", "say", message=HELLOS[0], variations=HELLOS[1:], **config)


def test_each_is_said_before_one_comes_again_and_none_twice_in_a_row() -> None:
    said = hear(parrot(varied()), 40)
    assert all(set(said[start : start + 4]) == set(HELLOS) for start in range(0, 40, 4))
    assert all(one != following for one, following in itertools.pairwise(said))
    assert len({tuple(said[start : start + 4]) for start in range(0, 40, 4)}) > 1, "in another order each time"


def test_the_same_conversation_says_the_same_again() -> None:
    assert hear(parrot(varied()), 12) == hear(parrot(varied()), 12)


def test_another_conversation_begins_otherwise() -> None:
    firsts = set()
    for seed in range(20):
        talk = parrot(varied())
        talk.state = type(talk.state).initial(str(seed))
        firsts.add(hear(talk, 1)[0])
    assert firsts == set(HELLOS)


def test_two_wordings_take_turns() -> None:
    said = hear(parrot(step("s", "say", message="Tick", variations=["Tock"])), 6)
    assert said in (["Tick", "Tock"] * 3, ["Tock", "Tick"] * 3)


def test_one_wording_alone_needs_no_memory() -> None:
    talk = parrot(say("s", "Hi"))
    hear(talk, 3)
    assert talk.state.wordings == {}


def test_the_memory_stays_small() -> None:
    steps = [step(f"s{number}", "say", message="a", variations=["b", "c"]) for number in range(90)]
    talk = parrot(*steps)
    hear(talk, 3)
    assert len(talk.state.wordings) <= 64
    assert all(len(numbers) <= 3 for numbers in talk.state.wordings.values())


def test_a_wording_for_a_case_is_said_where_it_fits() -> None:
    late = {"variable": "hour", "op": ">=", "value": 18}
    bot = parrot(
        step("s", "say", message="Hello", variants=[{"message": "Good evening", "when": late}]),
        variables=[{"name": "hour", "type": "number", "input": True}],
    )
    bot.start(hour=9)
    assert hear(bot, 2) == ["Hello", "Hello"]
    bot.state = type(bot.state).initial("other")
    bot.start(hour=20)
    assert hear(bot, 2) == ["Good evening", "Good evening"]


def test_the_more_closely_bound_wording_wins() -> None:
    known = {"variable": "name", "op": "set"}
    variants = [
        {"message": "On the web", "channels": ["web"]},
        {"message": "Known", "when": known},
        {"message": "Known on the web", "when": known, "channels": ["web"]},
        {"message": "By phone", "channels": ["voice"]},
    ]

    def said(channel: str, variants: list[dict[str, Any]] = variants, **values: Any) -> str:
        bot = parrot(
            step("s", "say", message="Plain", variants=variants),
            variables=[{"name": "name", "type": "text", "input": True}],
        )
        bot.channel = channel
        bot.start(**values)
        return hear(bot, 1)[0]

    assert said("web", name="Ada") == "Known on the web"
    assert said("slack", name="Ada") == "Known"
    assert said("web") == "On the web"
    assert said("web", variants[:2], name="Ada") == "Known", "a condition is closer than a channel"
    assert said("voice") == "By phone"
    assert said("slack") == "Plain"


def test_content_has_wordings_too_wherever_it_is_used() -> None:
    content = [{"id": "hi", "message": "Hi", "variations": ["Hello", "Hey"]}]
    bot = parrot(say("s", {"content": "hi"}), content=content)
    said = hear(bot, 6)
    assert set(said[:3]) == set(said[3:]) == {"Hi", "Hello", "Hey"}
    assert list(bot.state.wordings) == ["content hi"]


def test_content_with_buttons_shows_the_buttons_it_says() -> None:
    def offering(title: str) -> dict[str, Any]:
        return {"text": title, "options": [{"id": title, "title": f"About {title}"}]}

    content = [{"id": "c", "message": offering("tea"), "variations": [offering("cake")]}]
    bot = parrot(say("s", {"content": "c"}), content=content)
    for _ in range(4):
        (shown,) = hear(bot, 1)
        assert bot.state.open_options()[0]["title"] == shown.split("[")[1].rstrip("]")


def test_content_is_translated_and_falls_back_to_the_bots_own_language() -> None:
    content = [
        {"id": "both", "message": {"text": {"en": "Welcome", "fr": "Bienvenue"}}},
        {"id": "one", "message": {"type": "card", "title": {"en": "Menu"}, "text": {"en": "Tea", "fr": "Thé"}}},
    ]
    main = flow("main", say("a", {"content": "both"}), say("b", {"content": "one"}), kind="main")
    talk = Talk(document(main, content=content))
    assert talk.start("fr-CA") == ["Bienvenue", "<card>"]
    assert talk.turn is not None
    card = talk.turn.effects[-1].message  # type: ignore[union-attr]
    assert (card["title"], card["text"]) == ("Menu", "Thé")


def test_a_language_that_the_bot_gave_up_is_still_no_object() -> None:
    card = {"type": "card", "title": {"de": "Karte", "en": "Menu"}}
    talk = Talk(document(flow("main", say("s", card), kind="main")))
    talk.start()
    assert talk.turn is not None
    assert talk.turn.effects[-1].message["title"] == "Menu"  # type: ignore[union-attr]


def test_typing_delays_the_next_message_only() -> None:
    steps = [step("t", "typing", seconds=1.5), say("a", "First"), say("b", "Second")]
    talk = Talk(document(flow("main", *steps, kind="main")))
    talk.start()
    assert talk.turn is not None
    delays = [effect.message.get("delay") for effect in talk.turn.effects if hasattr(effect, "message")]
    assert delays == [1500, None]


def test_a_typing_message_takes_no_number() -> None:
    ask = step("q", "ask", message={"text": "Tea?", "options": [{"id": "y", "title": "Yes"}]}, variable="tea")
    steps = [say("t", {"type": "typing", "ms": 800}), say("w", {"type": "wait", "ms": 99_000}), ask]
    talk = Talk(document(flow("main", *steps, kind="main")), started=True)
    assert talk.seq == 1
    assert talk.state.open_options()[0]["seq"] == 1
