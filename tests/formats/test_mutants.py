"""Broken bots of every format: a short run of what `python -m tests.formats.mutants_run` does twenty thousand times.

`corpus/` holds, made small, each broken bot that once was more than a refusal.
"""

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.formats.mutants import mutant, sources
from tests.formats.mutants_run import outcome, run

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.json"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_what_once_broke_a_rule_does_not_any_more(path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in json.loads(path.read_text(encoding="utf-8"))["files"].items():
            archive.writestr(name, text)
    assert outcome("corpus", "bot.zip", packed.getvalue())


def test_three_hundred_broken_bots_are_read_or_refused_in_a_child_that_may_do_nothing_else():
    outcomes, broken, _, _ = run(1_000_000, 300)
    assert broken == []
    assert sum(outcomes.values()) == 300 and outcomes["read"] > 50 and len(outcomes) > 5


def test_all_formats_are_broken_and_a_number_is_always_the_same_bot():
    names = {name.split("/")[0] for name, _ in sources()}
    assert names >= {"native", "folder", "botpress", "dialogflow", "typebot", "rasa", "spreadsheet", "xliff"}
    assert mutant(7) == mutant(7) and mutant(7) != mutant(8)
