"""A real server process with its own database, on SQLite or on the PostgreSQL that the environment names."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_database(url: str) -> str:
    """A new, empty database on the same server."""
    name = f"live_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """A test that failed leaves no server behind."""
    if process.poll() is None:
        process.kill()


class LiveServer:
    """`bots` maps slugs to published documents. Several servers may share a folder and database (`beside`)."""

    def __init__(self, folder: Path, bots: dict[str, Any], *, beside: LiveServer | None = None, **environment: str):
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        own = {"BOTBUILDER_DATA": str(folder), "BOTBUILDER_RATE_LIMITS": "off", "SECRET_KEY": "for this test only"}
        if beside is None and os.environ.get("DATABASE_URL"):
            own["DATABASE_URL"] = own_database(os.environ["DATABASE_URL"])
        elif beside is not None and "DATABASE_URL" in beside.environment:
            own["DATABASE_URL"] = beside.environment["DATABASE_URL"]
        self.environment = inherited | own | environment
        if beside is None:
            self.publish(bots)

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def socket(self, slug: str) -> str:
        return f"ws://127.0.0.1:{self.port}/ws/chat/{slug}/"

    def publish(self, bots: dict[str, Any]) -> None:
        path = self.folder / "bots.json"
        path.write_text(json.dumps(bots))
        command = [sys.executable, "-m", "tests.realtime.prepare", str(path)]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def start(self) -> LiveServer:
        command = [sys.executable, "-m", "uvicorn", "botbuilder.asgi:application", "--port", str(self.port)]
        command += ["--ws", "botbuilder.websockets:DirectWebSockets", "--lifespan", "on", "--log-level", "warning"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        atexit.register(_end, self.process)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log()
            try:
                with urllib.request.urlopen(self.http + "/healthz", timeout=2):
                    return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise AssertionError(self.log())

    def kill(self) -> None:
        """kill -9: nothing gets a chance to tidy up."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self) -> None:
        assert self.process is not None
        self.process.terminate()

    def stop(self) -> int:
        """The exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(40)

    def log(self) -> str:
        path = self.folder / "server.log"
        return path.read_text() if path.exists() else ""
