"""Fallback intents of Dialogflow agents: the general one, those of contexts, and which of them speaks."""

import json

import pytest

from flows.document import validate
from flows.formats import read_bot
from flows.formats.dialogflow.fallbacks import FALLBACK
from flows.lint import lint

from .talks import Talk, codes, one
from .test_dialogflow import WEBHOOK, files_of, intent, made, says


def understand(document):
    """Whoever says the name of an intent means it; nobody understands anything else."""
    names = {one["name"] for one in document["intents"]}

    def heard(language, text, now):
        found = [{"name": text, "confidence": 1.0}] if text in names else []
        return {"language": language, "intents": found, "in_scope": bool(found), "entities": [], "answers": [],
                "intent": text if found else None}  # fmt: skip

    return heard


def talk(*parts, calls=(), language=None, **agent):
    document = made(*parts, **agent).document
    assert [finding for finding in lint(document) if finding.severity == "error"] == []
    return Talk(document, understand(document), language, calls)


def fallback(name, *words, **more):
    return intent(name, *(says(one) for one in words), fallbackIntent=True, **more)


def errors_of(reading):
    return [finding for finding in lint(reading.document) if finding.severity == "error"]


GAME = (
    intent("guess", says("Which number?"), opens=[("game", 2)], phrases=["guess"]),
    fallback("Default Fallback Intent", "Pardon?"),
    fallback("guess - fallback", "That is no number.", contexts=["game"]),
)


def test_in_its_context_a_fallback_speaks_and_outside_the_general_one():
    visitor = talk(*GAME)
    assert visitor.say("qwx") == ["Pardon?"]
    assert visitor.say("guess") == ["Which number?"]
    assert visitor.say("qwx") == ["That is no number."]
    assert visitor.say("qwx") == ["That is no number."]
    assert visitor.say("qwx") == ["Pardon?"], "the context lives for two messages"


def test_a_fallback_opens_contexts_in_its_turn():
    visitor = talk(
        intent("guess", says("Which number?"), opens=[("game", 1)], phrases=["guess"]),
        fallback("first", "Pardon?"),
        fallback("second", "A number please.", contexts=["game"], opens=[("last", 1), ("game", 0)]),
        fallback("third", "Never mind.", contexts=["last"], opens=[("last", 0)]),
    )
    said = [visitor.say(text)[0] for text in ("guess", "qwx", "qwx", "qwx")]
    assert said == ["Which number?", "A number please.", "Never mind.", "Pardon?"]


def test_the_fallback_with_most_contexts_comes_first_then_the_more_important_one():
    visitor = talk(
        intent("one", says("One."), opens=[("a", 1)], phrases=["one"]),
        intent("two", says("Two."), opens=[("a", 1), ("b", 1)], phrases=["two"]),
        intent("four", says("Four."), opens=[("b", 1)], phrases=["four"]),
        intent("three", says("Three."), opens=[("c", 1), ("a", 1)], phrases=["three"]),
        fallback("in a", "In a.", contexts=["A"]),
        fallback("in b", "In b.", contexts=["b"], priority=750000),
        fallback("in both", "In both.", contexts=["b", "a"], priority=1),
        fallback("in c", "In c.", contexts=["c"], priority=1000000),
        fallback("anywhere", "Anywhere."),
    )
    words = {"one": "In a.", "two": "In both.", "three": "In c.", "four": "In b.", "qwx": "Anywhere."}
    for before, after in words.items():
        visitor.say(before)
        assert visitor.say("qwx") == [after]
        assert visitor.say("qwx") == ["Anywhere."]


def test_an_agent_without_a_general_fallback_says_a_sentence_of_ours_outside():
    reading = made(*(GAME[0], GAME[2]), supportedLanguages=["fr"])
    assert "no-fallback" in codes(reading)
    french = Talk(reading.document, understand(reading.document), "fr")
    assert french.say("qwx") == ["Désolé, je n'ai pas compris. Pouvez-vous le dire autrement ?"]
    english = Talk(reading.document, understand(reading.document))
    english.say("guess")
    assert english.say("qwx") == ["That is no number."]


def test_a_fallback_without_words_says_something_all_the_same():
    assert talk(intent("guess", says("Which?"), phrases=["guess"]), fallback("lost")).say("qwx")[0]


def test_a_contextual_fallback_without_words_has_those_of_the_general_one():
    visitor = talk(GAME[0], GAME[1], fallback("mute", contexts=["game"]))
    visitor.say("guess")
    assert visitor.say("qwx") == ["Pardon?"]


def test_a_context_that_the_webhook_opens_counts_for_fallbacks():
    body = {"fulfillmentText": "Guess!", "outputContexts": [{"name": "projects/p/contexts/Game"}]}
    visitor = talk(
        intent("guess", webhookUsed=True, phrases=["guess"]), *GAME[1:], webhook=WEBHOOK,
        calls=[{"url": WEBHOOK["url"], "status": 200, "body": body}],
    )  # fmt: skip
    assert visitor.say("guess") == ["Guess!"]
    assert visitor.say("qwx") == ["That is no number."]


def test_a_second_fallback_of_the_same_contexts_is_named():
    reading = made(*GAME, fallback("again", "Again?", contexts=["GAME "], priority=1), fallback("too", "Too."))
    items = [item for item in reading.items if item.code == "second-fallback"]
    assert {item.file for item in items} == {"intents/again.json", "intents/too.json"}
    assert all(item.target and item.what and item.todo for item in items)
    assert errors_of(reading) == []


def test_what_comes_near_is_not_asked_about():
    """As at Dialogflow: what is not sure enough goes to the fallback at once."""
    document = made(*GAME).document
    near = [{"name": "guess", "confidence": 0.45}]
    heard = {"language": "en", "intents": near, "in_scope": True, "entities": [], "answers": [], "intent": None}
    assert Talk(document, lambda *_: dict(heard)).say("gues") == ["Pardon?"]


STRANGE = ["a&b", "it's", '"', "\\", "{{ now }}", "a\nb", "\u202e", "ß", "İ", "global", "'] or ['", "else", "x" * 400,
           "open_contexts", "fallback", "n1", "游戏", "\x7f", "%}", "a.b", "__proto__", "here"]  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_contexts_with_strange_names(name):
    visitor = talk(
        intent("guess", says("Which number?"), opens=[(name, 1)], phrases=["guess"]),
        intent("inside", says("Inside."), contexts=[name], phrases=["inside"]),
        fallback("general", "Pardon?"),
        fallback("here", "In it.", contexts=[name]),
    )
    assert visitor.say("qwx") == ["Pardon?"] and visitor.say("inside") == ["Pardon?"]
    visitor.say("guess")
    assert visitor.say("qwx") == ["In it."]
    assert visitor.say("qwx") == ["Pardon?"]
    visitor.say("guess")
    assert visitor.say("inside") == ["Inside."]


def test_contexts_that_open_each_other_in_a_circle_never_end_a_turn_late():
    """Each fallback opens the context of the next one, for ever: one speaks at a time."""
    count = 40
    visitor = talk(
        intent("guess", says("Go."), opens=[("c0", 1)], phrases=["guess"]), fallback("general", "Pardon?"),
        *(fallback(f"f{n}", f"In {n}.", contexts=[f"c{n}"], opens=[(f"c{(n + 1) % count}", 1), (f"c{n}", 0)])
          for n in range(count)),
    )  # fmt: skip
    visitor.say("guess")
    assert [visitor.say("qwx") for _ in range(2 * count)] == [[f"In {n % count}."] for n in range(2 * count)]


def test_fallbacks_without_words_that_lead_to_each_other_come_to_an_end():
    visitor = talk(GAME[0], fallback("mute", contexts=["game"]), fallback("still"))
    visitor.say("guess")
    assert len(visitor.say("qwx")) == 1


def test_a_thousand_fallbacks():
    names = [f"c{n}" for n in range(1000)]
    files = files_of(
        intent("guess", says("Go."), opens=[(name, 5) for name in ("c999", *names[100:130])], phrases=["guess"]),
        fallback("general", "Pardon?"),
        *(fallback(f"f{n}", f"In {n}.", contexts=[name], priority=n) for n, name in enumerate(names)),
    )
    document = read_bot(files)[1].document
    visitor = Talk(document, understand(document))
    assert visitor.say("qwx") == ["Pardon?"]
    visitor.say("guess")
    assert visitor.say("qwx") == ["In 999."]


@pytest.mark.parametrize(
    "contexts", [["c"] * 5000, [f"c{n}" for n in range(5000)], [None, 3, {}, [], "c"], "c", {"c": 1}]
)
def test_contexts_that_are_too_many_or_none(contexts):
    files = files_of(GAME[0], GAME[1], fallback("odd", "Odd.", contexts=["c"]))
    body = json.loads(files["intents/odd.json"])
    files["intents/odd.json"] = json.dumps({**body, "contexts": contexts, "priority": "high"}).encode()
    reading = read_bot(files)[1]
    assert validate(reading.document) == [] and errors_of(reading) == []
    assert one(reading.document["flows"], id=FALLBACK)["kind"] == "fallback"
