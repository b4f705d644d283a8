import pytest

from nlu.pipeline import Model, train
from tests.nlu.library import training_set


@pytest.fixture(scope="session")
def library() -> Model:
    """The library's bot, trained once."""
    return train(training_set())
