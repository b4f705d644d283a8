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

    def begin(*words, walked=None):
        rehearsal = Rehearsal(bot, lambda language, text, now: model.understand(text), "en")
        visited = []
        for text in (None, *words):
            if text is not None:
                rehearsal.say(text)
            visited.append(seen(document, rehearsal))
            if walked is not None:
                walked |= {(one["flow"], one["node"]) for trace in rehearsal.traces for one in trace["steps"]}
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


def test_a_name_is_forgotten_in_the_message_after_the_end(talk):
    """The context that the talk about memory opened outlives the end of the talk by a message, there and here."""
    rehearsal, visited = talk("What is Bot Memory?", "Ada", "forget my name")
    assert "forget-my-name" in visited
    assert rehearsal.variable("nickname") == "null"
    later, visited = talk("What is Bot Memory?", "Ada", "hello", "hello", "hello", "forget my name")
    assert "forget-my-name" not in visited and later.variable("nickname") == "Ada"


def test_a_word_that_fits_nothing_is_caught_and_asked_again(talk):
    rehearsal, visited = talk("purple quantum flux")
    assert "catch" in visited and rehearsal.waiting is not None
    rehearsal, visited = talk("What is a Context?", "zanzibar")
    assert visited.count("catch") == 1 and rehearsal.waiting is not None


def test_contexts_decide_what_a_question_means(talk):
    monkeys, _ = talk("What is a Context?", "monkey", "where do they live")
    giraffes, _ = talk("What is a Context?", "giraffe", "where do they live")
    assert monkeys.said and giraffes.said and monkeys.said != giraffes.said


TALKS = (
    ["What is a Context?", "monkey", "where do they live", "let's talk about something else", "giraffe"],
    ["What is a Context?", "zanzibar"],
    ["purple quantum flux"],
    ["What is Bot Memory?", "Ada", "hello", "What is Bot Memory?"],
    ["What is Bot Memory?", "Ada", "forget my name"],
)


def endings(document):
    """Nodes at which a flow is over, or a talk: those with a step that says so, and those that nothing follows."""
    found = set()
    for flow in document["flows"]:
        if flow["kind"] == "error":
            continue  # for faults of the old runtime
        leaving = {way["node"] for way in flow["transitions"]}
        found |= {(flow["id"], node["id"]) for node in flow["nodes"] if node["steps"] and (
            node["id"] not in leaving or node["steps"][-1]["type"] in ("end", "return", "jump"))}  # fmt: skip
    return found


def reachable(document):
    """Nodes that some way leads to from where a flow begins, or is jumped into."""
    found = set()
    entered = {(s["config"]["flow"], s["config"].get("node")) for f in document["flows"] for n in f["nodes"]
               for s in n["steps"] if s["type"] in ("jump", "call_flow")}  # fmt: skip
    entered |= {(a["then"]["flow"], a["then"].get("node")) for a in document["answers"] if "then" in a}
    for flow in document["flows"]:
        waiting = [flow["start"], *(node for id, node in entered if id == flow["id"] and node)]
        while waiting:
            node = waiting.pop()
            if (flow["id"], node) not in found:
                found.add((flow["id"], node))
                waiting += [way["target"] for way in flow["transitions"] if way["node"] == node]
    return found


def test_scripted_talks_reach_every_ending(talk, document):
    """The endings are worked out of the document; each was walked through by one of the talks."""
    walked = set()
    for words in TALKS:
        talk(*words, walked=walked)
    wanted = endings(document) & reachable(document)
    # Questions whose ways lead nowhere end there without a word; no talk gets so far.
    wanted = {(flow, node) for flow, node in wanted if node != "flow-ends"}
    assert len(wanted) > 5 and wanted - walked == set()
