"""A real action server of `rasa-sdk`, where a virtual environment has it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

RASA = Path(os.environ.get("BOTBUILDER_RASA", "")) / "bin" / "python"


@contextmanager
def serving(folder: Path, actions: str) -> Iterator[str]:
    """Runs actions, given as the source of a module, and gives the address; skips where there is no `rasa-sdk`."""
    if not RASA.is_file():
        pytest.skip("rasa-sdk is not here (set BOTBUILDER_RASA to a virtual environment with rasa)")
    (folder / "actions.py").write_text(actions)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = f"from rasa_sdk.endpoint import create_app; create_app('actions').run('127.0.0.1', {port})"
    server = subprocess.Popen([RASA, "-c", run], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1)
                break
            except OSError:
                assert server.poll() is None, "the action server has ended"
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        server.terminate()
        server.wait(10)
