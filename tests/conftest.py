"""Fixtures of the whole suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from botbuilder.encoder_build import CannotBuild, build, is_current
from botbuilder.settings.env import ROOT, shared_folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference bots and payloads; tests that need it skip where it is missing."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("the shared reference folder is not beside the repository (BOTBUILDER_SHARED)")
    return folder


@pytest.fixture(scope="session")
def encoder_folder() -> Path:
    """The sentence encoder that `make setup` built in the repository's own data folder, built now if it is not there.

    All other tests run without one: `botbuilder.settings.env.prepare_tests` switches it off.
    """
    folder = ROOT / "var" / "encoders" / "all-minilm-l6-v2"
    if not is_current(folder):
        try:
            build(folder, print)
        except CannotBuild as reason:
            pytest.skip(f"no sentence encoder: {reason}")
    return folder


@pytest.fixture(scope="session", autouse=True)
def one_training_process() -> Iterator[None]:
    """All trainings of a test run use one warm process, as those of a worker do."""
    from nlu.services.trainer import TRAINER

    TRAINER.keep()
    yield
    TRAINER.close()
