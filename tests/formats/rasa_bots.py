"""Real Rasa projects (read where they lie), small ones made by hand, and a way to run their test stories."""

import os
import textwrap
from pathlib import Path

import pytest

from flows.adapters.understanding import training_sets
from flows.engine.graph import compile_bot
from flows.engine.stories_examples import policy_set
from flows.formats import open_source, read_bot
from flows.services.play_test import play_test
from flows.services.rehearse import Rehearsal
from flows.steps import STEP_TYPES
from nlu.pipeline import train
from nlu.pipeline.fit_policy import fit_policy

SHARED = Path(os.environ.get("BOTBUILDER_SHARED") or Path(__file__).resolve().parents[3] / "shared")
FOLDER = SHARED / "peer-bots" / "rasa"
PROJECTS = (
    "moodbot", "formbot", "formbot/migrated-3.1", "concertbot", "responseselectorbot", "reminderbot",
    "knowledgebasebot", "financial-demo",
)  # fmt: skip
REAL_BOTS = [name for name in PROJECTS if (FOLDER / name / "domain.yml").is_file()]


def files_of(name):
    """The files of a real project; skips where the reference bots are not there."""
    if name not in REAL_BOTS:
        pytest.skip("the reference bots are not here (set BOTBUILDER_SHARED)")
    return open_source(FOLDER / name)


def real(name):
    return read_bot(files_of(name), source=name)[1]


def made(**files):
    """What a small project becomes: `domain="…"`, `nlu="…"`, `stories="…"`; `__` in a name is a slash."""
    return read_bot(project(**files), "rasa")[1]


def project(**files):
    """A small project as files: names get `.yml`, `__` is a slash, texts lose their indentation."""
    return {f"{name.replace('__', '/')}.yml": textwrap.dedent(text).encode() for name, text in files.items()}


def codes(reading):
    return {item.code for item in reading.items}


def one(listed, **wanted):
    """The element of a list of objects that has these values."""
    found = [each for each in listed if all(each.get(key) == value for key, value in wanted.items())]
    assert len(found) == 1, f"{wanted}: {len(found)} of {listed}"
    return found[0]


def form_slots(document, form):
    """The questions of a form by variable."""
    step = one(document["flows"], id=form)["nodes"][0]["steps"][0]
    return {slot["variable"]: slot for slot in step["config"]["slots"]}


class Trained:
    """A document with a really trained understanding and policy."""

    def __init__(self, document):
        examples = policy_set(document)
        policy = None if examples is None else fit_policy(examples)
        self.bot = compile_bot(document, STEP_TYPES, policy)
        (training_set,) = training_sets(document)
        self._model = train(training_set)

    def test(self, test):
        """The differences of one test."""
        return play_test(self.bot, test, self._understand)["differences"]

    def talk(self, *said):
        """All that the bot says to these utterances, one list for each."""
        rehearsal = Rehearsal(self.bot, self._understand, self.bot.default_language)
        replies = []
        for text in said:
            rehearsal.say(text)
            replies.append([each.get("text") or each.get("caption") or each["type"] for each in rehearsal.said])
        return replies

    def _understand(self, language, text, now):
        return self._model.understand(text, now=now)
