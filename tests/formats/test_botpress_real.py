"""Public bots of Botpress 12: each opens, becomes a valid document, and what is lost is named."""

import json

import pytest

from flows.document import fold, split, validate
from flows.lint import lint
from tests.formats.botpress_bots import FOLDER, REAL_BOTS, Talk, real


@pytest.mark.parametrize("name", REAL_BOTS)
def test_every_bot_becomes_a_valid_document(name):
    reading = real(name)
    assert validate(reading.document) == []
    assert fold(split(reading.document)) == reading.document
    # What the importer makes of a sound bot has no exit that leads nowhere.
    assert [finding.to_json() for finding in lint(reading.document) if finding.severity == "error"] == []
    for item in reading.items:
        assert item.what and item.todo and item.file
        assert set(item.to_json()) == {"severity", "code", "source", "target", "what", "todo"}


@pytest.mark.parametrize("name", REAL_BOTS)
def test_reading_twice_gives_the_same(name):
    assert json.dumps(real(name).document) == json.dumps(real(name).document)


@pytest.mark.parametrize("name", REAL_BOTS)
def test_nothing_is_lost_in_silence(name):
    """Every node, intent, answer, entity and content element is there, or its file is in the report."""
    reading, folder = real(name), FOLDER / name
    document = reading.document
    told = {item.file.split("#")[0] for item in reading.items}
    titles = {node["title"] for flow in document["flows"] for node in flow["nodes"]}
    for path in folder.rglob("*.json"):
        relative, data = path.relative_to(folder).as_posix(), json.loads(path.read_bytes())
        if relative in told:
            continue
        if relative.endswith(".flow.json") and "/skills/" not in relative:
            assert {node["name"] for node in data["nodes"]} <= titles
        elif relative.startswith("qna/"):
            questions = listed(data["data"]["questions"])
            known = [q for answer in document["answers"] for texts in answer["questions"].values() for q in texts]
            assert set(questions) <= set(known)
        elif relative.startswith("intents/") and "__qna__" not in relative:
            assert data["name"] in {intent["name"] for intent in document["intents"]}
        elif relative.startswith("content-elements/"):
            assert {element["id"] for element in data} <= {content["id"] for content in document["content"]}


def listed(texts):
    """Questions of one language (very old bots) or of several."""
    return texts if isinstance(texts, list) else [text for one in texts.values() for text in one]


def test_welcome_bot_greets_with_choices_and_talks_about_animals():
    talk = Talk(real("welcome-bot").document)
    assert talk.greeting[0].startswith("Hi, I'm Welcome Bot")
    assert talk.greeting[-1] == "What would you like to know?"
    assert talk.say("What is a Context?")[-1].startswith("Okay, let's use a simple example")
    assert talk.say("monkey")[0].startswith("Please ask questions about that animal")
    assert "tropical rain forests" in talk.say("where do monkeys live")[0]
    assert talk.say("let's talk about something else")[-1].endswith("Pick one.")


def test_welcome_bot_remembers_a_name():
    talk = Talk(real("welcome-bot").document)
    assert talk.say("memory")[-1] == "May I know your name please?"
    replies = talk.say("Bob")
    assert "Bob" in replies[0]
    assert replies[1].startswith("This is the first time we speak")


def test_small_talk_answers_and_admits_what_it_does_not_know():
    talk = Talk(real("small-talk").document)
    assert talk.greeting == []
    assert "2 ices cubes" in talk.say("tell me a joke")[0]
    assert talk.say("thank you") == ["You're welcome :-)"]
    assert talk.say("purple quantum flux in zanzibar") == [
        "I'm sorry, I did not understand. Please ask me something else."
    ]


def test_french_questions_come_along():
    answers = real("small-talk").document["answers"]
    assert any("Raconte moi une blaque" in answer["questions"].get("fr", []) for answer in answers)
