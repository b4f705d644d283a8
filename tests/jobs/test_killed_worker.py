"""A worker is killed with -9 in the middle of a training; the next one finishes it. Real processes, no mocks."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKER = ["-m", "celery", "--app", "botbuilder", "--quiet", "worker", "--pool", "solo", "--queues", "train"]
QUIET = ["--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]

QUEUE = """
import django, json; django.setup()
from botbuilder.jobs.queueing import queue_job
from botbuilder.tenancy.models import Workspace
from nlu.services.store_training_sets import store_training_sets
workspace = Workspace.objects.create(slug="killed", name="Killed")
words = "alpha beta gamma delta epsilon zeta eta theta iota kappa".split()
examples = lambda n: [f"{a} {b} {c} number {n}" for a in words for b in words for c in words[:3]]
content = {"format": "botbuilder/training-set", "version": 1, "language": "en", "entities": [], "answers": [],
           "intents": [{"name": f"i{n}", "examples": examples(n)} for n in range(24)]}
print(queue_job(workspace, kind="train", payload={"sets": store_training_sets(workspace, [content])}).pk)
"""

LOOK = """
import django, json, sys; django.setup()
from botbuilder.jobs.models import Job
job = Job.unscoped.get(pk=sys.argv[1])
print(json.dumps({**job.to_json(), "owner": job.owner}))
"""


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    settings = {"DJANGO_SETTINGS_MODULE": "botbuilder.settings.embedded", "BOTBUILDER_DATA": str(tmp_path)}
    return {**kept, **settings, "PYTHONPATH": str(ROOT), "CELERY_SKIP_CHECKS": "1"}


@pytest.fixture
def start(environment) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    started: list[subprocess.Popen[bytes]] = []

    def start_worker() -> "subprocess.Popen[bytes]":
        started.append(subprocess.Popen([sys.executable, *WORKER, *QUIET], env=environment, cwd=ROOT))
        return started[-1]

    yield start_worker
    for process in started:
        process.kill()
        process.wait()


def run(environment: dict[str, str], *arguments: str) -> str:
    ran = subprocess.run([sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, check=True)
    return ran.stdout.decode().strip()


def children(process: int) -> list[int]:
    """Of all its threads."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        found += [int(pid) for pid in (task / "children").read_text().split()]
    return found


def forks(worker: "subprocess.Popen[bytes]") -> list[int]:
    """Trainings under way: forks of the processes that the worker keeps warm."""
    return [fork for child in children(worker.pid) if alive(child) for fork in children(child)]


def wait_for(condition: Callable[[], object], seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.2)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are looked up in /proc")
def test_a_training_survives_the_death_of_its_worker(environment, start, tmp_path):
    run(environment, "manage.py", "migrate", "--verbosity", "0", "--skip-checks")
    job = run(environment, "-c", QUEUE)
    first = start()
    wait_for(lambda: forks(first))
    training = forks(first)[0]
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    wait_for(lambda: not alive(training))
    assert json.loads(run(environment, "-c", LOOK, job))["state"] == "running"
    assert not list(tmp_path.glob("models/[0-9a-f]*"))
    start()
    wait_for(lambda: json.loads(run(environment, "-c", LOOK, job))["state"] not in ("queued", "running"))
    ended = json.loads(run(environment, "-c", LOOK, job))
    assert (ended["state"], ended["attempts"]) == ("done", 2)
    assert (tmp_path / "models" / ended["result"]["models"]["en"] / "manifest.json").is_file()
