"""kill -9 of the training worker, again and again: the old model serves all the while, the new one is finished.

Two real servers on one database, a real Celery worker with its warm training process and forks. Three kills; the
variable TRAINER_KILLS asks for another number, at most four per training, since a fifth dead worker ends a job.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.realtime.live import ROOT, LiveServer

KILLS = int(os.environ.get("TRAINER_KILLS", "3"))
KILLS_PER_TRAINING = 4
PATIENCE = 240.0  # seconds, on a busy machine
WORKER = ["-m", "celery", "--app", "botbuilder", "--quiet", "worker", "--pool", "solo", "--queues", "train"]
QUIET = ["--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]
VERBS = [
    "buy",
    "sell",
    "paint",
    "wash",
    "lend",
    "mend",
    "weigh",
    "wrap",
    "post",
    "lose",
    "find",
    "draw",
    "melt",
    "bake",
]
NOUNS = ["a lamp", "two chairs", "the door", "my bike", "his coat", "an oven", "that sofa", "our boat", "the bell"]
LETTERS = "bcdfghjklmnpqrstvwxz"  # words that no example is like
FORMS = ["I want to {} {}", "can you {} {} please", "how do I {} {}", "{} {} now", "help me {} {}", "who may {} {}"]

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks up child processes in /proc")


def intents() -> list[dict[str, Any]]:
    return [
        {"name": verb, "examples": {"en": [form.format(verb, noun) for noun in NOUNS for form in FORMS]}}
        for verb in VERBS
    ]


class Rest:
    """A member who builds the bot `kill`, over REST of one server."""

    def __init__(self, server: LiveServer, token: str) -> None:
        self.address, self.token = f"{server.http}/api/v1/", token

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(self.address + path, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        request.add_header("Content-Type", "application/json")
        content = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(request, content, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def teach(self, phrase: str) -> None:
        revision = self.ask("GET", "bots/kill/")["draft_revision"]
        change = {"op": "add", "part": "intent:bake", "path": "/examples/en/-", "value": phrase, "base": revision}
        self.ask("PATCH", "bots/kill/draft/", [change])

    def job(self, id: str) -> dict[str, Any]:
        return self.ask("GET", f"jobs/{id}/")

    def knows(self, phrase: str) -> bool:
        understood = self.ask("POST", "bots/kill/parse/", {"text": phrase})
        return understood["intent"] == "bake" and understood["intents"][0]["confidence"] > 0.95

    def serving(self) -> int | None:
        trainings = self.ask("GET", "bots/kill/trainings/")["results"]
        return next((one["number"] for one in trainings if one["current"]), None)


class Workers:
    """One Celery worker at a time, each the heir of one that was killed."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = {**environment, "DJANGO_SETTINGS_MODULE": "botbuilder.settings.worker"}
        self.process: subprocess.Popen[bytes] | None = None
        self.descendants: set[int] = set()

    def start(self) -> None:
        self.process = subprocess.Popen([sys.executable, *WORKER, *QUIET], env=self.environment, cwd=ROOT)

    def kill(self) -> None:
        assert self.process is not None
        self.descendants |= descendants(self.process.pid)
        self.process.kill()
        self.process.wait()


class Killer:
    """When the next worker dies, and what is taught next; both by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._within = 1.5  # seconds; less where trainings are done sooner

    def wait(self) -> None:
        time.sleep(self._chance.uniform(0, self._within))

    def came_too_late(self) -> None:
        self._within /= 2

    def phrase(self) -> str:
        return " ".join("".join(self._chance.choices(LETTERS, k=6)) for _ in range(2))


def descendants(process: int) -> set[int]:
    found: set[int] = set()
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found |= {int(child)} | descendants(int(child))
    except OSError:
        pass  # gone meanwhile
    return found


def trains(process: int) -> bool:
    try:
        return b"nlu.pipeline" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.1)


@pytest.fixture
def servers(tmp_path):
    first = LiveServer(tmp_path, {}, BOTBUILDER_ENCODER="off").start()
    second = LiveServer(tmp_path, {}, beside=first, BOTBUILDER_ENCODER="off").start()
    said = subprocess.run(
        [sys.executable, "manage.py", "create_token", "killer@example.org"],
        cwd=ROOT, env=first.environment, capture_output=True, check=True, text=True,
    )  # fmt: skip
    token = said.stdout.split()[-1]
    yield Rest(first, token), Rest(second, token), first.environment
    for server in (first, second):
        server.kill()


def test_the_old_model_serves_until_the_new_one_is_whole_however_often_the_worker_dies(servers, tmp_path):
    first, second, environment = servers
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    killer, workers = Killer(seed), Workers(environment)
    first.ask("POST", "bots/", {"name": "Kill", "slug": "kill"})
    draft = first.ask("GET", "bots/kill/draft/")
    draft = draft.get("document", draft)
    first.ask("PUT", "bots/kill/draft/", {**draft, "intents": intents()})
    workers.start()
    try:
        known = killer.phrase()
        train(first, second, workers, killer, known, "", 0)
        killed = number = 0
        while killed < KILLS:
            number += 1
            phrase, kills = killer.phrase(), min(KILLS_PER_TRAINING, KILLS - killed)
            killed += train(first, second, workers, killer, phrase, known, kills)
            known = phrase
        print(f"{killed} kills in {number} trainings")
    finally:
        workers.kill()
    wait_for(lambda: not any(map(trains, workers.descendants)))
    trainings = first.ask("GET", "bots/kill/trainings/")["results"]
    assert [one["number"] for one in trainings] == list(range(number + 1, 0, -1)), "each training stands there once"
    assert all(one["failures"] == [] for one in trainings)


def taken_up(job: dict[str, Any], attempt: int) -> bool:
    return job["state"] == "done" or (job["attempts"] == attempt and bool(job["stage"]))


def train(first: Rest, second: Rest, workers: Workers, killer: Killer, phrase: str, known: str, kills: int) -> int:
    """One training with so many killed workers; how many were killed while it was under way."""
    before, killed = first.serving(), 0
    first.teach(phrase)
    job = first.ask("POST", "bots/kill/train/")["id"]
    for _ in range(kills):
        attempt = killed + 1
        wait_for(lambda: taken_up(first.job(job), attempt))  # noqa: B023 - it is called at once
        killer.wait()
        workers.kill()
        running = first.job(job)["state"] == "running"
        if running:
            killed += 1
            assert first.serving() in (before, (before or 0) + 1)
            if first.serving() == before:
                for server in (first, second):
                    assert server.knows(known) and not server.knows(phrase), "the old model does not serve"
        workers.start()
        if not running:
            killer.came_too_late()
            break
    wait_for(lambda: first.job(job)["state"] not in ("queued", "running"))
    ended = first.job(job)
    assert ended["state"] == "done", ended
    # No time is given: once the job says so, the very next utterance meets the new model, in each process.
    assert second.knows(phrase) and first.knows(phrase), "the new model does not serve"
    assert ended["attempts"] == killed + 1
    return killed
