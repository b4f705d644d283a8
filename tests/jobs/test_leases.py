"""Who may write to a job, and what happens when a worker is gone."""

import socket
import subprocess
import sys
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from botbuilder.jobs import leases
from botbuilder.jobs.ended import job_ended
from botbuilder.jobs.kinds import register_kind
from botbuilder.jobs.leases import JobCancelled, JobFailed, LeaseLost, claim, run_job
from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import queue_job, request_cancel
from botbuilder.jobs.sweep import _release as release
from botbuilder.jobs.sweep import sweep
from botbuilder.tenancy.models import Workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace():
    register_kind("dig", task="tests.dig", queue="work")
    return Workspace.objects.create(slug="garden", name="Garden")


@pytest.fixture
def job(workspace):
    return queue_job(workspace, kind="dig", bot="mole", payload={"depth": 2})


def look(job: Job) -> Job:
    return Job.unscoped.get(pk=job.pk)


def stale(job: Job) -> None:
    """The worker has not been heard of for longer than the lease."""
    long_ago = timezone.now() - leases.LEASE - timedelta(seconds=1)
    Job.unscoped.filter(pk=job.pk).update(heartbeat_at=long_ago, owner="elsewhere:1")


def test_a_job_has_the_shape_of_the_contract(job):
    assert job.to_json() == {
        "id": str(job.pk),
        "kind": "dig",
        "state": "queued",
        "stage": "",
        "progress": 0.0,
        "attempts": 0,
        "result": None,
        "problem": None,
    }


def test_a_kind_that_nobody_does_is_refused(workspace):
    with pytest.raises(LookupError):
        queue_job(workspace, kind="fly")


def test_only_one_worker_gets_a_job(job):
    assert claim(job.pk) is not None
    assert claim(job.pk) is None
    assert (look(job).state, look(job).attempts) == ("running", 1)


def test_a_worker_that_was_thought_dead_writes_nothing_any_more(job):
    first = claim(job.pk)
    stale(job)
    second = claim(job.pk)
    with pytest.raises(LeaseLost):
        first.tell("digging", 0.9)
    assert first.end(Job.State.DONE, result={"by": "first"}) is False
    assert second.end(Job.State.DONE, result={"by": "second"}) is True
    assert (look(job).result, look(job).attempts) == ({"by": "second"}, 2)


def test_progress_reaches_the_row_and_its_revision_grows(job):
    lease = claim(job.pk)
    before = look(job).revision
    lease.tell("digging", 0.5)
    assert (look(job).stage, look(job).progress, look(job).revision) == ("digging", 0.5, before + 1)


def test_progress_is_not_written_more_often_than_the_database_should_bear(job):
    now = [100.0]
    lease = claim(job.pk)
    lease.clock = lambda: now[0]
    written = []
    for tenth in range(100):
        now[0] += 0.1
        before = look(job).revision
        lease.tell("digging", tenth / 100)
        written += [now[0]] if look(job).revision > before else []
    gaps = [later - earlier for earlier, later in pairwise(written)]
    assert len(written) >= 4 and min(gaps) >= leases.HEARTBEAT - 0.01


def test_a_waiting_job_is_cancelled_at_once(job):
    assert request_cancel(job).state == "cancelled"
    assert claim(job.pk) is None


def test_a_running_job_learns_that_it_shall_stop(job):
    lease = claim(job.pk)
    assert request_cancel(job).state == "running"
    with pytest.raises(JobCancelled):
        lease.tell("digging", 0.5)


def test_a_job_that_has_ended_cannot_be_cancelled(job):
    run_job(job.pk, lambda lease: {"hole": 1})
    assert request_cancel(look(job)).state == "done"


def test_done_failed_cancelled_and_broken_work(workspace):
    def dig(lease):
        what = lease.job.payload["what"]
        if what == "rock":
            raise JobFailed({"code": "rock", "title": "A rock"})
        if what == "stop":
            raise JobCancelled
        if what == "break":
            raise ZeroDivisionError
        return {"hole": 1}

    ended = []
    job_ended.connect(lambda sender, job, **_: ended.append(job.state), weak=False, dispatch_uid="test")
    jobs = {what: queue_job(workspace, kind="dig", payload={"what": what}) for what in ("soil", "rock", "stop")}
    for job in jobs.values():
        run_job(job.pk, dig)
    broken = queue_job(workspace, kind="dig", payload={"what": "break"})
    with pytest.raises(ZeroDivisionError):
        run_job(broken.pk, dig)
    job_ended.disconnect(dispatch_uid="test")
    assert (look(jobs["soil"]).state, look(jobs["soil"]).result, look(jobs["soil"]).progress) == (
        "done",
        {"hole": 1},
        1.0,
    )
    assert (look(jobs["rock"]).state, look(jobs["rock"]).problem["code"]) == ("failed", "rock")
    assert look(jobs["stop"]).state == "cancelled"
    assert (look(broken).state, look(broken).problem["code"]) == ("failed", "internal")
    assert ended == ["done", "failed", "cancelled", "failed"]


def test_running_a_job_twice_does_the_work_once(job):
    done = []
    for _ in range(2):
        run_job(job.pk, lambda lease: done.append(1) or {})
    assert done == [1]


def test_the_sweep_gives_back_a_job_whose_lease_ran_out(job):
    claim(job.pk)
    stale(job)
    assert sweep() == 1
    assert look(job).state == "queued"
    assert claim(job.pk) is not None


def test_the_sweep_leaves_a_living_worker_alone(job):
    claim(job.pk)
    assert sweep() == 0
    assert look(job).state == "running"


def test_the_sweep_does_not_wait_for_the_lease_of_a_process_of_this_machine_that_is_gone(job):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    claim(job.pk)
    Job.unscoped.filter(pk=job.pk).update(owner=f"{socket.gethostname()}:{gone.pid}")
    assert sweep() == 1
    assert look(job).state == "queued"


def test_a_job_that_kills_its_workers_is_given_up(job):
    for _ in range(leases.MOST_ATTEMPTS):
        assert claim(job.pk) is not None
        stale(job)
        sweep()
    assert (look(job).state, look(job).problem["code"]) == ("failed", "worker-died")
    assert claim(job.pk) is None


def test_a_job_that_was_to_be_cancelled_is_not_started_again_after_its_worker_died(job):
    claim(job.pk)
    request_cancel(job)
    stale(job)
    sweep()
    assert look(job).state == "cancelled"


def test_who_cancels_while_a_sweep_gives_the_job_back_is_heard(job):
    claim(job.pk)
    stale(job)
    as_the_sweep_saw_it = look(job)
    request_cancel(job)
    assert release(as_the_sweep_saw_it) is False
    assert sweep() == 1
    assert look(job).state == "cancelled"


def test_a_job_that_waits_although_it_was_to_be_cancelled_ends(job):
    minute_ago = timezone.now() - timedelta(minutes=1)
    Job.unscoped.filter(pk=job.pk).update(cancel_requested=True, woken_at=minute_ago)
    assert sweep() == 1
    assert look(job).state == "cancelled"


def test_a_waiting_job_that_nobody_heard_of_is_announced_again(job):
    Job.unscoped.filter(pk=job.pk).update(woken_at=timezone.now() - timedelta(minutes=1))
    assert sweep() == 1
    assert look(job).woken_at > timezone.now() - timedelta(seconds=30)
