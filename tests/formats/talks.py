"""Talking to an imported bot without a database: one conversation, or all the ways through a bot of buttons."""

import os
from pathlib import Path

import pytest

from flows.adapters.understanding import training_sets
from flows.engine.graph import compile_bot
from flows.formats import open_source, read_bot
from flows.services.rehearse import Rehearsal
from flows.steps import STEP_TYPES
from nlu.pipeline import train

SHARED = Path(os.environ.get("BOTBUILDER_SHARED") or Path(__file__).resolve().parents[3] / "shared")
PEERS = SHARED / "peer-bots"
SILENT = {"language": "en", "intents": [], "in_scope": True, "entities": [], "answers": [], "intent": None}


def names_in(folder, pattern="*"):
    """Names of the shared bots of one product; none where they are not there."""
    place = PEERS / folder
    return sorted(path.name for path in place.glob(pattern)) if place.is_dir() else []


def real(folder, name):
    """What a shared bot becomes; skips where it is not there."""
    if not (PEERS / folder / name).exists():
        pytest.skip("the reference bots are not here (set BOTBUILDER_SHARED)")
    return read_bot(open_source(PEERS / folder / name), source=name)[1]


def codes(reading):
    return {item.code for item in reading.items}


def one(listed, **wanted):
    """The element of a list of objects that has these values."""
    found = [each for each in listed if all(each.get(key) == value for key, value in wanted.items())]
    assert len(found) == 1, f"{wanted}: {len(found)} of {listed}"
    return found[0]


class Understood:
    """Trained models of a document, one for each language."""

    def __init__(self, document):
        self.models = {one["language"]: train(one) for one in training_sets(document)}

    def __call__(self, language, text, now):
        return self.models[language].understand(text, now=now)


class Talk:
    """A conversation; `path` are the nodes it has come through since it began."""

    def __init__(self, document, understand=None, language=None, calls=()):
        self.bot = compile_bot(document, STEP_TYPES)
        self.understand = understand or (lambda *_: dict(SILENT))
        self.rehearsal = Rehearsal(self.bot, self.understand, language or document["default_language"], calls)
        self.path = []
        self._follow()

    def say(self, text):
        self.rehearsal.say(text)
        return self._follow()

    def choose(self, option):
        assert self.rehearsal.choose(option), f"{option} is not offered"
        return self._follow()

    def wait(self, seconds):
        self.rehearsal.advance(seconds)
        return self._follow()

    @property
    def waits(self):
        return self.rehearsal.waiting is not None

    def _follow(self):
        for trace in self.rehearsal.traces:
            problem = trace.get("problem") or {"code": "call"}
            assert problem["code"] in ("call", "code", "email"), problem
            self.path += [(step["flow"], step["node"]) for step in trace["steps"]]
        return [each.get("text") or each.get("caption") or each["type"] for each in self.rehearsal.said]


def explore(document, replies, most=4000):
    """All nodes that some talk comes through; `replies(step)` are what to try at a question: {"choose"} or {"say"}."""
    steps = {
        (flow["id"], step["id"]): step for flow in document["flows"] for node in flow["nodes"] for step in node["steps"]
    }
    seen, states, waiting, talks = set(), set(), [[]], 0
    while waiting and talks < most:
        acts = waiting.pop()
        talks += 1
        talk = Talk(document)
        for act in acts:
            talk.choose(act["choose"]) if "choose" in act else talk.say(act["say"])
        seen |= set(talk.path)
        here = talk.rehearsal.waiting
        values = tuple(sorted((v["name"], str(talk.rehearsal.variable(v["name"]))) for v in document["variables"]))
        if here is None or (here, values) in states:
            continue
        states.add((here, values))
        waiting += [[*acts, reply] for reply in replies(steps[here])]
    assert not waiting, "there are more ways than were tried"
    return seen
