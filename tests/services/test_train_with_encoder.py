"""A training with a sentence encoder the whole way: job, training process, proof, store, and the model that serves."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from botbuilder.jobs.models import Job
from botbuilder.tenancy.models import Workspace
from flows.adapters.understanding import UNDERSTANDING, Understanding, model_hashes
from flows.models import Bot
from flows.services.create_bot import create_bot
from flows.services.load_draft import load_draft
from flows.services.parse_text import parse_text
from flows.services.train_bot import start_training
from nlu.models import TrainedModel
from nlu.pipeline import load_model
from nlu.pipeline.encoder import find_encoder
from nlu.pipeline.store import Stored, load_folder, save_folder
from nlu.services.encoders import encoder_for
from nlu.services.model_store import model_folder
from nlu.tasks import train
from tests.nlu.library import ANSWERS, INTENTS
from tests.nlu.tiny_encoder import of_another_processor, write_built, write_foreign

pytestmark = pytest.mark.django_db

PLAIN = ("greet", "complain", "say_goodbye", "ask_person")
TYPOS = ["gud mornning", "the covver is torrn", "goodby to yu", "a reel persson plz"]


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA, settings.ENCODER_CACHE = tmp_path, tmp_path / "encoders"
    return tmp_path


def library(languages: tuple[str, ...] = ("en",)) -> Bot:
    document = {
        "format": "botbuilder/bot", "version": 1, "name": "Library",
        "languages": list(languages), "default_language": "en",
        "settings": {"evaluation": {"after_training": False}},
        "intents": [{"name": name, "examples": dict.fromkeys(languages, INTENTS[name])} for name in PLAIN],
        "answers": [
            {"id": id, "questions": dict.fromkeys(languages, questions), "answers": {"en": [id]}}
            for id, questions in ANSWERS.items()
        ],
    }  # fmt: skip
    workspace = Workspace.objects.create(slug="library", name="Library")
    return create_bot(workspace, name="Library", slug="library", by="ann", document=document)


def trained(bot: Bot) -> Job:
    """As the worker does it: the job, its training process and its proof."""
    job = start_training(bot, by="ann")
    train(str(job.pk))
    job.refresh_from_db()
    bot.refresh_from_db()
    assert job.state == "done", job.problem
    return job


def vectors_in(cache: Path) -> int:
    with closing(sqlite3.connect(cache / "vectors.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM vectors").fetchone()[0])


def test_an_operators_encoder_is_trained_proven_and_served_with(settings: Any, data: Path) -> None:
    settings.ENCODER = write_foreign(data / "mine")
    bot = library(("en", "fr"))
    job = trained(bot)
    assert (job.result["failures"], job.result["notes"]) == ([], [])
    rows = {row.language: row.metrics for row in TrainedModel.objects.of(bot.workspace)}
    assert (rows["en"]["encoder"], rows["fr"]["encoder"]) == ("letters", None), "it knows English alone"
    texts = {text for name in PLAIN for text in INTENTS[name]} | {text for many in ANSWERS.values() for text in many}
    assert vectors_in(settings.ENCODER_CACHE) >= len(texts), "the training process keeps what it has encoded"

    served = Understanding()._loaded.get(bot.draft_models["en"])
    assert served is not None and served.notes == []
    folder = model_folder(bot.draft_models["en"])
    with_it, words_alone = load_model(folder, find_encoder(settings.ENCODER)), load_model(folder)
    for text in TYPOS:
        ranking = [one["confidence"] for one in parse_text(bot, text=text)["intents"]]
        assert ranking == [one["confidence"] for one in with_it.understand(text, now=0.0)["intents"]]
        assert ranking != [one["confidence"] for one in words_alone.understand(text, now=0.0)["intents"]]


def test_the_encoder_that_setup_builds_understands_other_words(settings: Any, data: Path, encoder_folder: Path) -> None:
    settings.ENCODER = encoder_folder
    bot = library()
    assert trained(bot).result["notes"] == []
    said = {"this volume has been ruined": "complain", "may I chat with an employee": "ask_person"}
    words_alone = load_model(model_folder(bot.draft_models["en"]))
    for text, meant in said.items():
        assert parse_text(bot, text=text)["intent"] == meant
        assert words_alone.understand(text, now=0.0)["intent"] != meant


def test_an_encoder_that_comes_goes_or_changes_makes_the_models_stale(settings: Any, data: Path) -> None:
    settings.ENCODER = None
    bot = library()
    names = [trained(bot).result["models"]["en"]]
    for number, folder in enumerate((write_foreign(data / "a"), write_foreign(data / "b", seed=1))):
        settings.ENCODER = folder
        assert not UNDERSTANDING.ready(model_hashes(load_draft(bot).document)), "it counts as not trained"
        names.append(trained(bot).result["models"]["en"])
        assert vectors_in(settings.ENCODER_CACHE) > 0, number
    settings.ENCODER = None
    assert trained(bot).result["models"]["en"] == names[0]
    assert len(set(names)) == 3


def test_another_processor_is_noticed_and_thresholds_are_found_anew(
    settings: Any, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ENCODER = folder = write_built(data / "built")
    bot = library()
    first = trained(bot)
    assert first.result["notes"] == []
    encoded = vectors_in(settings.ENCODER_CACHE)
    note = settings.ENCODER_CACHE / "identity.json"
    noted = list(json.loads(note.read_text()).values())
    assert noted == [encoder_for("en")], "no process after the first opens the encoder to know"

    of_another_processor(folder)
    monkeypatch.setattr("nlu.services.encoders._processor", lambda: "the other machine")
    assert encoder_for("en") != noted[0] and str(encoder_for("en")).startswith(f"{noted[0]}~")
    assert not UNDERSTANDING.ready(model_hashes(load_draft(bot).document)), "models of the other processor are stale"
    before = Understanding()._loaded.get(bot.draft_models["en"])
    assert before is not None and "words alone decide" in before.notes[0], "they serve without their encoder"

    second = trained(bot)
    assert second.result["parts"]["en"]["intents"] == "trained"
    assert second.result["models"]["en"] != first.result["models"]["en"]
    assert any("calculates otherwise" in note and "thresholds" in note for note in second.result["notes"])
    assert vectors_in(settings.ENCODER_CACHE) == 2 * encoded, "and its vectors are made anew"
    after = Understanding()._loaded.get(bot.draft_models["en"])
    assert after is not None and after.notes == []


def test_the_proof_notices_a_model_that_has_learned_nothing_of_its_vectors(settings: Any, data: Path) -> None:
    settings.ENCODER = write_foreign(data / "mine")
    bot = library()
    trained(bot)
    folder = model_folder(bot.draft_models["en"])
    stored = load_folder(folder)
    upside_down = {name: -stored.arrays[name] for name in ("weights", "dense_near", "dense_deep", "dense_wide")}
    arrays = {**stored.arrays, **upside_down}
    save_folder(data / "broken", Stored(stored.about, arrays, stored.files))
    examples = [[text, "intent", name] for name in PLAIN for text in INTENTS[name]]
    asked = {"examples": examples, "encoder": str(settings.ENCODER)}
    lines = [{**asked, "folder": str(folder)}, {**asked, "folder": str(data / "broken")},
             {**asked, "folder": str(folder), "encoder": None}]  # fmt: skip
    said = subprocess.run(
        [sys.executable, "-m", "nlu.pipeline.prove"],
        input="".join(json.dumps(line) + "\n" for line in lines), capture_output=True, text=True, check=True,
    )  # fmt: skip
    sound, broken, without = (json.loads(line) for line in said.stdout.splitlines())
    assert sound == {"right": len(examples), "asked": len(examples)}
    assert "has learned only" in broken["problem"] and "words alone decide" in without["problem"]
