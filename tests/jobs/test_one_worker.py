"""The worker that `manage.py up` starts does the jobs of all queues; what is short does not wait for what is long."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from botbuilder.workers import command
from tests.jobs.test_killed_worker import LOOK, QUEUE, ROOT, environment, forks, run, wait_for

__all__ = ["environment"]  # a fixture

SHORT = """
import django; django.setup()
from botbuilder.jobs.queueing import queue_job
from botbuilder.tenancy.models import Workspace
workspace = Workspace.objects.get(slug="killed")
for kind in ("publish", "evaluate"):
    print(queue_job(workspace, kind=kind, bot="nobody").pk)
"""
PATIENCE = 60.0  # seconds to leave, on a busy machine


@pytest.fixture
def worker(environment) -> Iterator["subprocess.Popen[bytes]"]:
    run(environment, "manage.py", "migrate", "--verbosity", "0", "--skip-checks")
    process = subprocess.Popen([sys.executable, *command()], env=environment, cwd=ROOT)
    yield process
    process.kill()
    process.wait()


def look(environment, job: str) -> dict:
    return json.loads(run(environment, "-c", LOOK, job))


def test_short_jobs_end_while_a_training_goes_on(environment, worker):
    training = run(environment, "-c", QUEUE)
    wait_for(lambda: forks(worker))
    process = forks(worker)[0]
    os.kill(process, signal.SIGSTOP)  # it takes as long as we want it to
    short = run(environment, "-c", SHORT).split()
    wait_for(lambda: look(environment, short[0])["state"] not in ("queued", "running"))
    assert look(environment, short[0])["problem"]["detail"] == "The bot was deleted."
    wait_for(lambda: look(environment, short[1])["state"] not in ("queued", "running"))
    evaluation = look(environment, short[1])
    assert evaluation["problem"]["detail"] == "The bot is gone."
    assert evaluation["owner"].rpartition(":")[2] != str(worker.pid), "it takes its memory with it"
    assert look(environment, training)["state"] == "running"
    os.kill(process, signal.SIGCONT)
    wait_for(lambda: look(environment, training)["state"] not in ("queued", "running"))
    ended = look(environment, training)
    assert (ended["state"], ended["attempts"]) == ("done", 1)
    os.kill(worker.pid, signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0
