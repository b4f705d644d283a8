"""Several jobs in one process: one of a kind at a time, and nobody is forgotten."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from botbuilder.jobs.kinds import register_kind
from botbuilder.jobs.lanes import Lane
from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import queue_job, request_cancel
from botbuilder.tenancy.models import Workspace
from tests.ground_rules_paths import ROOT
from tests.jobs.test_killed_worker import alive, wait_for

LONG_AGO = timezone.now() - timedelta(days=1)


@pytest.fixture
def jobs(db) -> list[Job]:
    register_kind("dig", task="tests.dig", queue="work")
    workspace = Workspace.objects.create(slug="garden", name="Garden")
    queued = [queue_job(workspace, kind="dig", bot=f"mole{number}") for number in range(3)]
    Job.unscoped.update(woken_at=LONG_AGO)
    return queued


def look(job: Job) -> Job:
    return Job.unscoped.get(pk=job.pk)


def announced(job: Job) -> bool:
    return look(job).woken_at > LONG_AGO


def test_a_job_that_finds_its_lane_taken_waits_and_is_announced_by_who_leaves(jobs):
    lane, done = Lane("dig"), []

    def dig(lease):
        if lease.job.pk == jobs[0].pk:
            for other in jobs[1:]:  # their messages come meanwhile
                lane.run(str(other.pk), dig)
                assert look(other).state == "queued"
        done.append(lease.job.bot)
        return {}

    lane.run(str(jobs[0].pk), dig)
    assert (look(jobs[0]).state, done) == ("done", ["mole0"])
    assert announced(jobs[1]) and not announced(jobs[2])
    lane.run(str(jobs[1].pk), dig)
    assert announced(jobs[2])
    lane.run(str(jobs[2].pk), dig)
    assert done == ["mole0", "mole1", "mole2"]


def test_nobody_is_announced_where_nobody_was_turned_away_or_wants_it_no_more(jobs):
    lane = Lane("dig")
    lane.run(str(jobs[0].pk), lambda lease: {})
    assert not announced(jobs[1]) and not announced(jobs[2])

    def dig(lease):
        lane.run(str(jobs[2].pk), dig)
        request_cancel(jobs[2])
        return {}

    lane.run(str(jobs[1].pk), dig)
    assert look(jobs[2]).state == "cancelled" and not announced(jobs[2])


def test_a_lane_is_free_again_after_work_that_broke(jobs):
    lane = Lane("dig")
    with pytest.raises(ZeroDivisionError):
        lane.run(str(jobs[0].pk), lambda lease: {"hole": 1 // 0})
    lane.run(str(jobs[1].pk), lambda lease: {})
    assert look(jobs[1]).state == "done"


APART = "import django; django.setup(); from botbuilder.jobs.apart import run_apart; run_apart({!r}, {!r})"


def linger(place: str) -> None:
    """In a process of its own: says which, and stays."""
    Path(f"{place}.new").write_text(str(os.getpid()))
    Path(f"{place}.new").rename(place)
    time.sleep(300)


def test_a_process_that_works_apart_ends_with_its_worker_whatever_ends_that(tmp_path):
    place = tmp_path / "process"
    program = APART.format("tests.jobs.test_lanes.linger", str(place))
    environment = {**os.environ, "BOTBUILDER_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "botbuilder.settings.test"}
    worker = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment)
    try:
        wait_for(place.exists)
        process = int(place.read_text())
        assert process != worker.pid and alive(process)
    finally:
        worker.kill()
        worker.wait()
    wait_for(lambda: not alive(process))
