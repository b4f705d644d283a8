"""A real server in a data folder of its own, started as an operator would."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.ground_rules_paths import ROOT

PATIENCE = 120.0  # seconds for a first start: migrations, demo bot, training


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    def __init__(self, data: Path, port: int | None = None, **environment: str) -> None:
        self.data = data
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data / "server.log"
        without = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
        inherited = {name: value for name, value in os.environ.items() if name not in without}
        self.environment = inherited | {"BOTBUILDER_DATA": str(data), "PORT": str(self.port)} | environment
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "manage.py", "up"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.process is not None
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.address}/readyz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"the server is not ready:\n{self.log.read_text()[-4000:]}")

    def kill(self) -> None:
        """SIGKILL for the server and its workers: nothing gets a chance to tidy up."""
        assert self.process is not None
        workers = children(self.process.pid)
        for pid in [self.process.pid, *workers]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(timeout=60)

    def end(self) -> None:
        """After the last test: whether it leaves in time is asked by the tests that are about leaving."""
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            assert self.process is not None
            self.process.kill()
            self.process.wait()

    def manage(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, input=text, capture_output=True, text=True, check=False
        )

    def sign_in_link(self) -> str:
        """The newest link that `up` printed."""
        return re.findall(r"http\S+/sign-in/once/\S+", self.log.read_text())[-1]


def children(pid: int) -> list[int]:
    """All processes below `pid`."""
    import psutil

    return [child.pid for child in psutil.Process(pid).children(recursive=True)]
