from collections.abc import Iterator

import pytest

from botbuilder.tenancy.models import Workspace
from nlu.pipeline import Model, train
from nlu.services.trainer import TRAINER
from tests.nlu.library import training_set


@pytest.fixture(scope="session")
def library() -> Model:
    """The library's bot, trained once."""
    return train(training_set())


@pytest.fixture(scope="module")
def warm_trainer() -> Iterator[None]:
    TRAINER.warm_up()
    yield
    TRAINER.close()


@pytest.fixture
def workspace(settings, tmp_path) -> Workspace:
    """With a model store of its own."""
    settings.DATA = tmp_path
    return Workspace.objects.create(slug="library", name="Library")
