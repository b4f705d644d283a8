"""What goes wrong around a training: a full disk, processes that die at a bad moment, and what they leave behind."""

import os
import queue
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from botbuilder.jobs.leases import JobFailed
from nlu.services.model_store import LEFT_OVER, has_model, model_folder, models_folder, staging
from nlu.services.store_training_sets import store_training_sets
from nlu.services.train_models import train_models
from nlu.services.trainer import TRAINER, _read
from nlu.services.trainings import drop_models
from tests.nlu.library import training_set

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("warm_trainer")]
LONG_AGO = time.time() - LEFT_OVER - 60


def quietly(stage: str, progress: float) -> None:
    pass


@pytest.mark.parametrize("line", ['{"trained": {"hash": "ab{"ended": -9}', "0.5", '"text"'])
def test_a_line_that_nobody_understands_ends_the_process_instead_of_the_patience(line):
    """A fork that dies in the middle of a line leaves half of it before the next one."""
    talk = f"import time; print('{{\"started\": 7}}'); print({line!r}, flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", talk], stdout=subprocess.PIPE)
    heard: queue.Queue = queue.Queue()
    _read(process, heard)
    process.stdout.close()
    assert process.wait(20) == -signal.SIGKILL
    assert [heard.get_nowait() for _ in range(heard.qsize())] == [{"started": 7}, None]


def test_a_full_disk_is_named_and_blocks_no_other_language(workspace):
    hashes = store_training_sets(workspace, [training_set(language="fr"), training_set()])
    moved: list[Path] = []

    def no_place(stage: str, progress: float) -> None:
        if stage == "fr: intents" and not moved:
            (folder,) = (models_folder() / ".staging").iterdir()
            moved.append(folder)
            folder.rmdir()
            folder.write_bytes(b"no folder any more")
        elif stage == "en: starting" and moved[0].is_file():
            moved[0].unlink()
            moved[0].mkdir()

    trained = train_models(workspace, hashes, no_place)
    assert trained.models == {"en": hashes["en"]}
    (failure,) = trained.failures
    assert (failure["language"], failure["code"]) == ("fr", "not-stored")
    assert str(workspace) not in failure["detail"] and "models" not in failure["detail"]


def test_so_is_a_model_that_cannot_be_moved_into_the_store(workspace, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("nlu.services.train_models.publish_folder", full)
    with pytest.raises(JobFailed) as caught:
        train_models(workspace, store_training_sets(workspace, [training_set()]), quietly)
    assert caught.value.problem["code"] == "not-stored" and "No space left" in caught.value.problem["detail"]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are looked up in /proc")
def test_a_training_that_dies_tells_members_how_and_not_where(workspace):
    def kill(stage: str, progress: float) -> None:
        if stage == "en: intents":
            for child in psutil.Process(TRAINER._process.pid).children():
                child.kill()

    with pytest.raises(JobFailed) as caught:
        train_models(workspace, store_training_sets(workspace, [training_set()]), kill)
    detail = "The training was ended by signal 9; the machine may be short of memory."
    assert (caught.value.problem["code"], caught.value.problem["detail"]) == ("training-died", detail)


def test_a_proving_process_that_is_gone_is_held_against_no_model(workspace):
    hashes = store_training_sets(workspace, [training_set(language="fr"), training_set()])
    killed: list[int] = []

    def kill_once(stage: str, progress: float) -> None:
        if stage == "fr: proving" and not killed:
            mine = psutil.Process().children()
            (prover,) = [one for one in mine if "nlu.pipeline.prove" in one.cmdline()]
            killed.append(prover.pid)
            prover.kill()
            while prover.status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.01)

    trained = train_models(workspace, hashes, kill_once)
    assert killed and trained.models == hashes and trained.failures == []


def test_what_dead_processes_left_in_the_store_goes_in_the_end(workspace):
    with staging() as folder:
        left = [
            folder.with_name("elsewhere-17-abc"),
            models_folder() / ".gone-0123",
            models_folder() / ".0123-broken-x",
        ]
        for one in left:
            one.mkdir()
        with staging():
            assert all(one.is_dir() for one in left), "they are young: somebody may be at work there"
        for one in left:
            os.utime(one, (LONG_AGO, LONG_AGO))
        with staging():
            assert folder.is_dir() and not any(one.exists() for one in left)


def test_a_model_that_is_found_again_is_not_dropped_before_it_serves(workspace):
    """Nobody needed it for long; now a training has found that it is what the draft needs."""
    hashes = store_training_sets(workspace, [training_set()])
    train_models(workspace, hashes, quietly)
    os.utime(model_folder(hashes["en"]), (LONG_AGO, LONG_AGO))
    train_models(workspace, hashes, quietly)
    assert drop_models(set()) == [] and has_model(hashes["en"])
    os.utime(model_folder(hashes["en"]), (LONG_AGO, LONG_AGO))
    assert drop_models(set()) == [hashes["en"]]
