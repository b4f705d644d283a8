import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.server import Server

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One installation for the session, made by its own first start."""
    running = Server(tmp_path_factory.mktemp("installation")).start()
    yield running
    running.end()


@pytest.fixture(scope="session")
def chromium() -> str:
    if not CHROMIUM:
        pytest.skip("no Chromium: sudo apt-get install chromium")
    return CHROMIUM


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    folder = tmp_path / "screenshots"
    folder.mkdir()
    return folder
