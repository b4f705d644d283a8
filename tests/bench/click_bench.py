"""From the click on *train* to the first answer of the new model, and the memory of all processes. Prints only.

    .venv/bin/python -m tests.bench.click_bench [idle]

Starts `manage.py up` with a data folder of its own, makes a bot of ten intents, and then as the studio does, over
REST: one more example, train, look at the job until it is done, ask what the bot makes of the example. Seconds are by
the clock. Memory is that of the server, its worker and the warm training process: RSS counts what they share once per
process, PSS once. Without an encoder: BOTBUILDER_ENCODER=off. With `idle` it waits until the training process has left
(a minute), and says what is left then and what the next click takes.
"""

import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from tests.realtime.live import free_port

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 8
WANTS = ["order", "cancel", "track", "refund", "complain", "greet", "thank", "leave", "pay", "ask for a human"]
THINGS = ["my parcel", "the red shoes", "a gift card", "two tickets", "the blue lamp", "that book", "our table"]
FORMS = ["I want to {} {}", "can you {} {} please", "how do I {} {}", "{} {} now", "help me {} {}"]


class Server:
    """`manage.py up` and a client of it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.environment = {**os.environ, "BOTBUILDER_DATA": str(folder), "PORT": str(self.port)}
        self.environment.setdefault("BOTBUILDER_TRAINER_IDLE", "1")  # minute
        self.environment.setdefault("BOTBUILDER_ENCODER", str(ROOT / "var" / "encoders" / "all-minilm-l6-v2"))
        log = (folder / "up.log").open("wb")
        self.process = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=self.environment, stdout=log)
        while self._ready() != 200:
            time.sleep(0.1)
        self.ready = time.monotonic()
        said = subprocess.run(
            [sys.executable, "manage.py", "create_token", "bench@example.org"],
            cwd=ROOT, env=self.environment, capture_output=True, check=True, text=True,
        )  # fmt: skip
        self.token = said.stdout.split()[-1]

    def _ready(self) -> int:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("GET", "/readyz")
            return connection.getresponse().status
        except OSError:
            return 0

    def ask(self, method: str, path: str, body: Any = None, *, token: str = "") -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {token or self.token}", "Content-Type": "application/json"}
        connection.request(method, f"/api/v1/{path}", None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        said = json.loads(answer.read() or b"null")
        assert answer.status < 300, said
        return said

    def train(self, slug: str) -> dict[str, Any]:
        job = self.ask("POST", f"bots/{slug}/train/")
        while job["state"] in ("queued", "running"):
            time.sleep(0.03)
            job = self.ask("GET", f"jobs/{job['id']}/")
        assert job["state"] == "done", job
        return job

    def processes(self) -> dict[str, int]:
        """Process ids of the server, its worker, and its children."""
        found = {"server": self.process.pid}
        for worker in children(self.process.pid):
            line = Path(f"/proc/{worker}/cmdline").read_bytes().decode().split("\0")
            found["worker" if "worker" in line else "child"] = worker
            for child in children(worker):
                found["trainer" if b"nlu.pipeline.child" in _line(child) else "child of the worker"] = child
        return found

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def _line(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def children(process: int) -> list[int]:
    return [child.pid for child in psutil.Process(process).children()]


def memory(processes: dict[str, int]) -> dict[str, tuple[float, float]]:
    """RSS and PSS in megabytes."""
    found = {}
    for name, process in processes.items():
        rows = dict(row.split(":", 1) for row in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:])
        found[name] = tuple(int(rows[key].split()[0]) / 1024 for key in ("Rss", "Pss"))
    return found


def print_memory(title: str, processes: dict[str, int]) -> None:
    used = memory(processes)
    rss, pss = (sum(both[at] for both in used.values()) for at in (0, 1))
    print(
        f"{title:24} RSS {rss:.0f} MB, PSS {pss:.0f} MB: "
        + ", ".join(f"{n} {r:.0f}/{p:.0f}" for n, (r, p) in used.items())
    )


def processor(processes: dict[str, int]) -> float:
    """Seconds of CPU of these processes and of those that they have waited for."""
    spent = 0
    for process in set(processes.values()):
        spent += sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:15]))
    return spent / os.sysconf("SC_CLK_TCK")


def ten_intents() -> list[dict[str, Any]]:
    return [
        {"name": want.replace(" ", "_"), "examples": {"en": [form.format(want, it) for it in THINGS for form in FORMS]}}
        for want in WANTS
    ]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="botbuilder-click-") as folder:
        server = Server(Path(folder))
        try:
            server.ask("POST", "bots/", {"name": "Click", "slug": "click"})
            draft = server.ask("GET", "bots/click/draft/")
            draft = draft.get("document", draft)
            draft["intents"] = ten_intents()
            draft["settings"] = {**draft.get("settings", {}), "evaluation": {"after_training": False}}
            server.ask("PUT", "bots/click/draft/", draft)
            while not any(name.startswith("trainer") for name in server.processes()):
                time.sleep(0.2)
            time.sleep(4)
            print_memory("idle", server.processes())
            print(f"first training           {_click(server, 0):.2f} s")
            if sys.argv[1:] == ["idle"]:
                _wait_for_idleness(server)
            before = processor(server.processes())
            times = [_click(server, number) for number in range(1, ROUNDS)]
            spent = (processor(server.processes()) - before) / len(times)
            load, middle = os.getloadavg()[0], statistics.median(times)
            print(f"click to answer          {middle:.2f} s median, {max(times):.2f} s most, of {len(times)}")
            print(f"                         {spent:.2f} s of CPU each, all processes; load of this machine {load:.1f}")
            time.sleep(2)
            print_memory("after trainings", server.processes())
        finally:
            server.stop()


def _wait_for_idleness(server: Server) -> None:
    while any(name.startswith("trainer") for name in server.processes()):
        time.sleep(1)
    time.sleep(2)
    print_memory("without a training", server.processes())
    print(f"click after that         {_click(server, 100):.2f} s")


def _click(server: Server, number: int) -> float:
    said = f"please wibble {number} the thing"
    revision = server.ask("GET", "bots/click/")["draft_revision"]
    change = {"op": "add", "part": "intent:pay", "path": "/examples/en/-", "value": said, "base": revision}
    server.ask("PATCH", "bots/click/draft/", [change])
    began = time.monotonic()
    server.train("click")
    understood = server.ask("POST", "bots/click/parse/", {"text": said})
    assert understood["intent"] == "pay", understood
    return time.monotonic() - began


if __name__ == "__main__":
    main()
