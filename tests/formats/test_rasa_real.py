"""Public projects of Rasa: each opens, becomes a valid document, what is lost is named, and its test stories pass."""

import json
import time

import pytest

from flows.document import fold, split, validate
from flows.formats import read_bot
from flows.formats.rasa.yaml_reader import load_yaml
from flows.lint import lint
from tests.formats.rasa_bots import REAL_BOTS, Trained, files_of, one, real

SECONDS = 2.0  # of processor time, for the largest one: about forty times of what it needs


@pytest.mark.parametrize("name", REAL_BOTS)
def test_every_project_becomes_a_valid_document(name):
    began = time.process_time()
    reading = real(name)
    assert time.process_time() - began <= SECONDS
    assert validate(reading.document) == []
    assert fold(split(reading.document)).keys() >= reading.document.keys()
    assert [finding.to_json() for finding in lint(reading.document) if finding.severity == "error"] == []
    for item in reading.items:
        assert item.what and item.file
    assert json.dumps(real(name).document) == json.dumps(reading.document)


@pytest.mark.parametrize("name", REAL_BOTS)
def test_nothing_is_lost_in_silence(name):
    """Every intent, example, response, slot, form, action, story and test is there, or the report names it."""
    files, document = files_of(name), real(name).document
    told = json.dumps([item.to_json() for item in real(name).items])
    names = {each["name"] for kind in ("intents", "entities", "stories", "tests") for each in document[kind]}
    names |= {each["id"] for kind in ("answers", "content", "flows") for each in document[kind]}
    names |= {each["name"] for each in document["variables"]}
    examples = sum(len(texts) for intent in document["intents"] for texts in intent["examples"].values())
    examples += sum(len(texts) for answer in document["answers"] for texts in answer["questions"].values())
    written = 0
    for path, data in files.items():
        value = load_yaml(data) if path.endswith(".yml") and "migrated" not in path else None
        if not isinstance(value, dict):
            continue
        wanted = [each.get("story", each.get("rule")) for key in ("stories", "rules") for each in value.get(key) or ()]
        for key in ("intents", "entities", "slots", "forms", "responses", "actions"):
            listed = value.get(key) or []
            wanted += [next(iter(each)) if isinstance(each, dict) else each for each in listed]
        for each in wanted:
            own = each.removeprefix("utter_").replace("/", ".")
            assert {each, own, " ".join(each.split())} & names or each in told, each
        for each in value.get("nlu") or ():
            written += len([line for line in each["examples"].splitlines() if line.startswith("-")]) * (
                "intent" in each
            )
    assert examples == written


def passed(name):
    document = real(name).document
    trained = Trained(document)
    differences = {test["name"]: trained.test(test) for test in document["tests"]}
    return len(differences), {test: found for test, found in differences.items() if found}


@pytest.mark.parametrize(("name", "tests"), [("moodbot", 7), ("formbot", 3)])
def test_the_test_stories_pass(name, tests):
    assert passed(name) == (tests, {})


def test_at_least_nine_of_ten_test_stories_of_the_financial_demo_pass():
    count, failed = passed("financial-demo")
    assert count == 48
    assert len(failed) <= 4, failed


def test_moodbot_cheers_up():
    talk = Trained(real("moodbot").document).talk("hello", "I am very sad", "not really", "are you a bot?", "bye")
    assert talk == [
        ["Hey! How are you?"],
        ["Here is something to cheer you up:", "Did that help you?"],
        ["Bye"],
        ["I am a bot, powered by Rasa."],
        ["Bye"],
    ]


def test_formbot_books_a_table():
    talk = Trained(real("formbot").document).talk(
        "hi",
        "im looking for a restaurant that serves italian food",
        "for 4",
        "can you share your boss with me?",
        "no",
        "no",
        "it was great",
        "thank you",
    )
    assert talk[1] == ["How many people?"]
    assert talk[2] == ["Do you want to sit outside?"]
    assert talk[4] == ["Please provide additional preferences"]
    assert talk[5] == ["Please give your feedback on your experience so far"]
    assert talk[6][0] == "All done!" and "- cuisine: italian\n - num_people: 4" in talk[6][1]
    assert talk[7] == ["You are welcome :)"]


def test_formbot_stops_or_goes_on():
    trained = Trained(real("formbot").document)
    assert trained.talk("im looking for a restaurant", "stop", "yes", "italian food")[1:] == [
        ["Do you want to continue?"], ["What cuisine?"], ["How many people?"],
    ]  # fmt: skip
    talk = trained.talk("im looking for a restaurant", "stop", "no", "hi")
    assert talk[2:] == [[], ["Hello! I am restaurant search assistant! How can I help?"]]


def test_concertbot_knows_what_you_like():
    trained = Trained(real("concertbot").document)
    assert trained.talk("how do I get started", "yes")[1][0].startswith("Awesome!")
    assert trained.talk("how do I get started", "no")[1] == ["Goodbye :("]
    assert trained.talk("purple quantum flux")[0] == ["Sorry, I didn't get that, can you rephrase?"]


def test_the_selector_answers_small_talk_beside_its_stories():
    trained = Trained(real("responseselectorbot").document)
    talk = trained.talk("hello", "What is your name?", "great")
    assert talk[0] == ["Hey! How are you?"]
    assert talk[1][0] in ("hello, my name is retrieval bot.", "Oh yeah, I am called the retrieval bot.")
    assert talk[2] == ["Great, carry on!"]


def test_a_project_in_a_folder_of_another_is_not_mixed_with_it():
    document = read_bot(files_of("formbot"))[1].document
    assert len(document["intents"]) == 9
    assert len(one(document["flows"], id="restaurant_form")["nodes"]) == 3
