"""Talks with welcome-bot that reach every one of its endings: every node of every flow is visited."""

import pytest

from flows.engine.graph import compile_bot
from flows.services.rehearse import Rehearsal
from flows.steps import STEP_TYPES
from nlu.pipeline import train
from tests.formats.botpress_bots import real


@pytest.fixture(scope="module")
def document():
    return real("welcome-bot").document


@pytest.fixture(scope="module")
def talk(document):
    examples = [{"name": i["name"], "examples": i["examples"].get("en", [])} for i in document["intents"]]
    answers = [{"id": a["id"], "questions": a["questions"].get("en", [])} for a in document["answers"]]
    model = train(
        {"format": "botbuilder/training-set", "version": 1, "language": "en", "intents": examples,
         "entities": document["entities"], "answers": answers, "slots": []}
    )  # fmt: skip
    bot = compile_bot(document, STEP_TYPES)

    def begin(*words):
        rehearsal = Rehearsal(bot, lambda language, text, now: model.understand(text), "en")
        visited = [seen(document, rehearsal)]
        for text in words:
            rehearsal.say(text)
            visited.append(seen(document, rehearsal))
        return rehearsal, [node for nodes in visited for node in nodes]

    return begin


def seen(document, rehearsal):
    """Titles of the nodes that the last turn went through."""
    titles = {(f["id"], n["id"]): n["title"] for f in document["flows"] for n in f["nodes"]}
    return [titles[one["flow"], one["node"]] for trace in rehearsal.traces for one in trace["steps"]]


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("ask-questions", ["What is a Context?", "monkey"]),
        ("ask-questions", ["What is a Context?", "giraffe"]),
        ("first-time", ["What is Bot Memory?", "Ada"]),
        ("many-times", ["What is Bot Memory?", "Ada", "hello", "What is Bot Memory?"]),
    ],
)
def test_an_ending_is_reached(talk, ending, words):
    rehearsal, visited = talk(*words)
    assert ending in visited, visited
    assert not any(trace.get("problem") for trace in rehearsal.traces)


def test_a_name_is_forgotten_where_the_context_is_open(talk, document):
    """There the context outlived the end of the conversation by a message; here a new session begins without it."""
    rehearsal, _ = talk("What is Bot Memory?", "Ada", "hello")
    assert rehearsal.variable("nickname") == "Ada"
    rehearsal.put({"contexts": ["memory"]})
    rehearsal.say("forget my name")
    assert "forget-my-name" in seen(document, rehearsal)
    assert rehearsal.variable("nickname") == "null"


def test_a_word_that_fits_nothing_is_caught_and_asked_again(talk):
    rehearsal, visited = talk("purple quantum flux")
    assert "catch" in visited and rehearsal.waiting is not None
    rehearsal, visited = talk("What is a Context?", "zanzibar")
    assert visited.count("catch") == 1 and rehearsal.waiting is not None


def test_contexts_decide_what_a_question_means(talk):
    monkeys, _ = talk("What is a Context?", "monkey", "where do they live")
    giraffes, _ = talk("What is a Context?", "giraffe", "where do they live")
    assert monkeys.said and giraffes.said and monkeys.said != giraffes.said


def test_every_node_that_can_be_reached_was_reached(talk, document):
    """`error` is for faults of the old runtime; all else is somewhere in these talks."""
    visited = set()
    for words in (
        ["What is a Context?", "monkey", "let's talk about something else", "giraffe"],
        ["What is a Context?", "zanzibar"],
        ["purple quantum flux"],
        ["What is Bot Memory?", "Ada", "hello", "What is Bot Memory?"],
    ):
        visited |= set(talk(*words)[1])
    flows = {f["id"]: {n["title"] for n in f["nodes"] if n["steps"]} for f in document["flows"]}
    expected = set().union(*(flows[id] for id in ("main", "contexts", "memory", "conversation_end")))
    # The first has a test of its own; the other is for questions whose ways lead nowhere.
    expected -= {"forget-my-name", "The flow ends"}
    assert {title for title in expected if title in visited or title.startswith("To ")} == expected
