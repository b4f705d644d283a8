"""Training in a child process: models in the store, problems named, the child killed when it shall stop."""

import os
from pathlib import Path

import pytest

from botbuilder.jobs.leases import JobFailed
from botbuilder.tenancy.models import Workspace
from nlu.models import TrainedModel, TrainingSet
from nlu.pipeline import ModelError, load_model
from nlu.services.model_store import has_model, model_folder, models_folder
from nlu.services.store_training_sets import store_training_sets
from nlu.services.train_models import train_models
from tests.nlu.library import training_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace(settings, tmp_path):
    settings.DATA = tmp_path
    return Workspace.objects.create(slug="library", name="Library")


def quietly(stage: str, progress: float) -> None:
    pass


def test_a_set_becomes_a_model_of_its_name(workspace):
    hashes = store_training_sets(workspace, [training_set()])
    told: list[tuple[str, float]] = []
    assert train_models(workspace, hashes, lambda stage, progress: told.append((stage, progress))) == hashes
    assert load_model(model_folder(hashes["en"])).understand("hello")["intent"] == "greet"
    row = TrainedModel.objects.of(workspace).get()
    assert (row.hash, row.language, row.metrics["intents"]) == (hashes["en"], "en", 6)
    assert "intents" in [stage for stage, _ in told]
    assert [progress for _, progress in told] == sorted(progress for _, progress in told)


def test_what_is_trained_is_not_trained_again(workspace):
    hashes = store_training_sets(workspace, [training_set()])
    train_models(workspace, hashes, quietly)
    written = (model_folder(hashes["en"]) / "manifest.json").stat().st_mtime_ns
    train_models(workspace, hashes, lambda stage, progress: pytest.fail("there was nothing to do"))
    assert (model_folder(hashes["en"]) / "manifest.json").stat().st_mtime_ns == written


def test_the_same_set_is_stored_once(workspace):
    assert store_training_sets(workspace, [training_set()]) == store_training_sets(workspace, [training_set()])
    assert TrainingSet.objects.of(workspace).count() == 1


def test_one_bad_language_does_not_block_the_other(workspace):
    bad = training_set(language="fr", entities=[{"name": "x", "kind": "pattern", "patterns": ["("]}])
    hashes = store_training_sets(workspace, [bad, training_set()])
    with pytest.raises(JobFailed) as caught:
        train_models(workspace, hashes, quietly)
    assert (caught.value.problem["language"], caught.value.problem["pointer"]) == ("fr", "/entities/0/patterns/0")
    assert has_model(hashes["en"]) and not has_model(hashes["fr"])


def test_a_set_that_is_gone_is_named(workspace):
    with pytest.raises(JobFailed) as caught:
        train_models(workspace, {"en": "0" * 64}, quietly)
    assert caught.value.problem["code"] == "no-training-set"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are looked up in /proc")
def test_stopping_kills_the_child(workspace):
    seen: list[str] = []

    def stop(stage: str, progress: float) -> None:
        me = os.getpid()
        seen.extend(Path(f"/proc/{me}/task/{me}/children").read_text().split())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_models(workspace, store_training_sets(workspace, [training_set()]), stop)
    assert seen
    assert not any(_is_training(pid) for pid in seen)
    assert not list(models_folder().glob("[0-9a-f]*"))


def _is_training(pid: str) -> bool:
    try:
        return b"nlu.pipeline.child" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("name", ["", "..", "../../etc", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_never_becomes_a_path(workspace, name):
    with pytest.raises(ModelError):
        model_folder(name)
