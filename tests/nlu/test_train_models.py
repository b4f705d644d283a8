"""Training in a child process: models in the store, problems named, the child killed when it shall stop."""

import copy
import os
import signal
from pathlib import Path

import pytest

from botbuilder.jobs.leases import JobFailed
from nlu.models import TrainedModel, TrainingSet
from nlu.pipeline import ModelError, load_model
from nlu.services.model_store import has_model, model_folder, models_folder
from nlu.services.store_training_sets import store_training_sets
from nlu.services.train_models import train_models
from nlu.services.trainer import TRAINER
from tests.nlu.library import training_set

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("warm_trainer")]


def quietly(stage: str, progress: float) -> None:
    pass


def test_a_set_becomes_a_model_of_its_name(workspace):
    hashes = store_training_sets(workspace, [training_set()])
    told: list[tuple[str, float]] = []
    trained = train_models(workspace, hashes, lambda stage, progress: told.append((stage, progress)))
    assert trained.models == hashes
    assert load_model(model_folder(hashes["en"])).understand("hello")["intent"] == "greet"
    row = TrainedModel.objects.of(workspace).get()
    assert (row.hash, row.language, row.metrics["intents"]) == (hashes["en"], "en", 6)
    assert "en: intents" in [stage for stage, _ in told] and "en: proving" in [stage for stage, _ in told]
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
    bad = {**training_set(language="fr"), "entities": 7}
    hashes = store_training_sets(workspace, [bad, training_set()])
    trained = train_models(workspace, hashes, quietly)
    assert trained.models == {"en": hashes["en"]}
    assert [(one["language"], one["part"], one["pointer"]) for one in trained.failures] == [
        ("fr", "model", "/entities")
    ]
    assert has_model(hashes["en"]) and not has_model(hashes["fr"])


def test_where_nothing_can_be_made_the_job_fails_and_says_why(workspace):
    hashes = store_training_sets(workspace, [{**training_set(), "entities": 7}])
    with pytest.raises(JobFailed) as caught:
        train_models(workspace, hashes, quietly)
    assert (caught.value.problem["code"], caught.value.problem["pointer"]) == ("training-set", "/entities")


def test_one_bad_intent_or_pattern_blocks_nothing_else_and_is_named(workspace):
    bad = copy.deepcopy(training_set())
    bad["intents"].append({"name": "shrug", "examples": ["...", "\u200b"]})
    bad["entities"].append({"name": "x", "kind": "pattern", "patterns": ["("]})
    hashes = store_training_sets(workspace, [bad])
    trained = train_models(workspace, hashes, quietly)
    assert [(one["part"], one["name"]) for one in trained.failures] == [("intents", "shrug"), ("entities", "x")]
    assert trained.failures[1]["pointer"].endswith("/patterns/0")
    assert load_model(model_folder(hashes["en"])).understand("hello")["intent"] == "greet"


def test_a_set_that_is_gone_is_named(workspace):
    with pytest.raises(JobFailed) as caught:
        train_models(workspace, {"en": "0" * 64}, quietly)
    assert caught.value.problem["code"] == "no-training-set"


def large_set() -> dict:
    """One that is trained for longer than a process gets to stop by itself."""
    words = [f"{first}{second}" for first in "bcdfghjklmnpqrst" for second in ("ado", "elim", "ipor", "ora", "utek")]
    intents = [
        {"name": word, "examples": [f"{word} {other} {third}" for other in words[:40] for third in words[-4:]]}
        for word in words
    ]
    return training_set(intents=intents, answers=[], entities=[])


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def training_process() -> int:
    assert TRAINER._process is not None
    return TRAINER._process.pid


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are looked up in /proc")
def test_stopping_ends_the_training_and_leaves_the_process_warm(workspace):
    hashes = store_training_sets(workspace, [large_set()])
    warm = training_process()

    def stop(stage: str, progress: float) -> None:
        if stage == "en: intents":
            assert children(warm)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_models(workspace, hashes, stop)
    assert children(warm) == []
    assert list(models_folder().iterdir()) == [models_folder() / ".staging"]
    assert list((models_folder() / ".staging").iterdir()) == []
    hashes = store_training_sets(workspace, [training_set()])
    assert train_models(workspace, hashes, quietly).models == hashes
    assert training_process() == warm


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are looked up in /proc")
@pytest.mark.parametrize("whole", [False, True], ids=["its fork", "the warm process"])
def test_a_training_that_is_killed_is_tried_again(workspace, whole):
    hashes = store_training_sets(workspace, [training_set()])
    killed: list[int] = []

    def kill_once(stage: str, progress: float) -> None:
        if stage == "en: intents" and not killed:
            killed.append(training_process() if whole else children(training_process())[0])
            os.kill(killed[0], signal.SIGKILL)

    trained = train_models(workspace, hashes, kill_once)
    assert killed and trained.models == hashes and trained.failures == []
    assert "tried again" in trained.notes[0]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are looked up in /proc")
def test_a_training_that_dies_each_time_is_named_and_blocks_no_other_language(workspace):
    hashes = store_training_sets(workspace, [training_set(language="fr"), training_set()])

    def kill(stage: str, progress: float) -> None:
        if stage == "fr: intents":
            for fork in children(training_process()):
                os.kill(fork, signal.SIGKILL)

    trained = train_models(workspace, hashes, kill)
    assert trained.models == {"en": hashes["en"]}
    assert [(one["language"], one["code"]) for one in trained.failures] == [("fr", "training-died")]


def test_a_part_that_has_not_changed_is_taken_from_an_earlier_model(workspace):
    first = train_models(workspace, store_training_sets(workspace, [training_set()]), quietly)
    changed = copy.deepcopy(training_set())
    changed["answers"][0]["questions"].append("at what time do you close")
    second = train_models(
        workspace, store_training_sets(workspace, [changed]), quietly, earlier={"en": [first.models["en"]]}
    )
    assert second.parts["en"]["slots"] == "kept" and second.parts["en"]["intents"] == "trained"
    understood = load_model(model_folder(second.models["en"])).understand("renew [Dune] please")
    assert understood["intent"] == "renew"


def test_a_model_that_does_not_understand_its_own_examples_never_gets_into_the_store(workspace, monkeypatch):
    hashes = store_training_sets(workspace, [training_set()])
    strange = [["hello", "intent", "renew"], ["goodbye", "intent", "greet"]]
    monkeypatch.setattr("nlu.services.train_models.sample", lambda content: strange)
    with pytest.raises(JobFailed) as caught:
        train_models(workspace, hashes, quietly)
    assert caught.value.problem["code"] == "not-proven" and "0 of 2" in caught.value.problem["detail"]
    assert not has_model(hashes["en"])


@pytest.mark.parametrize("name", ["", "..", "../../etc", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_never_becomes_a_path(workspace, name):
    with pytest.raises(ModelError):
        model_folder(name)
