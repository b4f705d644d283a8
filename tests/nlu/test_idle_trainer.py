"""The warm training process: it leaves when nobody trains, and is back for the next training."""

import subprocess
import time

import pytest

from nlu.pipeline import load_model, training_set_hash
from nlu.services.trainer import Trainer
from tests.nlu.library import training_set

PATIENCE = 60.0  # seconds, on a busy machine


@pytest.fixture
def trainer():
    trainer = Trainer()
    yield trainer
    trainer.close()


def process_of(trainer: Trainer) -> "subprocess.Popen[bytes] | None":
    return trainer._process


def wait_until_gone(trainer: Trainer, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while process_of(trainer) is not None or process.returncode is None:  # ended and waited for
        assert time.monotonic() < deadline, "it stays for ever"
        time.sleep(0.02)


def train(trainer: Trainer, folder) -> list[str]:
    stages: list[str] = []
    trainer.train(
        {"set": training_set(), "folder": str(folder)},
        lambda line: stages.append(str(line.get("stage", ""))),
    )
    assert load_model(folder / training_set_hash(training_set())).understand("hello")["intent"] == "greet"
    return stages


def test_a_process_that_nobody_needs_leaves_and_the_next_training_brings_it_back(trainer, settings, tmp_path):
    settings.TRAINER_IDLE = 0.2
    trainer.warm_up()
    first = process_of(trainer)
    assert first is not None
    wait_until_gone(trainer, first)
    # A training takes longer than that and is not cut short.
    assert "intents" in train(trainer, tmp_path / "models")
    second = process_of(trainer)
    if second is not None:
        assert second.pid != first.pid
        wait_until_gone(trainer, second)


def test_it_stays_between_two_trainings(trainer, settings, tmp_path):
    settings.TRAINER_IDLE = 60.0
    trainer.warm_up()
    first = process_of(trainer)
    train(trainer, tmp_path / "one")
    train(trainer, tmp_path / "two")
    assert process_of(trainer) is first


def test_it_stays_for_good_where_no_time_is_set(trainer, settings):
    settings.TRAINER_IDLE = 0.0
    trainer.warm_up()
    first = process_of(trainer)
    time.sleep(0.3)
    assert first is not None and process_of(trainer) is first and first.poll() is None
