"""Fixtures of the whole suite."""

from pathlib import Path

import pytest

from botbuilder.settings.env import shared_folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference bots and payloads; tests that need it skip where it is missing."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("the shared reference folder is not beside the repository (BOTBUILDER_SHARED)")
    return folder
