"""The history of trainings: what serves, going back, the newest wins, and which models are kept."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from botbuilder.jobs.leases import claim
from botbuilder.jobs.models import Job
from botbuilder.tenancy.models import AuditEntry, Workspace
from flows.adapters.understanding import UNDERSTANDING, model_hashes, prepare_training
from flows.models import Bot, Conversation, Version
from flows.services.create_bot import create_bot
from flows.services.drop_unneeded_models import drop_unneeded_models
from flows.services.errors import NotFound, WrongState
from flows.services.list_trainings import list_trainings, show_training
from flows.services.parse_text import parse_text
from flows.services.publish_bot import publish_bot
from flows.services.replace_draft import replace_draft
from flows.services.restore_training import restore_training
from flows.services.train_bot import start_training, train_now
from nlu.models import TrainedModel, TrainingSet
from nlu.services.model_store import has_model
from nlu.services.trainer import TRAINER
from nlu.tasks import train

DEMO = Path(__file__).resolve().parents[2] / "botbuilder" / "demo" / "pizza.json"
PHRASE = "qwrtz plmkn"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def warm():
    TRAINER.warm_up()
    yield
    TRAINER.close()


@pytest.fixture
def bot(settings, tmp_path):
    settings.DATA = tmp_path
    document = json.loads(DEMO.read_text(encoding="utf-8"))
    document = {**document, "languages": ["en"], "default_language": "en", "stories": []}
    workspace = Workspace.objects.create(slug="pizzeria", name="Pizzeria")
    return create_bot(workspace, name="Pizza", slug="corner", by="ann", document=document)


def document_of(bot: Bot):
    from flows.services.load_draft import load_draft

    return json.loads(json.dumps(load_draft(bot).document))


def teach(bot: Bot, phrase: str) -> dict:
    document = document_of(bot)
    document["intents"][0]["examples"]["en"].append(phrase)
    replace_draft(bot, document, by="ann")
    return document


def taught(bot: Bot, phrase: str) -> Job:
    teach(bot, phrase)
    job = start_training(bot, by="ann")
    train(str(job.pk))
    job.refresh_from_db()
    bot.refresh_from_db()
    assert job.state == "done", job.problem
    return job


def history(bot: Bot) -> list[dict]:
    return [show_training(bot, training) for training in list_trainings(bot)]


def test_each_training_stands_in_the_history_with_what_was_before(bot):
    train_now(bot, by="ann")
    job = taught(bot, PHRASE)
    newest, oldest = history(bot)
    assert (oldest["number"], oldest["by"], oldest["current"], oldest["restorable"]) == (1, "ann", False, True)
    assert (newest["number"], newest["job"], newest["current"], newest["restorable"]) == (2, str(job.pk), True, False)
    assert newest["before"]["training"] == 1
    assert newest["languages"]["en"]["examples"] == newest["before"]["languages"]["en"]["examples"] + 1
    assert newest["parts"]["en"]["intents"] == "trained"
    assert job.result["parts"] == newest["parts"]


def test_training_what_serves_already_is_no_news(bot):
    train_now(bot)
    start_training(bot, by="ann")
    train_now(bot)
    assert len(history(bot)) == 1


def test_going_back_lets_the_earlier_models_serve_until_the_next_training(bot):
    before = train_now(bot)
    taught(bot, PHRASE)
    assert parse_text(bot, text=PHRASE)["intents"][0]["confidence"] == 1.0
    restored = restore_training(bot, 1, by="ben")
    bot.refresh_from_db()
    assert (bot.draft_models, bot.trained) == (before, "stale")
    assert parse_text(bot, text=PHRASE)["intents"][0]["confidence"] < 1.0
    assert (restored.number, restored.kind, restored.of) == (3, "restored", 1)
    assert AuditEntry.objects.of(bot.workspace).filter(actor="ben", action="training.restore").exists()
    assert start_training(bot, by="ann").state == "done"
    bot.refresh_from_db()
    assert bot.trained == "trained" and parse_text(bot, text=PHRASE)["intents"][0]["confidence"] == 1.0


def test_going_back_ends_a_training_that_waits_or_runs(bot):
    """It would take back at its end what was just decided."""
    train_now(bot)
    taught(bot, PHRASE)
    teach(bot, "one more")
    running = start_training(bot, by="ann")
    lease = claim(running.pk)
    restore_training(bot, 1, by="ben")
    running.refresh_from_db()
    assert (running.cancel_requested, running.problem["code"]) == (True, "superseded") and not lease.holds()


def test_what_was_restored_is_what_the_next_version_gets_unless_examples_change(bot):
    before = train_now(bot)
    taught(bot, PHRASE)
    restore_training(bot, 1, by="ben")
    published = publish_bot(bot, by="ben", force=True)
    assert isinstance(published, Version) and published.models == before
    taught(bot, "another phrase")
    again = publish_bot(bot, by="ben", force=True)
    assert isinstance(again, Version) and again.models == model_hashes(document_of(bot)) != before


def test_what_serves_or_is_gone_cannot_be_restored(bot):
    train_now(bot)
    with pytest.raises(WrongState, match="serves the draft already"):
        restore_training(bot, 1, by="ben")
    with pytest.raises(NotFound):
        restore_training(bot, 7, by="ben")


def test_a_running_training_that_was_superseded_switches_nothing(bot):
    train_now(bot)
    teach(bot, "one more")
    older = start_training(bot, by="ann")
    lease = claim(older.pk)
    teach(bot, "and another")
    newer = start_training(bot, by="ann")
    older.refresh_from_db()
    assert (older.state, older.cancel_requested, older.problem["code"]) == ("running", True, "superseded")
    served = Bot.unscoped.get(pk=bot.pk).draft_models
    from botbuilder.jobs.ended import job_succeeding
    from botbuilder.jobs.leases import JobCancelled
    from nlu.services.train_models import train_models

    result = train_models(bot.workspace, older.payload["sets"], lambda stage, share: None).to_json()
    with pytest.raises(JobCancelled):
        job_succeeding.send(Job, job=older, result=result, lease=lease)
    lease.end(Job.State.CANCELLED)
    older.refresh_from_db()
    assert (older.state, older.problem["code"]) == ("cancelled", "superseded")
    assert Bot.unscoped.get(pk=bot.pk).draft_models == served
    train(str(newer.pk))
    assert Bot.unscoped.get(pk=bot.pk).draft_models == newer.payload["sets"]


def test_a_job_that_is_worked_on_twice_stands_there_once(bot):
    teach(bot, PHRASE)
    job = start_training(bot, by="ann")
    train(str(job.pk))
    Job.unscoped.filter(pk=job.pk).update(state="queued")
    train(str(job.pk))
    assert [one["job"] for one in history(bot)] == [str(job.pk)]


def test_only_the_models_that_somebody_may_need_are_kept(bot, settings):
    settings.KEPT_TRAININGS = 2
    names = [train_now(bot)["en"]]
    live = publish_bot(bot, by="ann", force=True)
    for number in range(5):
        taught(bot, f"phrase number {number}")
        names.append(bot.draft_models["en"])
        if number == 0:
            talked = publish_bot(bot, by="ann", force=True)
            Conversation.unscoped.create(
                workspace=bot.workspace, bot=bot, version=talked, channel="web", key="k", created_at=0
            )
        if number == 1:
            publish_bot(bot, by="ann", force=True)  # nobody talks to it, and two newer ones come
    for number in range(2):
        Version.unscoped.create(workspace=bot.workspace, bot=bot, number=10 + number, document={}, models={})
    Bot.unscoped.filter(pk=bot.pk).update(live_version=live)
    assert drop_unneeded_models() == [], "what is young may be about to be used"
    dropped = drop_unneeded_models(grace=-1.0)
    assert sorted(dropped) == sorted(names[2:4])
    assert [has_model(name) for name in names] == [True, True, False, False, True, True]
    assert not TrainedModel.objects.of(bot.workspace).filter(hash__in=dropped).exists()
    assert not TrainingSet.objects.of(bot.workspace).filter(hash__in=dropped).exists()
    assert UNDERSTANDING.ready(bot.draft_models)


def test_what_was_never_trained_does_not_lie_about_for_ever(bot):
    trained = train_now(bot)
    taught_since = {}
    for state in ("cancelled", "queued"):
        teach(bot, f"a phrase for the {state} one")
        job = start_training(bot, by="ann")
        Job.unscoped.filter(pk=job.pk).update(state=state)
        taught_since[state] = job.payload["sets"]["en"]
    sets = TrainingSet.objects.of(bot.workspace).filter(hash__in=[*trained.values(), *taught_since.values()])
    drop_unneeded_models()
    assert sets.count() == 3, "a job that is being queued may be about to need it"
    drop_unneeded_models(grace=-1.0)
    assert {one.hash for one in sets} == {trained["en"], taught_since["queued"]}


def test_a_training_set_is_young_again_when_it_is_wanted_again(bot):
    prepare_training(bot.workspace, document_of(bot))
    TrainingSet.unscoped.update(stored_at=datetime(2020, 1, 1, tzinfo=UTC))
    prepare_training(bot.workspace, document_of(bot))  # its job comes a moment later
    drop_unneeded_models(grace=60.0)
    assert TrainingSet.objects.of(bot.workspace).count() == 1


def test_a_deleted_bot_leaves_no_history_to_the_next_of_its_name(bot):
    from flows.services.delete_bot import delete_bot

    train_now(bot)
    document = document_of(bot)
    workspace = bot.workspace
    delete_bot(bot, by="ann")
    again = create_bot(workspace, name="Pizza", slug="corner", by="ann", document=document)
    assert history(again) == []
