"""Jobs of bots whose workers die, whose bots are deleted, and whose uploads nobody needs any more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from botbuilder.jobs.leases import claim
from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import queue_job, request_cancel
from botbuilder.tenancy.models import Workspace
from flows import tasks
from flows.models import Bot, Version
from flows.services.create_bot import create_bot, starting_document
from flows.services.delete_bot import delete_bot
from flows.services.evaluate_bot import start_evaluation
from flows.services.import_later import import_later
from flows.services.load_draft import load_draft
from flows.services.publish_bot import publish_bot, publish_for_job
from flows.services.replace_draft import replace_draft
from flows.services.train_bot import start_training

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.objects.create(slug="default", name="Default")


def document(name: str, intent: str) -> dict[str, Any]:
    return {**starting_document(name, "en"), "intents": [{"name": intent, "examples": {"en": ["one", "two"]}}]}


def queued(workspace: Workspace, content: bytes, **options: Any) -> Job:
    return import_later(content, workspace=workspace, by="ann", is_document=False, **options)


def killed(job: Job) -> None:
    """A worker takes the job and dies at once; the job waits again."""
    claim(job.pk)
    Job.unscoped.filter(pk=job.pk).update(state=Job.State.QUEUED)


def ended(job: Job) -> Job:
    tasks.import_(str(job.pk))
    job.refresh_from_db()
    return job


def intents(slug: str) -> list[str]:
    return [one["name"] for one in load_draft(Bot.unscoped.get(slug=slug)).document["intents"]]


def test_an_import_whose_first_worker_died_replaces_no_bot_of_somebody_else(workspace: Workspace) -> None:
    create_bot(workspace, name="Tea", slug="tea", by="zoe", document=document("Tea", "theirs"))
    job = queued(workspace, json.dumps(document("Tea", "ours")).encode(), slug="tea", filename="tea.json")
    killed(job)
    assert (ended(job).state, job.problem["code"], job.attempts) == ("failed", "slug-taken", 2)
    assert intents("tea") == ["theirs"]


def test_nor_one_that_the_same_member_had_before(workspace: Workspace) -> None:
    create_bot(workspace, name="Tea", slug="tea", by="ann", document=document("Tea", "before"))
    job = queued(workspace, json.dumps(document("Tea", "ours")).encode(), filename="tea.json")
    killed(job)
    assert ended(job).problem["code"] == "slug-taken" and intents("tea") == ["before"]


def test_the_bot_that_the_first_attempt_made_is_replaced(workspace: Workspace) -> None:
    job = queued(workspace, json.dumps(document("Tea", "ours")).encode(), slug="tea", filename="tea.json")
    killed(job)
    create_bot(workspace, name="Tea", slug="tea", by="ann", document=document("Tea", "half"))
    assert (ended(job).state, job.problem) == ("done", None)
    assert intents("tea") == ["ours"]


def test_a_table_for_a_bot_that_is_there_is_merged_again_and_replaces_nothing(workspace: Workspace) -> None:
    create_bot(workspace, name="Tea", slug="tea", by="ann", document=document("Tea", "before"))
    table = b"intent,language,example\nmore,en,another one\n"
    job = queued(workspace, table, slug="tea", filename="more.csv")
    killed(job)
    assert ended(job).state == "done", job.problem
    assert intents("tea") == ["before", "more"]


@pytest.mark.parametrize("how", ["done", "failed", "cancelled"])
def test_an_uploaded_source_goes_with_its_job_however_that_ends(workspace: Workspace, how: str) -> None:
    content = json.dumps(document("Tea", "ours")).encode() if how != "failed" else b"{}"
    job = queued(workspace, content, filename="tea.json")
    place = job.payload["place"]
    assert default_storage.exists(place)
    assert (request_cancel(job) if how == "cancelled" else ended(job)).state == how
    assert not default_storage.exists(place)


def published_twice(workspace: Workspace) -> tuple[Bot, Job]:
    """A bot whose draft is to be published as soon as its models are trained, and the job that will."""
    bot = create_bot(workspace, name="Tea", slug="tea", by="ann", document=starting_document("Tea", "en"))
    first = publish_bot(bot, by="ann")
    assert isinstance(first, Job)
    publish_for_job(first, lambda stage, share: None)
    replace_draft(bot, document("Tea", "ours"), by="ann")
    job = publish_bot(bot, by="ann")
    assert isinstance(job, Job)
    return bot, job


def publish_at_once(bot: Bot) -> int:
    """The number of a version that needs no new models: the draft is again what it was."""
    replace_draft(bot, starting_document("Tea", "en"), by="bob")
    version = publish_bot(bot, by="bob")
    assert isinstance(version, Version)
    return version.number


def test_what_was_to_be_published_first_does_not_come_out_last(workspace: Workspace) -> None:
    bot, job = published_twice(workspace)
    assert publish_at_once(bot) == 2
    tasks.publish(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.problem["code"]) == ("failed", "superseded")
    assert job.problem["detail"].startswith("Version 2 of a later draft")
    bot.refresh_from_db()
    assert bot.live_version is not None and bot.live_version.number == 2
    assert Version.unscoped.filter(bot=bot).count() == 2


def test_a_publication_of_an_attempt_that_died_is_found_again(workspace: Workspace) -> None:
    bot, job = published_twice(workspace)
    assert publish_for_job(job, lambda stage, share: None)["version"] == 2
    assert publish_at_once(bot) == 3
    assert publish_for_job(job, lambda stage, share: None)["version"] == 2
    bot.refresh_from_db()
    assert bot.live_version is not None and bot.live_version.number == 3


def test_the_jobs_of_a_deleted_bot_end_with_it(workspace: Workspace) -> None:
    """Another bot may get its address: what the jobs make is not for that one."""
    bot = create_bot(workspace, name="Tea", slug="tea", by="ann", document=document("Tea", "ours"))
    other = queue_job(workspace, kind="train", bot="coffee")
    jobs = [start_training(bot, by="ann"), start_evaluation(bot, {"kind": "tests"}, by="ann")]
    jobs.append(queue_job(workspace, kind="publish", bot="tea"))
    claim(jobs[-1].pk)
    delete_bot(bot, by="ann")
    for job in (*jobs, other):
        job.refresh_from_db()
    assert [job.state for job in jobs] == ["cancelled", "cancelled", "running"] and jobs[-1].cancel_requested
    assert other.state == "queued"
